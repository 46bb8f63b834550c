// The week's e-mail -> the clipboard, formatted and as text, to be pasted into a new message. It is
// read from beside the page; where it cannot be, the page leads to it.
import { put } from "./clipboard.js";
import { clicked, onArrival } from "./page.js";

const HTML = "text/html";
const FILES = { [HTML]: "digest.html", "text/plain": "digest.txt" };
const BUTTON = "[data-vg-copy]";

/** @typedef {Record<string, string>} Forms the mail by type */

/** @type {Map<string, Promise<Forms>>} */
const reading = new Map();

/**
 * Return what a mail's page shows, without its head.
 * @param {string} html
 */
function bodyOf(html) {
  const start = html.indexOf(">", html.indexOf("<body")) + 1;
  return html.slice(start, html.lastIndexOf("</body>")).trim();
}

/**
 * @param {string} type
 * @param {string} file
 */
async function form(type, file) {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(answer.statusText);
  const text = await answer.text();
  return [type, type === HTML ? bodyOf(text) : text];
}

/** Read the mail of this page once; what failed is read again. */
function read() {
  const page = location.pathname;
  const made = reading.get(page) ?? all();
  reading.set(page, made);
  made.catch(() => reading.delete(page));
  return made;
}

/** @returns {Promise<Forms>} */
async function all() {
  const forms = Object.entries(FILES).map(([type, file]) => form(type, file));
  return Object.fromEntries(await Promise.all(forms));
}

/** @param {Forms} forms */
async function write(forms) {
  const blobs = Object.entries(forms).map(([type, text]) => [type, new Blob([text], { type })]);
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
}

/** @param {HTMLElement} button */
async function press(button) {
  const status = button.parentElement?.querySelector("[data-vg-copy-said]");
  let said = button.dataset.vgCopied ?? "";
  try {
    const forms = await read();
    // Chromium holds what `write` is given against the policy of the page, and tells of each style.
    if (!put(forms)) await write(forms);
  } catch {
    said = button.dataset.vgFailed ?? "";
  }
  if (status) status.textContent = said;
}

/** @param {Event} event */
function prepare(event) {
  // Some browsers let nobody copy long after a click: the mail is there before.
  if (clicked(event, BUTTON)) read().catch(() => null);
}

document.addEventListener("pointerover", prepare);
document.addEventListener("focusin", prepare);
document.addEventListener("click", (event) => {
  const button = clicked(event, BUTTON);
  if (button) press(button);
});

onArrival(() => {
  // A copy opened from a folder may read no file.
  if (location.protocol === "file:") return;
  for (const button of document.querySelectorAll(BUTTON)) button.removeAttribute("hidden");
});
