// Words as they are compared and counted: the same folding as knowledge/i18n/text_fold.py.

/** @type {Record<string, string>} */
const APART = {
  œ: "oe",
  Œ: "oe",
  æ: "ae",
  Æ: "ae",
  ß: "ss",
  ø: "o",
  Ø: "o",
  ł: "l",
  "’": "'",
  ʼ: "'",
  "‘": "'",
};

/**
 * Return a text without accents and capitals; all its hyphens are "-", its apostrophes "'".
 * @param {string} text
 */
export function fold(text) {
  return text
    .replace(/[\u2010-\u2013\u00ad]/g, "-")
    .replace(/[œŒæÆßøØł’ʼ‘]/g, (letter) => APART[letter])
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

/**
 * Return the form that a number takes in the page's language (CLDR), with the number in its place.
 * @param {PluralForms} forms
 * @param {number} count
 * @param {string} [written] the number as it is shown
 */
export function plural(forms, count, written = String(count)) {
  const category = new Intl.PluralRules(document.documentElement.lang).select(count);
  return (forms[category] ?? forms.other).replace("{n}", written);
}

/**
 * Return a sentence with its facts in their places.
 * @param {string} sentence
 * @param {Record<string, string>} facts
 */
export function fill(sentence, facts) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
}
