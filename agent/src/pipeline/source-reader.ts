/**
 * Reads one archive at a time, a tree or a stream: walks, reads, cuts, hashes and builds nodes; synchronous, and blocked whenever the slots are full. Runs in the
 * reader's thread and tells the main thread what becomes of everything.
 */
import { contentClasses, type ContentClassName } from '@stillpoint/proto/chunker/parameters.ts';
import { EncryptionKey, PieceKind } from '@stillpoint/proto/encryption/encryption-key.ts';
import { StillpointError, type ErrorCode } from '@stillpoint/proto/errors.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { encodeArchiveNode, type ArchiveEncryption, type ArchiveFacts } from '@stillpoint/proto/format/archive-node.ts';
import { readMounts } from '@stillpoint/proto/posix/mounts.ts';
import { closeHandle } from '@stillpoint/proto/posix/open-file.ts';
import { Owners } from '@stillpoint/proto/posix/owners.ts';
import { PosixError } from '@stillpoint/proto/posix/posix-error.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import type { FilesSelection } from '../config/agent-config.ts';
import type { Exclusion } from '../selection/exclusion.ts';
import { Selection } from '../selection/selection.ts';
import type { CoveredDatabase, DatabaseFiles, KnownDatabases } from '../source/files/database-directory.ts';
import { FileReader } from '../source/files/file-reader.ts';
import { FilesWalk } from '../source/files/files-walk.ts';
import { treeKey, type LiveFiles } from '../source/files/live-files.ts';
import { OwnerNames } from '../source/files/owner-names.ts';
import { MountPolicy, type SkippedMountFacts } from '../source/files/mount-policy.ts';
import { WalkPlaces, type WalkPlace } from '../source/files/walk-places.ts';
import type { WalkReport } from '../source/files/walk-report.ts';
import { readStream, StreamStop } from '../source/stream/stream-reader.ts';
import type { IdLookup } from '../source/tar/acl-value.ts';
import { readTarTree } from '../source/tar/tar-tree.ts';
import { EncryptingSlotWriter } from './encrypting-slot-writer.ts';
import { JournalEncoder } from './journal.ts';
import { ResumeCursor } from './resume-cursor.ts';
import { RunCounters } from './run-counters.ts';
import { SlotRing, type SlotRingShare } from './slot-ring.ts';
import { SlotWriter } from './slot-writer.ts';
import { TreeCache } from './tree-cache.ts';
import { TreeCacheWriter } from './tree-cache-writer.ts';
import { ZstdContext } from './zstd-context.ts';

/** What the thread is started with. */
export interface ReaderStart {
  readonly ring: SlotRingShare;
  readonly counters: SharedArrayBuffer;
  /** Set when everything is to be encrypted. */
  readonly encryption?: ReaderEncryption | undefined;
}

/** `secret` is the key's, 32 bytes; what is encrypted can only be compressed before. */
export interface ReaderEncryption {
  readonly secret: Uint8Array;
  readonly zstdLevel: number;
}

/** What every archive has. */
interface ArchiveRequest {
  /** Of the archive. */
  readonly name: string;
  /** Kind of its source, as it stands in agent.toml. */
  readonly sourceKind: string;
  readonly contentClass: ContentClassName;
}

/** A tree to read from the guest's filesystems. */
export interface TreeRequest extends ArchiveRequest {
  readonly kind: 'tree';
  readonly files: FilesSelection;
  /** Set for the files of a running server. */
  readonly live?: LiveFiles | undefined;
  /** Copies that are read in place of what lives. */
  readonly copies: readonly WalkPlace[];
  readonly databases: KnownDatabases;
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

/** A stream to read from a pipe, whose read end stays the asker's. */
export interface StreamRequest extends ArchiveRequest {
  readonly kind: 'stream';
  readonly fd: number;
  /** Of a {@link StreamStop}. */
  readonly stop: SharedArrayBuffer;
}

/** A tar stream to read from a pipe, whose read end stays the asker's, as a tree. */
export interface TarRequest extends ArchiveRequest {
  readonly kind: 'tar';
  readonly fd: number;
  /** Of a {@link StreamStop}. */
  readonly stop: SharedArrayBuffer;
  /** File for the members' metadata while the stream is read. */
  readonly spoolFile: string;
}

/** One archive to read. */
export type ReaderRequest = TreeRequest | StreamRequest | TarRequest;

/** Everything that the reader tells besides slots and ends. */
export type ReaderNote =
  | { readonly kind: 'unreadable'; readonly path: string; readonly error: string; readonly text: string }
  | { readonly kind: 'changed'; readonly path: string }
  /** Something that the whole source lacks; the archive is as it should be otherwise. */
  | { readonly kind: 'warning'; readonly code: ErrorCode; readonly text: string }
  | { readonly kind: 'skippedMount'; readonly mount: SkippedMountFacts }
  | { readonly kind: 'uncovered'; readonly database: DatabaseFiles }
  | { readonly kind: 'leftOut'; readonly database: CoveredDatabase }
  | { readonly kind: 'excluded'; readonly path: string; readonly exclusion: Exclusion };

/** An archive that was read to its end: ids of its node and of its tree's or stream's root. `head` and `tail`: a stream's first and last bytes, else nothing. */
export interface ReadArchive {
  readonly node: Uint8Array;
  readonly root: Uint8Array;
  readonly bytes: number;
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/** Messages from the thread. */
export type ReaderAnswer =
  | ReaderNote
  | { readonly kind: 'slot'; readonly slot: number; readonly blockClass: BlockClass; readonly journal: Uint8Array }
  | { readonly kind: 'done'; readonly archive: ReadArchive }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string; readonly hint: string | undefined };

const NOTHING = new Uint8Array(0);
/** A chunk or node, and zstd's bound for what it may add. */
const COMPRESSION_BYTES = 1_048_576 + 8192;

export class SourceReader {
  readonly #answer: (message: ReaderAnswer) => void;
  readonly #counters: RunCounters;
  readonly #slots: SlotWriter;
  readonly #key: EncryptionKey | undefined;
  readonly #files: FileReader;
  readonly #owners = new OwnerNames(new Owners());
  readonly #journal = new JournalEncoder();

  constructor(start: ReaderStart, answer: (message: ReaderAnswer) => void) {
    this.#answer = answer;
    this.#counters = new RunCounters(start.counters);
    const full = (slot: number, blockClass: BlockClass): void => {
      answer({ kind: 'slot', slot, blockClass, journal: blockClass === BlockClass.data ? this.#journal.take() : NOTHING });
    };
    const ring = new SlotRing(start.ring);
    this.#key = start.encryption === undefined ? undefined : new EncryptionKey(start.encryption.secret);
    if (this.#key === undefined) {
      this.#slots = new SlotWriter(ring, full);
    } else {
      // Lives as long as the thread.
      const zstd = new ZstdContext(start.encryption?.zstdLevel ?? 1);
      const target = Buffer.allocUnsafeSlow(COMPRESSION_BYTES);
      this.#slots = new EncryptingSlotWriter(ring, full, this.#key, (plain) => zstd.compressNow(target, plain));
    }
    this.#files = new FileReader(this.#slots, this.#owners, this.#counters, Date.now);
  }

  /** Reads an archive to its end; answers `done` or `failed`. */
  read(request: ReaderRequest): void {
    try {
      this.#slots.cutAs(request.contentClass);
      const archive = this.#readArchive(request);
      this.#slots.flush();
      this.#answer({ kind: 'done', archive });
    } catch (error) {
      const known = error instanceof StillpointError ? error : new StillpointError('INTERNAL', error instanceof Error ? (error.stack ?? error.message) : String(error));
      this.#answer({ kind: 'failed', code: known.code, message: known.message, hint: known.hint });
    }
  }

  #readArchive(request: ReaderRequest): ReadArchive {
    switch (request.kind) {
      case 'tree':
        return this.#readTree(request);
      case 'stream':
        return this.#readStream(request);
      case 'tar':
        return this.#readTar(request);
    }
  }

  #readTar(request: TarRequest): ReadArchive {
    const { fd, spoolFile } = request;
    const missing = (error: ErrorCode, path: string, text: string): void => {
      this.#answer({ kind: 'unreadable', path, error, text });
    };
    const owners = new Owners();
    const idOf: IdLookup = (kind, name) => {
      try {
        return kind === 'user' ? owners.findUid(name) : owners.findGid(name);
      } catch (error) {
        // As unknown, which is told of each member.
        if (error instanceof PosixError) return undefined;
        throw error;
      }
    };
    try {
      const tree = readTarTree({ fd, spoolFile, stop: new StreamStop(request.stop), slots: this.#slots, counters: this.#counters, idOf, missing });
      const node = this.#slots.node(this.#archiveNode({ ...archiveFacts(request), kind: 'tree', entries: tree.entries, bytes: tree.bytes, paths: [Buffer.from('/')] }, tree.node));
      return { node, root: tree.node, bytes: tree.bytes, head: NOTHING, tail: NOTHING };
    } finally {
      closeHandle(fd);
    }
  }

  #readStream(request: StreamRequest): ReadArchive {
    const { root, bytes, head, tail } = readStream(request.fd, new StreamStop(request.stop), this.#slots, this.#counters);
    const node = this.#slots.node(this.#archiveNode({ ...archiveFacts(request), kind: 'stream', entries: 0, bytes, paths: [] }, root));
    return { node, root, bytes, head, tail };
  }

  #readTree(request: TreeRequest): ReadArchive {
    const { files } = request;
    const before = this.#counters.snapshot();
    using stored = request.previousArchive === undefined ? undefined : TreeCache.open(request.cacheFile, treeKey(request.previousArchive, request.live, this.#key?.id));
    using resume = request.resumeFile === undefined ? undefined : new ResumeCursor(request.resumeFile, request.name, (node) => this.#slots.node(node));
    using cache = new TreeCacheWriter(request.dryRun ? undefined : request.cacheFile);
    const selection = Selection.create({ ...files, always: request.protectedPaths });
    const mounts = readMounts();
    const places = new WalkPlaces(request.copies, mounts);
    const walk = new FilesWalk(
      { selection, mounts: new MountPolicy(files.filesystems, mounts), places, databases: request.databases, live: isOfServer(request), resume, forceRead: request.forceRead, dryRun: request.dryRun, clock: Date.now, flushedMs: Math.min(request.flushedMs, request.live?.settledMs ?? Number.POSITIVE_INFINITY) },
      { slots: this.#slots, cache, stored, damaged: idKeys(request.damagedIds) },
      this.#files,
      this.#report(request),
      this.#counters,
    );
    const tree = walk.run();
    const now = this.#counters.snapshot();
    const entries = now.files + now.directories + now.others - before.files - before.directories - before.others;
    const bytes = now.bytes - before.bytes;
    const paths = files.paths.map((path) => Buffer.from(path, 'latin1'));
    const prepared = this.#slots.prepare(this.#archiveNode({ ...archiveFacts(request), kind: 'tree', entries, bytes, paths }, tree.node));
    if (!request.dryRun) {
      this.#slots.put(prepared);
      cache.finish(tree.cacheOffset, treeKey(prepared.id, request.live, this.#key?.id));
    }
    this.#warnings(cache.failure);
    return { node: prepared.id, root: Buffer.from(tree.node), bytes, head: NOTHING, tail: NOTHING };
  }

  #archiveNode(facts: ArchiveFacts, root: Uint8Array): Buffer {
    const key = this.#key;
    const encryption: ArchiveEncryption | undefined = key && { keyId: key.idBytes, encrypt: (record, of) => key.encrypt(PieceKind.archive, record, of) };
    return encodeArchiveNode(facts, root, encryption);
  }

  #warnings(cacheFailure: Error | undefined): void {
    const { failure } = this.#owners;
    if (failure !== undefined) this.#answer({ kind: 'warning', code: 'ENTRY_UNREADABLE', text: `names of owners are missing, only their ids are kept: ${failure.message}` });
    if (cacheFailure !== undefined) this.#answer({ kind: 'warning', code: 'STATE_IO', text: `the next run will read every file again, since the last tree cannot be kept: ${cacheFailure.message}` });
  }

  #report(request: TreeRequest): WalkReport {
    const answer = this.#answer;
    const journal = this.#journal;
    return {
      unreadable: (path, error) => {
        if (request.live !== undefined) throw new StillpointError('SOURCE_FAILED', `${showByteName(path)} cannot be read, and without it the files of the server are worth nothing: ${error.message}`);
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
      uncovered: (database) => {
        answer({ kind: 'uncovered', database });
      },
      leftOut: (database) => {
        answer({ kind: 'leftOut', database });
      },
      excluded: (path, exclusion) => {
        if (request.listExcluded) answer({ kind: 'excluded', path, exclusion });
      },
      read: (path, { entry, sequence }, readAgain) => {
        // Files in the node itself cost no more than the journal's record; a list whose chunks are not remembered cannot be offered.
        if (entry.content.kind === 'chunks' || sequence !== undefined) journal.add({ source: request.name, path, readAgain, entry, sequence });
      },
    };
  }
}

function archiveFacts({ name, sourceKind, contentClass }: ArchiveRequest): { name: string; sourceKind: string; chunkClass: number } {
  return { name, sourceKind, chunkClass: contentClasses[contentClass].number };
}

function idKeys(ids: Uint8Array): Set<string> {
  const bytes = Buffer.from(ids);
  const keys = new Set<string>();
  for (let at = 0; at < bytes.length; at += 32) keys.add(bytes.toString('latin1', at, at + 32));
  return keys;
}

/** The files of a server that go on changing; in a dry run its backup has not begun. */
function isOfServer({ live, dryRun, sourceKind }: Pick<TreeRequest, 'live' | 'dryRun' | 'sourceKind'>): boolean {
  return live !== undefined || (dryRun && sourceKind !== 'files');
}
