// The fields of a form, made of the browser's own elements: each can be read, written and checked.
import { make } from "../page.js";
import { fill } from "../text.js";
import { problem } from "./checks.js";

/** @type {Record<string, Record<string, string>>} */
const INPUTS = {
  line: { type: "text" },
  day: { type: "date" },
  number: { type: "number", step: "1", inputmode: "numeric" },
  url: { type: "url", inputmode: "url", placeholder: "https://" },
  email: { type: "email", inputmode: "email" },
  tel: { type: "tel", inputmode: "tel" },
  words: { type: "text" },
};
let count = 0;
let isPressed = false;

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */
/** @typedef {Record<string, string>} Say */

document.addEventListener("pointerdown", () => {
  isPressed = true;
});
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => {
    isPressed = false;
  });
}

/**
 * Do what moves the page once no pointer is down: a button that moves away is not clicked.
 * @param {() => void} act
 */
function atRest(act) {
  if (isPressed) document.addEventListener("pointerup", () => setTimeout(act), { once: true });
  else act();
}

function nextId() {
  count += 1;
  return `vg-field-${count}`;
}

/**
 * Return the fields of a form, or of a part of one, in their order.
 * @param {FormField[]} fields
 * @param {Say} say
 * @returns {FormPart[]}
 */
export function parts(fields, say) {
  return fields.map((field) => {
    const made = (MAKERS[field.shape] ?? single)(field, say);
    made.node.dataset.vgKey = field.name;
    return made;
  });
}

/**
 * Return what was filled in, without what was left empty; undefined for nothing.
 * @param {FormPart[]} inner
 * @returns {FormValues | undefined}
 */
export function held(inner) {
  const found = inner.map((part) => [part.field.name, part.read()]);
  const given = found.filter(([name, value]) => name && value !== undefined);
  return given.length ? Object.fromEntries(given) : undefined;
}

/**
 * @param {FormPart[]} inner
 * @param {FormValues} values
 */
export function restore(inner, values) {
  for (const part of inner) {
    const value = values[part.field.name];
    if (value !== undefined) part.write(value);
  }
}

/**
 * @param {FormField} field
 * @param {Say} say
 */
function title(field, say) {
  if (field.required) return [field.label, make("span", { class: "vg-quiet" }, ` ${say.required}`)];
  return [field.label];
}

/**
 * Make what stands around a control: its name, its help, and the place of what is wrong with it.
 * @param {FormField} field
 * @param {Say} say
 */
function frame(field, say) {
  const id = nextId();
  const help = make("p", { class: "vg-form__help", id: `${id}-help` }, field.help);
  const wrong = make("p", { class: "vg-form__wrong", id: `${id}-wrong`, hidden: "" });
  return { id, help, wrong, label: title(field, say) };
}

/**
 * Tell what is wrong beside a control, and to the browser.
 * @param {Control} control
 * @param {HTMLElement} wrong
 * @param {string} message
 */
function tell(control, wrong, message) {
  control.setCustomValidity(message);
  control.setAttribute("aria-invalid", String(Boolean(message)));
  wrong.textContent = message;
  wrong.hidden = !message;
}

/**
 * Make a field of one control, or of one and what belongs to it.
 * @param {FormField} field
 * @param {Say} say
 * @param {Control} control
 * @param {HTMLElement[]} beside
 */
function labelled(field, say, control, beside = []) {
  const { id, help, wrong, label } = frame(field, say);
  control.id = id;
  control.required = field.required;
  control.setAttribute("aria-describedby", `${help.id} ${wrong.id}`);
  const name = make("label", { for: id }, ...label);
  const node = make("div", { class: "vg-form__field" }, name, help, control, ...beside, wrong);
  return { node, wrong };
}

/**
 * Return what ties a control to its value: it is checked when it is left, and while it is wrong.
 * @param {FormField} field
 * @param {Say} say
 * @param {{ node: HTMLElement, wrong: HTMLElement, control: Control }} made
 * @param {() => string | undefined} read
 * @param {(value: string) => void} write
 * @returns {FormPart}
 */
function bound(field, say, { node, wrong, control }, read, write) {
  const check = () => {
    const message = control.validity.badInput ? badInput(field, say) : problem(field, read(), say);
    tell(control, wrong, message);
    return message ? [{ label: field.label, message, control }] : [];
  };
  node.addEventListener("change", () => atRest(check));
  node.addEventListener("input", () => {
    if (control.getAttribute("aria-invalid") === "true") check();
  });
  return { field, node, read, check, files: () => [], write: (value) => write(String(value)) };
}

/**
 * @param {FormField} field
 * @param {Say} say
 */
function badInput(field, say) {
  return field.shape === "number" ? problem(field, "?", say) : say.real_day;
}

/** @type {FieldMaker} */
function single(field, say) {
  const isLong = field.shape === "long" || field.shape === "text";
  const control = isLong
    ? make("textarea", { rows: field.shape === "long" ? "8" : "3" })
    : make("input", { ...INPUTS[field.shape], autocomplete: "off" });
  // A text of a shape has no blanks around it; any other stays as it was typed.
  const read = () => {
    const value = field.pattern ? control.value.trim() : control.value;
    return value.trim() ? value : undefined;
  };
  const write = (/** @type {string} */ value) => {
    control.value = value;
  };
  return bound(field, say, { ...labelled(field, say, control), control }, read, write);
}

/** @type {FieldMaker} */
function when(field, say) {
  const day = make("input", INPUTS.day);
  const time = make("input", { type: "time", id: nextId() });
  const beside = make("label", { for: time.id, class: "vg-form__beside" }, say.time);
  const made = labelled(field, say, day, [beside, time]);
  const read = () => [day.value, time.value].filter(Boolean).join("T") || undefined;
  const write = (/** @type {string} */ value) => {
    [day.value, time.value = ""] = value.split("T");
  };
  return bound(field, say, { ...made, control: day }, read, write);
}

/**
 * @param {[string, string][]} options
 * @param {string} nothing
 */
function select(options, nothing) {
  const listed = options.map(([value, label]) => make("option", { value }, label));
  return make("select", {}, make("option", { value: "" }, nothing), ...listed);
}

/** @type {FieldMaker} */
function flag(field, say) {
  const control = select(
    [
      ["true", say.yes],
      ["false", say.no],
    ],
    say.choose,
  );
  const write = (/** @type {string} */ value) => {
    control.value = value;
  };
  const made = { ...labelled(field, say, control), control };
  return bound(field, say, made, () => control.value || undefined, write);
}

/** @type {FieldMaker} */
function choice(field, say) {
  const options = field.options ?? [];
  const control = select(field.other ? [...options, ["?", say.other]] : options, say.choose);
  const other = make("input", { type: "text", id: nextId(), autocomplete: "off" });
  const label = make("label", { for: other.id, class: "vg-form__beside" }, say.other_name);
  const box = make("div", { class: "vg-form__other" }, label, other);
  const read = () => (control.value === "?" ? other.value.trim() : control.value) || undefined;
  const write = (/** @type {string} */ value) => {
    const isKnown = options.some(([known]) => known === value);
    control.value = isKnown ? value : "?";
    other.value = isKnown ? "" : value;
    show();
  };
  const show = () => {
    box.hidden = control.value !== "?";
  };
  show();
  const made = labelled(field, say, control, field.other ? [box] : []);
  made.node.addEventListener("change", show);
  return bound(field, say, { ...made, control }, read, write);
}

/** @type {FieldMaker} */
function choices(field, say) {
  const { id, help, wrong, label } = frame(field, say);
  const boxes = (field.options ?? []).map(([value, name]) => {
    const box = make("input", { type: "checkbox", value, id: nextId() });
    return { box, item: make("li", {}, box, make("label", { for: box.id }, name)) };
  });
  const list = make("ul", { class: "vg-form__choices" }, ...boxes.map(({ item }) => item));
  const facts = { class: "vg-form__field", "aria-describedby": `${help.id} ${wrong.id}`, id };
  const node = make("fieldset", facts, make("legend", {}, ...label), help, list, wrong);
  // A sheet may have them in an order of its own, which stays.
  /** @type {string[]} */
  let before = [];
  const read = () => {
    const chosen = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
    const kept = before.filter((value) => chosen.includes(value));
    const found = [...kept, ...chosen.filter((value) => !kept.includes(value))];
    return found.length ? found : undefined;
  };
  const write = (/** @type {FormValue} */ value) => {
    before = [value].flat().map(String);
    for (const { box } of boxes) box.checked = before.includes(box.value);
  };
  const [{ box: control } = { box: null }] = boxes;
  const check = () => {
    const message = control ? problem(field, read(), say) : "";
    if (control) tell(control, wrong, message);
    return message && control ? [{ label: field.label, message, control }] : [];
  };
  node.addEventListener("change", () => atRest(check));
  return { field, node, read, write, check, files: () => [] };
}

/**
 * Return a name that a sheet can bear: letters without accents, digits, hyphens, one ending.
 * @param {string} name
 */
export function cleanName(name) {
  const parted = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/s.exec(name) ?? ["", name, ""];
  const stem = parted[1].normalize("NFKD").replace(/\p{M}+/gu, "");
  return `${stem.replace(/[^\w]+/g, "-").replace(/^[-_]+|-+$/g, "") || "file"}${parted[2] ?? ""}`;
}

/** @type {FieldMaker} */
function file(field, say) {
  const isMany = field.name === "";
  const control = make("input", { type: "file" });
  control.multiple = isMany;
  const named = make("p", { class: "vg-form__help" });
  const chosen = () => [...(control.files ?? [])];
  const show = () => {
    const names = chosen()
      .map((held) => cleanName(held.name))
      .join(", ");
    named.textContent = names && fill(say.file_as, { names });
  };
  let before = "";
  const read = () => chosen().map((held) => cleanName(held.name))[0] ?? (before || undefined);
  const made = { ...labelled(field, say, control, [named]), control };
  made.node.addEventListener("change", show);
  // A browser lets nobody but the reader choose a file: what a sheet names is kept as it is.
  const part = bound(field, say, made, read, (value) => {
    if (!value.startsWith("./")) return;
    before = value;
    named.textContent = fill(say.file_as, { names: value.slice(2) });
  });
  return { ...part, files: () => chosen().map((held) => [cleanName(held.name), held]) };
}

/** @type {FieldMaker} */
function part(field, say) {
  const inner = parts(field.inner ?? [], say);
  const help = make("p", { class: "vg-form__help", id: nextId() }, field.help);
  const legend = make("legend", {}, ...title(field, say));
  /** @type {Record<string, string>} */
  const facts = { class: "vg-form__part" };
  if (field.help) facts["aria-describedby"] = help.id;
  const told = field.help ? [help] : [];
  const node = make("fieldset", facts, legend, ...told, ...inner.map((own) => own.node));
  return {
    field,
    node,
    read: () => held(inner),
    write: (value) => restore(inner, /** @type {FormValues} */ (value)),
    check: () => (field.required || held(inner) ? inner.flatMap((own) => own.check()) : []),
    files: () => inner.flatMap((own) => own.files()),
  };
}

/** @type {FieldMaker} */
function several(field, say) {
  /** @type {FormPart[]} */
  let rows = [];
  const help = make("p", { class: "vg-form__help", id: nextId() }, field.help);
  const list = make("div", {});
  const button = make("button", { type: "button", class: "vg-tool" });
  button.textContent = fill(say.add, { label: field.label });
  const legend = make("legend", {}, ...title(field, say));
  const facts = { class: "vg-form__part", "aria-describedby": help.id };
  const node = make("fieldset", facts, legend, help, list, button);

  function number() {
    for (const [place, row] of rows.entries()) {
      const label = `${field.label} ${place + 1}`;
      const name = row.node.querySelector(":scope > legend");
      const remove = row.node.querySelector(":scope > button");
      if (name) name.textContent = label;
      if (remove) remove.textContent = fill(say.remove, { label });
    }
  }

  function add() {
    const row = part({ ...field, shape: "part", help: "", required: true }, say);
    const remove = make("button", { type: "button", class: "vg-tool" });
    remove.addEventListener("click", () => {
      rows = rows.filter((other) => other !== row);
      row.node.remove();
      number();
      button.focus();
      button.dispatchEvent(new Event("input", { bubbles: true }));
    });
    row.node.append(remove);
    rows.push(row);
    list.append(row.node);
    number();
    return row;
  }

  button.addEventListener("click", () => {
    const control = add().node.querySelector("input, select, textarea");
    if (control instanceof HTMLElement) control.focus();
  });
  if (field.required) add();
  return {
    field,
    node,
    read: () => {
      const given = rows.map((row) => row.read()).filter((value) => value !== undefined);
      return given.length ? /** @type {FormValues[]} */ (given) : undefined;
    },
    write: (value) => {
      for (const row of rows) row.node.remove();
      rows = [];
      for (const values of /** @type {FormValues[]} */ (value)) add().write(values);
    },
    check: () => rows.flatMap((row) => row.check()),
    files: () => rows.flatMap((row) => row.files()),
  };
}

/** @type {FieldMaker} */
function carried(field) {
  /** @type {FormValue | undefined} */
  let value;
  const write = (/** @type {FormValue} */ held) => {
    value = held;
  };
  const node = make("div", { hidden: "" });
  return { field, node, read: () => value, write, check: () => [], files: () => [] };
}

/** @type {Record<string, FieldMaker>} */
const MAKERS = { carried, when, flag, choice, choices, file, part, parts: several };
