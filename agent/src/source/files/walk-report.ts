/**
 * What a walk of a `files` source is told and what it tells.
 */
import type { PosixError } from '@stillpoint/proto/posix/posix-error.ts';

import type { Exclusion } from '../../selection/exclusion.ts';
import type { Selection } from '../../selection/selection.ts';
import type { CoveredDatabase, DatabaseFiles, KnownDatabases } from './database-directory.ts';
import type { ReadResult } from './file-reader.ts';
import type { MountPolicy, SkippedMountFacts } from './mount-policy.ts';
import type { StoredEntry } from './reuse-rule.ts';
import type { WalkPlaces } from './walk-places.ts';

/** What a walk tells while it goes on. Paths are absolute latin1 strings. */
export interface WalkReport {
  /** An object that is not in the archive because it could not be read. */
  unreadable(path: string, error: PosixError): void;
  /** An object that is in the archive, but without all its attributes. */
  partial(path: string, error: PosixError): void;
  /** A file that kept changing while it was read. */
  changed(path: string): void;
  skippedMount(mount: SkippedMountFacts): void;
  /** A database that is being written to, and is not covered by a source. */
  uncovered(database: DatabaseFiles): void;
  /** One that is, and whose files are not in the archive. */
  leftOut(database: CoveredDatabase): void;
  excluded(path: string, exclusion: Exclusion): void;
  /** A file that was read (not one that was reused), for the journal. */
  read(path: string, result: ReadResult, readAgain: boolean): void;
}

/** Entries that an interrupted run has finished and the collector still has. Asked in order of the walk. */
export interface ResumeSource {
  find(path: string): StoredEntry | undefined;
}

/** Options of {@link FilesWalk}. */
export interface FilesWalkOptions {
  readonly selection: Selection;
  readonly mounts: MountPolicy;
  readonly places: WalkPlaces;
  readonly databases: KnownDatabases;
  /** The files are those of a running server: see live-files.ts. */
  readonly live: boolean;
  readonly resume: ResumeSource | undefined;
  readonly forceRead: boolean;
  /** Only walks and counts. */
  readonly dryRun: boolean;
  readonly clock: () => number;
  /** ms since 1970 when everything had been written to disk before the walk, 0 when it could not be: see flush-to-disk.ts. */
  readonly flushedMs: number;
}
