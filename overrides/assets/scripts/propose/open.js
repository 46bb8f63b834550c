// On every page: fetches the program of a form only where one stands.
import { loadScript, onArrival, words } from "../page.js";

onArrival(async () => {
  /** @type {HTMLElement | null} */
  const place = document.querySelector("[data-vg-propose]");
  /** @type {ProposalData | null} */
  const data = words("vg-propose-data");
  if (!place || !data) return;
  if (!window.vigiePropose) await loadScript(`${data.root}assets/propose/form.js`);
  window.vigiePropose?.(place, data);
});
