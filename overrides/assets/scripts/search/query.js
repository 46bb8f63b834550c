// A reader's words -> the records they find, by number, best first: publish/search/query.py, with
// the same weights; a test holds the two together. The engine below gives a token's records, and the
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

/** Finds by the words of an engine's language. */
class Finder {
  /** @param {SearchEngine} engine */
  constructor(engine) {
    const { names, facets, lang } = engine;
    this.engine = engine;
    this.names = names;
    this.weights = names.weights;
    this.words = makeWords(names.language);
    this.column = makeColumns(facets, lang);
    /** @type {Promise<Vocabulary> | null} */
    this.reading = null;
  }

  vocabulary() {
    this.reading ??= this.engine.vocabulary();
    return this.reading;
  }

  /** @param {number} holding */
  rarity(holding) {
    return Math.log(1 + (this.engine.count - holding + 0.5) / (holding + 0.5));
  }

  /**
   * Score the records with a token: the rarer, the more; and by what it weighs in each.
   * @param {string} token
   */
  async scoresOf(token) {
    const found = await this.engine.match(token);
    const rare = this.rarity(found.size);
    /** @type {Scores} */
    const scores = new Map();
    for (const [number, weight] of found) scores.set(number, rare * weight ** this.weights.power);
    return scores;
  }

  /** @param {string[]} tokens */
  scoresOfEach(tokens) {
    return Promise.all(tokens.map((token) => this.scoresOf(token)));
  }

  /** @param {string} text */
  async rowOf(text) {
    const { words, engine } = this;
    const days = words.dated(fold(text));
    const found = await Promise.all((days.match(DAY) ?? []).map(engine.match));
    const split = words.split(found.every((records) => records.size) ? days : text);
    const telling = split.filter((word) => !words.stop.has(word));
    return (telling.length ? telling : split).map(words.wordOf);
  }

  /** @param {SearchWord[]} row */
  named(row) {
    const phrase = row.map((word) => word.token).join(" ");
    return Object.hasOwn(this.names.phrases, phrase) ? this.names.phrases[phrase] : [];
  }

  /** @param {SearchWord} word */
  meant(word) {
    const found = this.named([word]);
    const { beginnings } = this.names;
    for (let length = word.token.length; length >= SHORTEST_BEGINNING; length -= 1) {
      const beginning = word.token.slice(0, length);
      if (found.length) return found;
      if (Object.hasOwn(beginnings, beginning)) return beginnings[beginning];
    }
    return found;
  }

  /**
   * Return what a row begins with: a concept with its words, two words that the site writes as one,
   * or one word; and how many words of the row that takes.
   * @param {SearchWord[]} row
   * @param {Set<string>} known
   * @param {boolean} isAlone whether it is all that is asked
   * @returns {[unit: Unit, taken: number]}
   */
  unitAt(row, known, isAlone) {
    for (let length = row.length; length > 1; length -= 1) {
      const concepts = this.named(row.slice(0, length));
      if (concepts.length) return [{ words: row.slice(0, length), concepts }, length];
    }
    const joined = joinedOf(row, known);
    if (joined) {
      const word = this.words.wordOf(joined);
      return [{ words: [word], concepts: this.meant(word) }, 2];
    }
    const [word] = row;
    const isTelling = isAlone || !this.words.saysLittle(word.word);
    return [{ words: [word], concepts: isTelling ? this.meant(word) : [] }, 1];
  }

  /** @param {string} text */
  async unitsOf(text) {
    const row = await this.rowOf(text);
    const { known } = await this.vocabulary();
    /** @type {Unit[]} */
    const found = [];
    for (let at = 0; at < row.length;) {
      const rest = row.slice(at, at + LONGEST_PHRASE);
      const [unit, taken] = this.unitAt(rest, known, row.length === 1);
      found.push(unit);
      at += taken;
    }
    return found;
  }

  /** @param {Unit} unit */
  isWeak({ words: row, concepts }) {
    return !concepts.length && row.every(({ word }) => this.words.saysLittle(word));
  }

  /**
   * Add what the concepts of a word find, the first meaning the most.
   * @param {Scores} sum
   * @param {string[]} concepts
   * @param {string} written
   * @param {Said} said
   */
  async addConcepts(sum, concepts, written, said) {
    const { weights } = this;
    const found = await Promise.all(
      concepts.map((concept) => this.scoresOfEach([concept, concept + HOME])),
    );
    for (const [at, [named, home]] of found.entries()) {
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
  async plain(word, said) {
    const found = await this.scoresOf(word.token);
    if (found.size) said.tokens.add(word.token);
    const sum = times(found, this.weights.literal);
    return this.addConcepts(sum, this.meant(word), word.word, said);
  }

  /**
   * Find what has both parts of a compound, in their own words or in other words for them; and
   * what has one of them.
   * @param {[string, string] | null} pair
   * @param {Said} said
   */
  async compound(pair, said) {
    const parts = (pair ?? []).map((part) => this.plain(this.words.wordOf(part), said));
    const found = await Promise.all(parts);
    const sum = times(inAll(found), 1);
    if (sum.size) for (const scores of found) add(sum, scores, this.weights.either);
    return sum;
  }

  /**
   * @param {SearchWord} word
   * @param {Said} said
   */
  async begun(word, said) {
    const list = (await this.vocabulary()).begun(word.plain).map(this.words.reduce);
    const tokens = [...new Set(list)];
    /** @type {Scores} */
    const most = new Map();
    for (const [at, scores] of (await this.scoresOfEach(tokens)).entries()) {
      if (scores.size) said.tokens.add(tokens[at]);
      for (const [number, score] of scores) {
        most.set(number, Math.max(score, most.get(number) ?? 0));
      }
    }
    return times(most, this.weights.begun);
  }

  /**
   * Find what a Dutch participle comes from: "getelewerkt" is telework.
   * @param {SearchWord} word
   * @param {Said} said
   */
  async past(word, said) {
    if (!word.plain.startsWith(PAST)) return new Map();
    const found = await this.plain(this.words.wordOf(word.plain.slice(PAST.length)), said);
    return times(found, 1 / this.weights.literal);
  }

  /**
   * @param {SearchWord} word
   * @param {Said} said
   */
  async mended(word, said) {
    const list = await this.vocabulary();
    const share = this.weights.mended / this.weights.literal;
    if (word.plain.length < list.shortest) return new Map();
    for (const near of list.nearest(word.plain)) {
      const found = await this.plain(this.words.wordOf(near), said);
      if (found.size) said.mended.push([word.word, near]);
      if (found.size) return times(found, share);
    }
    for (const pair of list.mendedParts(word.plain)) {
      const found = await this.compound(pair, said);
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
  async wordScores(word, said, isNamed) {
    const { weights } = this;
    const found = await this.scoresOf(word.token);
    if (found.size) said.tokens.add(word.token);
    const byParts = await this.compound((await this.vocabulary()).parts(word.plain), said);
    const total = add(times(found, 1), byParts, weights.compound / weights.literal);
    if (total.size || isNamed) return total;
    for (const way of /** @type {const} */ (["begun", "past", "mended"])) {
      const other = await this[way](word, said);
      if (other.size) return other;
    }
    return total;
  }

  /**
   * @param {Unit} unit
   * @param {Said} said
   */
  async unitScores({ words: row, concepts }, said) {
    const literal =
      row.length === 1
        ? await this.wordScores(row[0], said, concepts.length > 0)
        : inAll(await this.scoresOfEach(row.map((word) => word.token)));
    if (concepts.length) for (const { token } of row) said.tokens.add(token);
    const written = row.map(({ word }) => word).join(" ");
    const sum = times(literal, this.weights.literal);
    return this.addConcepts(sum, concepts, written, said);
  }

  /**
   * Return how much a unit tells: the rarer what it finds, the more; and more where it names a
   * concept, or has several words.
   * @param {Unit} unit
   * @param {Scores} scores
   */
  worthOf(unit, scores) {
    const telling = unit.concepts.length ? this.weights.telling : 1;
    return this.rarity(scores.size) * telling * Math.sqrt(unit.words.length);
  }

  /** @param {number} number */
  favour(number) {
    const { column, weights } = this;
    const share = column.story(number) < 0 ? weights.page : 1;
    return share * (column.isMine(number) ? weights.own : 1);
  }

  /**
   * Order records by their score; each further part of one page counts less.
   * @param {Scores} total
   */
  spread(total) {
    const { column, weights } = this;
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
   * Return what each unit finds that tells what is looked for, and what the words find that only
   * ask.
   * @param {Unit[]} units
   * @param {Said} said
   */
  async told(units, said) {
    const strong = units.filter((unit) => !this.isWeak(unit));
    const telling = strong.length ? strong : units;
    const rest = units.filter((unit) => !telling.includes(unit));
    const asking = await this.scoresOfEach(rest.map((unit) => unit.words[0].token));
    /** @type {Told[]} */
    const found = [];
    for (const unit of telling) {
      const scores = await this.unitScores(unit, said);
      if (scores.size) found.push([scores, this.worthOf(unit, scores)]);
    }
    return { found, asking, count: telling.length };
  }

  /**
   * @param {string} text
   * @returns {Promise<SearchFound>}
   */
  async find(text) {
    const { weights } = this;
    const said = nothingSaid();
    const units = await this.unitsOf(text);
    if (!units.length) {
      return { ...said, numbers: [...this.column.own].reverse(), everything: true };
    }
    const { found, asking, count } = await this.told(units, said);
    const whole = inAll(found.map(([scores]) => scores)).size;
    const least = whole >= weights.enough ? 1 - LITTLE : weights.half;
    said.partial = found.length < count || !whole;
    /** @type {Scores} */
    const total = new Map();
    for (const [number, [score, part]] of gathered(found)) {
      if (part < least) continue;
      const more = asking.reduce((sum, scores) => sum + (scores.get(number) ?? 0), 0);
      const sum = score + more * weights.asking;
      total.set(number, sum * part ** weights.part * this.favour(number));
    }
    return { ...said, numbers: this.spread(total) };
  }
}

/** @returns {Said} */
function nothingSaid() {
  return { tokens: new Set(), concepts: new Map(), mended: [], unknown: [], partial: false };
}

/**
 * Return two words as one, where the site writes them so.
 * @param {SearchWord[]} row
 * @param {Set<string>} known
 */
function joinedOf(row, known) {
  const [first, second] = row;
  if (!second) return "";
  const together = first.plain + second.plain;
  return together.length >= SHORTEST_JOINED && known.has(together) ? together : "";
}

/**
 * @param {SearchEngine} engine
 * @returns {SearchQuery}
 */
export function makeQuery(engine) {
  return new Finder(engine);
}
