// What the scripts share with Material, with the build and with one another.

type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** Material's stream of pages (RxJS). */
interface MessageStream {
  subscribe(next: () => void): unknown;
}

interface Window {
  document$?: MessageStream;
  lunr: any;
  fflate?: { zipSync(files: Record<string, Uint8Array>, options: object): Uint8Array<ArrayBuffer> };
  vigiePropose?: (place: HTMLElement, data: ProposalData) => void;
  vigieReferences?: Record<string, [ris: string, bibtex: string]>;
  vigieSearch: {
    load: () => Promise<SearchReady>;
    program?: SearchProgram;
    offline?: OfflineIndex;
  };
}

type Scores = Map<number, number>;
type Facet = "kind" | "theme" | "source" | "year" | "lang" | "region" | "step" | "audience";

/** A record as its result shows it. */
interface SearchRecord {
  at: string;
  lang: string;
  title: string;
  text?: string;
  kind: string;
  source?: string;
  day?: string;
  seen?: string;
}

/** An ending, what stands in its place, and the fewest letters that must stay before it. */
type EndingRule = [ending: string, instead: string, least: number];

/** publish/search/language.json. */
interface LanguageRules {
  plural: EndingRule[];
  mute: EndingRule[];
  endings: EndingRule[];
  stop: string[];
  weak: string[];
  pronouns: string[];
  months: Record<string, number>;
  odd: Record<string, string>;
}

/** What a language's browser must know: publish/search/publish.py. */
interface SearchNames {
  say: Record<string, string> & { found: PluralForms };
  labels: Record<string, Record<string, string>>;
  feeds: Record<string, string[]>;
  searches: NamedSearch[];
  others: Record<string, string>;
  phrases: Record<string, string[]>;
  beginnings: Record<string, string[]>;
  weights: Record<string, number>;
  terms: Record<string, [facet: string, value: string]>;
  synonyms: Record<string, [lang: string, word: string][]>;
  language: LanguageRules;
}

/** A search of feeds.yml; its words are reduced. */
interface NamedSearch {
  id: string;
  title: string;
  words: string[];
  kind: string[];
  theme: string[];
  source: string[];
  region: string[];
}

/** The facets of all records as columns: publish/search/shards.py. */
type FacetColumn = { values: string[]; of: (number | number[])[] };
type FacetTable = Partial<Record<string, FacetColumn>> & { day: any; story: any };

/** The words of a site. */
interface Vocabulary {
  known: Set<string>;
  shortest: number;
  parts(word: string): [string, string] | null;
  begun(word: string): string[];
  nearest(word: string): string[];
  mendedParts(word: string): [string, string][];
}

interface SearchEngine {
  lang: string;
  names: SearchNames;
  facets: FacetTable;
  count: number;
  match(token: string): Promise<Scores>;
  shown(numbers: number[]): Promise<SearchRecord[]>;
  vocabulary(): Promise<Vocabulary>;
  address(address: string): string;
}

/** The script that the copy for use without a server keeps its index in. */
interface OfflineIndex {
  names: Record<string, SearchNames>;
  facets: FacetTable;
  shown: SearchRecord[];
  words: string[];
  index: unknown;
}

/** What a search found: numbers of records, best first, and how. */
interface SearchFound {
  numbers: number[];
  tokens: Set<string>;
  concepts: Map<string, string>;
  mended: [from: string, to: string][];
  unknown: string[];
  partial: boolean;
  everything?: boolean;
}

interface SearchQuery {
  find(text: string): Promise<SearchFound>;
  words: SearchWords;
  column: SearchColumns;
}

interface SearchWord {
  word: string;
  plain: string;
  token: string;
}

interface SearchWords {
  reduce(word: string): string;
  phrase(text: string): SearchWord[];
  split(text: string): string[];
  stop: Set<string>;
  wordOf(word: string): SearchWord;
  saysLittle(word: string): boolean;
  dated(text: string): string;
}

interface SearchColumns {
  lang(number: number): string;
  isMine(number: number): boolean;
  obliges(number: number): boolean;
  story(number: number): number;
  day(number: number): number;
  isOwn(number: number): boolean;
  own: number[];
  values(facet: Facet, number: number): string[];
}

/** What a reader asked for: words, order, days, and values of each facet. */
type SearchText = "q" | "sort" | "from" | "to" | "mine" | "duty";
type SearchState = Record<SearchText, string> & Record<Facet, string[]>;

interface SearchReady {
  engine: SearchEngine;
  query: SearchQuery;
}

interface SearchOptions {
  root: string;
  most: number;
  facets: boolean;
}

interface SearchProgram {
  start(root: string, lang: string): Promise<SearchReady>;
  show(place: HTMLElement, ready: SearchReady, options: SearchOptions): Promise<void>;
}

/** What a form asks: knowledge/sheets/form_fields.py. */
interface FormField {
  name: string;
  shape: string;
  label: string;
  help: string;
  required: boolean;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  options?: [value: string, label: string][];
  other?: boolean;
  inner?: FormField[];
  pattern?: string;
  expected?: string;
  section?: boolean;
  /** Asked only of those who correct a sheet. */
  later?: boolean;
  lang?: string;
}

type FormValue = string | string[] | FormValues | FormValues[];
interface FormValues {
  [name: string]: FormValue;
}

/** A field that is wrong, and where. */
interface FormFault {
  label: string;
  message: string;
  control: HTMLElement;
}

/** A field on the page. */
interface FormPart {
  field: FormField;
  node: HTMLElement;
  read(): FormValue | undefined;
  write(value: FormValue): void;
  check(): FormFault[];
  files(): [name: string, file: File][];
}

type FieldMaker = (field: FormField, say: Record<string, string>) => FormPart;

/** What a page tells its form: publish/pages/propose.py. */
interface ProposalData {
  form: number;
  id: string;
  lang: string;
  title: string;
  head: string;
  folder: string;
  /** The state in which the life of what is proposed begins, "" where it has none. */
  begun: string;
  /** The ending of the file on the forge. */
  ending: string;
  /** Whether it is for corrections alone. */
  corrects: boolean;
  root: string;
  colon: string;
  contact: string;
  contactShown: string;
  contactMark: string;
  forge: { address: string; label: string; edit: string } | null;
  /** The sheet that is corrected. */
  original?: SheetBefore | null;
  /** The keys of which the first that is filled in names the file. */
  named: string[];
  faults: PluralForms;
  say: Record<string, string>;
  fields: FormField[];
}

/** A sheet as it stands on the site, and the SHA-256 of its file: publish/pages/propose.py. */
interface SheetBefore {
  name: string;
  of: string;
  values: FormValues;
}

/** A sheet's name, the folder in which its files stand, and the sum of what it corrects. */
interface Sheet {
  name: string;
  folder: string;
  of?: string;
}

/** What leaves. */
interface Leaving extends Sheet {
  title: string;
  text: string;
  files: [name: string, file: File][];
}
