/**
 * The datastore: a directory with packs, snapshot files and the journal of decisions; the truth of a collector. It holds bytes and where they lie. It must
 * not know the catalog, SQL, gRPC or the command line.
 */
import { chmod, mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { faultPoint } from '@stillpoint/proto/fault-point.ts';

import { datastoreError } from './datastore-error.ts';
import { DatastoreLock } from './datastore-lock.ts';
import { formatMarker, MARKER_NAME, readMarker } from './datastore-marker.ts';
import { DecisionJournal, readDecisions } from './decision-journal.ts';
import { syncPath, syncTree, writeDurably } from './durable-file.ts';
import { readFreeSpace } from './free-space.ts';
import { LocalObjectStore } from './local-object-store.ts';
import { PackReader } from './pack-reader.ts';
import { recoverPacks } from './pack-recovery.ts';
import { SnapshotStore } from './snapshot-store.ts';

import type { v1 } from '@stillpoint/proto/messages.ts';
import type { DatastoreMode } from './datastore-lock.ts';
import type { DatastoreMarker } from './datastore-marker.ts';
import type { FreeSpace } from './free-space.ts';
import type { PackRecovery } from './pack-recovery.ts';

/** Options of {@link Datastore.create}; `clock` gives ms since 1970. */
export interface DatastoreCreateOptions {
  readonly collectorId: string;
  readonly clock: () => number;
  /** Adds files (certificates, configuration) before the directory counts as a datastore; after an interruption it is called again. */
  readonly prepare?: (directory: string) => Promise<void>;
}

/** Options of {@link Datastore.open}. */
export interface DatastoreOpenOptions {
  readonly mode: DatastoreMode;
  readonly clock: () => number;
  /** Where the owner will answer the CLI; written into the lock file. */
  readonly socketPath?: string;
  /**
   * Asked once by an owner that has the lock: lengths of packs that are known to be sealed. Those are not opened, so that a start does not read from each of
   * ten thousand files. Without it all are looked at.
   */
  readonly findSealedPacks?: () => Promise<ReadonlyMap<string, number>>;
}

const FOLDERS = ['packs', 'snapshots', 'journal'];
const MARKER_TEMPORARY = `${MARKER_NAME}.tmp`;

/** An open datastore. Whoever opens it closes it, after everything that uses it. */
export class Datastore implements AsyncDisposable {
  /** Absolute. */
  readonly directory: string;
  readonly mode: DatastoreMode;
  readonly collectorId: string;
  readonly createdMs: number;
  /** Immutable objects; deleting packs is the business of garbage collection. */
  readonly objects: LocalObjectStore;
  readonly packs: PackReader;
  readonly snapshots: SnapshotStore;
  readonly #lock: DatastoreLock;
  #journal: DecisionJournal | undefined;
  #recoveries: readonly PackRecovery[] = [];
  #closed = false;

  private constructor(directory: string, mode: DatastoreMode, marker: DatastoreMarker, lock: DatastoreLock) {
    this.directory = directory;
    this.mode = mode;
    this.collectorId = marker.collectorId;
    this.createdMs = marker.createdMs;
    this.#lock = lock;
    this.objects = new LocalObjectStore(directory, {
      readOnly: mode === 'reader',
      onPutStep: (name, step) => {
        if (name.startsWith('snapshots/')) faultPoint(`snapshot-${step}`);
      },
    });
    this.packs = new PackReader(this.objects);
    this.snapshots = new SnapshotStore(this.objects);
  }

  /**
   * Makes a datastore of a directory that is empty or does not exist; it is one when this resolves. Interrupted, it can be repeated. DATASTORE_EXISTS,
   * DATASTORE_LOCKED, DATASTORE_DENIED, DATASTORE_FULL, DATASTORE_READ_ONLY, DATASTORE_IO.
   */
  static async create(directory: string, options: DatastoreCreateOptions): Promise<void> {
    const path = resolve(directory);
    const createdMs = options.clock();
    try {
      const firstMade = await mkdir(path, { recursive: true, mode: 0o700 });
      await checkEmpty(path);
      await chmod(path, 0o700);
      await using lock = await DatastoreLock.acquireOwner(path, { pid: process.pid, startedMs: createdMs, socketPath: undefined });
      // Another process may have made one just now.
      await checkEmpty(path);
      // Tells an interrupted `init` from a directory with other people's files.
      await writeDurably(join(path, MARKER_TEMPORARY), Buffer.from(formatMarker({ collectorId: options.collectorId, createdMs })));
      // It must outlast a power failure when anything does that comes after it.
      await syncPath(path);
      for (const folder of FOLDERS) await mkdir(join(path, folder), { recursive: true, mode: 0o700 });
      await DecisionJournal.create(path);
      await options.prepare?.(path);
      // Keys and configuration too: a power failure must not leave a datastore without them.
      await syncTree(path);
      await rename(join(path, MARKER_TEMPORARY), join(path, MARKER_NAME));
      await syncPath(path);
      // Every folder that was made on the way has a name of its own that must last.
      for (let folder = path; ; folder = dirname(folder)) {
        await syncPath(dirname(folder));
        if (folder === (firstMade ?? path) || folder === dirname(folder)) break;
      }
      await lock.close();
    } catch (error) {
      throw datastoreError(error, `making a datastore of ${path}`);
    }
  }

  /**
   * Opens a datastore. The owner seals packs that were left open and removes temporary files; a reader writes nothing. DATASTORE_MISSING, DATASTORE_NEWER,
   * DATASTORE_LOCKED (see findDatastoreOwner in datastore-lock.ts), DATASTORE_DENIED, DATASTORE_READ_ONLY, DATASTORE_IO, JOURNAL_CORRUPT (owner).
   */
  static async open(directory: string, options: DatastoreOpenOptions): Promise<Datastore> {
    const path = resolve(directory);
    const marker = await readMarker(path);
    const owner = { pid: process.pid, startedMs: options.clock(), socketPath: options.socketPath };
    const lock = options.mode === 'owner' ? await DatastoreLock.acquireOwner(path, owner) : await DatastoreLock.acquireReader(path);
    const datastore = new Datastore(path, options.mode, marker, lock);
    try {
      if (options.mode === 'owner') await datastore.#takeOver(options);
      return datastore;
    } catch (error) {
      await datastore.close();
      throw error;
    }
  }

  /** What became of packs that were left open; for the owner, who logs it and corrects the catalog. */
  get recoveries(): readonly PackRecovery[] {
    return this.#recoveries;
  }

  /** Packs of which it is not known whether what is read of them is on the disk: nothing new may come to rely on it. */
  get unprovenPacks(): ReadonlySet<string> {
    return new Set(this.#recoveries.filter(({ durable }) => !durable).map(({ packId }) => packId));
  }

  /** The owner's journal. INTERNAL for a reader, which has {@link readDecisions}. */
  get journal(): DecisionJournal {
    if (this.#journal === undefined) throw new StillpointError('INTERNAL', 'only the owner of a datastore writes its journal');
    return this.#journal;
  }

  /** Every decision in order, for owner and reader. JOURNAL_CORRUPT. */
  readDecisions(): AsyncIterable<v1.Decision> {
    return this.#journal?.readAll() ?? readDecisions(this.directory);
  }

  /** Space of the filesystem that holds the datastore. */
  async freeSpace(): Promise<FreeSpace> {
    return readFreeSpace(this.directory);
  }

  /** Closes files and gives the lock back. May be called again. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    try {
      await this.#journal?.close();
      await this.objects.close();
    } finally {
      await this.#lock.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #takeOver({ clock, findSealedPacks }: DatastoreOpenOptions): Promise<void> {
    this.#journal = await DecisionJournal.open(this.directory, { clock });
    await this.objects.removeTemporaries('snapshots/');
    const sealedPacks = (await findSealedPacks?.()) ?? new Map<string, number>();
    this.#recoveries = await recoverPacks(this.directory, this.packs, { sealedPacks });
  }
}

async function checkEmpty(directory: string): Promise<void> {
  const names = await readdir(directory);
  if (names.includes(MARKER_NAME)) {
    throw new StillpointError('DATASTORE_EXISTS', `${directory} is a datastore already`, { hint: 'use it with `stillpoint-collector serve`, or name another directory' });
  }
  // A disk of its own has lost+found; a lock alone is left by an `init` that was interrupted early.
  const others = names.filter((name) => name !== 'lost+found' && name !== 'lock');
  if (others.length > 0 && !names.includes(MARKER_TEMPORARY)) {
    throw new StillpointError('DATASTORE_EXISTS', `${directory} is not empty`, { hint: 'name an empty directory or one that does not exist' });
  }
}
