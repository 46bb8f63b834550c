// The ways by which a file leaves: a download, a message, a page of a forge. Each is a link that a
// reader follows; nothing is sent by the page.
import { loadScript, make } from "../page.js";
import { fill } from "../text.js";

// What mail programs and forges take as the address of a link, and no more.
const MAIL_MOST = 1900;
const FORGE_MOST = 6000;
// What an archive says of its files' day: nothing (APPNOTE.TXT 4.4.6 counts from 1980).
const MOMENT = new Date(1980, 0, 1);
// Between these lines stands the file in a message, whatever a mail program adds around it.
const CUT = "=====";

/**
 * Return the file, or the archive of it and of what goes along.
 * @param {ProposalData} data
 * @param {Leaving} leaving
 * @returns {Promise<[name: string, content: Blob]>}
 */
async function packed(data, { name, text, files, folder }) {
  const written = new TextEncoder().encode(text);
  if (!files.length) {
    return [`${name}.md`, new Blob([written], { type: "text/markdown;charset=utf-8" })];
  }
  if (!window.fflate) await loadScript(`${data.root}assets/propose/fflate.js`);
  /** @type {Record<string, Uint8Array>} */
  const held = { [`${name}.md`]: written };
  for (const [path, file] of files) {
    held[`${folder}/${path}`] = new Uint8Array(await file.arrayBuffer());
  }
  const zip = window.fflate?.zipSync(held, { level: 0, mtime: MOMENT }) ?? new Uint8Array();
  return [`${name}.zip`, new Blob([zip], { type: "application/zip" })];
}

/**
 * @param {string} text
 * @returns {string} as a link to a message holds it (RFC 6068, 5: lines end in CRLF)
 */
function escaped(text) {
  return encodeURIComponent(text.replace(/\r?\n/g, "\r\n"));
}

/**
 * @param {ProposalData} data
 * @param {Leaving} leaving
 * @param {string} body
 */
function message(data, { title }, body) {
  const subject = encodeURIComponent(`${data.title}: ${title}`);
  return `${data.contact}?subject=${subject}&body=${escaped(body)}`;
}

/**
 * @param {ProposalData} data
 * @param {Leaving} leaving
 * @param {string} fileName
 */
function byMail(data, leaving, fileName) {
  const { say } = data;
  if (!data.contact) return make("p", {}, say.no_contact);
  if (!data.contact.startsWith("mailto:")) {
    const place = make("a", { href: data.contact, rel: "noopener external" }, data.contactShown);
    return make("p", {}, `${fill(say.hand_over, { file: fileName })} `, place, data.contactMark);
  }
  const whole = message(data, leaving, `${CUT}\n${leaving.text}${CUT}\n`);
  const isWhole = !leaving.files.length && whole.length <= MAIL_MOST;
  const href = isWhole ? whole : message(data, leaving, fill(say.attached, { file: fileName }));
  const link = make("a", { href, class: "vg-button" }, say.mail);
  const told = fill(isWhole ? say.mail_whole : say.mail_attach, { file: fileName });
  return make("p", {}, link, ` ${told} `, `${data.contactShown}${data.contactMark}`);
}

/**
 * @param {ProposalData} data
 * @param {Leaving} leaving
 */
function onForge(data, { name, title, text, files, of }) {
  const { forge, say } = data;
  if (!forge || files.length) return null;
  if (of) return onForgeItself(data, `${data.folder}/${name}${data.ending}`);
  const path = encodeURIComponent(`${data.folder}/${name}.md`);
  const facts = { path, text: encodeURIComponent(text) };
  const href = fill(forge.address, { ...facts, title: encodeURIComponent(title) });
  if (href.length > FORGE_MOST) return null;
  const link = make("a", { href, rel: "noopener external" }, forge.label);
  return make("p", {}, link, ` ${say.forge}`);
}

/**
 * Lead to a file as the forge shows it to those who may change it.
 * @param {ProposalData} data
 * @param {string} path
 */
function onForgeItself({ forge, say }, path) {
  if (!forge?.edit) return null;
  const href = fill(forge.edit, { path: encodeURI(path) });
  const link = make("a", { href, rel: "noopener external" }, forge.label);
  return make("p", {}, link, ` ${say.forge_edit}`);
}

/**
 * Make the ways out of a file.
 * @param {ProposalData} data
 * @param {Leaving} leaving
 */
export async function waysOut(data, leaving) {
  const [fileName, content] = await packed(data, leaving);
  const href = URL.createObjectURL(content);
  const label = fill(data.say.download, { file: fileName });
  const link = make("a", { href, download: fileName, class: "vg-button" }, label);
  const ways = [make("p", {}, link), byMail(data, leaving, fileName), onForge(data, leaving)];
  const items = ways.filter((way) => way !== null).map((way) => make("li", {}, way));
  return make("ol", { class: "vg-form__ways" }, ...items);
}
