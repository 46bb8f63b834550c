// What a search asks for: its state, in the address of the page and back; and what passes.
import { dayNumber } from "./columns.js";

/** @type {Facet[]} */
export const FACETS = ["kind", "theme", "source", "year", "lang", "region", "step", "audience"];
const TEXTS = /** @type {const} */ (["q", "sort", "from", "to", "mine", "duty"]);
/** What narrows by a single box: to the reader's language, and to what obliges. */
export const ONLY = /** @type {const} */ (["mine", "duty"]);

/**
 * @param {string} address the part of it after "?"
 * @returns {SearchState}
 */
export function readState(address) {
  const asked = new URLSearchParams(address);
  const lists = FACETS.map((facet) => [facet, asked.getAll(facet)]);
  return {
    q: asked.get("q") ?? "",
    sort: asked.get("sort") === "date" ? "date" : "",
    from: asked.get("from") ?? "",
    to: asked.get("to") ?? "",
    mine: asked.get("mine") ? "1" : "",
    duty: asked.get("duty") ? "1" : "",
    ...Object.fromEntries(lists),
  };
}

/** @param {SearchState} state */
export function writeState(state) {
  const told = new URLSearchParams();
  for (const name of TEXTS) if (state[name]) told.set(name, state[name]);
  for (const [facet, value] of chosenOf(state)) told.append(facet, value);
  return String(told);
}

/**
 * List what is chosen in the facets.
 * @param {SearchState} state
 */
export function chosenOf(state) {
  /** @type {[facet: Facet, value: string][]} */
  const chosen = [];
  for (const facet of FACETS) for (const value of state[facet]) chosen.push([facet, value]);
  return chosen;
}

/** @param {SearchState} state */
export function isNarrowed(state) {
  const others = [state.from, state.to, state.mine, state.duty];
  return chosenOf(state).length > 0 || others.some((value) => value !== "");
}

/**
 * Return the numbers that pass, one for each story, and for each facet how many stories each value
 * would give beside the other facets.
 * @param {number[]} numbers
 * @param {SearchState} state
 * @param {SearchColumns} column
 */
export function narrow(numbers, state, column) {
  const chosen = FACETS.map((facet) => new Set(state[facet]));
  /** @type {Map<string, number>[]} */
  const counts = FACETS.map(() => new Map());
  /** @type {number[]} */
  const kept = [];
  const isNew = makeOnce(column);
  for (const number of numbers) {
    if (!isAsked(number, state, column)) continue;
    const values = FACETS.map((facet) => column.values(facet, number));
    const missed = [...FACETS.keys()].filter((at) => isMissed(chosen[at], values[at]));
    if (!missed.length && isNew(number, "")) kept.push(number);
    if (missed.length > 1) continue;
    for (const at of missed.length ? missed : FACETS.keys()) {
      const once = values[at].filter((value) => isNew(number, `${FACETS[at]}=${value}`));
      for (const value of once) counts[at].set(value, (counts[at].get(value) ?? 0) + 1);
    }
  }
  return { kept, counts: new Map(FACETS.map((facet, at) => [facet, counts[at]])) };
}

/**
 * @param {Set<string>} chosen
 * @param {string[]} values
 */
function isMissed(chosen, values) {
  return chosen.size > 0 && !values.some((value) => chosen.has(value));
}

/**
 * Return what says whether a record's story is told for the first time, in the list or under a
 * value of a facet.
 * @param {SearchColumns} column
 */
function makeOnce(column) {
  /** @type {Set<string>} */
  const told = new Set();
  return (/** @type {number} */ number, /** @type {string} */ where) => {
    const story = column.story(number);
    const place = `${where} ${story}`;
    if (story > 0 && told.has(place)) return false;
    told.add(place);
    return true;
  };
}

/**
 * @param {number} number
 * @param {SearchState} state
 * @param {SearchColumns} column
 */
function isAsked(number, state, column) {
  if (state.mine && !column.isMine(number)) return false;
  if (state.duty && !column.obliges(number)) return false;
  return isWithin(column.day(number), state);
}

/**
 * @param {number} day 0 where a record has none
 * @param {SearchState} state
 */
function isWithin(day, { from, to }) {
  if (!from && !to) return true;
  const low = from ? dayNumber(from) : 0;
  const high = to ? dayNumber(to) : Infinity;
  return day > 0 && low <= day && day <= high;
}
