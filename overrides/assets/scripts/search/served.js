// Where the site is served: Pagefind's index of words, and the packs beside it, each fetched when
// it is needed.
import { fold } from "../text.js";
import { register } from "./program.js";

const MOST_COMMON = 3;
const RANKING = { pageLength: 0.4, termSaturation: 1.2, termFrequency: 1 };

/** @param {string} address of gzipped JSON */
async function unpack(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const { body } = new Response(bytes);
  // Some servers open what they send as gzip already.
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isPacked || !body) return new Response(bytes).json();
  return new Response(body.pipeThrough(new DecompressionStream("gzip"))).json();
}

/**
 * Open Pagefind's own program.
 * @param {string} folder
 * @param {string} version
 */
async function openPagefind(folder, version) {
  const pagefind = await import(`${folder}pagefind.js?v=${version}`);
  return {
    async start() {
      await pagefind.options({
        basePath: folder,
        noWorker: true,
        language: "unknown",
        ranking: RANKING,
      });
      await pagefind.init();
    },
    /** @param {string} term @returns {Promise<Scores>} */
    async search(term) {
      const { results } = await pagefind.search(term);
      return new Map(results.map((/** @type {any} */ result) => [Number(result.id), result.score]));
    },
  };
}

/**
 * @param {string} root
 * @param {string} lang
 * @returns {Promise<SearchEngine>}
 */
async function makeEngine(root, lang) {
  const folder = new URL(`${root}../pagefind/`, document.baseURI).href;
  const told = await (await fetch(`${folder}search.json`, { cache: "no-cache" })).json();
  const pack = (/** @type {string} */ name) => unpack(`${folder}${name}.pack?v=${told.version}`);
  const [pagefind, names, facets] = await Promise.all([
    openPagefind(folder, told.version),
    pack(`names.${lang}`),
    pack("facets"),
  ]);
  await pagefind.start();
  const common = new Set(told.common);
  /** @type {Map<string, Promise<Scores>>} */
  const matched = new Map();
  /** @type {Map<number, Promise<SearchRecord[]>>} */
  const packs = new Map();
  /** @type {Promise<Vocabulary> | null} */
  let vocabulary = null;

  /**
   * The words of very many records stand in packs of their own:
   * [[weight, differences of numbers], …].
   * @param {string} token
   */
  async function matchCommon(token) {
    /** @type {[weight: number, numbers: number[]][]} */
    const groups = await pack(`common/${token}`);
    /** @type {Scores} */
    const found = new Map();
    const count = groups.reduce((sum, [, numbers]) => sum + numbers.length, 0);
    const rarity = Math.log(1 + (told.records - count + 0.5) / (count + 0.5));
    for (const [weight, numbers] of groups) {
      let number = 0;
      for (const more of numbers) {
        number += more;
        found.set(number, rarity * Math.sqrt(weight));
      }
    }
    return found;
  }

  /** @param {string} token */
  async function matchWhole(token) {
    return common.has(token) ? matchCommon(token) : pagefind.search(`${token}_`);
  }

  /** @param {string} beginning */
  async function matchBeginning(beginning) {
    const found = await pagefind.search(beginning);
    /** @type {string[]} */
    const tokens = told.common.filter((/** @type {string} */ token) => token.startsWith(beginning));
    for (const scores of await Promise.all(tokens.slice(0, MOST_COMMON).map(matchCommon))) {
      for (const [number, score] of scores) if (!found.has(number)) found.set(number, score);
    }
    return found;
  }

  /** @param {number} number */
  async function recordOf(number) {
    const at = Math.floor(number / told.each);
    const records = packs.get(at) ?? pack(`shown/${at}`);
    packs.set(at, records);
    return (await records)[number % told.each];
  }

  return {
    lang,
    names,
    facets,
    // Records by number with their scores: of a whole token, or of all that begin so.
    match(token, whole) {
      const term = whole ? `${token}_` : token;
      const scores = matched.get(term) ?? (whole ? matchWhole(token) : matchBeginning(token));
      matched.set(term, scores);
      return scores;
    },
    shown: (numbers) => Promise.all(numbers.map(recordOf)),
    vocabulary() {
      vocabulary ??= pack("words").then((/** @type {string[]} */ words) => {
        const folded = words.map(fold);
        return { words, folded, known: new Set(folded) };
      });
      return /** @type {Promise<Vocabulary>} */ (vocabulary);
    },
    address: (address) => address,
  };
}

register(makeEngine);
