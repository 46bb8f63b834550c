// Ticked entries -> a RIS or BibTeX file, made in the reader's browser. What is ticked lasts as long as the window
// (sessionStorage). The data are the COinS of each card, made here of what it shows where the page has none (a list of
// latest ones, a month long past); the rules of all formats are publish/exports/references.py's.
(function () {
  "use strict";
  var KEY = "vigie-references";
  var LANGUAGES = { fr: "french", nl: "dutch", en: "english", de: "german" };
  var TEX = { "\\": "{\\textbackslash}", "{": "{\\textbraceleft}", "}": "{\\textbraceright}", "~": "{\\textasciitilde}", "^": "{\\textasciicircum}" };

  function held() {
    try { return JSON.parse(sessionStorage.getItem(KEY)) || {}; } catch (_) { return {}; }
  }
  function hold(chosen) {
    try { sessionStorage.setItem(KEY, JSON.stringify(chosen)); } catch (_) { /* a private window: this page only */ }
  }

  function line(text) {
    return (text || "").replace(/[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ufdd0-\ufdef]/g, "").replace(/[ \t\n\u000b\f\r\u001c-\u001f\u0085\u2028\u2029]+/g, " ").replace(/^ +| +$/g, "");
  }

  // Gives a card the span that Zotero reads, if it has none and leads to its own place; says whether it did.
  function cite(card) {
    var place = card.querySelector(".vg-permalink"), link = card.querySelector(".vg-card__title a");
    if (!place || card.querySelector(".Z3988")) return false;
    var source = card.querySelector(".vg-card__source"), time = card.querySelector(".vg-card__meta > time");
    var pairs = [["ctx_ver", "Z39.88-2004"], ["rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"], ["rft_id", link.href],
      ["rft.title", link.textContent], ["rft.source", source ? source.textContent : ""],
      ["rft.date", time ? time.dateTime : ""], ["rft.language", link.lang],
      ["rft_dat", place.hash.slice(3) + " " + (card.dataset.vgSeen || "").slice(0, 10)]];
    var span = document.createElement("span");
    span.className = "Z3988";
    span.title = pairs.filter(function (pair) { return pair[1]; }).map(function (pair) {
      return pair[0] + "=" + encodeURIComponent(pair[1]);
    }).join("&");
    card.appendChild(span);
    return true;
  }

  function read(card, span) {
    var told = {};
    span.title.split("&").forEach(function (pair) {
      var at = pair.indexOf("=");
      told[pair.slice(0, at)] = line(decodeURIComponent(pair.slice(at + 1).replace(/\+/g, " ")));
    });
    var own = (told.rft_dat || "").split(" ");
    return {
      id: own[0], seen: own[1] || "", title: told["rft.title"], url: told.rft_id || "", publisher: told["rft.source"] || "",
      day: told["rft.date"] || "", lang: told["rft.language"] || "",
      keywords: Array.prototype.map.call(card.querySelectorAll(".vg-themes li"), function (theme) { return line(theme.textContent); })
    };
  }

  function ris(one) {
    var lines = [["TY", "ELEC"], ["ID", one.id], ["TI", one.title], ["PB", one.publisher], ["PY", one.day.slice(0, 4)],
      ["DA", one.day && one.day.replace(/-/g, "/") + "/"], ["UR", one.url], ["Y2", one.seen && one.seen.replace(/-/g, "/") + "/"],
      ["LA", one.lang]].concat(one.keywords.map(function (word) { return ["KW", word]; }));
    return lines.filter(function (pair) { return pair[1]; }).map(function (pair) { return pair[0] + "  - " + pair[1] + "\r\n"; }).join("") + "ER  - \r\n";
  }

  function tex(text) {
    return text.replace(/[\\{}~^#$%&_]/g, function (char) { return TEX[char] || "\\" + char; });
  }

  function bibtex(one) {
    var words = one.keywords.map(function (word) { return word.replace(/,/g, " "); }).join(", ");
    var fields = [["title", one.title && "{" + tex(one.title) + "}"], ["organization", one.publisher && "{" + tex(one.publisher) + "}"],
      ["date", one.day], ["url", one.url], ["urldate", one.seen], ["langid", LANGUAGES[one.lang]], ["keywords", tex(words)]];
    return "@online{vigie-" + one.id.replace(/[^A-Za-z0-9-]/g, "") + ",\n" + fields.filter(function (pair) { return pair[1]; }).map(function (pair) {
      return "  " + pair[0] + " = {" + pair[1] + "},\n";
    }).join("") + "}\n";
  }

  function save(text, type, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  function button(label, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "vg-references__button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  function start() {
    var told = document.getElementById("vg-references-words");
    var all = Array.prototype.slice.call(document.querySelectorAll(".vg-card"));
    // Zotero has looked already (https://www.zotero.org/support/dev/exposing_metadata).
    if (all.filter(cite).length) document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
    var cards = all.filter(function (card) { return card.querySelector(".Z3988"); });
    if (!told || !cards.length || document.querySelector(".vg-references")) return;
    var words = JSON.parse(told.textContent), chosen = held(), on = Object.keys(chosen).length > 0, boxes = null;

    var bar = document.createElement("div");
    bar.className = "vg-references";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", words.tools);
    var state = document.createElement("span");
    state.setAttribute("role", "status");
    var toggle = button(words.start, function () { on = !on; show(); });
    function ticked() { return Object.keys(chosen).map(function (id) { return chosen[id]; }); }
    var actions = [
      button(words.ris, function () { save(ticked().map(ris).join(""), "application/x-research-info-systems", "vigie.ris"); }),
      button(words.bibtex, function () { save(ticked().map(bibtex).join("\n"), "application/x-bibtex", "vigie.bib"); }),
      button(words.clear, function () { chosen = {}; hold(chosen); show(); toggle.focus(); })
    ];
    [toggle, state].concat(actions).forEach(function (part) { bar.appendChild(part); });
    var first = cards[0].closest(".vg-cards") || cards[0];
    first.parentNode.insertBefore(bar, first);

    // Made when they are first asked for: a month has two hundred.
    function tickable(card) {
      var one = read(card, card.querySelector(".Z3988"));
      var label = document.createElement("label"), box = document.createElement("input"), said = document.createElement("span");
      label.className = "vg-references__tick";
      box.type = "checkbox";
      said.className = "vg-hidden";
      said.textContent = words.tick + one.title;
      label.append(box, said);
      box.addEventListener("change", function () {
        if (box.checked) chosen[one.id] = one; else delete chosen[one.id];
        hold(chosen);
        count();
      });
      card.insertBefore(label, card.firstChild);
      return { id: one.id, label: label, box: box };
    }

    function count() {
      var n = Object.keys(chosen).length;
      state.textContent = on ? words.chosen[n === 1 || n < words.single ? "one" : "other"].replace("{n}", n) : "";
      actions.forEach(function (part) { part.hidden = !on || !n; });
    }
    function show() {
      toggle.textContent = on ? words.stop : words.start;
      toggle.setAttribute("aria-pressed", String(on));
      if (on && !boxes) boxes = cards.map(tickable);
      (boxes || []).forEach(function (one) { one.label.hidden = !on; one.box.checked = one.id in chosen; });
      count();
    }
    show();
  }

  if (window.document$) window.document$.subscribe(start); else start();
})();
