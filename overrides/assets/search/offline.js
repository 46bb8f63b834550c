// Where a copy of the site is opened from a folder: the index is a script beside the pages, and lunr.js reads it.
(function (vigie) {
  "use strict";

  function script(address) {
    return new Promise((done, failed) => {
      const one = document.createElement("script");
      one.src = address;
      one.onload = done;
      one.onerror = () => failed(new Error(address));
      document.head.append(one);
    });
  }

  vigie.engine = async function (root, lang) {
    await script(`${root}../offline/search.js`);
    const { names, facets, shown, words, index } = vigie.offline, matched = new Map();
    const lunr = window.lunr, loaded = lunr.Index.load(index), folded = words.map(vigie.fold), known = new Set(folded);

    function search(token, whole) {
      const wildcard = whole ? lunr.Query.wildcard.NONE : lunr.Query.wildcard.TRAILING;
      const found = loaded.query((query) => query.term(whole ? `${token}_` : token, { usePipeline: false, wildcard, presence: lunr.Query.presence.REQUIRED }));
      return new Map(found.map((one) => [Number(one.ref), one.score]));
    }

    return {
      lang, facets, names: names[lang],
      async match(token, whole) {
        const key = `${token} ${whole}`;
        if (!matched.has(key)) matched.set(key, search(token, whole));
        return matched.get(key);
      },
      shown: async (numbers) => numbers.map((number) => shown[number]),
      vocabulary: async () => ({ words, folded, known }),
      // No server gives a folder's page.
      address: (address) => address.replace(/\/(?=$|[#?])/, "/index.html"),
    };
  };
})(window.vigieSearch = window.vigieSearch || {});
