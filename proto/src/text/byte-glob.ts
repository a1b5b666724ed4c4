/**
 * A glob for one name of a path, matched on bytes. Written by hand and not as a RegExp because its worst case must stay
 * (name length × pattern length): `*a*a*a*b` as a backtracking expression stalls a walk on one unlucky name.
 */

/** Token for any one byte (`?`). Tokens 0 to 255 are that byte; tokens from {@link firstSetToken} on are byte sets. */
export const anyByteToken = 256;
/** Token for any run of bytes, also none (`*`). */
export const anyRunToken = 257;
/** Token `firstSetToken + n` stands for the n-th byte set (`[...]`). */
export const firstSetToken = 258;

/** 256 flags: 1 where the byte belongs to the set. */
export type ByteSet = Uint8Array;

/** A compiled glob; immutable and without state between calls. */
export class ByteGlob {
  readonly #tokens: readonly number[];
  readonly #sets: readonly ByteSet[];
  readonly #shape: 'literal' | 'prefix' | 'suffix' | 'all' | 'general';
  readonly #text: string;

  constructor(tokens: readonly number[], sets: readonly ByteSet[]) {
    this.#tokens = tokens;
    this.#sets = sets;
    const literals = tokens.filter((token) => token < anyByteToken);
    this.#text = String.fromCharCode(...literals);
    const wild = tokens.length - literals.length;
    if (wild === 0) this.#shape = 'literal';
    else if (tokens.every((token) => token === anyRunToken)) this.#shape = 'all';
    else if (wild === 1 && tokens.at(-1) === anyRunToken) this.#shape = 'prefix';
    else if (wild === 1 && tokens[0] === anyRunToken) this.#shape = 'suffix';
    else this.#shape = 'general';
  }

  /** The one name that the glob matches when it has no wildcard, else undefined. */
  get literal(): string | undefined {
    return this.#shape === 'literal' ? this.#text : undefined;
  }

  /** True for two or more `*` and nothing else: between slashes that means any number of directories. */
  get isAnyDepth(): boolean {
    return this.#shape === 'all' && this.#tokens.length > 1;
  }

  /** True when the whole `name` (a byte string without `/`) matches, case-sensitive. A leading dot is a byte like any other. */
  matches(name: string): boolean {
    switch (this.#shape) {
      case 'literal':
        return name === this.#text;
      case 'prefix':
        return name.startsWith(this.#text);
      case 'suffix':
        return name.endsWith(this.#text);
      case 'all':
        return true;
      case 'general':
        return this.#matchesGeneral(name);
    }
  }

  // On a mismatch only the last run needs to grow: an earlier one that took less leaves nothing that the last could not take itself.
  #matchesGeneral(name: string): boolean {
    const tokens = this.#tokens;
    let at = 0;
    let token = 0;
    let runToken = -1;
    let runStart = 0;
    while (at < name.length) {
      const wanted = tokens[token];
      if (wanted === anyRunToken) {
        runToken = token++;
        runStart = at;
      } else if (wanted !== undefined && this.#takes(wanted, name.charCodeAt(at))) {
        at++;
        token++;
      } else if (runToken >= 0) {
        token = runToken + 1;
        at = ++runStart;
      } else {
        return false;
      }
    }
    while (tokens[token] === anyRunToken) token++;
    return token === tokens.length;
  }

  #takes(token: number, byte: number): boolean {
    if (token < anyByteToken) return token === byte;
    return token === anyByteToken || this.#sets[token - firstSetToken]?.[byte] === 1;
  }
}
