// The words of a site, the most frequent first: those that a reader's word begins, is made of, or
// was meant for. The program does the same (publish/search/vocabulary.py and words.py).
import { fold } from "../text.js";
import { distance } from "./words.js";

const SHORTEST_BEGINNING = 4;
const SHORTEST_MENDED = 5;
const SHORT_PART = 4;
const LONG_PART = 6;
const LETTERS = 5;
const MOST_WRONG = 2;
const MOST_BEGUN = 8;
const MOST_MENDED = 3;

/**
 * @param {string} word
 * @param {number} shortest
 */
function cutsOf(word, shortest) {
  /** @type {[head: string, tail: string][]} */
  const cuts = [];
  for (let at = word.length - shortest; at >= shortest; at -= 1) {
    cuts.push([word.slice(0, at), word.slice(at)]);
  }
  return cuts;
}

/**
 * @param {string[]} written
 * @returns {Vocabulary}
 */
export function makeVocabulary(written) {
  const folded = written.map(fold);
  const known = new Set(folded);

  /** @param {string} head */
  function isHead(head) {
    if (known.has(head)) return true;
    return head.endsWith("s") && head.length > SHORT_PART && known.has(head.slice(0, -1));
  }

  /** @param {string} word */
  function parts(word) {
    if (word.length < 2 * SHORT_PART + 1) return null;
    const both = cutsOf(word, SHORT_PART).find(([head, tail]) => known.has(tail) && isHead(head));
    return both ?? cutsOf(word, LONG_PART).find(([head]) => known.has(head)) ?? null;
  }

  /** @param {string} word */
  function begun(word) {
    if (word.length < SHORTEST_BEGINNING) return [];
    return folded.filter((other) => other.startsWith(word)).slice(0, MOST_BEGUN);
  }

  /** @param {string} word */
  function nearest(word) {
    const most = Math.min(Math.floor(word.length / LETTERS), MOST_WRONG);
    /** @type {string[][]} */
    const found = [[], [], []];
    for (const other of folded) {
      const away = distance(word, other, most);
      if (away && away <= most && (away === 1 || other[0] === word[0])) found[away].push(other);
    }
    return [...found[1], ...found[2]].slice(0, MOST_MENDED);
  }

  /** @param {string} word */
  function mendedParts(word) {
    /** @type {[head: string, tail: string][]} */
    const found = [];
    for (const [head, tail] of cutsOf(word, SHORTEST_MENDED)) {
      if (known.has(head)) for (const near of nearest(tail).slice(0, 1)) found.push([head, near]);
      if (known.has(tail)) for (const near of nearest(head).slice(0, 1)) found.push([near, tail]);
    }
    return found;
  }

  return { known, parts, begun, nearest, mendedParts, shortest: SHORTEST_MENDED };
}
