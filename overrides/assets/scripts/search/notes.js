// What a reader should know beside the results: what was mended, what was left out, where else to
// look.
import { make } from "../page.js";
import { fill } from "../text.js";
import { isNarrowed } from "./state.js";

/**
 * @param {string} label
 * @param {() => void} run
 * @param {Record<string, string>} [attributes]
 */
export function makeButton(label, run, attributes = {}) {
  const button = make("button", { type: "button", class: "vg-search__act", ...attributes }, label);
  button.addEventListener("click", run);
  return button;
}

/**
 * What a note may do: search for another word, or without what narrows.
 * @typedef {{ ask: (words: string) => void, widen: () => void }} Deeds
 */

/**
 * @param {SearchEngine} engine
 * @param {string} root
 * @param {string} page the path of the search page
 * @param {Deeds} deeds
 */
export function makeNotes(engine, root, page, deeds) {
  const { names } = engine;
  const { say } = names;

  /**
   * @param {SearchFound} found
   * @param {SearchState} state
   */
  function elsewhere(found, state) {
    /** @type {HTMLElement[]} */
    const made = [];
    if (isNarrowed(state)) made.push(makeButton(say.widen, deeds.widen));
    const [concept] = found.concepts.keys();
    const words = names.synonyms[concept] ?? [];
    if (words.length) made.push(make("p", {}, say.synonyms), suggestions(words));
    for (const [lang, label] of Object.entries(names.others ?? {})) {
      const asked = encodeURIComponent(state.q);
      const href = engine.address(`${root}../${lang}/${page}?q=${asked}`);
      made.push(make("p", {}, make("a", { href, hreflang: lang, lang }, label)));
    }
    return made;
  }

  /** @param {[lang: string, word: string][]} words */
  function suggestions(words) {
    const list = make("ul", { class: "vg-search__words" });
    for (const [lang, word] of words) {
      list.append(
        make(
          "li",
          {},
          makeButton(word, () => deeds.ask(word), { lang }),
        ),
      );
    }
    return list;
  }

  /**
   * @param {SearchFound} found
   * @param {SearchState} state
   * @param {boolean} isEmpty whether nothing is shown
   */
  return function notes(found, state, isEmpty) {
    const made = found.mended.map(([from, to]) => make("p", {}, fill(say.mended, { from, to })));
    /** @type {HTMLElement[]} */
    const others = isEmpty ? elsewhere(found, state) : [];
    const partial = found.partial ? [make("p", {}, say.partial)] : [];
    return [...made, ...partial, ...others];
  };
}
