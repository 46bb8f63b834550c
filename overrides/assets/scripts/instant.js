// Material's instant navigation puts the next page in the place of this one and leaves the header
// as it was. Here the header follows, the keyboard's focus goes to the new page's title, and the
// search keeps whole page loads, which it needs.
import { clicked } from "./page.js";

/** @type {HTMLAnchorElement | null} */
const search = document.querySelector("a.vg-find");

function home() {
  /** @type {HTMLAnchorElement | null} */
  const brand = document.querySelector("a.vg-brand");
  return new URL(brand ? brand.href : "./", location.href).pathname;
}

/** Lead to the same page in the other languages: all trees have the same paths. */
function followLanguages() {
  const place = location.pathname.slice(home().length);
  for (const link of document.querySelectorAll(".vg-languages a")) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    link.href = new URL(`../${link.hreflang}/${place}`, location.origin + home()).href;
  }
}

/**
 * Return whether a link leads to a place on this page. That is the browser's own affair: Material
 * would fetch the page anew and may lose the place.
 * @param {HTMLAnchorElement} link
 */
function staysHere(link) {
  const here = location.origin + location.pathname + location.search;
  return Boolean(link.hash) && link.origin + link.pathname + link.search === here;
}

/** @param {HTMLAnchorElement} link */
function needsWholeLoad(link) {
  return (
    staysHere(link) ||
    document.querySelector("[data-vg-search-page]") !== null ||
    link.closest("#vg-search") !== null ||
    (search !== null && link.pathname === search.pathname)
  );
}

/** Bring the keyboard to the place that the address names, or else to the title. */
function focusPage() {
  // A page that came anew has lost the place that its address names.
  if (location.hash && !document.querySelector(":target")) location.replace(location.hash);
  /** @type {HTMLElement | null} */
  const title = document.querySelector(".md-content h1");
  if (!title || location.hash) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}

/** @param {MessageStream} pages */
function follow(pages) {
  // The search finds its files from here, whatever page the reader has gone to since.
  if (search) search.dataset.root = new URL(search.dataset.root ?? "./", location.href).href;

  // Material listens on <body>: a click that is stopped on its way there follows a usual link.
  const onTheWay = { capture: true };
  document.addEventListener(
    "click",
    (event) => {
      const link = clicked(event, "a[href]");
      if (!(link instanceof HTMLAnchorElement) || link === search) return;
      if (needsWholeLoad(link)) event.stopPropagation();
    },
    onTheWay,
  );

  let first = true;
  pages.subscribe(() => {
    if (!first) {
      followLanguages();
      const menu = document.getElementById("__drawer");
      if (menu instanceof HTMLInputElement && menu.checked) menu.click();
      focusPage();
    }
    first = false;
  });
}

if (location.protocol !== "file:" && window.document$) follow(window.document$);
