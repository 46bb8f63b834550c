// Keyboard and screen readers: Material opens its menu by the label of a hidden checkbox.
// Here a real button does it; what is closed is inert; Escape closes and gives the focus back.
(function () {
  "use strict";
  var narrow = { __drawer: matchMedia("(max-width: 76.234375em)") };
  var parts = { __drawer: ".md-sidebar--primary" };
  var opener = {};

  function box(name) { return document.getElementById(name); }

  function settle(name) {
    var toggle = box(name), part = document.querySelector(parts[name]);
    if (!toggle || !part) return;
    var open = toggle.checked;
    part.inert = narrow[name].matches && !open;
    document.querySelectorAll("[data-vg-toggle=" + name + "]").forEach(function (button) {
      button.setAttribute("aria-expanded", String(open));
    });
    drawer(open);
  }

  // While the menu covers the page, the page behind it cannot be reached.
  function drawer(open) {
    var modal = open && narrow.__drawer.matches;
    var menu = document.getElementById("vg-drawer");
    document.querySelectorAll(".md-content, .md-sidebar--secondary, .md-footer, .vg-hero, .md-header, .md-skip, .md-banner").forEach(function (part) {
      part.inert = modal;
    });
    if (menu) menu.setAttribute("aria-label", narrow.__drawer.matches ? menu.dataset.vgNarrow : menu.dataset.vgWide);
  }

  function set(name, open) {
    var toggle = box(name);
    if (toggle && toggle.checked !== open) toggle.click();
  }

  function focusInside() {
    var target = document.querySelector(".vg-nav__close");
    if (target) setTimeout(function () { target.focus(); }, 60);
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-vg-toggle], [data-vg-close]");
    if (!button) return;
    var name = button.dataset.vgToggle || button.dataset.vgClose;
    if (button.dataset.vgClose) return close(name);
    opener[name] = button;
    set(name, !box(name).checked);
    if (box(name).checked) focusInside();
  });

  function close(name) {
    set(name, false);
    settle(name);
    var back = opener[name] || document.querySelector("[data-vg-toggle=" + name + "]");
    if (back && back.offsetParent) back.focus();
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    Object.keys(parts).forEach(function (name) {
      if (box(name) && box(name).checked && narrow[name].matches) { event.preventDefault(); close(name); }
    });
  });

  // Two regions of one page never bear the same name (axe: landmark-unique): each has that of the heading above it.
  function name(part) {
    var taken = Array.prototype.map.call(document.querySelectorAll("[role=region]"), function (one) {
      return one.getAttribute("aria-label");
    });
    var dutch = document.documentElement.lang === "nl";
    var above = Array.prototype.filter.call(document.querySelectorAll("article :is(h1, h2, h3, h4)"), function (one) {
      return one.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING;
    }).pop();
    var said = (dutch ? "Tabel: " : "Tableau\u00a0: ") + (above ? above.textContent.trim() : document.title);
    var count = 1, made = said;
    while (taken.indexOf(made) > -1) made = said + " (" + ++count + ")";
    return made;
  }

  // A wide block of code or table scrolls by keyboard too (axe: scrollable-region-focusable).
  function scrollables() {
    document.querySelectorAll(".md-typeset pre > code, .md-typeset__scrollwrap").forEach(function (part) {
      if (part.scrollWidth <= part.clientWidth || part.hasAttribute("tabindex")) return;
      part.tabIndex = 0;
      part.setAttribute("aria-label", name(part));
      part.setAttribute("role", "region");
    });
  }

  Object.keys(parts).forEach(function (name) {
    if (box(name)) box(name).addEventListener("change", function () { settle(name); });
    narrow[name].addEventListener("change", function () { settle(name); });
  });
  addEventListener("resize", scrollables);

  // Again for each page that instant navigation brings.
  function arrive() {
    Object.keys(parts).forEach(settle);
    scrollables();
  }
  if (typeof document$ !== "undefined") document$.subscribe(arrive); else arrive();
})();
