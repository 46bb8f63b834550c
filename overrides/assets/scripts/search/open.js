// On every page: opens the search, by its button, "/" or Ctrl-K, and fetches the rest of the
// program only then.
import { loadScript, onArrival } from "../page.js";

const FIELD = "input[type=search]";
const IN_DIALOG = { most: 6, facets: false };
const ON_PAGE = { most: 10, facets: true };

/** @type {HTMLElement | null} */
const button = document.querySelector(".vg-find");
/** @type {HTMLDialogElement | null} */
const dialog = document.querySelector("dialog#vg-search");

/** @returns {HTMLElement | null} */
function searchPage() {
  return document.querySelector("[data-vg-search-page]");
}

/** @param {ParentNode} place */
function focusField(place) {
  /** @type {HTMLInputElement | null} */
  const field = place.querySelector(FIELD);
  if (field) field.focus();
}

/**
 * The program is a classic script, so that a copy opened from a folder works: a browser fetches no
 * module there.
 * @param {HTMLElement} from
 */
async function fetchProgram(from) {
  const { root = "./", offline } = from.dataset;
  const folder = `${root}assets/search/`;
  const names = offline === undefined ? ["served"] : ["lunr", "offline"];
  await Promise.all(names.map((name) => loadScript(`${folder}${name}.js`)));
  if (!window.vigieSearch.program) throw new Error(`${folder}: no program`);
  return window.vigieSearch.program.start(root, document.documentElement.lang.slice(0, 2));
}

/**
 * @param {HTMLElement} from
 * @param {HTMLDialogElement} box
 */
function prepare(from, box) {
  /** @type {Promise<SearchReady> | null} */
  let loading = null;
  /** @type {Promise<void> | null} */
  let mounted = null;

  function load() {
    loading ??= fetchProgram(from);
    loading.catch(() => {
      loading = null;
    });
    return loading;
  }

  /**
   * @param {HTMLElement} place
   * @param {{ most: number, facets: boolean }} options
   */
  async function mount(place, options) {
    try {
      const ready = await load();
      const root = from.dataset.root ?? "./";
      await window.vigieSearch.program?.show(place, ready, { ...options, root });
    } catch (error) {
      const status = place.querySelector("[role=status]");
      if (status) status.textContent = place.dataset.failed ?? "";
      throw error;
    }
  }

  function open() {
    if (box.open) return;
    const page = searchPage();
    if (page) return focusField(page);
    box.showModal();
    focusField(box);
    mounted ??= mount(box, IN_DIALOG);
    mounted.catch(() => {
      mounted = null;
    });
  }

  listen(from, box, open);
  window.vigieSearch = { load };
  onArrival(() => {
    const page = searchPage();
    if (page) from.removeAttribute("aria-haspopup");
    else from.setAttribute("aria-haspopup", "dialog");
    if (!page || page.dataset.ready !== undefined) return;
    page.dataset.ready = "";
    mount(page, ON_PAGE);
  });
}

/**
 * @param {HTMLElement} from
 * @param {HTMLDialogElement} box
 * @param {() => void} open
 */
function listen(from, box, open) {
  from.setAttribute("role", "button");
  from.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  from.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    open();
  });
  box.querySelector("[data-vg-search-close]")?.addEventListener("click", () => box.close());
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
  });
  box.addEventListener("close", () => {
    if (document.activeElement === document.body) from.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (!opens(event)) return;
    event.preventDefault();
    open();
  });
}

/**
 * Return whether a key opens the search: "/" where nothing is written, or Ctrl-K.
 * @param {KeyboardEvent} event
 */
function opens(event) {
  if (event.altKey) return false;
  const withControl = event.ctrlKey || event.metaKey;
  if (event.key === "/") return !withControl && !writes(event.target);
  return event.key.toLowerCase() === "k" && withControl && !event.shiftKey;
}

/** @param {EventTarget | null} target */
function writes(target) {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

if (button && dialog) prepare(button, dialog);
