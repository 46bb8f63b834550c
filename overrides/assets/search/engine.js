// Where the site is served: Pagefind's index of words, and the packs beside it, each fetched when it is needed.
(function (vigie) {
  "use strict";

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
    const matched = new Map(), packs = new Map();
    let vocabulary = null;

    async function search(term) {
      const found = await pagefind.search(term);
      return new Map(found.results.map((result) => [Number(result.id), result.score]));
    }

    return {
      lang, names, facets,
      // Records by number with their scores: of a whole token, or of all that begin so.
      match(token, whole) {
        const term = whole ? `${token}_` : token;
        if (!matched.has(term)) matched.set(term, search(term));
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
