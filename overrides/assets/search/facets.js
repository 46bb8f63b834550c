// What a search is narrowed by: the state (in the address of the page), the counts, the groups of boxes.
(function (vigie) {
  "use strict";
  const FACETS = ["kind", "theme", "source", "year", "lang", "region", "step", "audience"];
  const MANY = 8;

  // {q, sort, from, to, and a list of values for each facet}, from an address and back.
  vigie.state = {
    read(search) {
      const asked = new URLSearchParams(search), state = { q: asked.get("q") || "", sort: asked.get("sort") === "date" ? "date" : "", from: asked.get("from") || "", to: asked.get("to") || "" };
      for (const facet of FACETS) state[facet] = asked.getAll(facet);
      return state;
    },
    write(state) {
      const told = new URLSearchParams();
      for (const name of ["q", "sort", "from", "to"]) if (state[name]) told.set(name, state[name]);
      for (const facet of FACETS) for (const value of state[facet]) told.append(facet, value);
      return String(told);
    },
    chosen: (state) => FACETS.flatMap((facet) => state[facet].map((value) => [facet, value])),
  };

  // {kept, counts}: the numbers that pass, and for each facet how many each value would give beside the other facets.
  vigie.narrow = function (numbers, state, column) {
    const low = state.from ? vigie.day(state.from) : 0, high = state.to ? vigie.day(state.to) : Infinity;
    const sets = FACETS.map((facet) => new Set(state[facet])), counts = FACETS.map(() => new Map()), kept = [];
    for (const number of numbers) {
      const day = column.day(number);
      if ((state.from || state.to) && (!day || day < low || day > high)) continue;
      const values = FACETS.map((facet) => column.values(facet, number));
      const missed = FACETS.map((_, at) => at).filter((at) => sets[at].size && !values[at].some((value) => sets[at].has(value)));
      if (!missed.length) kept.push(number);
      if (missed.length > 1) continue;
      FACETS.forEach((_, at) => {
        if (!missed.length || missed[0] === at) for (const value of values[at]) counts[at].set(value, (counts[at].get(value) || 0) + 1);
      });
    }
    return { kept, counts: new Map(FACETS.map((facet, at) => [facet, counts[at]])) };
  };

  vigie.label = function (names, facet, value) {
    return facet === "year" ? value : (names.labels[facet] || {})[value] || value;
  };

  // Write the groups anew, but leave a group that is open as it is, and the focus where it stood.
  vigie.groups = function (place, names, state, counts) {
    const open = new Set([...place.querySelectorAll("details[open]")].map((one) => one.dataset.facet));
    const focus = document.activeElement && place.contains(document.activeElement) ? document.activeElement.id : "";
    const first = !place.childElementCount;
    place.replaceChildren(...FACETS.map((facet) => group(facet, names, state, counts.get(facet), first ? wide() && ["kind", "theme"].includes(facet) : open.has(facet))).filter(Boolean));
    if (focus && document.getElementById(focus)) document.getElementById(focus).focus();
  };

  const wide = () => matchMedia("(min-width: 60em)").matches;

  function group(facet, names, state, counts, open) {
    const values = [...new Set([...counts.keys(), ...state[facet]])];
    if (values.length < 2 && !state[facet].length) return null;
    const order = Object.keys(names.labels[facet] || {});
    const place = (value) => { const at = order.indexOf(value); return at < 0 ? order.length : at; };
    values.sort((a, b) => facet === "year" ? b.localeCompare(a) : facet === "source" ? (counts.get(b) || 0) - (counts.get(a) || 0) || a.localeCompare(b) : place(a) - place(b));
    const details = vigie.make("details", { class: "vg-facet" });
    details.dataset.facet = facet;
    details.open = open || state[facet].length > 0;
    const list = vigie.make("div", { role: "group", "aria-label": names.say[facet], ...(values.length > MANY ? { class: "vg-facet__many", tabindex: "0" } : {}) });
    for (const value of values) list.append(box(facet, value, names, state, counts.get(value) || 0));
    details.append(vigie.make("summary", {}, names.say[facet]), list);
    return details;
  }

  function box(facet, value, names, state, count) {
    const id = `vg-${facet}-${value}`.replace(/[^\w-]/g, "_");
    const input = vigie.make("input", { type: "checkbox", id, name: facet, value });
    input.checked = state[facet].includes(value);
    const item = vigie.make("div", { class: "vg-facet__value" });
    item.append(input, vigie.make("label", { for: id }, vigie.label(names, facet, value) + " ", vigie.make("span", { class: "vg-quiet" }, vigie.number(names, count))));
    return item;
  }

  vigie.number = (names, count) => String(count).replace(/\B(?=(\d{3})+$)/g, names.say.thousands);

  // Text stays text: nothing here is ever read as HTML.
  vigie.make = function (name, attributes, ...inside) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };
})(window.vigieSearch = window.vigieSearch || {});
