/**
 * Finding rows of chunks by their ids, many at a time: sorted by prefix and {@link groupSize} to a statement, which is three times as fast as one by one.
 */
import type Database from 'better-sqlite3';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { idBytes, idPrefix } from './chunk-columns.ts';

const groupSize = 128;

/** A row of a chunk: prefix, number, id, length, block, offset in the block, damaged. */
export type ChunkRow = readonly [prefix: number, number: number, id: Buffer, length: number, block: number, offset: number, damaged: number];

/** Ids with their prefixes, and their order by prefix. */
export interface SortedIds {
  readonly prefixes: Float64Array<ArrayBuffer>;
  readonly order: Uint32Array<ArrayBuffer>;
}

/** Sorts ids (n * 32 bytes). */
export function sortIds(ids: Uint8Array): SortedIds {
  const count = ids.length / idBytes;
  if (!Number.isInteger(count)) throw new StillpointError('INTERNAL', `${ids.length} bytes are no list of ids`);
  const prefixes = new Float64Array(count);
  const order = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    prefixes[at] = idPrefix(ids, at * idBytes);
    order[at] = at;
  }
  order.sort((left, right) => prefixes[left]! - prefixes[right]!);
  return { prefixes, order };
}

/** Looks chunks up. */
export class ChunkRows {
  readonly #group: Database.Statement<number[], ChunkRow>;

  constructor(database: Database.Database) {
    const marks = Array.from({ length: groupSize }, () => '?').join(',');
    this.#group = database
      .prepare<number[], ChunkRow>(
        `SELECT p.prefix, c.number, c.id, c.length, c.block, c.offset, c.damaged FROM chunk_prefixes p CROSS JOIN chunks c ON c.number = p.number
         WHERE p.prefix IN (${marks})`,
      )
      .raw();
  }

  /** The rows of the ids (n * 32 bytes), by their index; holes are unknown. */
  find(ids: Uint8Array, sorted: SortedIds): (ChunkRow | undefined)[] {
    const { prefixes, order } = sorted;
    const found = new Array<ChunkRow | undefined>(order.length).fill(undefined);
    const group: number[] = new Array<number>(groupSize).fill(0);
    for (let start = 0; start < order.length; start += groupSize) {
      const end = Math.min(start + groupSize, order.length);
      // A short last group repeats its last prefix: one prepared statement is enough.
      for (let slot = 0; slot < groupSize; slot++) group[slot] = prefixes[order[Math.min(start + slot, end - 1)]!]!;
      const rows = this.#group.all(...group);
      if (rows.length > 0) this.#assign(rows, ids, sorted, start, end, found);
    }
    return found;
  }

  #assign(rows: ChunkRow[], ids: Uint8Array, { prefixes, order }: SortedIds, start: number, end: number, found: (ChunkRow | undefined)[]): void {
    rows.sort((left, right) => left[0] - right[0]);
    let row = 0;
    for (let slot = start; slot < end; slot++) {
      const at = order[slot]!;
      const prefix = prefixes[at]!;
      while (row < rows.length && rows[row]![0] < prefix) row++;
      // Several chunks may share a prefix, and several ids asked for may be the same.
      for (let candidate = row; candidate < rows.length && rows[candidate]![0] === prefix; candidate++) {
        if (sameId(rows[candidate]![2], ids, at * idBytes)) {
          found[at] = rows[candidate];
          break;
        }
      }
    }
  }
}

function sameId(id: Buffer, ids: Uint8Array, offset: number): boolean {
  for (let at = 0; at < idBytes; at++) if (id[at] !== ids[offset + at]) return false;
  return true;
}
