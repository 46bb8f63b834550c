// The one search of the site, as a dialog and as a page: a field, a status, results; on the page
// also what narrows them.
import { make } from "../page.js";
import { fill, plural } from "../text.js";
import { makeMarker } from "./excerpt.js";
import { isWide, labelOf, numberOf, showGroups } from "./facets.js";
import { makeFollow } from "./follow.js";
import { makeButton, makeNotes } from "./notes.js";
import { makeResults } from "./results.js";
import { FACETS, ONLY, chosenOf, isNarrowed, narrow, readState, writeState } from "./state.js";

const WAIT = 10;
// A screen reader is told how much is found once the reader has stopped writing.
const PAUSE = 500;
const DAYS = /** @type {const} */ (["from", "to"]);
const CONTROLS = /** @type {const} */ (["sort", "from", "to"]);

/**
 * Fill a place of the page with the search; resolves once what its address asks for is shown.
 * @param {HTMLElement} place
 * @param {SearchReady} ready
 * @param {SearchOptions} options
 */
export function show(place, ready, options) {
  return new View(place, ready, options).open();
}

class View {
  /**
   * @param {HTMLElement} place
   * @param {SearchReady} ready
   * @param {SearchOptions} options
   */
  constructor(place, { engine, query }, options) {
    this.place = place;
    this.engine = engine;
    this.query = query;
    this.options = options;
    this.names = engine.names;
    this.parts = partsOf(place);
    this.state = readState(options.facets ? location.search : "");
    this.result = makeResults(engine, query.column, options.root);
    this.notes = makeNotes(engine, options.root, place.dataset.page ?? "", {
      ask: (words) => {
        this.parts.field.value = words;
        this.state.q = words;
        this.changed(true);
        this.parts.field.focus();
      },
      widen: () => {
        this.state = { ...readState(""), q: this.state.q };
        this.settle();
        this.changed(true);
        this.parts.field.focus();
      },
    });
    const { follow } = this.parts;
    this.follow = follow && makeFollow(follow, engine, query.words, options.root);
    /** @type {SearchFound | null} */
    this.found = null;
    /** @type {number[]} */
    this.kept = [];
    this.shown = 0;
    // What a former question still brings is left aside.
    this.turn = 0;
    this.timer = 0;
    this.telling = 0;
  }

  open() {
    this.listen();
    if (this.options.facets) {
      this.settle();
      const narrowing = this.place.querySelector("[data-vg-narrow]");
      narrowing?.toggleAttribute("open", isWide() || chosenOf(this.state).length > 0);
    } else {
      this.state.q = this.parts.field.value;
    }
    return this.search(true);
  }

  /** @param {boolean} isStep */
  async search(isStep) {
    this.turn += 1;
    const mine = this.turn;
    if (!this.state.q.trim() && !isNarrowed(this.state)) return this.clear();
    const found = await this.query.find(this.state.q);
    if (mine !== this.turn) return;
    this.found = found;
    const { column } = this.query;
    const { kept, counts } = narrow(found.numbers, this.state, column);
    this.kept = kept;
    if (this.state.sort === "date" || found.everything) {
      this.kept.sort((number, other) => column.day(other) - column.day(number) || other - number);
    }
    this.shown = 0;
    // The facets are drawn once the results stand: they are what the reader waits for.
    await this.showMore(true);
    if (mine !== this.turn) return;
    const { facets } = this.parts;
    if (facets) showGroups(facets, this.names, this.state, counts);
    this.tell(found, isStep);
  }

  /** @param {boolean} isAnew whether the results before go */
  async showMore(isAnew) {
    const { list, more } = this.parts;
    const mine = this.turn;
    const numbers = this.kept.slice(this.shown, this.shown + this.options.most);
    const records = await this.engine.shown(numbers);
    if (mine !== this.turn || !this.found) return;
    const marker = makeMarker(this.found, this.names, this.query.words);
    const { found } = this;
    const items = records.map((record, at) => this.result(record, numbers[at], found, marker));
    if (isAnew) list.replaceChildren();
    list.append(...items);
    this.shown += numbers.length;
    if (more) more.hidden = this.shown >= this.kept.length;
    list.hidden = this.shown === 0;
    if (!isAnew && items.length) items[0].querySelector("a")?.focus();
  }

  clear() {
    const { list, facets, more, chips, browse, aside, status } = this.parts;
    this.found = null;
    this.kept = [];
    for (const part of [list, facets, chips, aside]) part?.replaceChildren();
    list.hidden = true;
    if (more) more.hidden = true;
    if (browse) browse.hidden = false;
    clearTimeout(this.telling);
    status.textContent = "";
    this.follow?.(null, this.state);
    this.linkToPage();
  }

  /**
   * @param {SearchFound} found
   * @param {boolean} isStep
   */
  tell(found, isStep) {
    const { browse, aside, chips } = this.parts;
    const { say } = this.names;
    const count = this.kept.length;
    const told = count ? plural(say.found, count, numberOf(this.names, count)) : say.none;
    clearTimeout(this.telling);
    if (isStep) this.announce(told);
    else this.telling = setTimeout(() => this.announce(told), PAUSE);
    if (browse) browse.hidden = true;
    aside.replaceChildren(...this.notes(found, this.state, count === 0));
    if (chips) chips.replaceChildren(...this.chips());
    this.follow?.(found, this.state);
    this.linkToPage();
  }

  /**
   * Say it once: what is written anew is read out anew.
   * @param {string} told
   */
  announce(told) {
    const { status } = this.parts;
    if (status.textContent !== told) status.textContent = told;
  }

  /** Lead from the dialog to the page with the same question. */
  linkToPage() {
    const { all } = this.parts;
    if (!all) return;
    const asked = writeState(this.state);
    const address = this.options.root + (all.dataset.vgAll ?? "") + (asked ? `?${asked}` : "");
    all.href = this.engine.address(address);
    all.hidden = !asked;
  }

  /** List what is chosen, each with a button that takes it away. */
  chips() {
    const made = chosenOf(this.state).map(([facet, value]) =>
      this.chip(labelOf(this.names, facet, value), () => {
        this.state[facet] = this.state[facet].filter((other) => other !== value);
      }),
    );
    for (const name of ONLY) {
      if (!this.state[name]) continue;
      const chip = this.chip(this.names.say[name], () => {
        this.state[name] = "";
        this.settle();
      });
      made.push(chip);
    }
    for (const end of DAYS) {
      if (!this.state[end]) continue;
      const chip = this.chip(`${this.names.say[end]} ${this.state[end]}`, () => {
        this.state[end] = "";
        this.settle();
      });
      made.push(chip);
    }
    return made;
  }

  /**
   * @param {string} label
   * @param {() => void} remove
   */
  chip(label, remove) {
    const attributes = { "aria-label": fill(this.names.say.remove, { name: label }) };
    const act = () => {
      remove();
      this.changed(true);
      this.parts.field.focus();
    };
    const button = makeButton(label, act, attributes);
    button.append(make("span", { "aria-hidden": "true" }, " ×"));
    return make("li", {}, button);
  }

  /**
   * Search anew. A step that a reader may want to come back to has its own place in the history; a
   * letter has not.
   * @param {boolean} isStep
   */
  async changed(isStep) {
    if (this.options.facets) this.writeAddress(isStep);
    try {
      await this.search(isStep);
    } catch (error) {
      this.parts.status.textContent = this.place.dataset.failed ?? "";
      throw error;
    }
  }

  /** @param {boolean} isStep */
  writeAddress(isStep) {
    const told = writeState(this.state);
    const address = location.pathname + (told ? `?${told}` : "");
    const isNew = isStep && address !== location.pathname + location.search;
    try {
      if (isNew) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch (error) {
      // Some browsers let a page opened from a folder keep no history.
      if (!(error instanceof DOMException) || error.name !== "SecurityError") throw error;
    }
  }

  /** Set the fields to the state. */
  settle() {
    this.parts.field.value = this.state.q;
    for (const name of CONTROLS) {
      const control = this.control(name);
      if (control) control.value = this.state[name];
    }
    for (const name of ONLY) {
      const box = this.box(name);
      if (box) box.checked = this.state[name] !== "";
    }
  }

  /** Set the state to the fields. */
  read() {
    const { field, facets } = this.parts;
    this.state.q = field.value;
    for (const name of CONTROLS) {
      const control = this.control(name);
      if (control) this.state[name] = control.value;
    }
    for (const name of ONLY) this.state[name] = this.box(name)?.checked ? "1" : "";
    if (!facets) return;
    for (const facet of FACETS) {
      const boxes = facets.querySelectorAll(`input[name="${facet}"]:checked`);
      this.state[facet] = [...boxes].map((box) => box.getAttribute("value") ?? "");
    }
  }

  /**
   * @param {string} name
   * @returns {HTMLInputElement | HTMLSelectElement | null}
   */
  control(name) {
    return this.parts.form.querySelector(`[name="${name}"]`);
  }

  /**
   * @param {string} name
   * @returns {HTMLInputElement | null}
   */
  box(name) {
    return this.parts.form.querySelector(`input[type=checkbox][name="${name}"]`);
  }

  listen() {
    const { field, form, more } = this.parts;
    field.addEventListener("input", () => {
      this.state.q = field.value;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.changed(false), WAIT);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    form.addEventListener("change", (event) => {
      if (event.target === field) return;
      this.read();
      this.changed(true);
    });
    if (more) more.addEventListener("click", () => this.showMore(false));
    this.place.addEventListener("keydown", (event) => this.walk(event));
    if (this.options.facets) addEventListener("popstate", () => this.goBack());
  }

  submit() {
    const { field, all } = this.parts;
    clearTimeout(this.timer);
    this.state.q = field.value;
    if (this.options.facets) {
      // A finger's keyboard would hide the results.
      if (matchMedia("(pointer: coarse)").matches) this.parts.heading?.focus();
      return this.changed(true);
    }
    // The link may still lead to what was written before the last letters.
    this.linkToPage();
    if (all && !all.hidden) location.href = all.href;
  }

  goBack() {
    if (!this.place.isConnected) return;
    this.state = readState(location.search);
    this.settle();
    this.search(true);
  }

  /**
   * Walk through the results by up and down, as Tab does.
   * @param {KeyboardEvent} event
   */
  walk(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const { field, list } = this.parts;
    const links = [...list.querySelectorAll("a")];
    const at = links.findIndex((link) => link === document.activeElement);
    if (document.activeElement !== field && at < 0) return;
    event.preventDefault();
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    if (next < 0) field.focus();
    else links[next]?.focus();
  }
}

/**
 * Return the parts of the place; the dialog lacks those that narrow.
 * @param {HTMLElement} place
 */
function partsOf(place) {
  return {
    field: /** @type {HTMLInputElement} */ (needed(place, "input[type=search]")),
    form: /** @type {HTMLFormElement} */ (needed(place, "form")),
    status: needed(place, "[role=status]"),
    list: needed(place, "[data-vg-results]"),
    aside: needed(place, "[data-vg-aside]"),
    facets: partOf(place, "[data-vg-facets]"),
    more: partOf(place, "[data-vg-more]"),
    chips: partOf(place, "[data-vg-chips]"),
    browse: partOf(place, "[data-vg-browse]"),
    follow: partOf(place, "[data-vg-follow]"),
    heading: partOf(place, "#vg-results"),
    all: /** @type {HTMLAnchorElement | null} */ (partOf(place, "[data-vg-all]")),
  };
}

/**
 * @param {HTMLElement} place
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
function partOf(place, selector) {
  return place.querySelector(selector);
}

/**
 * @param {HTMLElement} place
 * @param {string} selector
 */
function needed(place, selector) {
  const part = partOf(place, selector);
  if (!part) throw new Error(`The search lacks its ${selector}`);
  return part;
}
