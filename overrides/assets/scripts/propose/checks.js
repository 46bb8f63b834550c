// What can be said of a field while a person types, in the words that the page brings.
import { fill } from "../text.js";

// Where a line ends, to a reader of the sheet (Python's str.splitlines).
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,2}(?!#)/;

/** @typedef {(field: FormField, held: any, say: Record<string, string>) => string} Check */

/** @type {Check} */
function tooLong(field, held, say) {
  const count = [...held].length;
  const most = field.maxLength ?? Infinity;
  if (count <= most) return "";
  return fill(say.too_long, { count: String(count), most: String(most) });
}

/** @type {Check} */
function misshapen(field, held, say) {
  if (!field.pattern || new RegExp(`^(?:${field.pattern})$`).test(held)) return "";
  return fill(say.expected, { expected: field.expected ?? "" });
}

/** @type {Check} */
function outOfRange(field, held, say) {
  const { minimum = -Infinity, maximum = Infinity } = field;
  const count = Number(held);
  if (Number.isInteger(count) && count >= minimum && count <= maximum) return "";
  return fill(say.range, { least: String(minimum), most: String(maximum) });
}

/**
 * Yield each line of a text that stands in no block of code, with its number; then the line that
 * opens a block which nothing closes, as a mark of its own.
 * @param {string} text
 * @returns {Generator<[number: number, line: string, isOpen: boolean]>}
 */
function* outside(text) {
  let fence = "";
  let opened = 0;
  for (const [place, line] of text.split(LINE_END).entries()) {
    const mark = FENCE.exec(line)?.[1] ?? "";
    if (fence) fence = isClosing(line.trim(), fence) ? "" : fence;
    else if (mark) [fence, opened] = [mark, place + 1];
    else yield [place + 1, line, false];
  }
  if (fence) yield [opened, fence, true];
}

/**
 * @param {string} line
 * @param {string} fence
 */
function isClosing(line, fence) {
  return line.startsWith(fence) && line.replaceAll(fence[0], "") === "";
}

/**
 * Tell of a line that would part the text of a sheet in two, or hide what follows it. What stands
 * in the front matter does neither.
 * @type {Check}
 */
function astray(field, held, say) {
  if (!field.section) return "";
  if (held.includes("<!--")) return say.comment;
  for (const [number, line, isOpen] of outside(held)) {
    if (isOpen) return fill(say.fence, { line: String(number) });
    const isHeading = field.name !== "body" && HEADING.test(line);
    if (isHeading) return fill(say.heading, { line: String(number) });
  }
  return "";
}

/** @type {Record<string, Check[]>} */
const CHECKS = { number: [outOfRange], long: [tooLong, astray] };

/**
 * Return what is wrong with a value by itself, "" for nothing.
 * @param {FormField} field
 * @param {string | string[] | undefined} held
 * @param {Record<string, string>} say
 */
export function problem(field, held, say) {
  if (held === undefined) return field.required ? missing(field, say) : "";
  if (typeof held !== "string" || field.shape === "file") return "";
  for (const check of CHECKS[field.shape] ?? [tooLong, misshapen]) {
    const found = check(field, held, say);
    if (found) return found;
  }
  return "";
}

/**
 * @param {FormField} field
 * @param {Record<string, string>} say
 */
function missing(field, say) {
  return field.shape === "choices" ? say.missing_choice : say.missing;
}
