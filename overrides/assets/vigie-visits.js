// What is new since the last visit, how old the last refresh is, printing. Nothing leaves the reader's browser:
// localStorage holds how far the site had come at the last visit, and that is all. Without a script nothing is missing.
(function () {
  "use strict";
  var KEY = "vigie-visit", VISIT_MINUTES = 30, STALE_DAYS = 10, DAY = 864e5;

  function meta(name) {
    var tag = document.querySelector('meta[name="' + name + '"]');
    return tag ? tag.content : "";
  }
  function held() {
    try { return JSON.parse(localStorage.getItem(KEY)); } catch (_) { return null; }
  }
  function hold(visit) {
    try { localStorage.setItem(KEY, JSON.stringify(visit)); return true; } catch (_) { return false; }
  }
  function words() {
    var tag = document.getElementById("vigie-visits-words");
    return tag ? JSON.parse(tag.textContent) : null;
  }

  // `before` is how far the site had come at the former visit, `edition` at this one, `at` the last page's moment: after
  // half an hour without a page, the next one opens a new visit.
  function visit(edition) {
    var known = held();
    if (known && known.off) return known;
    var now = Date.now(), fresh = !known || typeof known.edition !== "string" || !(now - known.at < VISIT_MINUTES * 6e4);
    var next = { before: known ? (fresh ? known.edition : known.before) : "", edition: edition, at: now };
    return hold(next) ? next : null;
  }

  function mark(before, say) {
    document.querySelectorAll("[data-vg-seen]").forEach(function (card) {
      var old = card.querySelector(".vg-new"), fresh = before && card.dataset.vgSeen > before;
      if (old && !fresh) old.remove();
      card.classList.toggle("vg-card--new", !!fresh);
      if (!fresh || old) return;
      var tag = document.createElement("span");
      tag.className = "vg-new";
      tag.textContent = say.mark;
      var line = card.querySelector(".vg-card__meta");
      if (line) line.insertBefore(tag, line.firstChild);
    });
  }

  function tell(known, say) {
    document.querySelectorAll("[data-vg-visit]").forEach(function (part) {
      var n = document.querySelectorAll(".vg-card--new").length;
      var form = n === 0 ? say.new.none : n === 1 || n <= say.single ? say.new.one : say.new.other;
      part.querySelector("[data-vg-said]").textContent = known.off ? say.off : known.before ? form.replace("{n}", n) : say.first;
      part.querySelector("[data-vg-read]").hidden = known.off || n === 0;
      part.querySelector("[data-vg-forget]").hidden = !!known.off;
      part.querySelector("[data-vg-resume]").hidden = !known.off;
      part.classList.toggle("vg-visit--new", n > 0);
      part.hidden = false;
    });
  }

  function show(known) {
    var say = words();
    if (!say || !known) return;
    mark(known.off ? "" : known.before, say);
    tell(known, say);
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-vg-read], [data-vg-forget], [data-vg-resume], [data-vg-print]");
    if (!button) return;
    if (button.hasAttribute("data-vg-print")) return window.print();
    var edition = meta("vigie-edition");
    var known = button.hasAttribute("data-vg-forget") ? { off: true } : { before: edition, edition: edition, at: Date.now() };
    if (!hold(known)) return;
    show(known);
    // The button that was used may be gone: the focus goes to one that is there.
    var next = button.hidden && button.parentNode.querySelector("button:not([hidden])");
    if (next) next.focus();
  });

  function stale() {
    var moment = Date.parse(meta("vigie-refreshed"));
    document.querySelectorAll("[data-vg-stale]").forEach(function (part) {
      part.hidden = !(Date.now() - moment > STALE_DAYS * DAY);
    });
  }

  function arrive() {
    document.querySelectorAll("[data-vg-print]").forEach(function (button) { button.hidden = false; });
    stale();
    var edition = meta("vigie-edition");
    if (edition) show(visit(edition));
  }

  if (typeof document$ !== "undefined") document$.subscribe(arrive); else arrive();
})();
