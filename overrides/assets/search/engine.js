// Where the site is served: Pagefind's index of words, and the packs beside it, each fetched when it is needed.
(function (vigie) {
  "use strict";
  const MOST_COMMON = 3;

  async function unpack(address, options) {
    const answer = await fetch(address, options);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    // Some servers open what they send as gzip already.
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const body = packed ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")) : new Blob([bytes]).stream();
    return new Response(body).json();
  }

  vigie.engine = async function (root, lang) {
    const folder = new URL(`${root}../pagefind/`, document.baseURI).href;
    const told = await (await fetch(`${folder}search.json`, { cache: "no-cache" })).json();
    const pack = (name) => unpack(`${folder}${name}.pack?v=${told.version}`);
    const [pagefind, names, facets] = await Promise.all([
      import(`${folder}pagefind.js?v=${told.version}`), pack(`names.${lang}`), pack("facets"),
    ]);
    await pagefind.options({ basePath: folder, noWorker: true, language: "unknown", ranking: { pageLength: 0.4, termSaturation: 1.2, termFrequency: 1 } });
    await pagefind.init();
    const common = new Set(told.common), matched = new Map(), packs = new Map();
    let vocabulary = null;

    // The words of very many records stand in packs of their own: [[weight, differences of numbers], …].
    async function often(token) {
      const groups = await pack(`common/${token}`), found = new Map();
      const count = groups.reduce((sum, [, numbers]) => sum + numbers.length, 0);
      const rarity = Math.log(1 + (told.records - count + 0.5) / (count + 0.5));
      for (const [weight, numbers] of groups) {
        let number = 0;
        for (const more of numbers) { number += more; found.set(number, rarity * Math.sqrt(weight)); }
      }
      return found;
    }

    async function search(token, whole) {
      if (whole && common.has(token)) return often(token);
      const found = await pagefind.search(whole ? `${token}_` : token);
      const made = new Map(found.results.map((result) => [Number(result.id), result.score]));
      if (whole) return made;
      const more = await Promise.all(told.common.filter((one) => one.startsWith(token)).slice(0, MOST_COMMON).map(often));
      for (const map of more) for (const [number, score] of map) if (!made.has(number)) made.set(number, score);
      return made;
    }

    return {
      lang, names, facets,
      // Records by number with their scores: of a whole token, or of all that begin so.
      match(token, whole) {
        const term = whole ? `${token}_` : token;
        if (!matched.has(term)) matched.set(term, search(token, whole));
        return matched.get(term);
      },
      shown(numbers) {
        return Promise.all(numbers.map(async (number) => {
          const at = Math.floor(number / told.each);
          if (!packs.has(at)) packs.set(at, pack(`shown/${at}`));
          return (await packs.get(at))[number % told.each];
        }));
      },
      vocabulary() {
        vocabulary = vocabulary || pack("words").then((list) => {
          const folded = list.map(vigie.fold);
          return { words: list, folded, known: new Set(folded) };
        });
        return vocabulary;
      },
    };
  };
})(window.vigieSearch = window.vigieSearch || {});
