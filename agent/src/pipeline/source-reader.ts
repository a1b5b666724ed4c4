/**
 * Reads one `files` source at a time: walks, reads, cuts, hashes and builds nodes; synchronous, and blocked whenever the slots are full. Runs in the reader's
 * thread and tells the main thread what becomes of everything.
 */
import { identify } from '@stillpoint/proto/chunk-identity.ts';
import { contentClasses } from '@stillpoint/proto/chunker/parameters.ts';
import { StillpointError, type ErrorCode } from '@stillpoint/proto/errors.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { encodeArchiveNode } from '@stillpoint/proto/format/archive-node.ts';
import { Owners } from '@stillpoint/proto/posix/owners.ts';

import type { FilesSourceConfig } from '../config/agent-config.ts';
import type { Exclusion } from '../selection/exclusion.ts';
import { Selection } from '../selection/selection.ts';
import { FileReader } from '../source/files/file-reader.ts';
import { FilesWalk } from '../source/files/files-walk.ts';
import { OwnerNames } from '../source/files/owner-names.ts';
import { MountPolicy, type SkippedMountFacts } from '../source/files/mount-policy.ts';
import type { WalkReport } from '../source/files/walk-report.ts';
import { JournalEncoder } from './journal.ts';
import { ResumeCursor } from './resume-cursor.ts';
import { RunCounters } from './run-counters.ts';
import { SlotRing, type SlotRingShare } from './slot-ring.ts';
import { SlotWriter } from './slot-writer.ts';
import { TreeCache } from './tree-cache.ts';
import { TreeCacheWriter } from './tree-cache-writer.ts';

/** What the thread is started with. */
export interface ReaderStart {
  readonly ring: SlotRingShare;
  readonly counters: SharedArrayBuffer;
}

/** One source to read. */
export interface ReaderRequest {
  readonly source: FilesSourceConfig;
  /** Absolute paths that are Stillpoint's own and never backed up. */
  readonly protectedPaths: readonly string[];
  /** File of the archive's tree cache; the one to write gets `.new` behind it. */
  readonly cacheFile: string;
  /** Archive node of the last snapshot, if there is one. */
  readonly previousArchive: Uint8Array | undefined;
  /** Journal of confirmed records of an interrupted run, if there is one. */
  readonly resumeFile: string | undefined;
  readonly damagedIds: Uint8Array;
  /** As in the walk's options. */
  readonly flushedMs: number;
  readonly forceRead: boolean;
  readonly dryRun: boolean;
  readonly listExcluded: boolean;
}

/** Everything that the reader tells besides slots and ends. */
export type ReaderNote =
  | { readonly kind: 'unreadable'; readonly path: string; readonly error: string; readonly text: string }
  | { readonly kind: 'changed'; readonly path: string }
  /** Something that the whole source lacks; the archive is as it should be otherwise. */
  | { readonly kind: 'warning'; readonly code: ErrorCode; readonly text: string }
  | { readonly kind: 'skippedMount'; readonly mount: SkippedMountFacts }
  | { readonly kind: 'excluded'; readonly path: string; readonly exclusion: Exclusion };

/** Messages from the thread. */
export type ReaderAnswer =
  | ReaderNote
  | { readonly kind: 'slot'; readonly slot: number; readonly blockClass: BlockClass; readonly journal: Uint8Array }
  | { readonly kind: 'done'; readonly archive: Uint8Array; readonly root: Uint8Array }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string; readonly hint: string | undefined };

const NOTHING = new Uint8Array(0);

export class SourceReader {
  readonly #answer: (message: ReaderAnswer) => void;
  readonly #counters: RunCounters;
  readonly #slots: SlotWriter;
  readonly #files: FileReader;
  readonly #owners = new OwnerNames(new Owners());
  readonly #journal = new JournalEncoder();

  constructor(start: ReaderStart, answer: (message: ReaderAnswer) => void) {
    this.#answer = answer;
    this.#counters = new RunCounters(start.counters);
    this.#slots = new SlotWriter(new SlotRing(start.ring), (slot, blockClass) => {
      answer({ kind: 'slot', slot, blockClass, journal: blockClass === BlockClass.data ? this.#journal.take() : NOTHING });
    });
    this.#files = new FileReader(this.#slots, this.#owners, this.#counters, Date.now);
  }

  /** Reads a source to its end; answers `done` or `failed`. */
  read(request: ReaderRequest): void {
    try {
      this.#read(request);
    } catch (error) {
      const known = error instanceof StillpointError ? error : new StillpointError('INTERNAL', error instanceof Error ? (error.stack ?? error.message) : String(error));
      this.#answer({ kind: 'failed', code: known.code, message: known.message, hint: known.hint });
    }
  }

  #read(request: ReaderRequest): void {
    const { source } = request;
    const before = this.#counters.snapshot();
    using stored = request.previousArchive === undefined ? undefined : TreeCache.open(request.cacheFile, request.previousArchive);
    using resume = request.resumeFile === undefined ? undefined : new ResumeCursor(request.resumeFile, source.name, (node) => this.#slots.node(node));
    using cache = new TreeCacheWriter(request.dryRun ? undefined : request.cacheFile);
    const selection = Selection.create({ ...source, always: request.protectedPaths });
    const walk = new FilesWalk(
      { selection, mounts: new MountPolicy(source.filesystems), resume, forceRead: request.forceRead, dryRun: request.dryRun, clock: Date.now, flushedMs: request.flushedMs },
      { slots: this.#slots, cache, stored, damaged: idKeys(request.damagedIds) },
      this.#files,
      this.#report(request),
      this.#counters,
    );
    const tree = walk.run();
    const now = this.#counters.snapshot();
    const entries = now.files + now.directories + now.others - before.files - before.directories - before.others;
    const paths = source.paths.map((path) => Buffer.from(path, 'latin1'));
    const archive = encodeArchiveNode({ name: source.name, kind: 'tree', sourceKind: source.kind, chunkClass: contentClasses.files.number, entries, bytes: now.bytes - before.bytes, paths }, tree.node);
    const identity = identify(archive);
    if (!request.dryRun) {
      this.#slots.node(archive, identity);
      cache.finish(tree.cacheOffset, identity.id);
    }
    this.#slots.flush();
    this.#warnings(cache.failure);
    this.#answer({ kind: 'done', archive: identity.id, root: Buffer.from(tree.node) });
  }

  #warnings(cacheFailure: Error | undefined): void {
    const { failure } = this.#owners;
    if (failure !== undefined) this.#answer({ kind: 'warning', code: 'ENTRY_UNREADABLE', text: `names of owners are missing, only their ids are kept: ${failure.message}` });
    if (cacheFailure !== undefined) this.#answer({ kind: 'warning', code: 'STATE_IO', text: `the next run will read every file again, since the last tree cannot be kept: ${cacheFailure.message}` });
  }

  #report(request: ReaderRequest): WalkReport {
    const answer = this.#answer;
    const journal = this.#journal;
    return {
      unreadable: (path, error) => {
        answer({ kind: 'unreadable', path, error: error.code, text: error.message });
      },
      partial: (path, error) => {
        answer({ kind: 'unreadable', path, error: error.code, text: `kept without all its attributes: ${error.message}` });
      },
      changed: (path) => {
        answer({ kind: 'changed', path });
      },
      skippedMount: (mount) => {
        answer({ kind: 'skippedMount', mount });
      },
      excluded: (path, exclusion) => {
        if (request.listExcluded) answer({ kind: 'excluded', path, exclusion });
      },
      read: (path, { entry, sequence }, readAgain) => {
        // Files in the node itself cost no more than the journal's record; a list whose chunks are not remembered cannot be offered.
        if (entry.content.kind === 'chunks' || sequence !== undefined) journal.add({ source: request.source.name, path, readAgain, entry, sequence });
      },
    };
  }
}

function idKeys(ids: Uint8Array): Set<string> {
  const bytes = Buffer.from(ids);
  const keys = new Set<string>();
  for (let at = 0; at < bytes.length; at += 32) keys.add(bytes.toString('latin1', at, at + 32));
  return keys;
}
