// Text -> the tokens it is found by: publish/search/words.py, to the letter, with the same rules
// (language.json).
import { fold } from "../text.js";

const LONGEST = 40;
const ROUNDS = 3;

// The shapes of a day, in a folded text.
const WRITTEN_DAY = /\b([0-3]?[0-9])(?:er|e|st|nd|rd|th)?\.? ([a-z]{3,9})\.? ([0-9]{4})\b/g;
const SHORT_DAY = /\b([0-3]?[0-9])[/.-]([01]?[0-9])[/.-]([0-9]{4})\b/g;
const ISO_DAY = /\b([0-9]{4})-([01][0-9])-([0-3][0-9])\b/g;

/** @param {string} text */
function split(text) {
  return fold(text).match(/[a-z0-9]+(?:-[a-z0-9]+)*/g) ?? [];
}

/**
 * @param {string} word
 * @param {EndingRule[]} endings
 */
function withoutEnding(word, endings) {
  for (const [ending, instead, least] of endings) {
    const kept = word.length - ending.length;
    if (word.endsWith(ending) && kept >= least) return word.slice(0, kept) + instead;
  }
  return word;
}

/** @param {EndingRule[]} endings */
function longestFirst(endings) {
  return [...endings].sort(([ending], [other]) => other.length - ending.length);
}

/**
 * @param {LanguageRules} rules
 * @returns {SearchWords}
 */
export function makeWords(rules) {
  const plural = longestFirst(rules.plural);
  const endings = longestFirst(rules.endings);
  const stop = new Set(rules.stop);
  const weak = new Set(rules.weak);
  /** @type {Map<string, string>} */
  const known = new Map();

  /** @param {string} word */
  function reduce(word) {
    const reduced = known.get(word) ?? reduceAnew(word);
    known.set(word, reduced);
    return reduced;
  }

  /** @param {string} word */
  function reduceAnew(word) {
    if (Object.hasOwn(rules.odd, word)) return rules.odd[word];
    if (/^[0-9]|[0-9]$/.test(word)) return word;
    const single = word.replace(/([a-z])\1+/g, "$1");
    let short = withoutEnding(withoutEnding(single, plural), rules.mute);
    for (let round = 0; round < ROUNDS; round += 1) {
      const less = withoutEnding(short, endings);
      if (less === short) break;
      short = less;
    }
    return short;
  }

  /**
   * @param {string} word
   * @returns {SearchWord}
   */
  function wordOf(word) {
    const plain = word.replaceAll("-", "");
    return { word, plain, token: reduce(plain.slice(0, LONGEST)) };
  }

  /**
   * The words of a query or a synonym, without those that say nothing; "burn-out" is one.
   * @param {string} text
   */
  function phrase(text) {
    const telling = split(text).filter((word) => !stop.has(word));
    return telling.map(wordOf);
  }

  /**
   * Return whether a word only asks, as "comment" and "est-ce" do.
   * @param {string} word
   */
  function saysLittle(word) {
    const parts = word.split("-");
    const last = parts[parts.length - 1];
    if (parts.length > 1) return rules.pronouns.includes(last);
    return weak.has(last) || stop.has(last);
  }

  /**
   * Return a folded text with each day as one word.
   * @param {string} text
   */
  function dated(text) {
    return text
      .replace(ISO_DAY, "d$1$2$3")
      .replace(SHORT_DAY, (whole, day, month, year) => dayOf(whole, year, Number(month), day))
      .replace(WRITTEN_DAY, (whole, day, month, year) => {
        const number = Object.hasOwn(rules.months, month) ? rules.months[month] : 0;
        return dayOf(whole, year, number, day);
      });
  }

  return { reduce, phrase, split, stop, wordOf, saysLittle, dated };
}

/**
 * @param {string} whole
 * @param {string} year
 * @param {number} month
 * @param {string} day
 */
function dayOf(whole, year, month, day) {
  if (month < 1 || month > 12) return whole;
  return `d${year}${String(month).padStart(2, "0")}${day.padStart(2, "0")}`;
}

/**
 * Count the letters that must be changed, added, left out or swapped to make one word of another;
 * more than `most` is `most` + 1.
 * @param {string} word
 * @param {string} other
 * @param {number} most
 */
export function distance(word, other, most) {
  if (Math.abs(word.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= word.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = row[j - 1] + Number(word[i - 1] !== other[j - 1]);
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, change);
      const isSwap = word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1];
      if (i > 1 && j > 1 && isSwap) cost = Math.min(cost, before[j - 2] + 1);
      next.push(cost);
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[other.length];
}
