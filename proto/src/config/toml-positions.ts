/**
 * Where each key and array element of a TOML document stands, so that an error of its meaning can name line and column as one of its
 * syntax does. The parser has accepted the document before, so this scanner only has to find its way, not to judge.
 */

/** Keys and array indices from the root of a document. */
export type TomlPath = readonly (string | number)[];

/** Line and column, both from 1; columns count UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Positions in one document. */
export class TomlPositions {
  readonly #text: string;
  readonly #offsets = new Map<string, number>();
  /** Number of elements seen so far of each array of tables. */
  readonly #tableCounts = new Map<string, number>();
  #at = 0;

  /** `text` is a document that the TOML parser has accepted. */
  constructor(text: string) {
    this.#text = text;
    this.#scanDocument();
  }

  /** Position of the key (tables: of their header; elements: of the value) at `path`, or of the nearest thing above it that is written down; 1:1 when there is none. */
  find(path: TomlPath): TextPosition {
    for (let length = path.length; length > 0; length--) {
      const offset = this.#offsets.get(keyOf(path.slice(0, length)));
      if (offset !== undefined) return positionAt(this.#text, offset);
    }
    return { line: 1, column: 1 };
  }

  #scanDocument(): void {
    if (this.#text.startsWith('\uFEFF')) this.#at = 1;
    let table: TomlPath = [];
    this.#skipBlank();
    while (this.#at < this.#text.length) {
      if (this.#text[this.#at] === '[') table = this.#scanHeader();
      else this.#scanPair(table);
      this.#skipBlank();
    }
  }

  #scanHeader(): TomlPath {
    const start = this.#at;
    const isArray = this.#text[this.#at + 1] === '[';
    this.#at += isArray ? 2 : 1;
    const keys = this.#scanKeys();
    this.#at += isArray ? 2 : 1;
    let path: TomlPath = [];
    for (const [index, { key }] of keys.entries()) {
      path = [...path, key];
      const id = keyOf(path);
      if (isArray && index === keys.length - 1) this.#tableCounts.set(id, (this.#tableCounts.get(id) ?? 0) + 1);
      this.#record(path, start);
      const count = this.#tableCounts.get(id);
      if (count !== undefined) {
        path = [...path, count - 1];
        this.#record(path, start);
      }
    }
    return path;
  }

  #scanPair(table: TomlPath): void {
    let path = table;
    for (const { key, offset } of this.#scanKeys()) {
      path = [...path, key];
      this.#record(path, offset);
    }
    this.#at++; // =
    this.#skipBlank();
    this.#scanValue(path);
  }

  #scanKeys(): { readonly key: string; readonly offset: number }[] {
    const keys: { readonly key: string; readonly offset: number }[] = [];
    do {
      if (keys.length > 0) this.#at++; // .
      this.#skipBlank();
      const offset = this.#at;
      const quote = this.#text[offset];
      if (quote === '"' || quote === "'") {
        this.#skipString();
        keys.push({ key: unquote(this.#text.slice(offset, this.#at)), offset });
      } else {
        this.#skipWhile(/[A-Za-z0-9_-]/);
        keys.push({ key: this.#text.slice(offset, this.#at), offset });
      }
      this.#skipBlank();
    } while (this.#text[this.#at] === '.');
    return keys;
  }

  #scanValue(path: TomlPath): void {
    const first = this.#text[this.#at];
    if (first === '[') this.#scanList(']', (index) => {
      const element = [...path, index];
      this.#record(element, this.#at);
      this.#scanValue(element);
    });
    else if (first === '{') this.#scanList('}', () => {
      this.#scanPair(path);
    });
    else if (first === '"' || first === "'") this.#skipString();
    else this.#skipWhile(/[^,\]}#\r\n]/);
  }

  #scanList(close: string, scanItem: (index: number) => void): void {
    this.#at++;
    this.#skipBlank();
    for (let index = 0; this.#at < this.#text.length && this.#text[this.#at] !== close; index++) {
      scanItem(index);
      this.#skipBlank();
      if (this.#text[this.#at] === ',') this.#at++;
      this.#skipBlank();
    }
    this.#at++;
  }

  #skipString(): void {
    const quote = this.#text[this.#at] ?? '';
    const long = quote.repeat(3);
    const isLong = this.#text.startsWith(long, this.#at);
    this.#at += isLong ? 3 : 1;
    while (this.#at < this.#text.length) {
      if (quote === '"' && this.#text[this.#at] === '\\') this.#at += 2;
      else if (!isLong && this.#text[this.#at] === quote) break;
      // Up to two quotes may stand right before the closing three.
      else if (isLong && this.#text.startsWith(long, this.#at) && this.#text[this.#at + 3] !== quote) break;
      else this.#at++;
    }
    this.#at += isLong ? 3 : 1;
  }

  #skipBlank(): void {
    this.#skipWhile(/[ \t\r\n]/);
    while (this.#text[this.#at] === '#') {
      this.#skipWhile(/[^\n]/);
      this.#skipWhile(/[ \t\r\n]/);
    }
  }

  #skipWhile(characters: RegExp): void {
    while (this.#at < this.#text.length && characters.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #record(path: TomlPath, offset: number): void {
    const id = keyOf(path);
    if (!this.#offsets.has(id)) this.#offsets.set(id, offset);
  }
}

/** Line and column of `offset` in `text`. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

function keyOf(path: TomlPath): string {
  return JSON.stringify(path);
}

function unquote(quoted: string): string {
  if (quoted.startsWith("'")) return quoted.slice(1, -1);
  // TOML has escapes that JSON lacks.
  return quoted.slice(1, -1).replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(.))/gs, (_, u?: string, long?: string, x?: string, letter?: string) => {
    const digits = u ?? long ?? x;
    if (digits !== undefined) return String.fromCodePoint(parseInt(digits, 16));
    return { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\x1b' }[letter ?? ''] ?? letter ?? '';
  });
}
