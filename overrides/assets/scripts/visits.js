// What is new since the last visit, how old the last refresh is, printing. Nothing leaves the
// reader's browser: localStorage holds how far the site had come at the last visit, and that is
// all. Without a script nothing is missing.
import { clicked, make, meta, onArrival, words } from "./page.js";
import { plural } from "./text.js";

const KEY = "vigie-visit";
const VISIT = 30 * 60_000;
const STALE = 10 * 864e5;

/**
 * `before` is how far the site had come at the former visit, `edition` at this one, `at` the
 * moment of the last page; `off` where a reader wants nothing kept.
 * @typedef {{ before: string, edition: string, at: number, off?: false } | { off: true }} Visit
 */

/** @returns {any} what was kept, whoever wrote it */
function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}

/**
 * Keep a visit; return whether the browser let us.
 * @param {Visit} visit
 */
function keep(visit) {
  try {
    localStorage.setItem(KEY, JSON.stringify(visit));
    return true;
  } catch {
    return false;
  }
}

/**
 * Go on with the visit, or open a new one after half an hour without a page.
 * @param {string} edition
 * @returns {Visit | null}
 */
function arriveAt(edition) {
  const known = kept();
  if (known && known.off) return known;
  const now = Date.now();
  const isSame = known && typeof known.edition === "string" && now - known.at < VISIT;
  const former = known ? known.edition : "";
  /** @type {Visit} */
  const visit = { before: isSame ? known.before : former, edition, at: now };
  return keep(visit) ? visit : null;
}

/**
 * @param {string} before
 * @param {string} label
 */
function mark(before, label) {
  for (const card of document.querySelectorAll("[data-vg-seen]")) {
    const seen = card.getAttribute("data-vg-seen") ?? "";
    const isNew = before !== "" && seen > before;
    const tag = card.querySelector(".vg-new");
    card.classList.toggle("vg-card--new", isNew);
    if (tag && !isNew) tag.remove();
    if (isNew && !tag) {
      card.querySelector(".vg-card__meta")?.prepend(make("span", { class: "vg-new" }, label));
    }
  }
}

/**
 * @param {Visit} visit
 * @param {any} say
 * @param {number} count
 */
function sentence(visit, say, count) {
  if (visit.off) return say.off;
  if (!visit.before) return say.first;
  return count ? plural(say.new, count) : say.none;
}

/**
 * @param {Visit} visit
 * @param {any} say
 */
function tell(visit, say) {
  const count = document.querySelectorAll(".vg-card--new").length;
  const off = visit.off === true;
  for (const part of document.querySelectorAll("[data-vg-visit]")) {
    const said = part.querySelector("[data-vg-said]");
    if (said) said.textContent = sentence(visit, say, count);
    part.querySelector("[data-vg-read]")?.toggleAttribute("hidden", off || count === 0);
    part.querySelector("[data-vg-forget]")?.toggleAttribute("hidden", off);
    part.querySelector("[data-vg-resume]")?.toggleAttribute("hidden", !off);
    part.classList.toggle("vg-visit--new", count > 0);
    part.removeAttribute("hidden");
  }
}

/** @param {Visit | null} visit */
function show(visit) {
  const say = words("vigie-visits-words");
  if (!say || !visit) return;
  mark(visit.off ? "" : visit.before, say.mark);
  tell(visit, say);
}

/** @param {HTMLElement} button */
function press(button) {
  const edition = meta("vigie-edition");
  /** @type {Visit} */
  const visit = button.hasAttribute("data-vg-forget")
    ? { off: true }
    : { before: edition, edition, at: Date.now() };
  if (!keep(visit)) return;
  show(visit);
  // The button that was used may be gone: the focus goes to one that is there.
  /** @type {HTMLElement | null | undefined} */
  const next = button.parentElement?.querySelector("button:not([hidden])");
  if (button.hidden && next) next.focus();
}

document.addEventListener("click", (event) => {
  if (clicked(event, "[data-vg-print]")) return window.print();
  const button = clicked(event, "[data-vg-read], [data-vg-forget], [data-vg-resume]");
  if (button) press(button);
});

onArrival(() => {
  for (const button of document.querySelectorAll("[data-vg-print]")) {
    button.removeAttribute("hidden");
  }
  const isStale = Date.now() - Date.parse(meta("vigie-refreshed")) > STALE;
  for (const part of document.querySelectorAll("[data-vg-stale]")) {
    part.toggleAttribute("hidden", !isStale);
  }
  const edition = meta("vigie-edition");
  if (edition) show(arriveAt(edition));
});
