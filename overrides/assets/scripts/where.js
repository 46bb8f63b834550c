// "Where are we?": the first question that is not answered "yes" names the step; its section is
// shown with the next three things to do. Without a script all steps are there.
import { answerOf, asksOf, takeOver, tell } from "./answers.js";
import { onArrival } from "./page.js";

const THINGS = 3;

/** @returns {HTMLElement[]} */
function sections() {
  return [...document.querySelectorAll("section[data-vg-step]")].filter(
    (part) => part instanceof HTMLElement,
  );
}

/**
 * Leave the next things: what the open questions ask for comes first, as it stands in the page.
 * @param {HTMLElement} section
 * @param {(string | undefined)[]} open the ids of the questions that are not answered "yes"
 */
function leaveNext(section, open) {
  let left = THINGS;
  for (const todo of section.querySelectorAll("li[data-vg-todo]")) {
    const of = todo.getAttribute("data-vg-todo") ?? "";
    const isNext = left > 0 && (of === "" || open.includes(of));
    todo.toggleAttribute("hidden", !isNext);
    left -= Number(isNext);
  }
}

/** @param {HTMLFormElement} form */
function show(form) {
  const open = asksOf(form).filter((ask) => answerOf(ask) !== "yes");
  const all = sections();
  const step = open.length ? open[0].dataset.vgOf : all.at(-1)?.dataset.vgStep;
  for (const section of all) {
    section.hidden = section.dataset.vgStep !== step;
    if (section.hidden) continue;
    leaveNext(
      section,
      open.map((ask) => ask.dataset.vgQuestion),
    );
    const { vgAt = "", vgDone = "" } = section.dataset;
    tell(document, "[data-vg-said]", open.length ? vgAt : vgDone);
    section.querySelector("h2")?.focus();
  }
}

function hideAll() {
  for (const section of sections()) section.hidden = true;
  tell(document, "[data-vg-said]", "");
}

onArrival(() => {
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("form[data-vg-where]");
  if (!form) return;
  takeOver(document);
  hideAll();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(form);
  });
  form.addEventListener("reset", hideAll);
});
