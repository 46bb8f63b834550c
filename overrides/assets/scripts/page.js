// What every script asks of the page it stands on.

/**
 * Run `arrive` now, and again for each page that Material's instant navigation brings; a copy
 * opened from a folder has none.
 * @param {() => void} arrive
 */
export function onArrival(arrive) {
  if (window.document$ && location.protocol !== "file:") window.document$.subscribe(arrive);
  else arrive();
}

/**
 * Return the words that the page hands to a script, or null where it has none for it.
 * @param {string} id of a <script type="application/json">
 */
export function words(id) {
  const holder = document.getElementById(id);
  return holder ? JSON.parse(holder.textContent || "null") : null;
}

/** @param {string} name of a <meta> */
export function meta(name) {
  const tag = document.querySelector(`meta[name="${name}"]`);
  return tag instanceof HTMLMetaElement ? tag.content : "";
}

/**
 * Return the element nearest to what was clicked that fits, if any.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function clicked(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}

/**
 * Run a script. A copy opened from a folder may fetch nothing, but a script it may.
 * @param {string} address
 * @returns {Promise<void>}
 */
export function loadScript(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done();
    script.onerror = () => failed(new Error(address));
    document.head.append(script);
  });
}

/**
 * Make an element; text stays text, nothing here is ever read as HTML.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} inside
 */
export function make(name, attributes, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

// A browser may ask the reader before it saves; until then the address must hold.
const SAVED_AFTER = 10_000;

/**
 * Save a text as a file.
 * @param {string} download
 * @param {string} text
 * @param {string} type
 */
export function saveText(download, text, type) {
  const href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  make("a", { href, download }).click();
  setTimeout(() => URL.revokeObjectURL(href), SAVED_AFTER);
}
