// Answers to what a page asks: one of several in each fieldset of a form.

/**
 * Show what only a script can do, and hide what is said where there is none.
 * @param {ParentNode} within
 */
export function takeOver(within) {
  for (const part of within.querySelectorAll("[data-vg-scripted]")) part.removeAttribute("hidden");
  for (const part of within.querySelectorAll("[data-vg-scriptless]")) {
    part.setAttribute("hidden", "");
  }
}

/**
 * @param {HTMLFormElement} form
 * @returns {HTMLFieldSetElement[]}
 */
export function asksOf(form) {
  return [...form.querySelectorAll("fieldset")];
}

/**
 * Return the value that is chosen, or "" for none.
 * @param {HTMLFieldSetElement} ask
 */
export function answerOf(ask) {
  /** @type {HTMLInputElement | null} */
  const chosen = ask.querySelector("input:checked");
  return chosen ? chosen.value : "";
}

/**
 * Choose the answer of a value, or none.
 * @param {HTMLFieldSetElement} ask
 * @param {string} value
 */
export function setAnswer(ask, value) {
  for (const input of ask.querySelectorAll("input")) input.checked = input.value === value;
}

/**
 * @param {ParentNode} within
 * @param {string} selector
 * @param {string} text
 */
export function tell(within, selector, text) {
  const place = within.querySelector(selector);
  if (place) place.textContent = text;
}
