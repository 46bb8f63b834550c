// Material's instant navigation puts the next page in the place of this one and leaves the header as it was. Here the
// header follows, the keyboard's focus goes to the new page's title, and the search keeps whole page loads, which it needs.
(function () {
  "use strict";
  if (location.protocol === "file:" || typeof document$ === "undefined") return;
  var first = true, find = document.querySelector(".vg-find");

  // The search finds its files from here, whatever page the reader has gone to since.
  if (find) find.dataset.root = new URL(find.dataset.root, location.href).href;

  function home() { return new URL(document.querySelector(".vg-brand").href).pathname; }

  // The same page in the other language: both trees have the same paths.
  function languages() {
    var place = location.pathname.slice(home().length);
    document.querySelectorAll(".vg-languages a").forEach(function (link) {
      link.href = new URL("../" + link.hreflang + "/" + place, location.origin + home()).href;
    });
  }

  // A place on this page is the browser's own affair: Material would fetch the page anew and may lose the place.
  function here(link) {
    return link.hash && link.origin + link.pathname + link.search === location.origin + location.pathname + location.search;
  }

  function whole(link) {
    return here(link) || document.querySelector("[data-vg-search-page]") || link.closest("#vg-search") || (find && link.pathname === find.pathname);
  }

  // Material listens on <body>: a click that is stopped on its way there follows an ordinary link.
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link || link === find || !whole(link)) return;
    event.stopPropagation();
  }, true);

  document$.subscribe(function () {
    if (first) { first = false; return; }
    languages();
    var menu = document.getElementById("__drawer");
    if (menu && menu.checked) menu.click();
    var title = document.querySelector(".md-content h1");
    // A page that came anew has lost the place that its address names.
    if (location.hash && !document.querySelector(":target")) location.replace(location.hash);
    if (!title || location.hash) return;
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  });
})();
