// On every page: opens the search, by its button, "/" or Ctrl-K, and fetches the rest of the program only then.
(function (vigie) {
  "use strict";
  const button = document.querySelector(".vg-find"), dialog = document.getElementById("vg-search");
  const page = () => document.querySelector("[data-vg-search-page]");
  if (!button || !dialog) return;
  vigie.lang = document.documentElement.lang.slice(0, 2);
  vigie.root = button.dataset.root;
  const offline = button.dataset.offline !== undefined;
  const scripts = ["words", "query", "facets", "view", ...(offline ? ["lunr", "offline"] : ["engine"])];
  let loading = null, box = null;

  function script(address) {
    return new Promise((done, failed) => {
      const one = document.createElement("script");
      one.src = address;
      one.onload = done;
      one.onerror = () => failed(new Error(address));
      document.head.append(one);
    });
  }

  // Classic scripts, so that a copy opened from a folder works: a browser fetches no module there.
  vigie.load = function () {
    loading = loading || Promise.all(scripts.map((name) => script(`${vigie.root}assets/search/${name}.js`)))
      .then(() => vigie.engine(vigie.root, vigie.lang)).then((engine) => ({ engine, query: vigie.query(engine) }));
    loading.catch(() => { loading = null; });
    return loading;
  };

  async function mount(place, options) {
    try {
      const ready = await vigie.load();
      return vigie.view(place, ready, options);
    } catch (error) {
      place.querySelector("[role=status]").textContent = place.dataset.failed;
      throw error;
    }
  }

  async function open() {
    if (dialog.open) return;
    if (page()) return page().querySelector("input[type=search]").focus();
    dialog.showModal();
    dialog.querySelector("input[type=search]").focus();
    box = box || mount(dialog, { most: 6 });
    box.catch(() => { box = null; });
  }

  button.setAttribute("role", "button");
  button.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  button.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); open(); } });
  dialog.querySelector("[data-vg-search-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => { if (document.activeElement === document.body) button.focus(); });

  document.addEventListener("keydown", (event) => {
    const at = event.target, writing = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
    const slash = event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (slash || k) { event.preventDefault(); open(); }
  });

  // Again for each page that instant navigation brings, as it does for a step back.
  function arrive() {
    const here = page();
    if (here) button.removeAttribute("aria-haspopup"); else button.setAttribute("aria-haspopup", "dialog");
    if (!here || here.dataset.ready) return;
    here.dataset.ready = "";
    mount(here, { most: 10, facets: true });
  }
  if (typeof document$ !== "undefined" && location.protocol !== "file:") document$.subscribe(arrive); else arrive();
})(window.vigieSearch = window.vigieSearch || {});
