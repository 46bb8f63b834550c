// What is asked now -> how to follow it: the feeds that come nearest, and the lines of feeds.yml
// that would name a new search (docs/guide/feeds.md).
import { put } from "../clipboard.js";
import { make } from "../page.js";
import { fill, fold } from "../text.js";
import { labelOf } from "./facets.js";
import { isNarrowed } from "./state.js";

/** @typedef {"kind" | "theme" | "source" | "region"} Key */

/**
 * A feed: where it is, its name, and what it asks; `page` is where its page is, if it surely has
 * one.
 * @typedef {{ path: string, name: string, page?: string, words: string[] }} Named
 * @typedef {Named & Record<Key, string[]>} Feed
 */

/** @type {Key[]} */
const KEYS = ["kind", "theme", "source", "region"];
// The names of the keys in feeds.yml.
const WRITTEN = { kind: "kinds", theme: "themes", source: "sources", region: "region" };
const FORMATS = { Atom: "atom", RSS: "rss" };
const NOTHING = { kind: [], theme: [], source: [], region: [], words: [] };
// Pages of the site are found by the search, and by no feed.
const OWN = new Set(["page", "question"]);
const MOST_NEAR = 4;
const LONGEST_ID = 41;
const LONGEST_WORDS = 200;

/**
 * @param {HTMLElement} place
 * @param {SearchEngine} engine
 * @param {SearchWords} words
 * @param {string} root
 */
export function makeFollow(place, engine, words, root) {
  const { names } = engine;
  const { say } = names;
  const parts = partsOf(place);

  /**
   * Show how to follow what is asked, or nothing where no feed could ask it.
   * @param {SearchFound | null} found
   * @param {SearchState} state
   */
  function show(found, state) {
    const lines = found ? linesOf(state, names, languagesOf(place)) : "";
    place.hidden = !lines;
    if (!found || !lines) return;
    const { isExact, feeds } = nearest(found, state);
    const told = isExact ? say.follow_exact : say.follow_near;
    parts.feeds.replaceChildren();
    if (feeds.length) parts.feeds.append(make("p", {}, told), make("ul", {}, ...feeds.map(item)));
    parts.proposal.hidden = isExact;
    parts.lines.textContent = lines;
    parts.said.textContent = "";
    address(lines);
  }

  /**
   * Return the feeds that ask the same as the reader, or else those that come nearest.
   * @param {SearchFound} found
   * @param {SearchState} state
   */
  function nearest(found, state) {
    const phrase = phraseOf(state.q);
    const searches = names.searches.map(named);
    const exact = searches.filter((feed) => isSame(feed, state, phrase));
    const single = chosen(state);
    exact.push(...single.filter((feed) => isSame(feed, state, phrase)));
    if (exact.length) return { isExact: true, feeds: exact };
    const wide = searches.filter((feed) => holds(feed, state, phrase));
    const near = [...wide, ...single, ...concepts(found), ...all()];
    const paths = near.map((feed) => feed.path);
    const once = near.filter((feed, at) => paths.indexOf(feed.path) === at);
    return { isExact: false, feeds: once.slice(0, MOST_NEAR) };
  }

  /** @param {string} text */
  function phraseOf(text) {
    return words
      .phrase(text)
      .map((word) => word.token)
      .join(" ");
  }

  /**
   * @param {NamedSearch} search
   * @returns {Feed}
   */
  function named(search) {
    const { id, title } = search;
    return { ...NOTHING, ...search, path: `search/${id}`, name: title, page: `searches/${id}/` };
  }

  /**
   * @param {Key} key
   * @param {string} value
   * @returns {Feed[]}
   */
  function feedOf(key, value) {
    if (!(names.feeds[key] ?? []).includes(value)) return [];
    const name = labelOf(names, key, value);
    return [{ ...NOTHING, path: `${key}/${value}`, name, [key]: [value] }];
  }

  /** @param {SearchState} state */
  function chosen(state) {
    return KEYS.flatMap((key) => state[key].flatMap((value) => feedOf(key, value)));
  }

  /** @param {SearchFound} found */
  function concepts(found) {
    const terms = [...found.concepts.keys()].map((token) => names.terms[token] ?? ["", ""]);
    return terms.flatMap(([facet, value]) => feedOf(/** @type {Key} */ (facet), value));
  }

  /** @returns {Feed[]} */
  function all() {
    return names.feeds.kind ? [{ ...NOTHING, path: "all", name: say.all }] : [];
  }

  /** @param {Feed} feed */
  function item({ path, name, page }) {
    const title = page ? make("a", { href: engine.address(root + page) }, name) : name;
    const links = Object.entries(FORMATS).map(([format, kind]) => {
      const label = fill(say.format, { format, name });
      const type = `application/${kind}+xml`;
      return make("a", { href: `${root}feeds/${path}.${kind}`, type, "aria-label": label }, format);
    });
    return make("li", {}, title, ...links.flatMap((link) => [" ", link]));
  }

  /**
   * Let the link to those who keep the site carry the lines, where it leads to a mailbox.
   * @param {string} lines
   */
  function address(lines) {
    const { contact } = parts;
    if (contact?.protocol !== "mailto:") return;
    // Lines of a mail end so (RFC 6068).
    const told = { subject: say.follow_subject, body: lines.replaceAll("\n", "\r\n") };
    const query = Object.entries(told).map(([key, text]) => `${key}=${encodeURIComponent(text)}`);
    contact.href = `${contact.href.split("?")[0]}?${query.join("&")}`;
  }

  parts.copy.addEventListener("click", () => {
    const isCopied = put({ "text/plain": parts.lines.textContent ?? "" });
    parts.said.textContent = (isCopied ? place.dataset.copied : place.dataset.failed) ?? "";
  });

  return show;
}

/**
 * Return whether all that is asked would come by a feed.
 * @param {Feed} feed
 * @param {SearchState} state
 * @param {string} phrase
 */
function holds(feed, state, phrase) {
  if (feed.words.length && !feed.words.includes(phrase)) return false;
  return KEYS.every((key) => !feed[key].length || isWithin(state[key], feed[key]));
}

/**
 * @param {string[]} asked
 * @param {string[]} held
 */
function isWithin(asked, held) {
  return asked.length > 0 && asked.every((value) => held.includes(value));
}

/**
 * Return whether a feed asks what is asked, and nothing else is.
 * @param {Feed} feed
 * @param {SearchState} state
 * @param {string} phrase
 */
function isSame(feed, state, phrase) {
  if (!holds(feed, state, phrase) || feed.words.length !== Number(phrase !== "")) return false;
  const rest = { ...state, ...NOTHING };
  return !isNarrowed(rest) && KEYS.every((key) => feed[key].length === state[key].length);
}

/**
 * Write the search as feeds.yml would name it, "" where it cannot. What stands in double quotes in
 * JSON reads the same in YAML.
 * @param {SearchState} state
 * @param {SearchNames} names
 * @param {string[]} languages
 */
function linesOf(state, names, languages) {
  const q = state.q.trim().replace(/\s+/g, " ").slice(0, LONGEST_WORDS);
  /** @type {string[]} */
  const keys = [];
  /** @type {string[]} */
  const labels = [];
  if (/[\p{L}\p{N}]/u.test(q)) {
    keys.push(`words: [${JSON.stringify(q)}]`);
    labels.push(q);
  }
  for (const key of KEYS) {
    const values = state[key].filter((value) => !OWN.has(value));
    if (!values.length) continue;
    keys.push(`${WRITTEN[key]}: [${values.map((value) => JSON.stringify(value)).join(", ")}]`);
    labels.push(...values.map((value) => labelOf(names, key, value)));
  }
  if (!keys.length) return "";
  const title = JSON.stringify(labels.join(", "));
  const titles = languages.map((lang) => `${lang}: ${title}`).join(", ");
  return [`  - id: ${idOf(labels)}`, `title: {${titles}}`, ...keys].join("\n    ");
}

/** @param {string[]} labels */
function idOf(labels) {
  const plain = fold(labels.join("-"))
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "");
  const short = plain.slice(0, LONGEST_ID).replace(/-$/, "");
  return ["", "index"].includes(short) ? "search-1" : short;
}

/** @param {HTMLElement} place */
function languagesOf(place) {
  return (place.dataset.languages ?? "").split(" ");
}

/** @param {HTMLElement} place */
function partsOf(place) {
  return {
    feeds: partOf(place, "[data-vg-follow-feeds]"),
    proposal: partOf(place, "[data-vg-follow-new]"),
    lines: partOf(place, "[data-vg-follow-lines]"),
    copy: partOf(place, "button"),
    said: partOf(place, "[role=status]"),
    /** @type {HTMLAnchorElement | null} */
    contact: place.querySelector("a[data-vg-follow-contact]"),
  };
}

/**
 * @param {HTMLElement} place
 * @param {string} selector
 * @returns {HTMLElement}
 */
function partOf(place, selector) {
  const part = place.querySelector(selector);
  if (!(part instanceof HTMLElement)) throw new Error(`Following lacks its ${selector}`);
  return part;
}
