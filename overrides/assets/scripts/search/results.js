// A record -> a line of the results.
import { make } from "../page.js";
import { fill } from "../text.js";
import { labelOf } from "./facets.js";

const MOST_REASONS = 4;

/**
 * Return how a day is written in a language: "1er mars 2026", with spaces that do not break.
 * @param {string} lang
 * @param {string} firstDay what a language calls the first day of a month
 */
function makeDates(lang, firstDay) {
  const months = new Intl.DateTimeFormat(lang, { month: "long", timeZone: "UTC" });
  return (/** @type {string} */ iso) => {
    const day = new Date(`${iso}T00:00:00Z`);
    const number = day.getUTCDate();
    const shown = number === 1 ? firstDay : number;
    return `${shown}\u00a0${months.format(day)}\u00a0${day.getUTCFullYear()}`;
  };
}

/**
 * @param {SearchEngine} engine
 * @param {SearchColumns} column
 * @param {string} root
 */
export function makeResults(engine, column, root) {
  const { names, lang } = engine;
  const dateOf = makeDates(lang, names.say.first);

  /** @param {SearchRecord} record */
  function hrefOf({ at }) {
    return engine.address(at[0] === "/" ? `${root}../${at.slice(1)}` : root + at);
  }

  /** @param {SearchRecord} record */
  function factsOf(record) {
    const facts = [labelOf(names, "kind", record.kind)];
    if (record.source) facts.push(labelOf(names, "source", record.source));
    if (record.day) facts.push(dateOf(record.day));
    else if (record.seen) facts.push(fill(names.say.undated, { day: dateOf(record.seen) }));
    if (record.lang !== lang) facts.push(labelOf(names, "in", record.lang));
    return facts.filter(Boolean);
  }

  /** @param {SearchRecord} record */
  function about(record) {
    const line = make("p", { class: "vg-result__about" });
    const kind = { class: `vg-kind vg-kind--${record.kind}` };
    for (const [at, fact] of factsOf(record).entries()) {
      line.append(make("span", at ? {} : kind, fact));
    }
    return line;
  }

  /**
   * List what a record bears of what the words mean, as "Workload (theme)".
   * @param {number} number
   * @param {SearchFound} found
   */
  function bornes(number, found) {
    /** @type {string[]} */
    const made = [];
    for (const concept of found.concepts.keys()) {
      const [facet, value] = names.terms[concept] ?? ["", ""];
      if (facet && column.values(/** @type {Facet} */ (facet), number).includes(value)) {
        made.push(`${labelOf(names, facet, value)} (${names.say[facet].toLowerCase()})`);
      }
    }
    return made;
  }

  /**
   * Say why a record is among the results.
   * @param {SearchRecord} record
   * @param {number} number
   * @param {SearchFound} found
   * @param {ReturnType<typeof import("./excerpt.js").makeMarker>} marker
   */
  function why({ title, text = "" }, number, found, marker) {
    const reasons = [...marker.said(`${title} ${text}`), ...bornes(number, found)];
    const told = reasons.slice(0, MOST_REASONS).join(", ") || names.say.why_else;
    return make("p", { class: "vg-result__why" }, fill(names.say.why, { reasons: told }));
  }

  /**
   * @param {SearchRecord} record
   * @param {number} number
   * @param {SearchFound} found
   * @param {ReturnType<typeof import("./excerpt.js").makeMarker>} marker
   */
  return function result(record, number, found, marker) {
    const attributes = { href: hrefOf(record), lang: record.lang };
    const link = make("a", attributes, ...marker.marked(record.title));
    const title = make("h3", { class: "vg-result__title" }, link);
    const item = make("li", { class: "vg-result" }, title, about(record));
    if (record.text) {
      const text = { class: "vg-result__text", lang: record.lang };
      item.append(make("p", text, ...marker.excerpt(record.text)));
    }
    if (!found.everything) item.append(why(record, number, found, marker));
    return item;
  };
}
