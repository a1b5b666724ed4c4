/**
 * Which entries of an archive are restored: `--include` and `--exclude`, asked level by level on the way down. Paths are those in the archive.
 */
import { parsePattern } from '../text/byte-pattern.ts';
import { PatternList, type PatternLevel } from '../text/pattern-list.ts';

/** `take`: it and what is below; `pass`: a directory on the way to what may be taken; `leave`: neither it nor what is below. */
export type FilterVerdict = 'take' | 'pass' | 'leave';

/** The children of one directory as the filter sees them. Immutable. */
export interface FilterLevel {
  decide(name: string, isDirectory: boolean): FilterVerdict;
  /** The level of the children of a directory that `decide` did not leave. */
  enter(name: string): FilterLevel;
}

/** Everything is taken. */
export const takeAll: FilterLevel = {
  decide: () => 'take',
  enter: () => takeAll,
};

/**
 * The level of the root directory's children. Patterns have the meaning of gitignore: what an include matches is taken with all below it, what an exclude matches
 * is left with all below it, and excludes win. Without includes everything is taken. PATTERN_INVALID names the pattern.
 */
export function entryFilter(include: readonly string[], exclude: readonly string[]): FilterLevel {
  if (include.length === 0 && exclude.length === 0) return takeAll;
  const includes = include.length === 0 ? undefined : new PatternList(include.map((text) => parsePattern(text)));
  const excludes = new PatternList(exclude.map((text) => parsePattern(text)));
  return new PatternFilter({ includes, excludes }, includes?.root, excludes.root);
}

interface Rules {
  readonly includes: PatternList | undefined;
  readonly excludes: PatternList;
}

class PatternFilter implements FilterLevel {
  readonly #rules: Rules;
  /** Undefined below what was taken. */
  readonly #include: PatternLevel | undefined;
  readonly #exclude: PatternLevel;

  constructor(rules: Rules, include: PatternLevel | undefined, exclude: PatternLevel) {
    this.#rules = rules;
    this.#include = include;
    this.#exclude = exclude;
  }

  decide(name: string, isDirectory: boolean): FilterVerdict {
    if (matches(this.#rules.excludes, this.#exclude, name, isDirectory)) return 'leave';
    if (this.#isIncluded(name, isDirectory)) return 'take';
    return isDirectory && this.#include?.enter(name).mayMatch === true ? 'pass' : 'leave';
  }

  enter(name: string): FilterLevel {
    const include = this.#isIncluded(name, true) ? undefined : this.#include?.enter(name);
    return new PatternFilter(this.#rules, include, this.#exclude.enter(name));
  }

  #isIncluded(name: string, isDirectory: boolean): boolean {
    const { includes } = this.#rules;
    return includes === undefined || this.#include === undefined || matches(includes, this.#include, name, isDirectory);
  }
}

function matches(list: PatternList, level: PatternLevel, name: string, isDirectory: boolean): boolean {
  const ordinal = level.find(name, isDirectory);
  return ordinal >= 0 && list.patterns[ordinal]?.negated === false;
}
