// What was filled in -> the file, as vigie reads it: its front matter, a key a line, then its text,
// byte for byte as it was typed.

const WORD = /^[a-z][a-z0-9-]*$/;
// What YAML 1.1 reads as something else than the word that it is.
const RESERVED = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null"]);
// What a reader of YAML refuses, or takes for the end of a line, and JSON lets stand.
const UNFIT = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
// Half of a pair that stands for one character, which no file can hold.
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Write a text in double quotes (YAML 1.2, 7.3.1), on one line whatever is in it.
 * @param {string} text
 */
export function quoted(text) {
  const escaped = JSON.stringify(text.replace(LONE, "\ufffd"));
  return escaped.replace(UNFIT, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** @param {string} word */
function written(word) {
  return WORD.test(word) && !RESERVED.has(word) ? word : quoted(word);
}

/** @param {string[]} inner */
function listed(inner) {
  return `[${inner.join(", ")}]`;
}

/**
 * Return the path of a file; one that stood in the sheet before is marked by "./".
 * @param {string} name
 * @param {string} folder
 */
export function placed(name, folder) {
  return name.startsWith("./") ? name.slice(2) : `${folder}/${name}`;
}

/**
 * @param {FormField[]} fields
 * @param {FormValues} values
 * @param {string} folder
 */
function flow(fields, values, folder) {
  const inner = fields
    .filter(({ name }) => values[name] !== undefined)
    .map((field) => `${field.name}: ${value(field, values[field.name], folder)}`);
  return `{${inner.join(", ")}}`;
}

/**
 * Return what writes a row of a list within another part.
 * @param {FormField} field
 * @param {string} folder
 */
function rowsOf(field, folder) {
  return (/** @type {FormValues} */ row) => flow(field.inner ?? [], row, folder);
}

/** @type {Record<string, (field: FormField, held: any, folder: string) => string>} */
const WRITERS = {
  day: (_, held) => held,
  number: (_, held) => String(Number(held)),
  flag: (_, held) => held,
  when: (_, held) => (held.includes("T") ? quoted(held) : held),
  choice: (_, held) => written(held),
  choices: (_, held) => listed(held.map(written)),
  words: (field, held) => `{${field.lang}: ${quoted(held)}}`,
  file: (_, held, folder) => quoted(placed(held, folder)),
  part: (field, held, folder) => flow(field.inner ?? [], held, folder),
  parts: (field, held, folder) => listed(held.map(rowsOf(field, folder))),
  carried: (_, held) => (/^[0-9]{1,4}$/.test(held) ? held : written(held)),
};

/**
 * @param {FormField} field
 * @param {FormValue} held
 * @param {string} folder in which the files of this sheet stand
 */
function value(field, held, folder) {
  const write = WRITERS[field.shape];
  return write ? write(field, held, folder) : quoted(String(held));
}

/**
 * @param {FormField} field
 * @param {FormValue | null} held null for what is taken out
 * @param {string} folder
 */
function lines(field, held, folder) {
  if (held === null) return [`${field.name}: null`];
  if (field.shape !== "parts") return [`${field.name}: ${value(field, held, folder)}`];
  const rows = /** @type {FormValues[]} */ (held);
  return [`${field.name}:`, ...rows.map((row) => `  - ${flow(field.inner ?? [], row, folder)}`)];
}

/**
 * Return the whole file.
 * @param {ProposalData} data
 * @param {Record<string, FormValue | null>} values null for what is taken out
 * @param {Sheet} sheet
 */
export function fileOf(data, values, { name, folder, of }) {
  /** @type {Record<string, string | number>} */
  const facts = { form: data.form, kind: data.id, lang: data.lang, name: written(name) };
  if (of) facts.of = quoted(of);
  const mark = Object.entries(facts).map(([key, held]) => `${key}: ${held}`);
  const head = ["---", data.head, `# vigie-proposal: {${mark.join(", ")}}`].filter(Boolean);
  const given = data.fields.filter((field) => values[field.name] !== undefined);
  const below = given.filter((field) => field.section);
  for (const field of given) {
    if (!field.section) head.push(...lines(field, values[field.name], folder));
  }
  const text = below.map((field) => section(field, String(values[field.name] ?? "")));
  return `${[...head, "---", ...text].join("\n")}\n`;
}

/**
 * @param {FormField} field
 * @param {string} text
 */
function section(field, text) {
  return field.name === "body" ? `\n${text}` : `\n## ${field.label}\n\n${text}`;
}
