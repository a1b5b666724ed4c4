/**
 * What a `files` source takes: its paths, less what is excluded. Answers for one name at a time on the way down a tree and knows
 * nothing of system calls, mounts or metadata.
 *
 * The rules, in order of strength:
 * 1. What is Stillpoint's own (`always`, and directories that hold a marker) is never taken.
 * 2. A path that the source names is taken, whatever the patterns say; they decide about what lies below it. Naming a path that lies where a
 *    default exclude would leave everything out (`/tmp`) switches that default off.
 * 3. `exclude` has the meaning of gitignore: the last pattern that matches wins, `!` takes back, but nothing comes back from below an
 *    excluded directory. The default list stands before the user's patterns.
 * 4. With `include`, an entry is taken when the last include pattern that matches it, or else the nearest directory above it that one
 *    matches, is one without `!`. Directories that are not taken themselves but may hold something that is are walked ('descend').
 */

import { isWithin } from '@stillpoint/proto/text/normal-path.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { literalPattern, parsePattern, type BytePattern } from '@stillpoint/proto/text/byte-pattern.ts';
import { PatternList, type PatternLevel } from '@stillpoint/proto/text/pattern-list.ts';
import { defaultExcludes } from './default-excludes.ts';
import { cachedirTag, ownMarkers, type DirectoryMarker } from './directory-marker.ts';
import type { Exclusion, ExclusionOrigin } from './exclusion.ts';

/** Options of {@link Selection.create}. Paths are byte strings in normal form, patterns as the user wrote them. */
export interface SelectionOptions {
  readonly paths: readonly string[];
  readonly exclude?: readonly string[];
  /** Undefined: everything. */
  readonly include?: readonly string[] | undefined;
  /** Default true. */
  readonly defaultExcludes?: boolean;
  /** Default true. */
  readonly cachedirTag?: boolean;
  /** Stillpoint's own: the state directory, a datastore. */
  readonly always?: readonly string[];
}

/**
 * What becomes of an entry. 'take': it belongs to the archive. 'descend' (directories only, with `include`): walk it, and keep the
 * directory itself only when something below it is kept. Else: left out, with everything below it.
 */
export type Verdict = 'take' | 'descend' | Exclusion;

/** A source's selection; immutable, may serve several walks. */
export class Selection {
  /** The source's paths, as given. */
  readonly paths: readonly string[];
  readonly #rules: Rules;
  readonly #markers: readonly DirectoryMarker[];

  private constructor(paths: readonly string[], rules: Rules, markers: readonly DirectoryMarker[]) {
    this.paths = paths;
    this.#rules = rules;
    this.#markers = markers;
  }

  /** Throws PATTERN_INVALID for a pattern that cannot be read, CONFIG_INVALID when a path is or lies in what is Stillpoint's own. */
  static create(options: SelectionOptions): Selection {
    const always = options.always ?? [];
    refuseOwnPaths(options.paths, always);
    const excludes: { readonly pattern: BytePattern; readonly origin: ExclusionOrigin }[] = [];
    if (options.defaultExcludes ?? true) {
      for (const pattern of defaultsInForce(options.paths)) excludes.push({ pattern, origin: 'default' });
    }
    for (const text of options.exclude ?? []) excludes.push({ pattern: parsePattern(text), origin: 'exclude' });
    // Last, since the last one wins.
    for (const path of always) excludes.push({ pattern: literalPattern(path, showByteName(path)), origin: 'protected' });
    const rules: Rules = {
      excludes: new PatternList(excludes.map(({ pattern }) => pattern)),
      verdicts: excludes.map(({ pattern, origin }) => (pattern.negated ? 'take' : { excludedBy: pattern.text, origin })),
      includes: options.include === undefined ? undefined : new PatternList(options.include.map(parsePattern)),
    };
    return new Selection(options.paths, rules, (options.cachedirTag ?? true) ? [...ownMarkers, cachedirTag] : ownMarkers);
  }

  /** The level of the children of the directory `path` (a byte string in normal form): one of the source's paths, or anything below one. */
  enter(path: string): SelectionLevel {
    let level = SelectionLevel.root(this.#rules);
    for (const name of path.split('/')) if (name !== '') level = level.enter(name);
    return level;
  }

  /**
   * The markers whose names are among `names`, a directory's children. For each, in order, the walker looks whether it is a regular file and
   * whether its start `confirms` it; the first that holds leaves the directory's contents out (the directory stays, and the marker if it
   * `keepsMarker`). `isNamedPath`: the directory is one of the source's paths; then a CACHEDIR.TAG does not count, since the path was asked for.
   */
  skipsContents(names: readonly string[], isNamedPath = false): readonly DirectoryMarker[] {
    let found: DirectoryMarker[] | undefined;
    for (const marker of this.#markers) {
      if (isNamedPath && marker === cachedirTag) continue;
      if (names.includes(marker.fileName)) (found ??= []).push(marker);
    }
    return found ?? noMarkers;
  }
}

/** The default excludes that hold for a source of these paths: one that a path lies in is off. */
export function defaultsInForce(paths: readonly string[]): BytePattern[] {
  return defaultExcludes.map(({ pattern }) => parsePattern(pattern)).filter((pattern) => !namesInside(paths, pattern));
}

interface Rules {
  readonly excludes: PatternList;
  /** By ordinal of the exclude pattern. */
  readonly verdicts: readonly ('take' | Exclusion)[];
  readonly includes: PatternList | undefined;
}

const noMarkers: readonly DirectoryMarker[] = [];
const notIncluded: Exclusion = { excludedBy: 'include', origin: 'include' };

/** The children of one directory. Immutable; costs a walker a few words per level of depth. */
export class SelectionLevel {
  readonly #rules: Rules;
  readonly #excludes: PatternLevel;
  readonly #includes: PatternLevel | undefined;
  /** True when the directory itself is included, and so its children unless a pattern says otherwise. */
  readonly #included: boolean;

  private constructor(rules: Rules, excludes: PatternLevel, includes: PatternLevel | undefined, included: boolean) {
    this.#rules = rules;
    this.#excludes = excludes;
    this.#includes = includes;
    this.#included = included;
  }

  /** The level of the root directory's children. */
  static root(rules: Rules): SelectionLevel {
    return new SelectionLevel(rules, rules.excludes.root, rules.includes?.root, rules.includes === undefined);
  }

  /** What becomes of the child `name` (a byte string). `isDirectory` is false for a symlink to one. */
  verdict(name: string, isDirectory: boolean): Verdict {
    const ordinal = this.#excludes.find(name, isDirectory);
    if (ordinal >= 0) {
      const decided = this.#rules.verdicts[ordinal];
      if (decided !== undefined && decided !== 'take') return decided;
    }
    if (this.#includes === undefined || this.#includesChild(this.#includes, name, isDirectory)) return 'take';
    return isDirectory && this.#includes.enter(name).mayMatch ? 'descend' : notIncluded;
  }

  /** The level of the children of the directory `name`; asks nothing of its own verdict. */
  enter(name: string): SelectionLevel {
    const excludes = this.#excludes.enter(name);
    const includes = this.#includes?.enter(name);
    const included = this.#includes === undefined || this.#includesChild(this.#includes, name, true);
    if (excludes === this.#excludes && includes === this.#includes && included === this.#included) return this;
    return new SelectionLevel(this.#rules, excludes, includes, included);
  }

  #includesChild(level: PatternLevel, name: string, isDirectory: boolean): boolean {
    const ordinal = level.find(name, isDirectory);
    return ordinal < 0 ? this.#included : this.#rules.includes?.patterns[ordinal]?.negated === false;
  }
}

function refuseOwnPaths(paths: readonly string[], always: readonly string[]): void {
  for (const path of paths) {
    const own = always.find((candidate) => isWithin(path, candidate));
    if (own === undefined) continue;
    throw new StillpointError('CONFIG_INVALID', `${showByteName(path)} belongs to Stillpoint itself (${showByteName(own)}) and is never backed up`, {
      hint: 'take the path out of the source\'s paths',
    });
  }
}

// `/tmp/*` says nothing to someone who asks for /tmp, or for a directory in it.
function namesInside(paths: readonly string[], pattern: BytePattern): boolean {
  let parent = '';
  for (const { literal } of pattern.segments.slice(0, -1)) {
    if (literal === undefined) break;
    parent += `/${literal}`;
  }
  return pattern.anchored && parent !== '' && paths.some((path) => isWithin(path, parent));
}
