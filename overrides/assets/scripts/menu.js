// Keyboard and screen readers: Material opens its menu by the label of a hidden checkbox. Here a
// real button does it; what is closed is inert; Escape closes and gives the focus back.
import { clicked, onArrival } from "./page.js";

const NARROW = matchMedia("(max-width: 76.234375em)");
const BEHIND =
  ".md-content, .md-sidebar--secondary, .md-footer, .vg-hero, .md-header, .md-skip, .md-banner";
// The sidebar comes in by a transition; what is hidden takes no focus.
const SHOWN_AFTER = 60;

/** @type {HTMLElement | null} */
let opener = null;

/** @returns {HTMLInputElement | null} */
function checkbox() {
  return document.querySelector("input#__drawer");
}

function settle() {
  const box = checkbox();
  /** @type {HTMLElement | null} */
  const sidebar = document.querySelector(".md-sidebar--primary");
  if (!box || !sidebar) return;
  sidebar.inert = NARROW.matches && !box.checked;
  for (const button of document.querySelectorAll("[data-vg-toggle]")) {
    button.setAttribute("aria-expanded", String(box.checked));
  }
  cover(box.checked && NARROW.matches);
}

/**
 * While the menu covers the page, the page behind it cannot be reached.
 * @param {boolean} covered
 */
function cover(covered) {
  for (const part of document.querySelectorAll(BEHIND)) {
    if (part instanceof HTMLElement) part.inert = covered;
  }
  const menu = document.getElementById("vg-drawer");
  const { vgNarrow = "", vgWide = "" } = menu ? menu.dataset : {};
  if (menu) menu.setAttribute("aria-label", NARROW.matches ? vgNarrow : vgWide);
}

/** @param {boolean} open */
function set(open) {
  const box = checkbox();
  if (box && box.checked !== open) box.click();
}

/** @param {HTMLElement} button */
function toggle(button) {
  opener = button;
  set(!checkbox()?.checked);
  /** @type {HTMLElement | null} */
  const closer = document.querySelector(".vg-nav__close");
  if (checkbox()?.checked && closer) setTimeout(() => closer.focus(), SHOWN_AFTER);
}

function close() {
  set(false);
  settle();
  /** @type {HTMLElement | null} */
  const back = opener ?? document.querySelector("[data-vg-toggle]");
  if (back && back.offsetParent) back.focus();
}

document.addEventListener("click", (event) => {
  const button = clicked(event, "[data-vg-toggle], [data-vg-close]");
  if (!button) return;
  if (button.hasAttribute("data-vg-close")) close();
  else toggle(button);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !checkbox()?.checked || !NARROW.matches) return;
  event.preventDefault();
  close();
});

checkbox()?.addEventListener("change", settle);
NARROW.addEventListener("change", settle);
onArrival(settle);
