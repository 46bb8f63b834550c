// On every page: fetches the program of a form only where one stands.
import { clicked, loadScript, onArrival } from "../page.js";

// What was chosen on the page when a reader goes to correct it; the click itself may undo it.
let chosen = "";
const MOST_CHOSEN = 2000;

document.addEventListener(
  "pointerdown",
  () => {
    chosen = String(getSelection());
  },
  true,
);

document.addEventListener(
  "click",
  (event) => {
    const link = clicked(event, "a[data-vg-correct]");
    const passage = (chosen || String(getSelection())).trim().slice(0, MOST_CHOSEN);
    if (!(link instanceof HTMLAnchorElement) || !passage) return;
    const url = new URL(link.href);
    if (url.searchParams.has("page")) url.searchParams.set("passage", passage);
    link.href = url.href;
  },
  true,
);

onArrival(async () => {
  /** @type {HTMLElement | null} */
  const place = document.querySelector("[data-vg-propose]");
  if (!place) return;
  /** @type {ProposalData} */
  const data = JSON.parse(place.dataset.vgPropose ?? "");
  if (!window.vigiePropose) await loadScript(`${data.root}assets/propose/form.js`);
  window.vigiePropose?.(place, data);
});
