// Where a copy of the site is opened from a folder: the index is a script beside the pages, and
// lunr.js reads it.
import { loadScript } from "../page.js";
import { register } from "./program.js";
import { makeVocabulary } from "./vocabulary.js";

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
  /** @type {Map<string, Scores>} */
  const matched = new Map();

  /**
   * Ask which records have a token, and in which field of each: that is its weight there.
   * @param {string} token
   */
  function search(token) {
    const { NONE } = Query.wildcard;
    const asked = { usePipeline: false, wildcard: NONE, presence: Query.presence.REQUIRED };
    /** @type {{ ref: string, matchData: { metadata: Record<string, object> } }[]} */
    const found = loaded.query((/** @type {any} */ query) => query.term(token, asked));
    return new Map(
      found.map(({ ref, matchData }) => {
        const fields = Object.keys(matchData.metadata[token]);
        const weights = fields.map((field) => Number(field.slice(1).replace("_", ".")));
        return [Number(ref), Math.max(...weights)];
      }),
    );
  }

  return {
    lang,
    facets,
    names: names[lang],
    count: shown.length,
    async match(token) {
      const found = matched.get(token) ?? search(token);
      matched.set(token, found);
      return found;
    },
    shown: async (numbers) => numbers.map((number) => shown[number]),
    vocabulary: async () => makeVocabulary(words),
    // No server gives a folder's page.
    address: (address) => address.replace(/\/(?=$|[#?])/, "/index.html"),
  };
}

register(makeEngine);
