// The directory's table, narrowed to what one looks for: words, scope, topic, language. All rows stand in the page; what
// is chosen stands in the address, so that it can be sent to somebody. Without a script the whole table is there.
(function () {
  "use strict";
  var NAMES = ["find", "scope", "topic", "language"];

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’']/g, " ").toLowerCase();
  }
  function said(form) {
    var chosen = {};
    NAMES.forEach(function (name) { chosen[name] = form.elements[name] ? form.elements[name].value : ""; });
    return chosen;
  }
  function has(row, name, value) {
    return !value || (" " + row.getAttribute(name) + " ").indexOf(" " + value + " ") >= 0;
  }

  function narrow(form, table) {
    var chosen = said(form), words = fold(chosen.find).split(/\s+/).filter(Boolean), count = 0;
    Array.prototype.forEach.call(table.tBodies, function (group) {
      var here = 0, right = !chosen.scope || group.dataset.vgScope === chosen.scope;
      group.querySelectorAll("[data-vg-organisation]").forEach(function (row) {
        var text = row.vgText || (row.vgText = fold(row.textContent + " " + row.dataset.vgFind));
        var kept = right && has(row, "data-vg-topics", chosen.topic) && has(row, "data-vg-languages", chosen.language) &&
          words.every(function (word) { return text.indexOf(word) >= 0; });
        row.hidden = !kept;
        here += kept ? 1 : 0;
      });
      group.hidden = !here;
      count += here;
    });
    var single = count === 1 || count <= Number(form.dataset.vgSingle);
    var told = count ? (single ? form.dataset.vgOne : form.dataset.vgOther).replace("{n}", count) : form.dataset.vgNone;
    form.querySelector("[data-vg-said]").textContent = told;
    table.hidden = !count;
  }

  function note(form) {
    var chosen = said(form), url = new URL(location.href);
    NAMES.forEach(function (name) {
      if (chosen[name]) url.searchParams.set(name, chosen[name]); else url.searchParams.delete(name);
    });
    // A copy opened from a folder may not change its address; it narrows all the same.
    try { history.replaceState(history.state, "", url); } catch (_) { /* nothing to note */ }
  }

  function arrive() {
    var form = document.querySelector("[data-vg-directory]"), table = document.querySelector("table.vg-directory");
    if (!form || !table || !form.hidden) return;
    var asked = new URL(location.href).searchParams, chosen = false;
    NAMES.forEach(function (name) {
      var field = form.elements[name], value = asked.get(name);
      if (!field || !value) return;
      field.value = value;
      if (field.value) chosen = true; else field.value = "";
    });
    form.hidden = false;
    if (chosen) narrow(form, table);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function () { narrow(form, table); note(form); });
    form.addEventListener("reset", function () { setTimeout(function () { narrow(form, table); note(form); }); });
  }

  if (typeof document$ !== "undefined") document$.subscribe(arrive); else arrive();
})();
