/** Where the data of a sparse member lies: GNU tar's own header, and the three forms of its PAX records. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { PaxRecord } from './pax-records.ts';
import { TAR_BLOCK_BYTES, tarNumber } from './tar-header.ts';

/** A run of bytes that the stream holds. */
export interface DataRun {
  readonly offset: number;
  readonly length: number;
}

/** A member's data runs in order, and its size with what lies between them. */
export interface SparseLayout {
  readonly runs: readonly DataRun[];
  readonly sizeBytes: number;
}

/** Of a map before a member's data, which must fit memory: some 500,000 runs. */
const MAP_MAX_BYTES = 16_777_216;

/** GNU tar's own form: four runs in the header, 21 in each block behind it. */
export function gnuSparse(header: Buffer, nextBlock: () => Buffer): SparseLayout {
  const runs = readRuns(header, 386, 4);
  let more = header[482] !== 0;
  for (let bytes = 0; more; bytes += TAR_BLOCK_BYTES) {
    if (bytes > MAP_MAX_BYTES) throw damaged();
    const block = nextBlock();
    runs.push(...readRuns(block, 0, 21));
    more = block[504] !== 0;
  }
  return checked(runs, tarNumber(header.subarray(483, 495)));
}

/** The forms 0.0 and 0.1, in PAX records; undefined when there are none of them. */
export function paxSparse(records: readonly PaxRecord[]): SparseLayout | undefined {
  const size = records.findLast(({ keyword }) => keyword === 'GNU.sparse.size');
  if (size === undefined) return undefined;
  const map = records.findLast(({ keyword }) => keyword === 'GNU.sparse.map');
  const numbers = map === undefined ? records.filter(({ keyword }) => keyword === 'GNU.sparse.offset' || keyword === 'GNU.sparse.numbytes').map(({ value }) => Number(value)) : map.value.split(',').map(Number);
  return checked(pairs(numbers), Number(size.value));
}

/** The form 1.0, a map in decimal lines before the data; `bytes`: how many the map took of it. */
export function leadingSparse(sizeBytes: number, nextBlock: () => Buffer): { readonly layout: SparseLayout; readonly bytes: number } {
  let bytes = 0;
  let text = '';
  let lines: string[] = [];
  // The first line says how many runs follow, of two lines each.
  while (lines.length < 2 || lines.length - 1 < 1 + 2 * Number(lines[0])) {
    if (bytes > MAP_MAX_BYTES) throw damaged();
    text += nextBlock().toString('latin1');
    bytes += TAR_BLOCK_BYTES;
    lines = text.split('\n');
  }
  const numbers = lines.slice(1, 1 + 2 * Number(lines[0])).map(Number);
  return { layout: checked(pairs(numbers), sizeBytes), bytes };
}

function readRuns(block: Buffer, at: number, count: number): DataRun[] {
  const runs: DataRun[] = [];
  for (let index = 0; index < count; index++) {
    const start = at + index * 24;
    if (block[start] === 0) break;
    runs.push({ offset: tarNumber(block.subarray(start, start + 12)), length: tarNumber(block.subarray(start + 12, start + 24)) });
  }
  return runs;
}

function pairs(numbers: readonly number[]): DataRun[] {
  const runs: DataRun[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2) runs.push({ offset: numbers[index] ?? 0, length: numbers[index + 1] ?? 0 });
  return runs;
}

/** A run of no bytes at the end only tells the size. */
function checked(runs: readonly DataRun[], sizeBytes: number): SparseLayout {
  let end = 0;
  for (const { offset, length } of runs) {
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < end || length < 0) throw damaged();
    end = offset + length;
  }
  if (!Number.isSafeInteger(sizeBytes) || end > sizeBytes) throw damaged();
  return { runs: runs.filter(({ length }) => length > 0), sizeBytes };
}

function damaged(): StillpointError {
  return new StillpointError('SOURCE_FAILED', 'the tar stream has a sparse file whose map is damaged');
}
