/**
 * What a source is to a run: something that gives archives, one after another. What is special about each kind lies in a folder of its own; which class
 * belongs to which kind is in sources.ts.
 */
import type { ContentClassName } from '@stillpoint/proto/chunker/parameters.ts';
import type { ErrorCode } from '@stillpoint/proto/errors.ts';

import type { FilesSelection } from '../config/agent-config.ts';
import type { DatabaseQuiesce } from '../quiesce/database-quiesce.ts';
import type { LiveFiles } from './files/live-files.ts';
import type { DatabaseFiles } from './files/database-directory.ts';
import type { StreamStop } from './stream/stream-reader.ts';

/** Surroundings of a source during a run. */
export interface SourceRun {
  readonly signal: AbortSignal;
  /** Walks and counts only: nothing that costs the guest or its databases anything. */
  readonly dryRun: boolean;
  /** The plan's own folder in the agent's state, for what must lie on disk for a moment. */
  readonly folder: string;
  /** Something to know of; the archive is as it should be. `path`: a latin1 string, '' for none. */
  readonly warn: (code: ErrorCode, path: string, text: string) => void;
  /** Something is not in the snapshot, which becomes incomplete. */
  readonly missing: (code: ErrorCode, path: string, text: string) => void;
  /** Part of an archive is of no one moment, as `note` says: the snapshot promises no more than `crash`. */
  readonly unsettled: (note: string) => void;
  /** The version of a tool or server that has a part in the snapshot, which records it. */
  readonly version: (program: string, version: string) => void;
}

/** What every archive has. */
interface ArchiveBase {
  /** `files`, `postgres.shop`: unique within the plan. */
  readonly name: string;
  readonly contentClass: ContentClassName;
}

/** Files below paths of the guest. */
export interface TreeArchive extends ArchiveBase {
  readonly kind: 'tree';
  readonly files: FilesSelection;
  /** Set for the files of a server that goes on writing to them. */
  readonly live?: LiveFiles;
}

/** A stream that begins when it is asked for. */
export interface StreamArchive extends ArchiveBase {
  readonly kind: 'stream';
  /** What is run or read, for people. */
  readonly description: string;
  readonly open: () => Promise<StreamInput>;
  /** True: the stream is a tar, and its members become the entries of a tree. */
  readonly tar?: boolean;
}

/** One archive of a source, not read yet. */
export type SourceArchive = TreeArchive | StreamArchive;

/** A stream's first and last 64 KiB, and its length. */
export interface StreamEdges {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  readonly bytes: number;
}

/** A stream that is being written into a pipe. Closing it ends whoever writes, and makes the reader give up. */
export interface StreamInput extends AsyncDisposable {
  /** The pipe's end to read from. Belongs to the reader, which closes it. */
  readonly fd: number;
  readonly stop: StreamStop;
  /** Called when the stream was read to its end: throws when it is not whole (TOOL_FAILED, TOOL_TIMEOUT …). `said`: what the tool had to say all the same, or ''. */
  finish(edges: StreamEdges): Promise<{ readonly said: string }>;
}

/** One source of a plan. */
export interface Source {
  readonly name: string;
  readonly kind: string;
  /** What it reads from filesystems, of which copies are made at the still point; absent: it is consistent by itself. */
  readonly trees?: readonly FilesSelection[];
  /** True: nobody knows of which moment what it reads is. */
  readonly unknownMoment?: boolean;
  /** True: its archives are worth nothing without each other, so when one fails none is kept. */
  readonly indivisible?: boolean;
  /** Where the databases that it backs up have their files. Throws what connecting throws. */
  databaseFiles?(signal: AbortSignal): Promise<readonly DatabaseFiles[]>;
  /** How its database comes to rest while the filesystems of the plan are copied; undefined: not asked for. */
  quiesce?(): DatabaseQuiesce | undefined;
  /** Gives back what `quiesce` has left open for `archives`. Called at the end of every run. */
  close?(): Promise<void>;
  /**
   * Its archives, in order; the run reads each before it asks for the next. Throws a code of {@link sourceFailures} when there is nothing to read. A single archive that cannot be
   * had fails in its `open`, and the others are kept.
   */
  archives(run: SourceRun): AsyncIterable<SourceArchive>;
}

/** Errors that cost a source or one of its archives, and not the run. */
export const sourceFailures: ReadonlySet<ErrorCode> = new Set(['SOURCE_FAILED', 'TOOL_MISSING', 'TOOL_FAILED', 'TOOL_TIMEOUT', 'TOOL_OUTDATED', 'DATABASE_UNREACHABLE', 'DATABASE_RIGHT_MISSING']);
