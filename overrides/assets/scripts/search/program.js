// The search, put together over one of the two engines, for open.js to start.
import { makeQuery } from "./query.js";
import { show } from "./view.js";

/** @param {(root: string, lang: string) => Promise<SearchEngine>} makeEngine */
export function register(makeEngine) {
  window.vigieSearch.program = {
    async start(root, lang) {
      const engine = await makeEngine(root, lang);
      return { engine, query: makeQuery(engine) };
    },
    show,
  };
}
