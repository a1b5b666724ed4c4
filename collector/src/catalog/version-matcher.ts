/**
 * What `find` means by a pattern: gitignore's language on whole byte strings, as proto/src/text/byte-pattern.ts has it, with a few turns: nothing at the
 * front is a comment or a negation, a slash at the end means everything below, and case may be ignored (ASCII letters only).
 */
import { parsePattern, type BytePattern } from '@stillpoint/proto/text/byte-pattern.ts';
import { PatternList, type PatternLevel } from '@stillpoint/proto/text/pattern-list.ts';

/** A compiled pattern. */
export class VersionMatcher {
  /** The one name that can match, when there is only one and case matters. */
  readonly literalName: string | undefined;
  /** Every match lies in this directory or below it; '' for the root. */
  readonly top: string;
  /** The same as a GLOB of SQLite over names, when the pattern is about names only and simple enough. */
  readonly nameGlob: string | undefined;
  readonly ignoreCase: boolean;
  readonly #root: PatternLevel;
  #directory = '';
  #levels: PatternLevel[];
  #components: string[] = [];

  /** `pattern` as a latin1 string. PATTERN_INVALID when it has no meaning. */
  constructor(pattern: string, ignoreCase: boolean) {
    this.ignoreCase = ignoreCase;
    const parsed = parsePattern(patternText(ignoreCase ? foldPattern(pattern) : pattern));
    this.#root = new PatternList([parsed]).root;
    this.#levels = [this.#root];
    this.literalName = ignoreCase ? undefined : parsed.segments.at(-1)?.literal;
    this.top = ignoreCase ? '' : topOf(parsed);
    // Outside [...] and backslashes SQLite's wildcards mean the same, and a name holds no slash that its `*` could cross.
    this.nameGlob = !parsed.anchored && !/[[\]\\]/.test(pattern) ? (ignoreCase ? foldPattern(pattern) : pattern) : undefined;
  }

  /** Readies the matcher for the entries of `directory` ('' for the root); false when nothing in it can match. */
  enter(directory: string): boolean {
    if (directory !== this.#directory) {
      const components = directory === '' ? [] : (this.ignoreCase ? foldCase(directory) : directory).slice(1).split('/');
      let same = 0;
      while (same < components.length && components[same] === this.#components[same]) same++;
      this.#levels.length = same + 1;
      for (let at = same; at < components.length; at++) this.#levels.push((this.#levels[at] ?? this.#root).enter(components[at] ?? ''));
      this.#components = components;
      this.#directory = directory;
    }
    return this.#level.mayMatch;
  }

  /** True when the entry `name` of the directory entered last matches. */
  matches(name: string): boolean {
    return this.#level.find(this.ignoreCase ? foldCase(name) : name, true) >= 0;
  }

  get #level(): PatternLevel {
    return this.#levels.at(-1) ?? this.#root;
  }
}

/** ASCII letters in lower case; all other bytes as they are. */
export function foldCase(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}

// Classes of one case would match nothing or everything once both cases are one.
function foldPattern(pattern: string): string {
  return foldCase(pattern).replace(/\[:(?:upper|lower):\]/g, '[:alpha:]');
}

// The parser takes text; bytes outside ASCII are told to it as escapes.
function patternText(pattern: string): string {
  const front = /^[#!]/.test(pattern) ? `\\${pattern}` : pattern;
  const whole = front.endsWith('/') ? `${front}**` : front;
  return whole.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
}

function topOf({ anchored, segments }: BytePattern): string {
  let top = '';
  if (!anchored) return top;
  for (const segment of segments.slice(0, -1)) {
    if (segment.literal === undefined) break;
    top += `/${segment.literal}`;
  }
  return top;
}
