// A form for what anybody may propose: it asks, checks, shows what will leave, and makes the file.
// Everything stays in the window until the reader takes it away; a draft is kept only if asked.
import { clicked, make } from "../page.js";
import { fill, fold, plural } from "../text.js";
import { held, parts, restore } from "./fields.js";
import { preview } from "./preview.js";
import { waysOut } from "./ways.js";
import { fileOf } from "./yaml.js";

// Of each form of this window, so that a glance at another page loses nothing.
/** @type {Map<string, FormValues>} */
const memory = new Map();
// Whether something was filled in since it was last taken away.
let isUnsaved = false;

/** @param {ProposalData} data */
function keyOf(data) {
  return `vigie-draft/${data.lang}/${data.id}${data.original ? `/${data.original.name}` : ""}`;
}

/**
 * Read the sheet that a reader came to correct; null where the form is for a new one.
 * @param {ProposalData} data
 * @returns {Promise<SheetBefore | null>}
 */
async function original(data) {
  const path = new URL(location.href).searchParams.get("sheet") ?? "";
  if (!/^[a-z-]+\/[a-z0-9-]+$/.test(path)) {
    if (data.corrects) throw new Error(data.id);
    return null;
  }
  const answer = await fetch(`${data.root}${path}.json`);
  if (!answer.ok) throw new Error(path);
  return answer.json();
}

/**
 * Return the fields that are otherwise than before; null for what is taken out.
 * @param {FormValues} before
 * @param {FormValues} now
 */
function changes(before, now) {
  /** @type {Record<string, FormValue | null>} */
  const found = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const isSame = JSON.stringify(before[name]) === JSON.stringify(now[name]);
    if (!isSame) found[name] = now[name] ?? null;
  }
  return found;
}

/**
 * Return what the form fills in by itself: since today it is asked, or an idea.
 * @param {ProposalData} data
 * @returns {FormValues}
 */
function begun(data) {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const on = parts.map((part) => String(part).padStart(2, "0")).join("-");
  return data.begun ? { life: [{ state: data.begun, on }] } : {};
}

/**
 * Read the draft that is kept on this device, if there is one, and if the browser lets it.
 * @param {ProposalData} data
 * @returns {FormValues | null}
 */
function kept(data) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(data)) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {ProposalData} data
 * @param {FormValues | null} values null to forget
 */
function keep(data, values) {
  try {
    if (values) localStorage.setItem(keyOf(data), JSON.stringify(values));
    else localStorage.removeItem(keyOf(data));
    return true;
  } catch {
    return false;
  }
}

/**
 * Return a name for the file, as an address has it.
 * @param {ProposalData} data
 * @param {FormValues} values
 */
function nameOf(data, values) {
  const words = fold(titleOf(data, values)).replace(/[^a-z0-9]+/g, "-");
  return words.slice(0, 60).replace(/^-+|-+$/g, "") || data.id;
}

/**
 * @param {ProposalData} data
 * @param {FormValues} values
 */
function titleOf(data, values) {
  return String(data.named.map((name) => values[name]).find(Boolean) ?? data.id);
}

/**
 * Return what the address asks the form to begin with, as ?entry=…
 * @param {ProposalData} data
 */
function asked(data) {
  /** @type {FormValues} */
  const values = {};
  for (const [name, value] of new URL(location.href).searchParams) {
    const field = data.fields.find((own) => own.name === name);
    if (field && !["part", "parts", "file"].includes(field.shape)) values[name] = value;
  }
  return values;
}

/**
 * Return the fields in the order in which they are asked: optional lists, which are long, at last.
 * @param {FormPart[]} all
 * @param {Record<string, string>} say
 */
function arranged(all, say) {
  const isFolded = (/** @type {FormPart} */ part) =>
    part.field.shape === "choices" && !part.field.required;
  const more = all.filter(isFolded).map((part) => part.node);
  const shown = all.filter((part) => !isFolded(part)).map((part) => part.node);
  if (!more.length) return shown;
  const summary = make("summary", {}, say.more);
  return [...shown, make("details", { class: "vg-form__more" }, summary, ...more)];
}

/**
 * Open what a control is folded in, so that it can be seen.
 * @param {HTMLElement} control
 */
function reveal(control) {
  const folded = control.closest("details");
  if (folded) folded.open = true;
  control.focus();
}

/**
 * Say how many fields are wrong, with a way to each.
 * @param {ProposalData} data
 * @param {FormFault[]} faults
 */
function summary(data, faults) {
  const items = faults.map(({ label, message, control }) => {
    const link = make("button", { type: "button", class: "vg-form__to" }, label);
    link.addEventListener("click", () => reveal(control));
    return make("li", {}, link, `${data.colon}${message}`);
  });
  const said = make("p", {}, make("strong", {}, plural(data.faults, faults.length)));
  return [said, make("ul", {}, ...items)];
}

/**
 * Return the files that go along, and the names that two of them share.
 * @param {FormPart[]} all
 */
function filesOf(all) {
  const files = all.flatMap((part) => part.files());
  const names = files.map(([name]) => name);
  return { files, twice: names.filter((name, place) => names.indexOf(name) !== place) };
}

/**
 * @param {HTMLElement} place
 * @param {ProposalData} data
 */
function build(place, data) {
  const { say } = data;
  const shown = data.fields.filter((field) => data.original || !field.later);
  const all = parts(shown, say);
  const check = make("button", { type: "submit", class: "vg-button" }, say.check);
  const box = make("input", { type: "checkbox", id: "vg-draft" });
  const label = make("label", { for: box.id }, say.draft);
  const help = make("p", { class: "vg-form__help" }, say.draft_help);
  const status = make("p", { role: "status", class: "vg-quiet" });
  const draft = make("div", { class: "vg-form__draft" }, box, label, help, status);
  const result = make("section", { class: "vg-form__result", tabindex: "-1" });
  const form = make("form", { class: "vg-form" }, ...arranged(all, say), draft, check, result);
  form.noValidate = true;

  const values = () => held(all) ?? {};

  async function finish() {
    const faults = all.flatMap((part) => part.check());
    const { files, twice } = filesOf(all);
    if (data.original && !Object.keys(changes(before, values())).length) {
      result.replaceChildren(make("p", {}, say.unchanged));
    } else if (faults.length || twice.length) {
      result.replaceChildren(...summary(data, faults));
      if (twice.length) result.append(make("p", {}, say.file_twice, twice.join(", ")));
    } else {
      const whole = values();
      const name = data.original?.name ?? nameOf(data, whole);
      const sheet = { name, folder: folderOf(data, whole, name), of: data.original?.of };
      const given = data.original ? changes(before, whole) : { ...begun(data), ...whole };
      const text = fileOf(data, given, sheet);
      const leaving = { ...sheet, text, files, title: titleOf(data, whole) };
      const ways = await waysOut(data, leaving);
      const heads = [make("h2", {}, say.preview), make("h2", {}, say.ways)];
      const leaves = preview(data.fields, given, say, sheet.folder);
      result.replaceChildren(heads[0], leaves, heads[1], make("p", {}, say.ways_lead), ways);
    }
    result.focus();
  }

  function noted() {
    memory.set(keyOf(data), values());
    isUnsaved = true;
    if (box.checked) status.textContent = keep(data, values()) ? say.draft_kept : say.draft_failed;
    // What was shown is not what would leave any more.
    if (result.querySelector("[download]")) result.replaceChildren(make("p", {}, say.changed));
  }

  result.addEventListener("click", (event) => {
    if (clicked(event, ".vg-form__ways a")) isUnsaved = false;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    finish();
  });
  form.addEventListener("input", (event) => {
    if (event.target !== box) noted();
  });
  box.addEventListener("change", () => {
    const isKept = keep(data, box.checked ? values() : null);
    const done = box.checked ? say.draft_kept : say.draft_gone;
    status.textContent = isKept ? done : say.draft_failed;
  });
  restore(all, data.original?.values ?? {});
  // As the fields have it, so that what no field can show is no change.
  const before = values();
  const draftBefore = kept(data);
  box.checked = draftBefore !== null;
  if (draftBefore) status.textContent = say.draft_back;
  restore(all, { ...(memory.get(keyOf(data)) ?? draftBefore ?? {}), ...asked(data) });
  place.replaceChildren(...correcting(data), form);
}

/**
 * Return the folder in which the files of a sheet stand, beside it; those of a kit have its name.
 * @param {ProposalData} data
 * @param {FormValues} values
 * @param {string} name
 */
function folderOf(data, values, name) {
  return data.id === "kit-file" ? String(values.kit).replace(/^.*\//, "") : name;
}

/**
 * Say which sheet is corrected.
 * @param {ProposalData} data
 */
function correcting({ original: sheet, say }) {
  if (!sheet) return [];
  const title = String(sheet.values.title ?? sheet.name);
  return [make("p", {}, make("strong", {}, fill(say.correcting, { title })))];
}

window.vigiePropose = async (place, data) => {
  try {
    build(place, { ...data, original: await original(data) });
  } catch {
    const isChosen = new URL(location.href).searchParams.has("sheet");
    place.prepend(make("p", { role: "alert" }, isChosen ? data.say.unread : data.say.from_page));
  }
};

window.addEventListener("beforeunload", (event) => {
  const isKept = document.querySelector("#vg-draft:checked") !== null;
  const isForm = document.querySelector("form.vg-form") !== null;
  if (isForm && isUnsaved && !isKept) event.preventDefault();
});
