/**
 * What administrators decided, in the order in which they did: the append-only truth behind the catalog's agents, tokens and events. A rebuilt catalog
 * must not let a revoked key back in. Knows the messages of the contract, not what they mean.
 */
import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { faultPoint } from '@stillpoint/proto/fault-point.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import { tryReserve } from '@stillpoint/proto/posix/open-file.ts';

import { datastoreError } from './datastore-error.ts';
import { syncPath, writeDurably } from './durable-file.ts';
import { encodeJournalHeader, encodeJournalRecord, JOURNAL_MAX_PAYLOAD_BYTES } from './journal-layout.ts';
import { JournalHeadNote, readJournalHead, type JournalHead } from './journal-head.ts';
import { missingJournal, readJournal } from './journal-reader.ts';
import { settleHandle } from './settled-file.ts';

import type { FileHandle } from 'node:fs/promises';
import type { JournalEnd } from './journal-reader.ts';
import type { SettlingFile } from './settled-file.ts';

/** What the journal needs of a file that it appends to. */
export interface JournalFile extends SettlingFile {
  write(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesWritten: number }>;
  truncate(lengthBytes: number): Promise<void>;
  close(): Promise<void>;
}

/** Options of {@link DecisionJournal.open}; `clock` gives ms since 1970. */
export interface DecisionJournalOptions {
  readonly clock: () => number;
  /** Opens the file for appending; replaced where faults are injected. */
  readonly openFile?: (path: string) => Promise<JournalFile>;
}

/** A record that was being appended when its collector died and that nobody was told of. */
export interface TornDecision {
  /** File that keeps its bytes; undefined when there was no space for one. */
  readonly path: string | undefined;
  readonly bytes: number;
}

/** A decision as it is given to {@link DecisionJournal.append}: the journal numbers it and writes the time. */
export type NewDecision = Omit<v1.Decision.$Properties, 'number' | 'timeMs'>;

/** Path of the journal's file within a datastore. */
export function journalPath(directory: string): string {
  return join(directory, 'journal', 'decisions.log');
}

/** The journal, open for its owner. Whoever opens it closes it. */
export class DecisionJournal implements AsyncDisposable {
  /** What {@link open} moved aside. */
  readonly torn: TornDecision | undefined;
  /** What does not fit what was noted of the journal, a sentence; undefined when it fits. */
  readonly mismatch: string | undefined;
  readonly #path: string;
  readonly #note: JournalHeadNote;
  readonly #file: JournalFile;
  readonly #clock: () => number;
  #endBytes: number;
  #records: number;
  #hash: Buffer;
  #queue: Promise<unknown> = Promise.resolve();
  #condemnation: StillpointError | undefined;
  #closed = false;

  private constructor(path: string, file: JournalFile, note: JournalHeadNote, clock: () => number, end: JournalEnd, found: Pick<DecisionJournal, 'torn' | 'mismatch'>) {
    this.#path = path;
    this.#note = note;
    this.#file = file;
    this.#clock = clock;
    this.#endBytes = end.endBytes;
    this.#records = end.records;
    this.#hash = end.hash;
    this.torn = found.torn;
    this.mismatch = found.mismatch;
  }

  /** Writes an empty journal into the datastore at `directory`, whose folder `journal` exists. Throws system errors. */
  static async create(directory: string): Promise<void> {
    const path = journalPath(directory);
    await writeDurably(path, encodeJournalHeader());
    // Of a journal that an interrupted `init` began.
    await rm(join(dirname(path), 'head'), { force: true });
    await syncPath(dirname(path));
  }

  /** Reads the journal through and makes it ready for appending; only the datastore's owner may. A torn record at its end is moved aside. JOURNAL_CORRUPT, DATASTORE_*. */
  static async open(directory: string, options: DecisionJournalOptions): Promise<DecisionJournal> {
    const path = journalPath(directory);
    try {
      const file = await (options.openFile ?? openJournalFile)(path);
      try {
        // A record that its collector did not live to sync is in effect from here on, so it must not be lost any more; one that could not be synced must not count.
        await settleHandle(file);
        const noted = await readJournalHead(path);
        const { end, mismatch } = await findEnd(path, noted);
        const torn = end.tornBytes === 0 ? undefined : await moveAside(path, file, end, options.clock());
        const note = await JournalHeadNote.open(path);
        // One that does not fit stays until that is written down: see openOwnedDatastore.
        if (mismatch === undefined) await note.write({ number: end.records, hash: end.hash.toString('hex') });
        return new DecisionJournal(path, file, note, options.clock, end, { torn, mismatch });
      } catch (error) {
        await file.close();
        throw error;
      }
    } catch (error) {
      throw systemErrorCode(error) === 'ENOENT' ? missingJournal(path, error) : datastoreError(error, `opening ${path}`);
    }
  }

  /** Number of the last decision; 0 when there is none. */
  get lastNumber(): number {
    return this.#records;
  }

  /** The last record and its hash; number 0 with the hash of the header when there is none. */
  get head(): JournalHead {
    return { number: this.#records, hash: this.#hash.toString('hex') };
  }

  /**
   * Writes a decision behind the last one; it is durable when this resolves to what was written. Calls queue up in their order. DATASTORE_FULL: nothing was
   * written. DATASTORE_IO: unknown whether it was; the journal takes nothing more until it is opened again.
   */
  async append(decision: NewDecision): Promise<v1.Decision.$Properties> {
    const appended = this.#queue.then(() => this.#append(decision));
    // The next one does not fail because this one did.
    this.#queue = appended.catch(() => undefined);
    return appended;
  }

  /** Every decision that was appended before the call, in order. JOURNAL_CORRUPT, DATASTORE_*. */
  async *readAll(): AsyncGenerator<v1.Decision> {
    await this.#queue;
    yield* readJournal(this.#path, this.#endBytes);
  }

  /** Waits for appends that are under way. May be called again. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#queue;
    await this.#note.close();
    await this.#file.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #append(decision: NewDecision): Promise<v1.Decision.$Properties> {
    if (this.#condemnation !== undefined) throw this.#condemnation;
    if (this.#closed) throw new StillpointError('INTERNAL', 'the journal of decisions is closed');
    const numbered = { ...decision, number: this.#records + 1, timeMs: this.#clock() };
    const payload = v1.Decision.encode(numbered).finish();
    if (payload.length > JOURNAL_MAX_PAYLOAD_BYTES) throw new StillpointError('LIMIT_EXCEEDED', `a decision has ${payload.length} bytes; ${JOURNAL_MAX_PAYLOAD_BYTES} is the limit`);
    const { bytes, hash } = encodeJournalRecord(this.#hash, payload);
    await this.#write(bytes);
    try {
      await this.#file.datasync();
    } catch (error) {
      throw this.#condemn(error);
    }
    this.#endBytes += bytes.length;
    this.#records += 1;
    this.#hash = hash;
    await this.#note.write(this.head);
    faultPoint('journal-appended');
    return numbered;
  }

  async #write(bytes: Buffer): Promise<void> {
    let done = 0;
    try {
      while (done < bytes.length) {
        const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, this.#endBytes + done);
        if (bytesWritten <= 0) throw new Error(`a write of ${bytes.length - done} bytes wrote nothing`);
        done += bytesWritten;
      }
    } catch (error) {
      await this.#undoWrite();
      throw datastoreError(error, `writing ${this.#path}`);
    }
  }

  /** Takes a piece of a record away again, so that the next append does not follow it. */
  async #undoWrite(): Promise<void> {
    try {
      await this.#file.truncate(this.#endBytes);
    } catch (error) {
      throw this.#condemn(error);
    }
  }

  #condemn(error: unknown): StillpointError {
    this.#condemnation = new StillpointError('DATASTORE_IO', `writing ${this.#path} failed; nothing more is written to it`, {
      hint: 'look into the kernel log for errors of the disk, then start the collector again',
      cause: error,
    });
    return this.#condemnation;
  }
}

// Some hundred decisions: on a full disk, deleting and revoking must still be possible.
const RESERVE_BYTES = 65_536;

/** Every decision of a datastore's journal without writing anything, for readers; a torn record at the end is left out. JOURNAL_CORRUPT, DATASTORE_*. */
export async function* readDecisions(directory: string): AsyncGenerator<v1.Decision> {
  yield* readJournal(journalPath(directory));
}

/** The journal's end, and what of it does not fit `noted`. JOURNAL_CORRUPT, DATASTORE_*. */
async function findEnd(path: string, noted: JournalHead | undefined): Promise<{ readonly end: JournalEnd; readonly mismatch: string | undefined }> {
  let hashThere: string | undefined;
  const records = readJournal(path, undefined, (number, hash) => {
    if (number === noted?.number) hashThere = hash.toString('hex');
  });
  for (;;) {
    const next = await records.next();
    if (next.done === true) return { end: next.value, mismatch: noted === undefined || noted.number === 0 ? undefined : describeMismatch(noted, hashThere, next.value.records) };
  }
}

/** What is wrong with a journal of `records` records in which record `noted.number` has the hash `found`; undefined when nothing is. */
export function describeMismatch(noted: JournalHead, found: string | undefined, records: number): string | undefined {
  if (noted.number > records) return `the journal ends with record ${records}, but record ${noted.number} was noted: the end of the journal is missing`;
  return noted.number === 0 || found === noted.hash ? undefined : `record ${noted.number} has another hash than was noted of it: the journal was written anew`;
}

async function openJournalFile(path: string): Promise<JournalFile> {
  const handle = await open(path, 'r+') satisfies FileHandle;
  try {
    // Where nothing can be reserved the journal works as well: only not on a full disk.
    tryReserve(handle.fd, (await handle.stat()).size, RESERVE_BYTES);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function moveAside(path: string, file: JournalFile, end: JournalEnd, nowMs: number): Promise<TornDecision> {
  const tornPath = join(dirname(path), `torn-${nowMs}.bin`);
  const bytes = Buffer.alloc(end.tornBytes);
  await using handle = await open(path, 'r');
  await handle.read(bytes, 0, bytes.length, end.endBytes);
  const isKept = await tryKeep(tornPath, bytes);
  // Only now: a crash in between leaves the record twice, never lost.
  await file.truncate(end.endBytes);
  await file.datasync();
  return { path: isKept ? tornPath : undefined, bytes: end.tornBytes };
}

/** False when there is no space: nobody was told that the record counts, so a full disk need not keep the collector from starting. */
async function tryKeep(path: string, bytes: Buffer): Promise<boolean> {
  try {
    await writeDurably(path, bytes);
    await syncPath(dirname(path));
    return true;
  } catch (error) {
    if (datastoreError(error, `writing ${path}`).code !== 'DATASTORE_FULL') throw error;
    await rm(path, { force: true });
    return false;
  }
}
