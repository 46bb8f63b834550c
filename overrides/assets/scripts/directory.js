// The directory's table, narrowed to what one looks for: words, scope, topic, language. All rows
// stand in the page; what is chosen stands in the address, so that it can be sent to somebody.
// Without a script the whole table is there.
import { onArrival } from "./page.js";
import { fold, plural } from "./text.js";

const NAMES = ["find", "scope", "topic", "language"];
/** @type {WeakMap<HTMLElement, string>} */
const texts = new WeakMap();

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {HTMLInputElement | HTMLSelectElement | null}
 */
function fieldOf(form, name) {
  return form.querySelector(`[name="${name}"]`);
}

/** @param {string} text */
function folded(text) {
  return fold(text).replaceAll("'", " ");
}

/** @param {HTMLElement} row */
function textOf(row) {
  const text = texts.get(row) ?? folded(`${row.textContent} ${row.dataset.vgFind ?? ""}`);
  texts.set(row, text);
  return text;
}

/**
 * @param {string | undefined} list of values, with spaces between
 * @param {string} value
 */
function has(list, value) {
  return !value || ` ${list ?? ""} `.includes(` ${value} `);
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLTableElement} table
 */
function narrow(form, table) {
  const [find, scope, topic, language] = NAMES.map((name) => fieldOf(form, name)?.value ?? "");
  const words = folded(find).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const group of table.tBodies) {
    let here = 0;
    for (const row of group.querySelectorAll("tr")) {
      if (row.dataset.vgOrganisation === undefined) continue;
      const isKept =
        has(group.dataset.vgScope, scope) &&
        has(row.dataset.vgTopics, topic) &&
        has(row.dataset.vgLanguages, language) &&
        words.every((word) => textOf(row).includes(word));
      row.hidden = !isKept;
      here += Number(isKept);
    }
    group.hidden = here === 0;
    count += here;
  }
  table.hidden = count === 0;
  tell(form, count);
}

/**
 * @param {HTMLFormElement} form
 * @param {number} count
 */
function tell(form, count) {
  const said = form.querySelector("[data-vg-said]");
  const { vgFound = "{}", vgNone = "" } = form.dataset;
  if (said) said.textContent = count ? plural(JSON.parse(vgFound), count) : vgNone;
}

/** @param {HTMLFormElement} form */
function note(form) {
  const url = new URL(location.href);
  for (const name of NAMES) {
    const value = fieldOf(form, name)?.value;
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  try {
    history.replaceState(history.state, "", url);
  } catch {
    // A copy opened from a folder may not change its address; it narrows all the same.
  }
}

/**
 * Set the fields to what the address asks for; return whether it asks for anything known.
 * @param {HTMLFormElement} form
 */
function readAddress(form) {
  const asked = new URL(location.href).searchParams;
  let isNarrowed = false;
  for (const name of NAMES) {
    const field = fieldOf(form, name);
    const value = asked.get(name);
    if (!field || !value) continue;
    field.value = value;
    if (field.value) isNarrowed = true;
    else field.value = "";
  }
  return isNarrowed;
}

onArrival(() => {
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("form[data-vg-directory]");
  /** @type {HTMLTableElement | null} */
  const table = document.querySelector("table.vg-directory");
  if (!form || !table || !form.hidden) return;
  const isNarrowed = readAddress(form);
  form.hidden = false;
  if (isNarrowed) narrow(form, table);
  const again = () => {
    narrow(form, table);
    note(form);
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", again);
  // The fields are empty only after the event.
  form.addEventListener("reset", () => setTimeout(again));
});
