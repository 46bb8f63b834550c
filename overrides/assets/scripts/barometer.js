// The self-assessment: the answers are counted and drawn in the page. Nothing is sent; they are
// kept on the device only while the reader wants it, and a link holds them behind its "#".
import { answerOf, asksOf, setAnswer, takeOver, tell } from "./answers.js";
import { onArrival, saveText } from "./page.js";
import { fill } from "./text.js";

const KEY = "vigie-barometer";
const START = "#b=";
const NONE = "-";
// Fewer answers than these say nothing of a field; a field of one sentence needs that one.
const LEAST = 2;
const MOST = 5;

/**
 * What became of a field or a dimension; `mean` is null where too few answers count.
 * @typedef {{ id: string, name: string, mean: number | null, count: number, total: number }} Result
 */

/** @returns {HTMLFormElement | null} */
function findForm() {
  return document.querySelector("form[data-vg-barometer]");
}

/** @param {HTMLFormElement} form */
function wordsOf(form) {
  return JSON.parse(form.dataset.vgSay ?? "{}");
}

/** @returns {HTMLElement | null} */
function findOutcome() {
  return document.querySelector("[data-vg-outcome]");
}

/** @param {number} value */
function written(value) {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(document.documentElement.lang, digits).format(value);
}

/**
 * @param {HTMLFieldSetElement} ask
 * @param {string} kind "field" or "dimension"
 */
function idOf(ask, kind) {
  return ask.getAttribute(`data-vg-${kind}`);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} kind
 * @param {Element} row
 * @returns {Result}
 */
function resultOf(form, kind, row) {
  const id = row.getAttribute("data-vg-row") ?? "";
  const asks = asksOf(form).filter((ask) => idOf(ask, kind) === id);
  const values = asks.map((ask) => Number(answerOf(ask))).filter((value) => value > 0);
  const isEnough = values.length >= Math.min(LEAST, asks.length);
  const sum = values.reduce((before, value) => before + value, 0);
  return {
    id,
    name: row.querySelector("[data-vg-name]")?.textContent ?? "",
    mean: isEnough ? sum / values.length : null,
    count: values.length,
    total: asks.length,
  };
}

/**
 * @param {Element} web
 * @param {Result[]} results
 */
function draw(web, results) {
  const reach = Number(web.getAttribute("data-vg-reach"));
  const corners = [];
  for (const { id, mean } of results) {
    const spoke = web.querySelector(`[data-vg-spoke="${id}"]`);
    const dot = web.querySelector(`[data-vg-dot="${id}"]`);
    dot?.setAttribute("visibility", mean === null ? "hidden" : "visible");
    if (!spoke || !dot || mean === null) continue;
    const far = (reach * mean) / MOST;
    const x = Number(spoke.getAttribute("x1")) + Number(spoke.getAttribute("data-vg-x")) * far;
    const y = Number(spoke.getAttribute("y1")) + Number(spoke.getAttribute("data-vg-y")) * far;
    dot.setAttribute("cx", x.toFixed(1));
    dot.setAttribute("cy", y.toFixed(1));
    corners.push(`${x.toFixed(1)},${y.toFixed(1)}`);
  }
  web.querySelector("[data-vg-area]")?.setAttribute("points", corners.join(" "));
}

/**
 * Fill in the drawing and the table of the fields or of the dimensions.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} part
 * @param {any} say
 */
function fillIn(form, part, say) {
  const kind = part.dataset.vgResults ?? "";
  const rows = [...part.querySelectorAll("tr[data-vg-row]")];
  const results = rows.map((row) => resultOf(form, kind, row));
  for (const [number, { mean, count, total }] of results.entries()) {
    const counted = fill(say.of, { n: String(count), total: String(total) });
    tell(rows[number], "[data-vg-mean]", mean === null ? say.few : written(mean));
    tell(rows[number], "[data-vg-count]", counted);
  }
  const web = part.querySelector("[data-vg-web]");
  if (web) draw(web, results);
  return results;
}

/**
 * Return the two fields with the lowest means, and those that equal them; none where none stands
 * out.
 * @param {Result[]} results
 */
function weakest(results) {
  const means = results.map(({ mean }) => mean ?? Infinity).sort((a, b) => a - b);
  const limit = means[Math.min(1, means.length - 1)];
  const scored = results.filter(({ mean }) => mean !== null);
  const lowest = scored.filter(({ mean }) => mean !== null && mean <= limit);
  return scored.length > 2 && lowest.length === scored.length ? [] : lowest;
}

/**
 * @param {HTMLElement} outcome
 * @param {Result[]} results
 * @param {any} say
 */
function showWeakest(outcome, results, say) {
  const lowest = weakest(results);
  const ids = lowest.map(({ id }) => id);
  for (const part of outcome.querySelectorAll("[data-vg-weak]")) {
    part.toggleAttribute("hidden", !ids.includes(part.getAttribute("data-vg-weak") ?? ""));
  }
  const names = lowest.map(({ name }) => name).join(", ");
  tell(outcome, "[data-vg-weak-said]", names ? fill(say.weak, { names }) : say.even);
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} outcome
 * @param {any} say
 */
function allResults(form, outcome, say) {
  /** @type {Record<string, Result[]>} */
  const found = {};
  for (const part of outcome.querySelectorAll("[data-vg-results]")) {
    if (part instanceof HTMLElement) {
      found[part.dataset.vgResults ?? ""] = fillIn(form, part, say);
    }
  }
  return found;
}

/**
 * Show the result, or say that there is none yet; return whether it is shown.
 * @param {HTMLFormElement} form
 * @param {any} say
 */
function show(form, say) {
  const outcome = findOutcome();
  if (!outcome) return false;
  const { field = [] } = allResults(form, outcome, say);
  const isThere = field.some(({ mean }) => mean !== null);
  outcome.hidden = !isThere;
  tell(form, "[data-vg-said]", isThere ? "" : say.none);
  const n = String(field.reduce((sum, result) => sum + result.count, 0));
  const total = String(field.reduce((sum, result) => sum + result.total, 0));
  tell(outcome, "[data-vg-summary]", fill(say.answered, { n, total }));
  outcome.querySelector("[data-vg-linked]")?.setAttribute("hidden", "");
  showWeakest(outcome, field, say);
  return isThere;
}

/** @param {HTMLFormElement} form */
function code(form) {
  const answers = asksOf(form).map((ask) => answerOf(ask) || NONE);
  return `${form.dataset.vgBarometer}.${answers.join("")}`;
}

/**
 * Take over the answers of a code; return whether it is of these sentences.
 * @param {HTMLFormElement} form
 * @param {string} held
 */
function takeUp(form, held) {
  const asks = asksOf(form);
  const [version, answers = ""] = held.split(".");
  const isOurs = version === form.dataset.vgBarometer && answers.length === asks.length;
  if (isOurs) asks.forEach((ask, number) => setAnswer(ask, answers[number]));
  return isOurs;
}

/**
 * @param {HTMLFormElement} form
 * @param {any} say
 */
function fromAddress(form, say) {
  if (!location.hash.startsWith(START)) return;
  const isOurs = takeUp(form, location.hash.slice(START.length));
  if (isOurs && show(form, say)) document.getElementById("outcome")?.focus();
  tell(form, "[data-vg-said]", isOurs ? say.restored : say.older);
}

/**
 * Keep the answers while the box is ticked, forget them once it is not.
 * @param {HTMLFormElement} form
 * @param {any} say
 */
function keep(form, say) {
  /** @type {HTMLInputElement | null} */
  const box = form.querySelector("[data-vg-keep]");
  if (!box) return;
  try {
    if (box.checked) localStorage.setItem(KEY, code(form));
    else localStorage.removeItem(KEY);
  } catch {
    if (box.checked) tell(form, "[data-vg-said]", say.unkept);
    box.checked = false;
  }
}

/** @param {HTMLFormElement} form */
function fromDevice(form) {
  let held = null;
  try {
    held = localStorage.getItem(KEY);
  } catch {
    // A private window keeps nothing.
  }
  /** @type {HTMLInputElement | null} */
  const box = form.querySelector("[data-vg-keep]");
  if (box && held && takeUp(form, held)) box.checked = true;
}

/** @param {string[]} cells */
function line(cells) {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";");
}

/**
 * Save the results and the answers as Excel opens them: marked as UTF-8, with semicolons.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} outcome
 * @param {any} say
 */
function saveCsv(form, outcome, say) {
  const lines = [line(say.head)];
  for (const [kind, results] of Object.entries(allResults(form, outcome, say))) {
    for (const { name, mean, count } of results) {
      const shown = mean === null ? "" : written(mean);
      lines.push(line([say.kinds[kind], name, shown, String(count)]));
    }
  }
  for (const ask of asksOf(form)) {
    const value = Number(answerOf(ask));
    const text = ask.querySelector("[data-vg-text]")?.textContent ?? "";
    lines.push(line([say.kinds.item, text, value ? String(value) : "", value ? "1" : "0"]));
  }
  const text = `\ufeff${lines.join("\r\n")}\r\n`;
  saveText("barometer.csv", text, "text/csv");
}

/**
 * Show a link that holds the answers, and put it on the clipboard where the browser lets us.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} outcome
 * @param {any} say
 */
async function link(form, outcome, say) {
  const place = outcome.querySelector("[data-vg-linked]");
  const input = place?.querySelector("input");
  if (!place || !input) return;
  input.value = `${location.href.split("#")[0]}${START}${code(form)}`;
  place.removeAttribute("hidden");
  input.select();
  try {
    await navigator.clipboard.writeText(input.value);
    tell(form, "[data-vg-said]", say.copied);
  } catch {
    // It is selected, and can be copied by hand.
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} outcome
 * @param {any} say
 */
function listen(form, outcome, say) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (show(form, say)) document.getElementById("outcome")?.focus();
  });
  form.addEventListener("change", () => {
    if (!outcome.hidden) show(form, say);
    keep(form, say);
  });
  // The fields are empty only after the event.
  form.addEventListener("reset", () =>
    setTimeout(() => {
      outcome.hidden = true;
      tell(form, "[data-vg-said]", "");
      keep(form, say);
    }),
  );
  outcome.querySelector("[data-vg-csv]")?.addEventListener("click", () => {
    saveCsv(form, outcome, say);
  });
  outcome.querySelector("[data-vg-link]")?.addEventListener("click", () => {
    link(form, outcome, say);
  });
}

onArrival(() => {
  const form = findForm();
  const outcome = findOutcome();
  if (!form || !outcome) return;
  const say = wordsOf(form);
  takeOver(document);
  listen(form, outcome, say);
  fromDevice(form);
  fromAddress(form, say);
});

window.addEventListener("hashchange", () => {
  const form = findForm();
  if (form) fromAddress(form, wordsOf(form));
});
