// A record's text -> what a result shows of it, with the words marked that were looked for.
import { make } from "../page.js";
import { fold } from "../text.js";

const EXCERPT = 240;
const BEFORE = 60;
const WORD = /[\p{L}\p{N}]+(?:[-\u2010\u2011][\p{L}\p{N}]+)*/gu;

/** @typedef {{ token: string, parts: string[], start: number, end: number }} Place */

/**
 * @param {SearchFound} found
 * @param {SearchNames} names
 * @param {SearchWords} words
 */
export function makeMarker(found, names, words) {
  const phrases = phrasesOf(found.concepts, names.phrases);

  /** @param {string} text */
  function wordsOf(text) {
    /** @type {Place[]} */
    const row = [];
    for (const match of text.matchAll(WORD)) {
      const word = fold(match[0]).replace(/[^a-z0-9-]/g, "");
      if (words.stop.has(word)) continue;
      const parts = word.includes("-") ? word.split("-").map(words.reduce) : [];
      const token = words.reduce(word.replaceAll("-", ""));
      row.push({ token, parts, start: match.index, end: match.index + match[0].length });
    }
    return row;
  }

  /** @param {Place} place */
  function isHit({ token, parts }) {
    return [token, ...parts].some((part) => found.tokens.has(part));
  }

  /**
   * List where the words of a text stand that were looked for.
   * @param {string} text
   */
  function placesIn(text) {
    if (found.everything) return [];
    const row = wordsOf(text);
    const marks = row.map(isHit);
    for (const [at, { token }] of row.entries()) {
      for (const phrase of phrases.get(token) ?? []) {
        const isThere = phrase.every((part, by) => row[at + by]?.token === part);
        if (isThere) marks.fill(true, at, at + phrase.length);
      }
    }
    return row.filter((_, at) => marks[at]);
  }

  /**
   * @param {string} text
   * @param {number} [start]
   * @param {number} [end]
   * @returns {(Node | string)[]}
   */
  function marked(text, start = 0, end = text.length) {
    /** @type {(Node | string)[]} */
    const made = [];
    let at = start;
    for (const place of placesIn(text)) {
      if (place.start < at || place.end > end) continue;
      made.push(text.slice(at, place.start));
      made.push(make("mark", {}, text.slice(place.start, place.end)));
      at = place.end;
    }
    made.push(text.slice(at, end));
    return made;
  }

  /**
   * Cut a text to a few lines around the first word that was looked for.
   * @param {string} text
   */
  function excerpt(text) {
    const [first] = placesIn(text);
    let start = first && first.start > EXCERPT - BEFORE ? first.start - BEFORE : 0;
    if (start) start = text.indexOf(" ", start) + 1;
    let end = Math.min(text.length, start + EXCERPT);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + 1);
    const before = start ? "… " : "";
    const after = end < text.length ? " …" : "";
    return [before, ...marked(text, start, end), after];
  }

  /**
   * Return the words of a text that were looked for, once each.
   * @param {string} text
   */
  function said(text) {
    const found = placesIn(text).map(({ start, end }) => text.slice(start, end).toLowerCase());
    return [...new Set(found)];
  }

  return { marked, excerpt, said };
}

/**
 * Return the phrases that name a concept that was looked for, by their first word.
 * @param {Map<string, string>} concepts
 * @param {Record<string, string[]>} phrases
 */
function phrasesOf(concepts, phrases) {
  /** @type {Map<string, string[][]>} */
  const found = new Map();
  if (!concepts.size) return found;
  for (const [phrase, meant] of Object.entries(phrases)) {
    if (!meant.some((concept) => concepts.has(concept))) continue;
    const words = phrase.split(" ");
    found.set(words[0], [...(found.get(words[0]) ?? []), words]);
  }
  return found;
}
