/**
 * What a run tells whoever watches it: the command line's progress, JSON events, later the collector.
 */
import type { ErrorCode } from '@stillpoint/proto/errors.ts';

import type { Consistency } from '../quiesce/consistency.ts';
import type { Exclusion } from '../selection/exclusion.ts';
import type { SkippedMountFacts } from '../source/files/mount-policy.ts';

/** Counts of a run so far. Bytes are plain bytes unless the name says otherwise. */
export interface RunProgress {
  readonly files: number;
  readonly directories: number;
  readonly others: number;
  readonly bytes: number;
  readonly filesRead: number;
  readonly bytesRead: number;
  readonly filesReused: number;
  /** Files taken from the journal of an interrupted run. */
  readonly filesResumed: number;
  /** Bytes of chunks offered, and of those that the collector wanted. */
  readonly offeredBytes: number;
  readonly newBytes: number;
  readonly newChunks: number;
  /** Compressed bytes given to the network. */
  readonly sentBytes: number;
  readonly excluded: number;
  readonly unreadable: number;
  readonly changed: number;
  readonly elapsedMs: number;
  /** Of the previous snapshot of the plan, 0 when there is none: what an estimate can be made of. */
  readonly expectedFiles: number;
  readonly expectedBytes: number;
}

/** Something that a person should know of; `path` is an absolute latin1 string, '' when it is about no path. */
export interface RunWarning {
  readonly code: ErrorCode;
  readonly path: string;
  readonly text: string;
}

/** An archive of the snapshot; `bytes` undefined: a stream in a dry run, which nobody has read. */
export interface ArchiveFacts {
  readonly name: string;
  readonly kind: 'tree' | 'stream';
  readonly sourceKind: string;
  readonly bytes: number | undefined;
}

/** A source that gave no archive, or one of its archives that could not be had. */
export interface FailedSourceFacts {
  readonly name: string;
  readonly kind: string;
  readonly code: ErrorCode;
  readonly text: string;
  /** What to do about it. */
  readonly hint?: string | undefined;
}

/** How a run ended. `undefined` snapshot facts in a dry run. */
export interface RunOutcome {
  readonly status: 'complete' | 'incomplete' | 'dry-run';
  /** 32 hexadecimal digits. */
  readonly snapshotId: string | undefined;
  readonly sequence: number | undefined;
  readonly timeMs: number | undefined;
  readonly agentName: string;
  readonly plan: string;
  readonly progress: RunProgress;
  /** Bytes that the collector's packs grew by. */
  readonly storedBytes: number;
  readonly warnings: readonly RunWarning[];
  readonly moreWarnings: number;
  readonly skippedMounts: readonly SkippedMountFacts[];
  readonly archives: readonly ArchiveFacts[];
  readonly failedSources: readonly FailedSourceFacts[];
  readonly shrunk: boolean;
  /** What the snapshot promises, and how long the guest stood still for it; undefined in a dry run. */
  readonly stillness: { readonly consistency: Consistency; readonly frozenMs: number } | undefined;
}

/** Callbacks; all are called on the main thread and must not block. */
export interface RunObserver {
  /** The session is open: `previousTimeMs` of the plan's last snapshot, undefined for the first. */
  readonly began: (facts: { readonly runId: string; readonly previousTimeMs: number | undefined; readonly resuming: boolean }) => void;
  /** About four times a second. */
  readonly progress: (progress: RunProgress) => void;
  readonly warning: (warning: RunWarning) => void;
  readonly skippedMount: (mount: SkippedMountFacts) => void;
  /** Only with `listExcluded`. */
  readonly excluded: (path: string, exclusion: Exclusion) => void;
}

/** What is asked of a run. */
export interface RunRequest {
  readonly forceRead: boolean;
  readonly dryRun: boolean;
  readonly listExcluded: boolean;
  /** 32 hexadecimal digits, chosen by whoever asked for the run; undefined: a new one. */
  readonly runId?: string | undefined;
  /** Stops the run within five seconds; it then rejects with RUN_CANCELLED and leaves its journal. */
  readonly signal: AbortSignal;
}
