// The one search of the site, as a dialog and as a page: a field, a status, results; on the page also what narrows them.
(function (vigie) {
  "use strict";
  const WAIT = 10, EXCERPT = 240, BEFORE = 60;
  const WORD = /[\p{L}\p{N}]+(?:[-\u2010\u2011][\p{L}\p{N}]+)*/gu;

  vigie.view = function (place, { engine, query }, options) {
    const { names } = engine, say = names.say;
    const field = place.querySelector("input[type=search]"), form = place.querySelector("form"), status = place.querySelector("[role=status]");
    const list = place.querySelector("[data-vg-results]"), aside = place.querySelector("[data-vg-aside]"), facets = place.querySelector("[data-vg-facets]");
    const more = place.querySelector("[data-vg-more]"), chips = place.querySelector("[data-vg-chips]"), all = place.querySelector("[data-vg-all]");
    const browse = place.querySelector("[data-vg-browse]");
    let state = options.facets ? vigie.state.read(location.search) : vigie.state.read(""), turn = 0, timer = 0, found = null, kept = [], shown = 0;

    async function search() {
      const mine = ++turn;
      const asked = vigie.state.chosen(state).length || state.from || state.to;
      if (!state.q.trim() && !asked) return clear();
      const said = await query.find(state.q);
      if (mine !== turn) return;
      found = said;
      const narrowed = vigie.narrow(said.numbers, state, query.column);
      kept = narrowed.kept;
      if (state.sort === "date" || said.everything) kept = kept.slice().sort((a, b) => query.column.day(b) - query.column.day(a) || b - a);
      shown = 0;
      // The facets are drawn once the results stand: they are what the reader waits for.
      await page(mine, true);
      if (mine !== turn) return;
      if (facets) vigie.groups(facets, names, state, narrowed.counts);
      tell();
    }

    // Show so many results more.
    async function page(mine, anew) {
      const numbers = kept.slice(shown, shown + options.most), records = await engine.shown(numbers);
      if (mine !== turn) return;
      const items = records.map((record) => result(record));
      if (anew) list.replaceChildren(...items); else list.append(...items);
      shown += numbers.length;
      if (more) { more.hidden = shown >= kept.length; }
      list.hidden = !shown;
      if (!anew && items[0]) items[0].querySelector("a").focus();
    }

    function clear() {
      found = null;
      kept = [];
      list.replaceChildren();
      list.hidden = true;
      if (facets) facets.replaceChildren();
      if (more) more.hidden = true;
      if (chips) chips.replaceChildren();
      if (browse) browse.hidden = false;
      aside.replaceChildren();
      status.textContent = "";
      link();
    }

    function tell() {
      const count = kept.length, single = say.single ? count < 2 : count === 1;
      status.textContent = count ? (single ? say.one : say.other).replace("{n}", vigie.number(names, count)) : say.none;
      if (browse) browse.hidden = true;
      aside.replaceChildren(...notes());
      if (chips) chips.replaceChildren(...chosen());
      link();
    }

    function link() {
      if (!all) return;
      const asked = vigie.state.write(state);
      all.href = offlineAddress(vigie.root + all.dataset.vgAll + (asked ? "?" + asked : ""));
      all.hidden = !asked;
    }

    // What a reader should know beside the results: what was mended, what was left out, where else to look.
    function notes() {
      const made = [];
      for (const [from, to] of found.mended) made.push(vigie.make("p", {}, fill(say.mended, { from, to })));
      if (found.partial) made.push(vigie.make("p", {}, say.partial));
      if (!kept.length) made.push(...elsewhere());
      const feed = feedOf();
      if (feed) made.push(vigie.make("p", {}, vigie.make("a", { href: feed[0], type: "application/atom+xml" }, fill(say.feed, { name: feed[1] }))));
      return made;
    }

    function elsewhere() {
      const made = [], concept = [...found.concepts][0];
      if (vigie.state.chosen(state).length || state.from || state.to) made.push(act(say.widen, () => { state = { ...vigie.state.read(""), q: state.q }; changed(true); }));
      const words = (concept && names.synonyms[concept]) || [];
      if (words.length) {
        made.push(vigie.make("p", {}, say.synonyms));
        const row = vigie.make("ul", { class: "vg-search__words" });
        for (const [tongue, word] of words) { const item = vigie.make("li", {}); item.append(act(word, () => { state.q = word; field.value = word; changed(true); }, tongue)); row.append(item); }
        made.push(row);
      }
      if (names.others) for (const [tongue, label] of Object.entries(names.others)) {
        const address = offlineAddress(`${vigie.root}../${tongue}/${place.dataset.page}?q=${encodeURIComponent(state.q)}`);
        made.push(vigie.make("p", {}, vigie.make("a", { href: address, hreflang: tongue, lang: tongue }, label)));
      }
      return made;
    }

    function act(label, run, tongue) {
      const button = vigie.make("button", { type: "button", class: "vg-search__act" }, label);
      if (tongue) button.lang = tongue;
      button.addEventListener("click", run);
      return button;
    }

    // The feed of what is chosen, where exactly one kind, theme or source is.
    function feedOf() {
      const one = vigie.state.chosen(state).filter(([facet]) => ["kind", "theme", "source"].includes(facet));
      if (!facets || one.length !== 1 || !(names.feeds[one[0][0]] || []).includes(one[0][1])) return null;
      return [`${vigie.root}feeds/${one[0][0]}/${one[0][1]}.atom`, vigie.label(names, ...one[0])];
    }

    function chosen() {
      const made = vigie.state.chosen(state).map(([facet, value]) => chip(vigie.label(names, facet, value), () => { state[facet] = state[facet].filter((other) => other !== value); changed(true); }));
      for (const end of ["from", "to"]) if (state[end]) made.push(chip(`${say[end]} ${state[end]}`, () => { state[end] = ""; settle(); changed(true); }));
      return made;
    }

    function chip(label, run) {
      const item = vigie.make("li", {}), button = act(label, () => { run(); field.focus(); });
      button.setAttribute("aria-label", fill(say.remove, { name: label }));
      button.append(vigie.make("span", { "aria-hidden": "true" }, " ×"));
      item.append(button);
      return item;
    }

    function result(record) {
      const address = record.at[0] === "/" ? `${vigie.root}../${record.at.slice(1)}` : vigie.root + record.at;
      const item = vigie.make("li", { class: "vg-result" }), link = vigie.make("a", { href: offlineAddress(address), lang: record.lang });
      link.append(...marked(record.title, 0, record.title.length));
      item.append(vigie.make("h3", { class: "vg-result__title" }, link), about(record));
      if (record.text) {
        const text = vigie.make("p", { class: "vg-result__text", lang: record.lang });
        text.append(...excerpt(record.text));
        item.append(text);
      }
      return item;
    }

    // A copy opened from a folder has no server that gives a folder's page.
    function offlineAddress(address) { return engine.address ? engine.address(address) : address; }

    function about(record) {
      const line = vigie.make("p", { class: "vg-result__about" });
      const parts = [vigie.label(names, "kind", record.kind), record.source && vigie.label(names, "source", record.source)];
      if (record.day) parts.push(names.date(record.day)); else if (record.seen) parts.push(fill(say.undated, { day: names.date(record.seen) }));
      if (record.lang !== engine.lang) parts.push(vigie.label(names, "in", record.lang));
      parts.filter(Boolean).forEach((part, at) => line.append(vigie.make("span", at ? {} : { class: "vg-kind vg-kind--" + record.kind }, part)));
      return line;
    }

    // Where the words of a text stand that were looked for: [start, end] pairs.
    function places(text) {
      const row = [...text.matchAll(WORD)].flatMap((match) => {
        const word = vigie.fold(match[0]).replace(/[^a-z0-9-]/g, "");
        return query.words.stop.has(word) ? [] : [{ token: query.words.reduce(word.replaceAll("-", "")), parts: word.includes("-") ? word.split("-").map(query.words.reduce) : [], start: match.index, end: match.index + match[0].length }];
      });
      const hit = (one) => [one.token, ...one.parts].some((token) => found.tokens.has(token) || [...found.beginnings].some((beginning) => token.startsWith(beginning)));
      const marks = row.map(hit);
      row.forEach((_, at) => {
        for (const phrase of phrasesFrom(row[at].token)) if (phrase.every((token, by) => row[at + by] && row[at + by].token === token)) phrase.forEach((_, by) => { marks[at + by] = true; });
      });
      return row.filter((_, at) => marks[at]).map((one) => [one.start, one.end]);
    }

    function phrasesFrom(token) {
      if (!found.phrases) {
        found.phrases = new Map();
        if (found.concepts.size) for (const [phrase, concept] of Object.entries(names.phrases)) if (found.concepts.has(concept)) {
          const words = phrase.split(" ");
          found.phrases.set(words[0], [...(found.phrases.get(words[0]) || []), words]);
        }
      }
      return found.phrases.get(token) || [];
    }

    function marked(text, start, end) {
      const made = [];
      let at = start;
      for (const [from, to] of found && !found.everything ? places(text) : []) {
        if (from < at || to > end) continue;
        made.push(text.slice(at, from), vigie.make("mark", {}, text.slice(from, to)));
        at = to;
      }
      return [...made, text.slice(at, end)];
    }

    function excerpt(text) {
      const first = found.everything ? null : places(text)[0];
      let start = first && first[0] > EXCERPT - BEFORE ? first[0] - BEFORE : 0;
      if (start) start = text.indexOf(" ", start) + 1;
      let end = Math.min(text.length, start + EXCERPT);
      if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + 1);
      return [start ? "… " : "", ...marked(text, start, end), end < text.length ? " …" : ""];
    }

    function fill(sentence, facts) { return sentence.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? ""); }

    // A step that a reader may want to come back to has its own place in the history; a letter has not.
    function changed(step) {
      if (options.facets) {
        const told = vigie.state.write(state), address = location.pathname + (told ? "?" + told : "");
        const write = step && address !== location.pathname + location.search ? "pushState" : "replaceState";
        // Some browsers let a page opened from a folder keep no history.
        try { history[write](null, "", address); } catch (error) { if (error.name !== "SecurityError") throw error; }
      }
      return search().catch((error) => { status.textContent = place.dataset.failed; throw error; });
    }

    function settle() {
      field.value = state.q;
      for (const end of ["from", "to"]) if (form.elements[end]) form.elements[end].value = state[end];
      if (form.elements.sort) form.elements.sort.value = state.sort;
    }

    function read() {
      state.q = field.value;
      for (const name of ["sort", "from", "to"]) if (form.elements[name]) state[name] = form.elements[name].value;
      for (const facet of ["kind", "theme", "source", "year", "lang", "region", "step", "audience"]) {
        if (facets) state[facet] = [...facets.querySelectorAll(`input[name="${facet}"]:checked`)].map((one) => one.value);
      }
    }

    field.addEventListener("input", () => {
      state.q = field.value;
      clearTimeout(timer);
      timer = setTimeout(() => changed(false), WAIT);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      state.q = field.value;
      if (options.facets) return changed(true);
      // The link may still lead to what was written before the last letters.
      link();
      if (all && !all.hidden) location.href = all.href;
    });
    form.addEventListener("change", (event) => { if (event.target !== field) { read(); changed(true); } });
    if (more) more.addEventListener("click", () => page(turn, false));
    if (options.facets) addEventListener("popstate", () => { if (!place.isConnected) return; state = vigie.state.read(location.search); settle(); search(); });

    // Up and down walk through the results, as Tab does.
    place.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
      if (document.activeElement !== field && at < 0) return;
      event.preventDefault();
      const next = at + (event.key === "ArrowDown" ? 1 : -1);
      if (next < 0) field.focus(); else if (links[next]) links[next].focus();
    });

    const months = say.months;
    names.date = names.date || ((iso) => { const [year, month, day] = iso.split("-").map(Number); return `${day === 1 ? say.first : day}\u00a0${months[month - 1]}\u00a0${year}`; });
    if (options.facets) {
      settle();
      place.querySelector("[data-vg-narrow]").open = matchMedia("(min-width: 60em)").matches || vigie.state.chosen(state).length > 0;
    } else state.q = field.value;
    return search();
  };
})(window.vigieSearch = window.vigieSearch || {});
