// Where the site is served: the packs of the index, each fetched when it is needed.
import { register } from "./program.js";
import { makeVocabulary } from "./vocabulary.js";

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
 * Read which records have a token: [[weight, differences of numbers], …].
 * @param {[weight: number, numbers: number[]][]} groups
 */
function weightsOf(groups) {
  /** @type {Scores} */
  const found = new Map();
  for (const [weight, numbers] of groups) {
    let number = 0;
    for (const more of numbers) {
      number += more;
      found.set(number, weight);
    }
  }
  return found;
}

/**
 * @param {string} root
 * @param {string} lang
 * @returns {Promise<SearchEngine>}
 */
async function makeEngine(root, lang) {
  const folder = new URL(`${root}../search-index/`, document.baseURI).href;
  const told = await (await fetch(`${folder}search.json`, { cache: "no-cache" })).json();
  /** @type {Map<string, Promise<any>>} */
  const packs = new Map();

  /** @param {string} name */
  function pack(name) {
    const reading = packs.get(name) ?? unpack(`${folder}${name}.pack?v=${told.version}`);
    packs.set(name, reading);
    return reading;
  }

  const [names, facets] = await Promise.all([pack(`names.${lang}`), pack("facets")]);
  /** @type {Map<string, Promise<Scores>>} */
  const matched = new Map();

  /**
   * The tokens stand in packs in their order, of which the first of each is known.
   * @param {string} token
   */
  async function matchAnew(token) {
    const after = told.begin.findIndex((/** @type {string} */ first) => first > token);
    const at = (after < 0 ? told.begin.length : after) - 1;
    if (at < 0) return new Map();
    const tokens = await pack(`index/${at}`);
    return weightsOf(Object.hasOwn(tokens, token) ? tokens[token] : []);
  }

  /** @param {number} number */
  async function recordOf(number) {
    const records = await pack(`shown/${Math.floor(number / told.each)}`);
    return records[number % told.each];
  }

  return {
    lang,
    names,
    facets,
    count: told.records,
    match(token) {
      const found = matched.get(token) ?? matchAnew(token);
      matched.set(token, found);
      return found;
    },
    shown: (numbers) => Promise.all(numbers.map(recordOf)),
    vocabulary: async () => makeVocabulary(await pack("words")),
    address: (address) => address,
  };
}

register(makeEngine);
