// Where a copy of the site is opened from a folder: the index is a script beside the pages, and
// lunr.js reads it.
import { loadScript } from "../page.js";
import { fold } from "../text.js";
import { register } from "./program.js";

/**
 * @param {string} root
 * @param {string} lang
 * @returns {Promise<SearchEngine>}
 */
async function makeEngine(root, lang) {
  await loadScript(`${root}../offline/search.js`);
  const held = window.vigieSearch.offline;
  if (!held) throw new Error("offline/search.js holds no index");
  const { names, facets, shown, words, index } = held;
  const { Index, Query } = window.lunr;
  const loaded = Index.load(index);
  const folded = words.map(fold);
  const known = new Set(folded);
  /** @type {Map<string, Scores>} */
  const matched = new Map();

  /**
   * @param {string} term
   * @param {boolean} whole
   */
  function search(term, whole) {
    const wildcard = whole ? Query.wildcard.NONE : Query.wildcard.TRAILING;
    const asked = { usePipeline: false, wildcard, presence: Query.presence.REQUIRED };
    /** @type {{ ref: string, score: number }[]} */
    const found = loaded.query((/** @type {any} */ query) => query.term(term, asked));
    return new Map(found.map(({ ref, score }) => [Number(ref), score]));
  }

  return {
    lang,
    facets,
    names: names[lang],
    async match(token, whole) {
      const term = whole ? `${token}_` : token;
      const scores = matched.get(term) ?? search(term, whole);
      matched.set(term, scores);
      return scores;
    },
    shown: async (numbers) => numbers.map((number) => shown[number]),
    vocabulary: async () => ({ words, folded, known }),
    // No server gives a folder's page.
    address: (address) => address.replace(/\/(?=$|[#?])/, "/index.html"),
  };
}

register(makeEngine);
