// Text -> the tokens it is found by: publish/search/words.py, to the letter, with the same rules (language.json).
(function (vigie) {
  "use strict";
  const APART = { "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "’": "'", "ʼ": "'", "‘": "'" };
  const LONGEST = 40, ROUNDS = 3;

  function fold(text) {
    return text.replace(/[\u2010-\u2013\u00ad]/g, "-").replace(/[œŒæÆßøØł’ʼ‘]/g, (one) => APART[one])
      .normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  }

  function split(text) { return fold(text).match(/[a-z0-9]+(?:-[a-z0-9]+)*/g) || []; }

  function once(word, endings) {
    for (const [ending, instead, least] of endings) {
      if (word.endsWith(ending) && word.length - ending.length >= least) return word.slice(0, word.length - ending.length) + instead;
    }
    return word;
  }

  vigie.words = function (rules) {
    const longest = (one, other) => other[0].length - one[0].length;
    const known = { plural: rules.plural.slice().sort(longest), mute: rules.mute, endings: rules.endings.slice().sort(longest) };
    const stop = new Set(rules.stop), kept = new Map();

    function reduce(word) {
      if (!kept.has(word)) kept.set(word, reduced(word));
      return kept.get(word);
    }

    function reduced(word) {
      if (Object.hasOwn(rules.odd, word)) return rules.odd[word];
      if (/^[0-9]/.test(word)) return word;
      let short = once(once(word.replace(/([a-z])\1+/g, "$1"), known.plural), known.mute);
      for (let round = 0; round < ROUNDS; round += 1) {
        const less = once(short, known.endings);
        if (less === short) break;
        short = less;
      }
      return short;
    }

    // The words of a query or a synonym: {word, token}, without those that say nothing; "burn-out" is one.
    function phrase(text) {
      return split(text).filter((word) => !stop.has(word))
        .map((word) => ({ word, token: reduce(word.replaceAll("-", "").slice(0, LONGEST)) }));
    }

    return { reduce, phrase, split, stop };
  };

  // How many letters must be changed, added, left out or swapped to make one word of another; more than `most` is `most` + 1.
  vigie.distance = function (one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [], row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      let least = i;
      for (let j = 1; j <= other.length; j += 1) {
        let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        next.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) return most + 1;
      before = row;
      row = next;
    }
    return row[other.length];
  };

  vigie.fold = fold;
})(window.vigieSearch = window.vigieSearch || {});
