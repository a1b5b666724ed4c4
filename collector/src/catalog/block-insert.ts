/**
 * Adding blocks and their chunks. Rows are appended in the order of the blocks, many to a statement; the prefixes follow in sorted order, so that a batch
 * touches each page of that tree once.
 */
import type Database from 'better-sqlite3';

import { idBytes, type BlockColumns } from './chunk-columns.ts';
import { sortIds, type ChunkRow, type ChunkRows, type SortedIds } from './chunk-rows.ts';
import type { MetaTable } from './meta-table.ts';

const groupSize = 32;
const chunkFields = 5;
const ownerBytes = 16;

/** Adds blocks; one for each connection that writes, because it keeps the counters of numbers. */
export class BlockInsert {
  readonly #rows: ChunkRows;
  readonly #meta: MetaTable;
  readonly #chunks: GroupInsert;
  readonly #prefixes: GroupInsert;
  readonly #place: Database.Statement<[number, number, number]>;
  readonly #block: Database.Statement<[number, number, number, number, number, number, number]>;
  readonly #findUpload: Database.Statement<[Uint8Array, Uint8Array], number>;
  readonly #insertUpload: Database.Statement<[Uint8Array, Uint8Array]>;
  #nextChunk: number;
  #nextBlock: number;

  constructor(database: Database.Database, rows: ChunkRows, meta: MetaTable) {
    this.#rows = rows;
    this.#meta = meta;
    this.#chunks = new GroupInsert(database, 'chunks (number, id, length, block, offset)', chunkFields);
    this.#prefixes = new GroupInsert(database, 'chunk_prefixes (prefix, number)', 2);
    // A block that names a chunk twice has one place for it.
    this.#place = database.prepare('INSERT OR IGNORE INTO places (block, chunk, offset, damaged) VALUES (?, ?, ?, 0)');
    this.#block = database.prepare('INSERT INTO blocks (number, pack, offset, total_bytes, upload, first_chunk, new_chunks) VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.#findUpload = database.prepare<[Uint8Array, Uint8Array], number>('SELECT number FROM uploads WHERE session = ? AND agent = ?').pluck();
    this.#insertUpload = database.prepare(`INSERT INTO uploads (session, agent, committed, served_ms)
       SELECT ?, ?, 0, coalesce((SELECT value FROM meta WHERE key = 'served_ms'), 0)`);
    this.#nextChunk = Math.max(1, meta.get('next_chunk'));
    this.#nextBlock = (database.prepare<[], number | null>('SELECT max(number) FROM blocks').pluck().get() ?? 0) + 1;
  }

  /**
   * Adds `columns`, whose packs have the numbers `packNumbers`; the caller opened a transaction. Answers the number of each chunk. Numbers are never given
   * twice: not after a chunk is gone, and not after a transaction that was rolled back while this object lives.
   */
  insert(columns: BlockColumns, packNumbers: readonly number[]): Float64Array<ArrayBuffer> {
    // What a batch that failed left behind was rolled back with it.
    this.#chunks.reset();
    this.#prefixes.reset();
    const sorted = sortIds(columns.ids);
    const rows = this.#rows.find(columns.ids, sorted);
    const repeats = findRepeats(columns.ids, sorted, rows);
    const firstNew = this.#nextChunk;
    const numbers = new Float64Array(rows.length);
    let uniqueBytes = 0;
    let chunk = 0;
    for (let at = 0; at < columns.offset.length; at++) {
      const block = this.#nextBlock++;
      const firstOfBlock = this.#nextChunk;
      let offset = 0;
      for (const end = chunk + columns.chunkCount[at]!; chunk < end; chunk++) {
        const length = columns.length[chunk]!;
        const repeated = repeats.get(chunk);
        const known = repeated === undefined ? rows[chunk]?.[1] : numbers[repeated];
        if (known === undefined) {
          const number = this.#nextChunk++;
          numbers[chunk] = number;
          this.#chunks.add(number, columns.ids.subarray(chunk * idBytes, (chunk + 1) * idBytes), length, block, offset);
          uniqueBytes += length;
        } else {
          numbers[chunk] = known;
          if (known < firstOfBlock) this.#place.run(block, known, offset);
        }
        offset += length;
      }
      const upload = this.#uploadNumber(columns.owner, at);
      this.#block.run(block, packNumbers[columns.pack[at]!]!, columns.offset[at]!, columns.totalBytes[at]!, upload, firstOfBlock, this.#nextChunk - firstOfBlock);
    }
    this.#chunks.flush();
    for (const index of sorted.order) {
      if (rows[index] === undefined && !repeats.has(index)) this.#prefixes.add(sorted.prefixes[index]!, numbers[index]!);
    }
    this.#prefixes.flush();
    this.#meta.add('chunks', this.#nextChunk - firstNew);
    this.#meta.add('unique_bytes', uniqueBytes);
    this.#meta.set('next_chunk', this.#nextChunk);
    return numbers;
  }

  #uploadNumber(owners: Uint8Array, block: number): number {
    const start = block * 2 * ownerBytes;
    const agent = owners.subarray(start, start + ownerBytes);
    const session = owners.subarray(start + ownerBytes, start + 2 * ownerBytes);
    return this.#findUpload.get(session, agent) ?? Number(this.#insertUpload.run(session, agent).lastInsertRowid);
  }
}

/** Collects values and inserts {@link groupSize} rows with one statement: a call costs as much as two rows. */
class GroupInsert {
  readonly #one: Database.Statement;
  readonly #group: Database.Statement;
  readonly #fields: number;
  #values: unknown[] = [];

  constructor(database: Database.Database, target: string, fields: number) {
    const row = `(${Array.from({ length: fields }, () => '?').join(',')})`;
    this.#one = database.prepare(`INSERT INTO ${target} VALUES ${row}`);
    this.#group = database.prepare(`INSERT INTO ${target} VALUES ${Array.from({ length: groupSize }, () => row).join(',')}`);
    this.#fields = fields;
  }

  add(...row: unknown[]): void {
    this.#values.push(...row);
    if (this.#values.length < groupSize * this.#fields) return;
    const values = this.#values;
    this.#values = [];
    this.#group.run(...values);
  }

  reset(): void {
    this.#values = [];
  }

  flush(): void {
    const values = this.#values;
    this.#values = [];
    for (let at = 0; at < values.length; at += this.#fields) this.#one.run(...values.slice(at, at + this.#fields));
  }
}

// Chunks that the same batch names before: index to the index of the first. Equal prefixes stand in the order of the batch, the sort is stable.
function findRepeats(ids: Uint8Array, { prefixes, order }: SortedIds, rows: readonly (ChunkRow | undefined)[]): Map<number, number> {
  const repeats = new Map<number, number>();
  for (let slot = 1; slot < order.length; slot++) {
    const index = order[slot]!;
    if (rows[index] !== undefined) continue;
    for (let before = slot - 1; before >= 0 && prefixes[order[before]!] === prefixes[index]; before--) {
      const first = order[before]!;
      if (rows[first] !== undefined || !sameId(ids, index, first)) continue;
      repeats.set(index, repeats.get(first) ?? first);
      break;
    }
  }
  return repeats;
}

function sameId(ids: Uint8Array, left: number, right: number): boolean {
  for (let at = 0; at < idBytes; at++) if (ids[left * idBytes + at] !== ids[right * idBytes + at]) return false;
  return true;
}
