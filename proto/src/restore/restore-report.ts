/**
 * What a restore did and what it could not do.
 */
import { StillpointError, type ErrorCode } from '../errors.ts';
import { showByteName } from '../text/byte-name.ts';
import { countOf } from '../text/format-count.ts';

/**
 * One entry that is not (wholly) restored: `damaged` content that the datastore no longer has whole, entries that could not be `created`, `metadata` that could not be
 * set. `path` is a byte string, as in the archive.
 */
export interface RestoreProblem {
  readonly kind: 'damaged' | 'created' | 'metadata';
  readonly path: string;
  readonly code: ErrorCode | undefined;
  readonly text: string;
}

/** Counts so far, for progress. `bytes` counts content written, holes left out. */
export interface RestoreProgress {
  readonly files: number;
  readonly directories: number;
  readonly others: number;
  readonly bytes: number;
  /** Entries (directories are no part of these) that were right already; whose content was, but not their metadata, which was set; and that were newer in the target. */
  readonly same: number;
  readonly corrected: number;
  readonly kept: number;
  /** Left out by `--no-special`, and what cannot be written in this form (sockets in a tar). */
  readonly leftOut: number;
}

/** An entry that cannot be written in the form that was asked for. `path` is a byte string. */
export interface LeftOutEntry {
  readonly path: string;
  readonly text: string;
}

/** Problems beyond `problems`, which is bounded, are in `problemCount`. */
export interface RestoreReport extends RestoreProgress {
  /** What the form of the output cannot hold, the first of it; not what `--no-special` leaves out. */
  readonly unfit: readonly LeftOutEntry[];
  readonly problems: readonly RestoreProblem[];
  readonly problemCount: number;
}

const listedProblems = 10_000;

/** Counts while a restore runs. */
export class RestoreTally {
  files = 0;
  directories = 0;
  others = 0;
  bytes = 0;
  same = 0;
  corrected = 0;
  kept = 0;
  leftOut = 0;
  #unfit: LeftOutEntry[] = [];
  #problems: RestoreProblem[] = [];
  #problemCount = 0;

  addProblem(problem: RestoreProblem): void {
    this.#problemCount++;
    if (this.#problems.length < listedProblems) this.#problems.push(problem);
  }

  /** Counts an entry that the output's form cannot hold. */
  addUnfit(entry: LeftOutEntry): void {
    this.leftOut++;
    if (this.#unfit.length < listedProblems) this.#unfit.push(entry);
  }

  get progress(): RestoreProgress {
    const { files, directories, others, bytes, same, corrected, kept, leftOut } = this;
    return { files, directories, others, bytes, same, corrected, kept, leftOut };
  }

  get report(): RestoreReport {
    return { ...this.progress, unfit: this.#unfit, problems: this.#problems, problemCount: this.#problemCount };
  }
}

/** RESTORE_INCOMPLETE when something is missing, else undefined: for callers to end with (exit status 3). */
export function incompleteError(report: RestoreReport): StillpointError | undefined {
  const [first] = report.problems;
  if (first === undefined) return undefined;
  const count = report.problemCount;
  return new StillpointError('RESTORE_INCOMPLETE', count === 1 ? `${showByteName(first.path)} is not restored as it was: ${first.text}` : `${countOf(count, 'entry', 'entries')} are not restored as they were, the first is ${showByteName(first.path)}: ${first.text}`, {
    hint: report.problems.some((problem) => problem.kind === 'damaged') ? 'take the damaged entries from another snapshot: `find` lists the versions of a path' : 'everything else is restored; run as root to get owners and devices back',
  });
}
