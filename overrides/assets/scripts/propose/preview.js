// What was filled in, in plain words, as a reader looks it over before it leaves.
import { make } from "../page.js";
import { placed } from "./yaml.js";

/**
 * @param {FormField} field
 * @param {string} value
 */
function named(field, value) {
  return field.options?.find(([known]) => known === value)?.[1] ?? value;
}

/** @typedef {(field: FormField, value: any, say: Say, folder: string) => Node | string} Shower */
/** @typedef {Record<string, string>} Say */

/** @type {Record<string, Shower>} */
const SHOWN = {
  choice: (field, value) => named(field, value),
  choices: (field, value) => value.map((/** @type {string} */ own) => named(field, own)).join(", "),
  flag: (_, value, say) => (value === "true" ? say.yes : say.no),
  file: (_, value, __, folder) => make("code", {}, placed(value, folder)),
  when: (_, value) => value.replace("T", " "),
  part: (field, value, say, folder) => preview(field.inner ?? [], value, say, folder),
  parts: (field, value, say, folder) => {
    const rows = value.map((/** @type {FormValues} */ row) =>
      make("li", {}, preview(field.inner ?? [], row, say, folder)),
    );
    return make("ol", {}, ...rows);
  },
};

/**
 * @param {FormField[]} fields
 * @param {Record<string, FormValue | null>} values null for what is taken out
 * @param {Say} say
 * @param {string} folder
 * @returns {HTMLElement}
 */
export function preview(fields, values, say, folder) {
  const given = fields.filter(({ name, label }) => label && values[name] !== undefined);
  const rows = given.map((field) => {
    const value = values[field.name];
    const show = SHOWN[field.shape] ?? ((_, own) => own);
    const said = make("dd", {}, value === null ? say.taken_out : show(field, value, say, folder));
    return make("div", {}, make("dt", {}, field.label), said);
  });
  return make("dl", { class: "vg-form__preview" }, ...rows);
}
