// A reader's words -> the records they find, by number, best first. The engine below gives a token's records and scores.
(function (vigie) {
  "use strict";
  const LONGEST_PHRASE = 6, SHORTEST_BEGINNING = 3, SHORTEST_MENDED = 4;
  // What a reader wrote counts more than what the taxonomy takes for the same; a reader's own language comes first.
  // And a concept's own page is what a reader of its name looks for.
  const LITERAL = 2, OWN = 1.3, MENDED = 0.8, HOME = 3, BORNE = 0.2, MOST_MENDED = 12;

  // Part a query into units: a concept with its words where the taxonomy knows them, or else one word.
  function units(row, names) {
    const found = [];
    for (let at = 0; at < row.length;) {
      let length = Math.min(LONGEST_PHRASE, row.length - at);
      while (length && !Object.hasOwn(names.phrases, key(row, at, length))) length -= 1;
      const concept = length ? names.phrases[key(row, at, length)] : begun(row[at].token, names.beginnings);
      found.push({ words: row.slice(at, at + (length || 1)), concept });
      at += length || 1;
    }
    return found;
  }

  function key(row, at, length) { return row.slice(at, at + length).map((one) => one.token).join(" "); }

  function begun(token, beginnings) {
    for (let length = token.length; length >= SHORTEST_BEGINNING; length -= 1) {
      if (Object.hasOwn(beginnings, token.slice(0, length))) return beginnings[token.slice(0, length)];
    }
    return "";
  }

  function add(sum, more, weight) {
    for (const [number, score] of more) sum.set(number, (sum.get(number) || 0) + score * weight);
    return sum;
  }

  function both(one, other) {
    const [few, many] = one.size < other.size ? [one, other] : [other, one];
    const kept = new Map();
    for (const [number, score] of few) if (many.has(number)) kept.set(number, score + many.get(number));
    return kept;
  }

  async function all(maps) {
    const found = await Promise.all(maps);
    return found.length ? found.reduce(both) : new Map();
  }

  // The words of a compound that the site knows: "werkplek" and "inrichting"; or null.
  function parts(word, known) {
    for (let cut = word.length - 4; cut > 3; cut -= 1) {
      const head = word.slice(0, cut), tail = word.slice(cut);
      if (known.has(tail) && (known.has(head) || (head.endsWith("s") && head.length > 4 && known.has(head.slice(0, -1))))) return [head, tail];
    }
    return null;
  }

  // The words of the site that are the fewest letters away, the most frequent first: one letter, or two in a long word.
  function nearest(word, list) {
    const found = [[], []];
    for (const [at, candidate] of list.folded.entries()) {
      const away = vigie.distance(word, candidate, word.length < 8 ? 1 : 2);
      if (away === 1 || (away === 2 && candidate[0] === word[0])) found[away - 1].push(list.words[at]);
    }
    return found.flat().slice(0, MOST_MENDED);
  }

  vigie.query = function (engine) {
    const words = vigie.words(engine.names.language);
    const column = vigie.columns(engine.facets);

    // One word: whole; else as a beginning; else as a compound; else as the nearest word that the site knows.
    async function one(item, said) {
      const whole = await engine.match(item.token, true);
      if (whole.size) return said.tokens.add(item.token), whole;
      const begins = item.token.length >= SHORTEST_BEGINNING ? await engine.match(item.token, false) : whole;
      if (begins.size) return said.beginnings.add(item.token), begins;
      if (item.word.length < SHORTEST_MENDED) return whole;
      const plain = item.word.replaceAll("-", ""), list = await engine.vocabulary();
      const pair = parts(plain, list.known);
      if (pair) {
        const reduced = pair.map(words.reduce), found = await all(reduced.map((token) => engine.match(token, true)));
        if (found.size) { reduced.forEach((token) => said.tokens.add(token)); return found; }
      }
      for (const mended of nearest(plain, list)) {
        const [unit] = units(words.phrase(mended), engine.names);
        const there = unit && (unit.concept || (await engine.match(unit.words[0].token, true)).size);
        if (there) return said.mended.push([item.word, mended]), measured(unit, said, MENDED);
      }
      return said.unknown.push(item.word), whole;
    }

    // The records that bear a concept, whether they name it or not, by the facet's column.
    function bearing(concept) {
      const [facet, value] = engine.names.terms[concept] || ["", ""], table = engine.facets[facet];
      const at = table ? table.values.indexOf(value) : -1, found = new Map();
      if (at >= 0) table.of.forEach((one, number) => { if (one === at || (Array.isArray(one) && one.includes(at))) found.set(number, BORNE); });
      return found;
    }

    async function measured(unit, said, weight) {
      const sum = new Map();
      if (unit.concept) {
        said.concepts.add(unit.concept);
        add(sum, bearing(unit.concept), weight);
        add(sum, await engine.match(unit.concept, true), weight);
        add(sum, await engine.match(unit.concept + "h", true), HOME * weight);
        unit.words.forEach((item) => said.tokens.add(item.token));
        const literal = await all(unit.words.map((item) => engine.match(item.token, true)));
        if (sum.size || literal.size) return add(sum, literal, LITERAL * weight);
        return unit.words.length > 1 ? all(unit.words.map((item) => one(item, said))) : one(unit.words[0], said);
      }
      return add(sum, await one(unit.words[0], said), LITERAL * weight);
    }

    // {numbers, tokens, beginnings, concepts, mended, unknown, partial}: numbers best first.
    async function find(text) {
      const said = { tokens: new Set(), beginnings: new Set(), concepts: new Set(), mended: [], unknown: [], partial: false };
      const row = words.phrase(text);
      const asked = units(row.length ? row : words.split(text).map((word) => ({ word, token: words.reduce(word) })), engine.names);
      if (!asked.length) return { ...said, numbers: column.own.slice().reverse(), everything: true };
      const found = await Promise.all(asked.map((unit) => measured(unit, said, 1)));
      let sum = found.reduce(both);
      if (!sum.size && found.length > 1 && found.some((map) => map.size)) { said.partial = true; sum = most(found); }
      return { ...said, numbers: ranked(sum) };
    }

    // No record has all the words: those that have most of them.
    function most(found) {
      const times = new Map(), sum = new Map();
      for (const map of found) { add(sum, map, 1); for (const number of map.keys()) times.set(number, (times.get(number) || 0) + 1); }
      const top = Math.max(...times.values());
      return new Map([...sum].filter(([number]) => times.get(number) === top));
    }

    function ranked(sum) {
      const scored = [];
      for (const [number, score] of sum) if (column.mine(number)) scored.push([number, score * (column.lang(number) === engine.lang ? OWN : 1)]);
      return scored.sort((a, b) => b[1] - a[1] || b[0] - a[0]).map((pair) => pair[0]);
    }

    return { find, words, column };
  };

  // The facets' columns, as lists of values by record; source and language come of one column, "source|language".
  vigie.columns = function (facets) {
    const of = (name, number) => {
      const column = facets[name];
      const value = column ? column.of[number] : -1;
      return value === -1 ? [] : (Array.isArray(value) ? value : [value]).map((at) => column.values[at]);
    };
    const days = [];
    facets.day.reduce((sum, more, at) => (days[at] = sum + more), 0);
    const from = (number) => (of("from", number)[0] || "|").split("|");
    const here = vigie.lang;
    const mine = (number) => { const source = from(number)[0]; return source[0] !== "@" || source === "@" || source === "@" + here; };
    return {
      lang: (number) => from(number)[1],
      day: (number) => days[number],
      mine,
      own: days.map((_, number) => number).filter(mine),
      values(facet, number) {
        if (facet === "source") return [from(number)[0]].filter((name) => name[0] !== "@");
        if (facet === "lang") return [from(number)[1]];
        if (facet === "year") return days[number] ? [String(vigie.date(days[number]).getUTCFullYear())] : [];
        return of(facet, number);
      },
    };
  };

  // Days are counted as Python's date.toordinal does: 1 is 1 January of the year 1; 719163 is 1 January 1970.
  vigie.date = (day) => new Date((day - 719163) * 86400000);
  vigie.day = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / 86400000) + 719163;
})(window.vigieSearch = window.vigieSearch || {});
