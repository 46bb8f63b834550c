// A reader's words -> the records they find, by number, best first. The engine below gives a
// token's records and scores.
import { makeColumns } from "./columns.js";
import { distance, makeWords } from "./words.js";

const LONGEST_PHRASE = 6;
const SHORTEST_BEGINNING = 3;
const SHORTEST_MENDED = 4;
const SHORTEST_PART = 4;
const MOST_MENDED = 12;
// What a reader wrote counts more than what the taxonomy takes for the same; a reader's own
// language comes first. And a concept's own page is what a reader of its name looks for.
const LITERAL = 2;
const OWN = 1.3;
const MENDED = 0.8;
const HOME = 3;
const BORNE = 0.2;

/** @typedef {{ words: SearchWord[], concept: string }} Unit */
/** @typedef {Omit<SearchFound, "numbers">} Said */

/**
 * Part a query into units: a concept with its words where the taxonomy knows them, or else one
 * word.
 * @param {SearchWord[]} row
 * @param {SearchNames} names
 */
function units(row, names) {
  /** @type {Unit[]} */
  const found = [];
  for (let at = 0; at < row.length; at += found[found.length - 1].words.length) {
    found.push(unitAt(row, at, names));
  }
  return found;
}

/**
 * @param {SearchWord[]} row
 * @param {number} at
 * @param {SearchNames} names
 * @returns {Unit}
 */
function unitAt(row, at, names) {
  for (let length = Math.min(LONGEST_PHRASE, row.length - at); length > 0; length -= 1) {
    const words = row.slice(at, at + length);
    const phrase = words.map((word) => word.token).join(" ");
    if (Object.hasOwn(names.phrases, phrase)) return { words, concept: names.phrases[phrase] };
  }
  return { words: [row[at]], concept: conceptBegun(row[at].token, names.beginnings) };
}

/**
 * @param {string} token
 * @param {Record<string, string>} beginnings
 */
function conceptBegun(token, beginnings) {
  for (let length = token.length; length >= SHORTEST_BEGINNING; length -= 1) {
    const beginning = token.slice(0, length);
    if (Object.hasOwn(beginnings, beginning)) return beginnings[beginning];
  }
  return "";
}

/**
 * @param {Scores} sum
 * @param {Scores} more
 * @param {number} weight
 */
function add(sum, more, weight) {
  for (const [number, score] of more) sum.set(number, (sum.get(number) ?? 0) + score * weight);
  return sum;
}

/**
 * @param {Scores} scores
 * @param {Scores} others
 */
function inBoth(scores, others) {
  const [few, many] = scores.size < others.size ? [scores, others] : [others, scores];
  /** @type {Scores} */
  const kept = new Map();
  for (const [number, score] of few) {
    const other = many.get(number);
    if (other !== undefined) kept.set(number, score + other);
  }
  return kept;
}

/** @param {Promise<Scores>[]} waiting */
async function inAll(waiting) {
  const found = await Promise.all(waiting);
  return found.length ? found.reduce(inBoth) : new Map();
}

/**
 * Keep those that most of the words have, where no record has all.
 * @param {Scores[]} found
 */
function inMost(found) {
  /** @type {Map<number, number>} */
  const times = new Map();
  /** @type {Scores} */
  const sum = new Map();
  for (const scores of found) {
    add(sum, scores, 1);
    for (const number of scores.keys()) times.set(number, (times.get(number) ?? 0) + 1);
  }
  const top = Math.max(...times.values());
  return new Map([...sum].filter(([number]) => times.get(number) === top));
}

/**
 * Part a compound into words that the site knows: "werkplek" and "inrichting"; or return null.
 * @param {string} word
 * @param {Set<string>} known
 */
function partsOf(word, known) {
  for (let cut = word.length - SHORTEST_PART; cut >= SHORTEST_PART; cut -= 1) {
    const head = word.slice(0, cut);
    const tail = word.slice(cut);
    if (known.has(tail) && (known.has(head) || isJoined(head, known))) return [head, tail];
  }
  return null;
}

/**
 * Return whether a known word stands there with an "s" that joins it to the next.
 * @param {string} head
 * @param {Set<string>} known
 */
function isJoined(head, known) {
  return head.endsWith("s") && head.length > SHORTEST_PART && known.has(head.slice(0, -1));
}

/**
 * List the words of the site that are the fewest letters away, the most frequent first: one
 * letter, or two in a long word.
 * @param {string} word
 * @param {Vocabulary} list
 */
function nearest(word, list) {
  /** @type {string[][]} */
  const found = [[], []];
  const most = word.length < 8 ? 1 : 2;
  for (const [at, candidate] of list.folded.entries()) {
    const away = distance(word, candidate, most);
    const isNear = away === 1 || (away === 2 && candidate[0] === word[0]);
    if (isNear) found[away - 1].push(list.words[at]);
  }
  return found.flat().slice(0, MOST_MENDED);
}

/**
 * @param {SearchEngine} engine
 * @returns {SearchQuery}
 */
export function makeQuery(engine) {
  const { names, facets } = engine;
  const words = makeWords(names.language);
  const column = makeColumns(facets, engine.lang);

  /**
   * Match one word: whole; else as a beginning; else as a compound; else as the nearest word that
   * the site knows.
   * @param {SearchWord} item
   * @param {Said} said
   * @returns {Promise<Scores>}
   */
  async function matchWord(item, said) {
    const whole = await engine.match(item.token, true);
    if (whole.size) {
      said.tokens.add(item.token);
      return whole;
    }
    if (item.token.length >= SHORTEST_BEGINNING) {
      const begun = await engine.match(item.token, false);
      if (begun.size) {
        said.beginnings.add(item.token);
        return begun;
      }
    }
    if (item.word.length < SHORTEST_MENDED) return whole;
    return matchUnknown(item, said);
  }

  /**
   * @param {SearchWord} item
   * @param {Said} said
   * @returns {Promise<Scores>}
   */
  async function matchUnknown(item, said) {
    const plain = item.word.replaceAll("-", "");
    const list = await engine.vocabulary();
    const tokens = (partsOf(plain, list.known) ?? []).map(words.reduce);
    const compound = await inAll(tokens.map((token) => engine.match(token, true)));
    if (compound.size) {
      for (const token of tokens) said.tokens.add(token);
      return compound;
    }
    for (const mended of nearest(plain, list)) {
      const [unit] = units(words.phrase(mended), names);
      if (unit && (unit.concept || (await engine.match(unit.words[0].token, true)).size)) {
        said.mended.push([item.word, mended]);
        return matchUnit(unit, said, MENDED);
      }
    }
    said.unknown.push(item.word);
    return new Map();
  }

  /**
   * Find the records that bear a concept, whether they name it or not, by the facet's column.
   * @param {string} concept
   */
  function bearing(concept) {
    const [facet, value] = names.terms[concept] ?? ["", ""];
    /** @type {FacetColumn | undefined} */
    const table = facets[facet];
    /** @type {Scores} */
    const found = new Map();
    const at = table ? table.values.indexOf(value) : -1;
    if (!table || at < 0) return found;
    for (const [number, held] of table.of.entries()) {
      if (held === at || (Array.isArray(held) && held.includes(at))) found.set(number, BORNE);
    }
    return found;
  }

  /**
   * @param {Unit} unit
   * @param {Said} said
   * @param {number} weight
   * @returns {Promise<Scores>}
   */
  async function matchUnit(unit, said, weight) {
    /** @type {Scores} */
    const sum = new Map();
    if (!unit.concept) return add(sum, await matchWord(unit.words[0], said), LITERAL * weight);
    said.concepts.add(unit.concept);
    add(sum, bearing(unit.concept), weight);
    add(sum, await engine.match(unit.concept, true), weight);
    add(sum, await engine.match(`${unit.concept}h`, true), HOME * weight);
    for (const item of unit.words) said.tokens.add(item.token);
    const literal = await inAll(unit.words.map((item) => engine.match(item.token, true)));
    if (sum.size || literal.size) return add(sum, literal, LITERAL * weight);
    return inAll(unit.words.map((item) => matchWord(item, said)));
  }

  /** @param {Scores} sum */
  function ranked(sum) {
    /** @type {[number: number, score: number][]} */
    const scored = [];
    for (const [number, score] of sum) {
      const weight = column.lang(number) === engine.lang ? OWN : 1;
      if (column.isOwn(number)) scored.push([number, score * weight]);
    }
    scored.sort(([number, score], [other, least]) => least - score || other - number);
    return scored.map(([number]) => number);
  }

  /**
   * @param {string} text
   * @returns {Promise<SearchFound>}
   */
  async function find(text) {
    /** @type {Said} */
    const said = {
      tokens: new Set(),
      beginnings: new Set(),
      concepts: new Set(),
      mended: [],
      unknown: [],
      partial: false,
    };
    const telling = words.phrase(text);
    const every = () => words.split(text).map((word) => ({ word, token: words.reduce(word) }));
    const asked = units(telling.length ? telling : every(), names);
    if (!asked.length) return { ...said, numbers: [...column.own].reverse(), everything: true };
    const found = await Promise.all(asked.map((unit) => matchUnit(unit, said, 1)));
    const sum = found.reduce(inBoth);
    if (sum.size || found.length < 2 || !found.some((scores) => scores.size)) {
      return { ...said, numbers: ranked(sum) };
    }
    return { ...said, partial: true, numbers: ranked(inMost(found)) };
  }

  return { find, words, column };
}
