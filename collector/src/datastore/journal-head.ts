/**
 * A note of where the journal of decisions ends, beside it: a journal that was cut off at its end is a whole chain all the same, and only somebody who knows how long it was
 * can tell. A witness, and nothing else: no decision depends on it. Layout in docs/formats.md, "Decision journal".
 */
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';

import { datastoreError } from './datastore-error.ts';

/** Record `number` of the journal has this hash (64 hexadecimal digits). */
export interface JournalHead {
  readonly number: number;
  readonly hash: string;
}

const NOTE_BYTES = 512;

/** The note beside the journal at `path`; undefined when there is none that can be read. DATASTORE_DENIED, DATASTORE_IO. */
export async function readJournalHead(path: string): Promise<JournalHead | undefined> {
  try {
    return parseHead(await readFile(notePath(path), 'utf8'));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw datastoreError(error, `reading ${notePath(path)}`);
  }
}

/** The note, for the journal's owner. Whoever opens it closes it. */
export class JournalHeadNote {
  readonly #handle: FileHandle | undefined;

  private constructor(handle: FileHandle | undefined) {
    this.#handle = handle;
  }

  /** Never fails: where no note can be kept (a full disk), there is one witness less. */
  static async open(path: string): Promise<JournalHeadNote> {
    try {
      return new JournalHeadNote(await open(notePath(path), 'r+'));
    } catch {
      // Most often it is not there yet.
    }
    try {
      return new JournalHeadNote(await open(notePath(path), 'wx+', 0o600));
    } catch {
      return new JournalHeadNote(undefined);
    }
  }

  /** Notes a record that is durable already. In place, so that it needs no space; never fails. */
  async write({ number, hash }: JournalHead): Promise<void> {
    const line = JSON.stringify({ number, hash }).padEnd(NOTE_BYTES - 1);
    try {
      await this.#handle?.write(Buffer.from(`${line}\n`, 'latin1'), 0, NOTE_BYTES, 0);
    } catch {
      // The decision counts all the same; the note stays behind it, which is what readers expect of one.
    }
  }

  async close(): Promise<void> {
    await this.#handle?.close();
  }
}

function notePath(path: string): string {
  return join(dirname(path), 'head');
}

function parseHead(text: string): JournalHead | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('number' in value) || !('hash' in value)) return undefined;
    const { number, hash } = value;
    if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0 || typeof hash !== 'string' || !/^[0-9a-f]{64}$/u.test(hash)) return undefined;
    return { number, hash };
  } catch {
    return undefined;
  }
}
