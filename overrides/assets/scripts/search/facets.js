// What narrows a search: the groups of boxes, with how many results each would give.
import { make } from "../page.js";
import { FACETS } from "./state.js";

const MANY = 8;
/** @type {Facet[]} */
const OPEN_AT_FIRST = ["kind", "theme"];

/** @typedef {Map<string, number>} Counts */

export function isWide() {
  return matchMedia("(min-width: 60em)").matches;
}

/**
 * @param {SearchNames} names
 * @param {string} facet
 * @param {string} value
 */
export function labelOf(names, facet, value) {
  return names.labels[facet]?.[value] || value;
}

/**
 * Return a number with the language's mark between its thousands.
 * @param {SearchNames} names
 * @param {number} count
 */
export function numberOf(names, count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, names.say.thousands);
}

/**
 * Write the groups anew, but leave a group that is open as it is, and the focus where it stood.
 * @param {HTMLElement} place
 * @param {SearchNames} names
 * @param {SearchState} state
 * @param {Map<Facet, Counts>} counts
 */
export function showGroups(place, names, state, counts) {
  const open = openIn(place);
  const { activeElement } = document;
  const focus = activeElement && place.contains(activeElement) ? activeElement.id : "";
  place.replaceChildren();
  for (const facet of FACETS) {
    const group = groupOf(facet, names, state, counts.get(facet) ?? new Map());
    if (!group) continue;
    group.open = open.has(facet) || state[facet].length > 0;
    place.append(group);
  }
  if (focus) document.getElementById(focus)?.focus();
}

/**
 * Return the facets whose group is open; at first, where there is room, those asked for most.
 * @param {HTMLElement} place
 * @returns {Set<string | null>}
 */
function openIn(place) {
  if (!place.childElementCount) return new Set(isWide() ? OPEN_AT_FIRST : []);
  const open = [...place.querySelectorAll("details[open]")];
  return new Set(open.map((details) => details.getAttribute("data-facet")));
}

/**
 * @param {Facet} facet
 * @param {SearchNames} names
 * @param {SearchState} state
 * @param {Counts} counts
 */
function groupOf(facet, names, state, counts) {
  const values = [...new Set([...counts.keys(), ...state[facet]])];
  if (values.length < 2 && !state[facet].length) return null;
  values.sort(orderOf(facet, Object.keys(names.labels[facet] ?? {}), counts));
  const list = make("div", { role: "group", "aria-label": names.say[facet] });
  if (values.length > MANY) {
    list.className = "vg-facet__many";
    list.tabIndex = 0;
  }
  for (const value of values) {
    const count = numberOf(names, counts.get(value) ?? 0);
    const isChecked = state[facet].includes(value);
    list.append(boxOf(facet, value, labelOf(names, facet, value), count, isChecked));
  }
  const summary = make("summary", {}, names.say[facet]);
  return make("details", { class: "vg-facet", "data-facet": facet }, summary, list);
}

/**
 * Return how the values of a facet are ordered: years from the newest, sources by what they have
 * to offer, others as the lists have them.
 * @param {Facet} facet
 * @param {string[]} listed
 * @param {Counts} counts
 * @returns {(value: string, other: string) => number}
 */
function orderOf(facet, listed, counts) {
  if (facet === "year") return (value, other) => other.localeCompare(value);
  const countOf = (/** @type {string} */ value) => counts.get(value) ?? 0;
  if (facet === "source") {
    return (value, other) => countOf(other) - countOf(value) || value.localeCompare(other);
  }
  const places = new Map(listed.map((value, at) => [value, at]));
  const placeOf = (/** @type {string} */ value) => places.get(value) ?? listed.length;
  return (value, other) => placeOf(value) - placeOf(other);
}

/**
 * @param {Facet} facet
 * @param {string} value
 * @param {string} label
 * @param {string} count
 * @param {boolean} isChecked
 */
function boxOf(facet, value, label, count, isChecked) {
  const id = `vg-${facet}-${value}`.replace(/[^\w-]/g, "_");
  const input = make("input", { type: "checkbox", id, name: facet, value });
  input.checked = isChecked;
  const counted = make("span", { class: "vg-quiet" }, count);
  return make(
    "div",
    { class: "vg-facet__value" },
    input,
    make("label", { for: id }, `${label} `, counted),
  );
}
