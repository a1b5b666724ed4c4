/**
 * Reads the decision journal record by record and tells an interrupted append from damage.
 */
import { open } from 'node:fs/promises';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { v1 } from '@stillpoint/proto/messages.ts';

import { datastoreError } from './datastore-error.ts';
import { checkJournalPayload, decodeJournalHeader, findJournalFrame, JOURNAL_FRAME_BYTES, JOURNAL_HEADER_BYTES, JOURNAL_HINT, JOURNAL_MAX_PAYLOAD_BYTES } from './journal-layout.ts';
import { ReadWindow } from './read-window.ts';

import type { FileHandle } from 'node:fs/promises';

/** Where the whole records end. */
export interface JournalEnd {
  readonly records: number;
  /** Hash of the last record (of the header when there is none), which the next one continues. */
  readonly hash: Buffer;
  readonly endBytes: number;
  /** Bytes behind it of an append that was interrupted. */
  readonly tornBytes: number;
}

const WINDOW_BYTES = 262_144;
const SECTOR_BYTES = 512;

/**
 * Yields every decision of the journal at `path` (up to `limitBytes`, if given) and returns where it ends. `onRecord` is told each whole record's hash. Memory does not grow with the journal.
 * JOURNAL_CORRUPT with the number of the first record that is damaged or absent, DATASTORE_NEWER, DATASTORE_DENIED, DATASTORE_IO.
 */
export async function* readJournal(path: string, limitBytes = Number.MAX_SAFE_INTEGER, onRecord?: (number: number, hash: Buffer) => void): AsyncGenerator<v1.Decision, JournalEnd> {
  await using handle = await openJournal(path);
  const fileBytes = Math.min((await handle.stat()).size, limitBytes);
  const window = new ReadWindow({ endBytes: fileBytes, read: (offset, length) => readExactly(handle, path, offset, length) }, WINDOW_BYTES);
  let hash = decodeJournalHeader(await window.at(0, JOURNAL_HEADER_BYTES));
  let offset = JOURNAL_HEADER_BYTES;
  let records = 0;
  while (offset < fileBytes) {
    const frameBytes = await window.at(offset, JOURNAL_FRAME_BYTES);
    if (frameBytes.length < JOURNAL_FRAME_BYTES) break;
    const frame = findJournalFrame(frameBytes);
    if (frame === undefined) {
      if (await endsInZeros(window, offset, fileBytes)) break;
      throw corrupt(records + 1, offset, 'is damaged');
    }
    const recordEnd = offset + JOURNAL_FRAME_BYTES + frame.payloadBytes;
    if (recordEnd > fileBytes) break;
    const payload = await window.at(offset + JOURNAL_FRAME_BYTES, frame.payloadBytes);
    const state = checkJournalPayload(frame, payload, hash);
    if (state === 'broken' && (await endsInZeros(window, offset, fileBytes))) break;
    if (state !== 'whole') throw corrupt(records + 1, offset, state === 'broken' ? 'is damaged' : 'does not continue the one before: records were removed or changed');
    const decision = decodeDecision(records + 1, offset, Buffer.from(payload));
    records += 1;
    hash = frame.hash;
    offset = recordEnd;
    onRecord?.(records, hash);
    yield decision;
  }
  return { records, hash, endBytes: offset, tornBytes: fileBytes - offset };
}

/**
 * True when the last record was cut by a power failure: some filesystems make a file longer before its content is there, which then reads as zeros from a
 * sector on. Anything else that is wrong within the length of the file is damage.
 */
async function endsInZeros(window: ReadWindow, offset: number, fileBytes: number): Promise<boolean> {
  if (fileBytes - offset > JOURNAL_FRAME_BYTES + JOURNAL_MAX_PAYLOAD_BYTES) return false;
  const bytes = await window.at(offset, fileBytes - offset);
  let used = bytes.length;
  while (used > 0 && bytes[used - 1] === 0) used -= 1;
  if (used === 0) return true;
  const firstZeroSector = Math.ceil((offset + used) / SECTOR_BYTES) * SECTOR_BYTES;
  return fileBytes - firstZeroSector >= 16;
}

function decodeDecision(number: number, offset: number, payload: Buffer): v1.Decision {
  let decision;
  try {
    decision = v1.Decision.decode(payload);
  } catch (error) {
    throw corrupt(number, offset, 'cannot be decoded', error);
  }
  if (decision.number !== number) throw corrupt(number, offset, `says that it is number ${decision.number}`);
  return decision;
}

async function openJournal(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') throw missingJournal(path, error);
    throw datastoreError(error, `reading ${path}`);
  }
}

async function readExactly(handle: FileHandle, path: string, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  try {
    while (done < length) {
      const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
      if (bytesRead === 0) throw new Error(`the file ends at byte ${offset + done}`);
      done += bytesRead;
    }
  } catch (error) {
    throw datastoreError(error, `reading ${path}`);
  }
  return bytes;
}

/** JOURNAL_CORRUPT for a journal that is not there. */
export function missingJournal(path: string, cause: unknown): StillpointError {
  return new StillpointError('JOURNAL_CORRUPT', `${path} does not exist`, { hint: JOURNAL_HINT, cause });
}

// The offset is what a person needs who has no copy: everything before it is whole.
function corrupt(number: number, offset: number, text: string, cause?: unknown): StillpointError {
  return new StillpointError('JOURNAL_CORRUPT', `record ${number} of the journal of decisions, at byte ${offset}, ${text}`, {
    hint: `${JOURNAL_HINT}. Without a copy: save the file, cut it with \`truncate -s ${offset} journal/decisions.log\`, start again, and repeat what was decided since (above all revocations)`,
    cause,
  });
}
