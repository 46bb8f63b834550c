// An address -> the clipboard; what was copied is said beside the button.
import { put } from "./clipboard.js";
import { clicked, onArrival } from "./page.js";

const BUTTON = "[data-vg-put]";

document.addEventListener("click", (event) => {
  const button = clicked(event, BUTTON);
  const status = button?.parentElement?.querySelector("[data-vg-copy-said]");
  if (!button || !status) return;
  const isCopied = put({ "text/plain": button.dataset.vgPut ?? "" });
  status.textContent = (isCopied ? button.dataset.vgCopied : button.dataset.vgFailed) ?? "";
});

onArrival(() => {
  for (const button of document.querySelectorAll(BUTTON)) button.removeAttribute("hidden");
});
