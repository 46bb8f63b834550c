// A reader's words -> the records they find, by number, best first: publish/search/query.py, with the
// same weights; a test holds the two together. The engine below gives a token's records, and the
// weight that it has in each.
import { fold } from "../text.js";
import { makeColumns } from "./columns.js";
import { makeWords } from "./words.js";

const LONGEST_PHRASE = 6;
const SHORTEST_BEGINNING = 3;
const SHORTEST_JOINED = 6;
const PAST = "ge";
const HOME = "h";
const DAY = /\bd[0-9]{8}\b/g;
const LITTLE = 1e-9;

/** @typedef {{ words: SearchWord[], concepts: string[] }} Unit */
/** @typedef {Omit<SearchFound, "numbers">} Said */
/** @typedef {[scores: Scores, worth: number]} Told */

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
 * @param {number} weight
 */
function times(scores, weight) {
  return add(new Map(), scores, weight);
}

/**
 * Sum the scores of the records that all have; none for nothing.
 * @param {Scores[]} found
 */
function inAll(found) {
  /** @type {Scores} */
  const none = new Map();
  return found.length ? found.reduce(inBoth) : none;
}

/**
 * @param {Scores} scores
 * @param {Scores} others
 */
function inBoth(scores, others) {
  /** @type {Scores} */
  const kept = new Map();
  for (const [number, score] of scores) {
    const other = others.get(number);
    if (other !== undefined) kept.set(number, score + other);
  }
  return kept;
}

/**
 * Order by score, the highest first, and then by number: the later day first.
 * @param {Scores} scores
 */
function ordered(scores) {
  const rounded = [...scores].map(([number, score]) => [number, Math.round(score * 1e6)]);
  rounded.sort(([number, score], [other, least]) => least - score || other - number);
  return rounded.map(([number]) => number);
}

/**
 * Return for each record the sum of its scores, and which part of what is told it has.
 * @param {Told[]} found
 */
function gathered(found) {
  const whole = found.reduce((sum, [, worth]) => sum + worth, 0);
  /** @type {Map<number, [score: number, part: number]>} */
  const total = new Map();
  for (const [scores, worth] of found) {
    for (const [number, more] of scores) {
      const [score, part] = total.get(number) ?? [0, 0];
      total.set(number, [score + more, part + worth / whole]);
    }
  }
  return total;
}

/** @param {SearchEngine} engine */
export function makeQuery(engine) {
  const { names, facets } = engine;
  const { weights } = names;
  const words = makeWords(names.language);
  const column = makeColumns(facets, engine.lang);
  /** @type {Promise<Vocabulary>} */
  let reading;

  function vocabulary() {
    reading ??= engine.vocabulary();
    return reading;
  }

  /** @param {number} holding */
  function rarity(holding) {
    return Math.log(1 + (engine.count - holding + 0.5) / (holding + 0.5));
  }

  /**
   * Score the records with a token: the rarer, the more; and by what it weighs in each.
   * @param {string} token
   */
  async function scoresOf(token) {
    const found = await engine.match(token);
    const rare = rarity(found.size);
    /** @type {Scores} */
    const scores = new Map();
    for (const [number, weight] of found) scores.set(number, rare * weight ** weights.power);
    return scores;
  }

  /** @param {string} text */
  async function rowOf(text) {
    const days = words.dated(fold(text));
    const found = await Promise.all((days.match(DAY) ?? []).map(engine.match));
    const split = words.split(found.every((records) => records.size) ? days : text);
    const telling = split.filter((word) => !words.stop.has(word));
    return (telling.length ? telling : split).map(words.wordOf);
  }

  /** @param {SearchWord[]} row */
  function named(row) {
    const phrase = row.map((word) => word.token).join(" ");
    return Object.hasOwn(names.phrases, phrase) ? names.phrases[phrase] : [];
  }

  /** @param {SearchWord} word */
  function meant(word) {
    const found = named([word]);
    for (let length = word.token.length; length >= SHORTEST_BEGINNING; length -= 1) {
      const beginning = word.token.slice(0, length);
      if (found.length) return found;
      if (Object.hasOwn(names.beginnings, beginning)) return names.beginnings[beginning];
    }
    return found;
  }

  /**
   * Return what a row begins with: a concept with its words, two words that the site writes as one,
   * or one word; and how many words of the row that takes.
   * @param {SearchWord[]} row
   * @param {Set<string>} known
   * @returns {[unit: Unit, taken: number]}
   */
  function unitAt(row, known) {
    for (let length = row.length; length > 1; length -= 1) {
      const concepts = named(row.slice(0, length));
      if (concepts.length) return [{ words: row.slice(0, length), concepts }, length];
    }
    const together = row
      .slice(0, 2)
      .map((word) => word.plain)
      .join("");
    const isJoined = row.length > 1 && together.length >= SHORTEST_JOINED && known.has(together);
    const word = isJoined ? words.wordOf(together) : row[0];
    const isTelling = isJoined || !words.saysLittle(word.word);
    return [{ words: [word], concepts: isTelling ? meant(word) : [] }, isJoined ? 2 : 1];
  }

  /** @param {string} text */
  async function unitsOf(text) {
    const row = await rowOf(text);
    const { known } = await vocabulary();
    /** @type {Unit[]} */
    const found = [];
    for (let at = 0; at < row.length; ) {
      const [unit, taken] = unitAt(row.slice(at, at + LONGEST_PHRASE), known);
      found.push(unit);
      at += taken;
    }
    return found;
  }

  /** @param {Unit} unit */
  function isWeak({ words: row, concepts }) {
    return !concepts.length && row.every(({ word }) => words.saysLittle(word));
  }

  /**
   * Add what the concepts of a word find, the first meaning the most.
   * @param {Scores} sum
   * @param {string[]} concepts
   * @param {string} written
   * @param {Said} said
   */
  async function addConcepts(sum, concepts, written, said) {
    const found = concepts.map((one) => Promise.all([scoresOf(one), scoresOf(one + HOME)]));
    for (const [at, [named, home]] of (await Promise.all(found)).entries()) {
      const meaning = at ? weights.second : 1;
      said.concepts.set(concepts[at], written);
      add(sum, named, weights.concept * meaning);
      add(sum, home, weights.home * meaning);
    }
    return sum;
  }

  /**
   * Find a word that the site knows, and what it means.
   * @param {SearchWord} word
   * @param {Said} said
   */
  async function plain(word, said) {
    const found = await scoresOf(word.token);
    if (found.size) said.tokens.add(word.token);
    return addConcepts(times(found, weights.literal), meant(word), word.word, said);
  }

  /**
   * Find what has both parts of a compound, in their own words or in other words for them.
   * @param {[string, string] | null} pair
   * @param {Said} said
   */
  async function compound(pair, said) {
    const parts = (pair ?? []).map((part) => plain(words.wordOf(part), said));
    const found = await Promise.all(parts);
    const sum = times(inAll(found), 1);
    for (const scores of found) add(sum, scores, weights.either);
    return sum;
  }

  /**
   * @param {SearchWord} word
   * @param {Said} said
   */
  async function begun(word, said) {
    const list = (await vocabulary()).begun(word.plain).map(words.reduce);
    const tokens = [...new Set(list)];
    /** @type {Scores} */
    const most = new Map();
    for (const [at, scores] of (await Promise.all(tokens.map(scoresOf))).entries()) {
      if (scores.size) said.tokens.add(tokens[at]);
      for (const [number, score] of scores) {
        most.set(number, Math.max(score, most.get(number) ?? 0));
      }
    }
    return times(most, weights.begun);
  }

  /**
   * Find what a Dutch participle comes from: "getelewerkt" is telework.
   * @param {SearchWord} word
   * @param {Said} said
   */
  async function past(word, said) {
    if (!word.plain.startsWith(PAST)) return new Map();
    const found = await plain(words.wordOf(word.plain.slice(PAST.length)), said);
    return times(found, 1 / weights.literal);
  }

  /**
   * @param {SearchWord} word
   * @param {Said} said
   */
  async function mended(word, said) {
    const list = await vocabulary();
    const share = weights.mended / weights.literal;
    if (word.plain.length < list.shortest) return new Map();
    for (const near of list.nearest(word.plain)) {
      const found = await plain(words.wordOf(near), said);
      if (found.size) said.mended.push([word.word, near]);
      if (found.size) return times(found, share);
    }
    for (const pair of list.mendedParts(word.plain)) {
      const found = await compound(pair, said);
      if (found.size) said.mended.push([word.word, pair.join("")]);
      if (found.size) return times(found, share);
    }
    said.unknown.push(word.word);
    return new Map();
  }

  /**
   * Find a word whole, and by its parts; else as a beginning; else as the nearest word that stands
   * here. A named one means a concept, and needs nothing else.
   * @param {SearchWord} word
   * @param {Said} said
   * @param {boolean} isNamed
   * @returns {Promise<Scores>}
   */
  async function wordScores(word, said, isNamed) {
    const found = await scoresOf(word.token);
    if (found.size) said.tokens.add(word.token);
    const byParts = await compound((await vocabulary()).parts(word.plain), said);
    const total = add(times(found, 1), byParts, weights.compound / weights.literal);
    if (total.size || isNamed) return total;
    for (const find of [begun, past, mended]) {
      const other = await find(word, said);
      if (other.size) return other;
    }
    return total;
  }

  /**
   * @param {Unit} unit
   * @param {Said} said
   */
  async function unitScores({ words: row, concepts }, said) {
    const literal =
      row.length === 1
        ? await wordScores(row[0], said, concepts.length > 0)
        : inAll(await Promise.all(row.map((word) => scoresOf(word.token))));
    if (concepts.length) for (const { token } of row) said.tokens.add(token);
    const written = row.map(({ word }) => word).join(" ");
    const total = await addConcepts(times(literal, weights.literal), concepts, written, said);
    if (total.size || row.length === 1) return total;
    return inAll(await Promise.all(row.map((word) => wordScores(word, said, false))));
  }

  /**
   * Return how much a unit tells: the rarer what it finds, the more; and more where it names a
   * concept, or has several words.
   * @param {Unit} unit
   * @param {Scores} scores
   */
  function worthOf(unit, scores) {
    const telling = unit.concepts.length ? weights.telling : 1;
    return rarity(scores.size) * telling * Math.sqrt(unit.words.length);
  }

  /** @param {number} number */
  function favour(number) {
    const share = column.story(number) < 0 ? weights.page : 1;
    return share * (column.isMine(number) ? weights.own : 1);
  }

  /**
   * Order records by their score; each further part of one page counts less.
   * @param {Scores} total
   */
  function spread(total) {
    /** @type {Map<number, number>} */
    const less = new Map();
    /** @type {Scores} */
    const kept = new Map();
    for (const number of ordered(total)) {
      const page = Math.min(column.story(number), 0);
      const share = less.get(page) ?? 1;
      kept.set(number, (total.get(number) ?? 0) * share);
      if (page) less.set(page, share * weights.again);
    }
    return ordered(kept).filter(column.isOwn);
  }

  /**
   * @param {string} text
   * @returns {Promise<SearchFound>}
   */
  async function find(text) {
    /** @type {Said} */
    const said = {
      tokens: new Set(),
      concepts: new Map(),
      mended: [],
      unknown: [],
      partial: false,
    };
    const units = await unitsOf(text);
    if (!units.length) return { ...said, numbers: [...column.own].reverse(), everything: true };
    const strong = units.filter((unit) => !isWeak(unit));
    const telling = strong.length ? strong : units;
    const rest = units.filter((unit) => !telling.includes(unit));
    const asking = await Promise.all(rest.map((unit) => scoresOf(unit.words[0].token)));
    /** @type {Told[]} */
    const found = [];
    for (const unit of telling) {
      const scores = await unitScores(unit, said);
      if (scores.size) found.push([scores, worthOf(unit, scores)]);
    }
    const whole = inAll(found.map(([scores]) => scores)).size;
    const isEnough = whole >= weights.enough;
    const least = isEnough ? 1 - LITTLE : weights.half;
    said.partial = found.length < telling.length || !whole;
    /** @type {Scores} */
    const total = new Map();
    for (const [number, [score, part]] of gathered(found)) {
      if (part < least) continue;
      const more = asking.reduce((sum, scores) => sum + (scores.get(number) ?? 0), 0);
      const sum = score + more * weights.asking;
      total.set(number, sum * part ** weights.part * favour(number));
    }
    return { ...said, numbers: spread(total) };
  }

  return { find, words, column };
}
