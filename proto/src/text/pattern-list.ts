/**
 * What a list of patterns says about the entries of a tree, asked level by level on the way down: a {@link PatternLevel} knows which
 * anchored patterns the path so far has satisfied, so that an entry costs its name only, however deep it lies, and nothing is remembered of it.
 */

import type { ByteGlob } from './byte-glob.ts';
import type { BytePattern } from './byte-pattern.ts';

/** One anchored pattern whose segments before `position` match the path of the level. */
interface Progress {
  readonly ordinal: number;
  readonly position: number;
}

/** A glob whose match of a child's name completes its pattern. */
interface Completion {
  readonly ordinal: number;
  readonly glob: ByteGlob;
  readonly directoryOnly: boolean;
}

/** An ordered list of patterns; later ones win. Immutable. */
export class PatternList {
  readonly patterns: readonly BytePattern[];
  /** The level of the root directory's children. */
  readonly root: PatternLevel;

  constructor(patterns: readonly BytePattern[]) {
    this.patterns = patterns;
    const progress: Progress[] = [];
    for (const [ordinal, pattern] of patterns.entries()) {
      if (pattern.anchored) addProgress(progress, patterns, ordinal, 0);
    }
    this.root = new PatternLevel(patterns, progress);
  }
}

/** The children of one directory as the list sees them. Immutable; levels without an anchored pattern in progress are shared. */
export class PatternLevel {
  readonly #patterns: readonly BytePattern[];
  readonly #progress: readonly Progress[];
  /** Highest ordinal first. */
  readonly #completions: readonly Completion[];
  #unanchoredOnly: PatternLevel | undefined;
  /** True when a pattern without `!` may match something in this directory or below. */
  readonly mayMatch: boolean;

  constructor(patterns: readonly BytePattern[], progress: readonly Progress[], unanchoredOnly?: PatternLevel) {
    this.#patterns = patterns;
    this.#progress = progress;
    this.#unanchoredOnly = unanchoredOnly;
    this.#completions = completionsOf(patterns, progress);
    this.mayMatch = patterns.some((pattern) => !pattern.anchored && !pattern.negated) || progress.some(({ ordinal }) => patterns[ordinal]?.negated === false);
  }

  /** Ordinal of the last pattern that matches the child `name` itself (not something above it), or -1. A symlink to a directory is no directory. */
  find(name: string, isDirectory: boolean): number {
    for (const completion of this.#completions) {
      if ((isDirectory || !completion.directoryOnly) && completion.glob.matches(name)) return completion.ordinal;
    }
    return -1;
  }

  /** The level of the children of the directory `name` in this one. */
  enter(name: string): PatternLevel {
    const next: Progress[] = [];
    for (const { ordinal, position } of this.#progress) {
      const glob = this.#patterns[ordinal]?.segments[position];
      if (glob === undefined) continue;
      if (glob.isAnyDepth) addProgress(next, this.#patterns, ordinal, position);
      else if (glob.matches(name)) addProgress(next, this.#patterns, ordinal, position + 1);
    }
    if (sameProgress(next, this.#progress)) return this;
    if (next.length > 0) return new PatternLevel(this.#patterns, next, this.#withoutProgress());
    return this.#withoutProgress();
  }

  #withoutProgress(): PatternLevel {
    this.#unanchoredOnly ??= this.#progress.length === 0 ? this : new PatternLevel(this.#patterns, []);
    return this.#unanchoredOnly;
  }
}

// Any number of directories includes none: what follows `**` is tried at the same level.
function addProgress(progress: Progress[], patterns: readonly BytePattern[], ordinal: number, position: number): void {
  const segments = patterns[ordinal]?.segments ?? [];
  if (position >= segments.length || progress.some((known) => known.ordinal === ordinal && known.position === position)) return;
  progress.push({ ordinal, position });
  if (segments[position]?.isAnyDepth === true) addProgress(progress, patterns, ordinal, position + 1);
}

function completionsOf(patterns: readonly BytePattern[], progress: readonly Progress[]): Completion[] {
  const completions: Completion[] = [];
  const add = (ordinal: number, position: number): void => {
    const pattern = patterns[ordinal];
    const glob = pattern?.segments[position];
    if (pattern === undefined || glob === undefined || position !== pattern.segments.length - 1) return;
    completions.push({ ordinal, glob, directoryOnly: pattern.directoryOnly });
  };
  for (const [ordinal, pattern] of patterns.entries()) if (!pattern.anchored) add(ordinal, 0);
  for (const { ordinal, position } of progress) add(ordinal, position);
  return completions.sort((left, right) => right.ordinal - left.ordinal);
}

function sameProgress(left: readonly Progress[], right: readonly Progress[]): boolean {
  return left.length === right.length && left.every((item, index) => item.ordinal === right[index]?.ordinal && item.position === right[index].position);
}
