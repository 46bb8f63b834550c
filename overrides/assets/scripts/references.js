// Ticked entries -> a RIS or BibTeX file. The references are ready-made, in a script for each month
// (publish/exports/references.py). What is ticked lasts as long as the window (sessionStorage).
import { loadScript, make, onArrival, saveText, words } from "./page.js";
import { plural } from "./text.js";

const KEY = "vigie-references";
const FORMATS = /** @type {const} */ ({
  ris: { at: 0, between: "", type: "application/x-research-info-systems", name: "vigie.ris" },
  bibtex: { at: 1, between: "\n", type: "application/x-bibtex", name: "vigie.bib" },
});

/**
 * The ids of what is ticked, each with the address of the script that holds its reference.
 * @typedef {Record<string, string>} Chosen
 */

/** @returns {Chosen} */
function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null") || {};
  } catch {
    return {};
  }
}

/** @param {Chosen} chosen */
function keep(chosen) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // A private window: this page only.
  }
}

/**
 * Return the link of a card to its own place on its month's page.
 * @param {Element} card
 * @returns {HTMLAnchorElement | null}
 */
function placeOf(card) {
  return card.querySelector("a.vg-permalink");
}

/** @param {HTMLAnchorElement} place whose hash is "#e-" and the entry's id */
function idOf(place) {
  return place.hash.slice(3);
}

/**
 * Return the address of the script that holds the references of a place's month.
 * @param {HTMLAnchorElement} place
 */
function addressOf(place) {
  const month = /\/months\/([^/]+)\//.exec(place.pathname)?.[1] ?? "";
  return new URL(`../../../references/month/${month}.js`, place.href).href;
}

/**
 * Give a card the span that Zotero reads, if it has none and leads to its own place; return whether
 * it was given one.
 * @param {HTMLElement} card
 */
function cite(card) {
  const place = placeOf(card);
  /** @type {HTMLAnchorElement | null} */
  const link = card.querySelector(".vg-card__title a");
  if (!place || !link || card.querySelector(".Z3988")) return false;
  /** @type {HTMLTimeElement | null} */
  const time = card.querySelector(".vg-card__meta > time");
  const pairs = [
    ["ctx_ver", "Z39.88-2004"],
    ["rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"],
    ["rft_id", link.href],
    ["rft.title", link.textContent],
    ["rft.source", card.querySelector(".vg-card__source")?.textContent],
    ["rft.date", time?.dateTime],
    ["rft.language", link.lang],
    ["rft_dat", `${idOf(place)} ${(card.dataset.vgSeen ?? "").slice(0, 10)}`],
  ];
  const told = pairs.filter(([, value]) => value);
  const title = told.map(([key, value]) => `${key}=${encodeURIComponent(value ?? "")}`).join("&");
  card.append(make("span", { class: "Z3988", title }));
  return true;
}

/**
 * @param {Chosen} chosen
 * @param {typeof FORMATS[keyof typeof FORMATS]} format
 */
async function save(chosen, format) {
  await Promise.all([...new Set(Object.values(chosen))].map(loadScript));
  const held = window.vigieReferences ?? {};
  const found = Object.keys(chosen).filter((id) => id in held);
  const text = found.map((id) => held[id][format.at]).join(format.between);
  saveText(format.name, text, format.type);
}

/**
 * @param {string} label
 * @param {() => void} act
 */
function button(label, act) {
  const made = make("button", { type: "button", class: "vg-references__button" }, label);
  made.addEventListener("click", act);
  return made;
}

/**
 * Put the bar above the cards, by which they are ticked and saved.
 * @param {HTMLElement[]} cards
 * @param {any} say
 */
function offer(cards, say) {
  let chosen = kept();
  let isOn = Object.keys(chosen).length > 0;
  /** @type {{ id: string, label: HTMLElement, box: HTMLInputElement }[]} */
  let ticks = [];

  const status = make("span", { role: "status" });
  const toggle = button(say.start, () => {
    isOn = !isOn;
    show();
  });
  const saving = async (/** @type {keyof typeof FORMATS} */ format) => {
    try {
      await save(chosen, FORMATS[format]);
    } catch (error) {
      status.textContent = say.failed;
      throw error;
    }
  };
  const actions = [
    button(say.ris, () => saving("ris")),
    button(say.bibtex, () => saving("bibtex")),
    button(say.clear, () => {
      chosen = {};
      keep(chosen);
      show();
      toggle.focus();
    }),
  ];

  /** @param {HTMLElement} card */
  function tickable(card) {
    const place = /** @type {HTMLAnchorElement} */ (placeOf(card));
    const id = idOf(place);
    const title = card.querySelector(".vg-card__title a")?.textContent ?? "";
    const box = make("input", { type: "checkbox" });
    const said = make("span", { class: "vg-hidden" }, say.tick + title);
    const label = make("label", { class: "vg-references__tick" }, box, said);
    box.addEventListener("change", () => {
      if (box.checked) chosen[id] = addressOf(place);
      else delete chosen[id];
      keep(chosen);
      count();
    });
    card.prepend(label);
    return { id, label, box };
  }

  function count() {
    const number = Object.keys(chosen).length;
    status.textContent = isOn ? plural(say.chosen, number) : "";
    for (const action of actions) action.hidden = !isOn || !number;
  }

  function show() {
    toggle.textContent = isOn ? say.stop : say.start;
    toggle.setAttribute("aria-pressed", String(isOn));
    // Made when they are first asked for: a month has two hundred.
    if (isOn && !ticks.length) ticks = cards.map(tickable);
    for (const { id, label, box } of ticks) {
      label.hidden = !isOn;
      box.checked = id in chosen;
    }
    count();
  }

  const attributes = { class: "vg-references", role: "group", "aria-label": say.tools };
  const bar = make("div", attributes, toggle, status, ...actions);
  (cards[0].closest(".vg-cards") ?? cards[0]).before(bar);
  show();
}

onArrival(() => {
  /** @type {HTMLElement[]} */
  const all = [...document.querySelectorAll("article.vg-card")].map(
    (card) => /** @type {HTMLElement} */ (card),
  );
  // Zotero has looked already (https://www.zotero.org/support/dev/exposing_metadata).
  if (all.filter(cite).length) {
    document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
  }
  const cards = all.filter((card) => card.querySelector(".Z3988") && placeOf(card));
  const say = words("vg-references-words");
  if (say && cards.length && !document.querySelector(".vg-references")) offer(cards, say);
});
