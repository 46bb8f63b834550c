// The facets' columns, as lists of values by record, and its day.

// Days are counted as Python's date.toordinal does: 1 is 1 January of the year 1.
const EPOCH = 719163;
const DAY = 86400000;

/** @param {string} iso */
export function dayNumber(iso) {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY) + EPOCH;
}

/** @param {number} day */
function yearOf(day) {
  return String(new Date((day - EPOCH) * DAY).getUTCFullYear());
}

/**
 * @param {FacetTable} facets
 * @param {string} here the site's language
 * @returns {SearchColumns}
 */
export function makeColumns(facets, here) {
  /** @type {number[]} */
  const days = [];
  let sum = 0;
  for (const more of facets.day) {
    sum += more;
    days.push(sum);
  }

  /**
   * @param {string} name
   * @param {number} number
   */
  function valuesOf(name, number) {
    /** @type {FacetColumn | undefined} */
    const column = facets[name];
    const held = column ? column.of[number] : -1;
    if (!column || held === -1) return [];
    const places = Array.isArray(held) ? held : [held];
    return places.map((at) => column.values[at]);
  }

  /**
   * Source and language come of one column, "source|language".
   * @param {number} number
   */
  function origin(number) {
    const [source, lang] = (valuesOf("from", number)[0] ?? "|").split("|");
    return { source, lang };
  }

  /**
   * Return whether a record is shown on this site: a page only in its own language, or in all.
   * @param {number} number
   */
  function isOwn(number) {
    const { source } = origin(number);
    return source[0] !== "@" || source === "@" || source === `@${here}`;
  }

  return {
    lang: (number) => origin(number).lang,
    isMine: (number) => origin(number).lang === here,
    obliges: (number) => valuesOf("duty", number).length > 0,
    day: (number) => days[number],
    story: (number) => facets.story[number],
    isOwn,
    own: [...days.keys()].filter(isOwn),
    values(facet, number) {
      const { source, lang } = origin(number);
      if (facet === "source") return source[0] === "@" ? [] : [source];
      if (facet === "lang") return [lang];
      if (facet === "year") return days[number] ? [yearOf(days[number])] : [];
      return valuesOf(facet, number);
    },
  };
}
