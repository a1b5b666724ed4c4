/**
 * Questions about chunks: which are known, and where they lie.
 */
import type Database from 'better-sqlite3';

import { idBytes, type ChunkColumns, type PlaceColumns, type Upload } from './chunk-columns.ts';
import { sortIds, type ChunkRow, type ChunkRows } from './chunk-rows.ts';
import type { DamageTable } from './damage-table.ts';

type BlockRow = readonly [offset: number, totalBytes: number, pack: number, upload: number];
type PlaceRow = readonly [chunk: number, block: number, offset: number, damaged: number];

// Blocks that are remembered between calls: neighbours in an offer or a file lie in the same blocks.
const rememberedBlocks = 32_768;
const groupSize = 128;

/** Answers from the tables of chunks, blocks and places. */
export class ChunkLookup {
  readonly #rows: ChunkRows;
  readonly #damages: DamageTable;
  readonly #upload: Database.Statement<[number], readonly [agent: Buffer, session: Buffer]>;
  readonly #block: Database.Statement<[number], BlockRow>;
  readonly #packId: Database.Statement<[number], Buffer>;
  readonly #places: Database.Statement<number[], PlaceRow>;
  // The number of a block is given once while a connection lives, and its row never changes.
  readonly #remembered = new Map<number, BlockRow>();

  constructor(database: Database.Database, rows: ChunkRows, damages: DamageTable) {
    this.#rows = rows;
    this.#damages = damages;
    this.#upload = database.prepare<[number], readonly [Buffer, Buffer]>('SELECT agent, session FROM uploads WHERE number = ?').raw();
    this.#block = database.prepare<[number], BlockRow>('SELECT offset, total_bytes, pack, upload FROM blocks WHERE number = ?').raw();
    this.#packId = database.prepare<[number], Buffer>('SELECT id FROM packs WHERE number = ?').pluck();
    const marks = Array.from({ length: groupSize }, () => '?').join(',');
    this.#places = database.prepare<number[], PlaceRow>(`SELECT chunk, block, offset, damaged FROM places WHERE chunk IN (${marks})`).raw();
  }

  /** What is known of each of the ids (n * 32 bytes). */
  lookup(ids: Uint8Array): ChunkColumns {
    const rows = this.#rows.find(ids, sortIds(ids));
    const columns = {
      number: new Float64Array(rows.length),
      length: new Uint32Array(rows.length),
      damaged: new Uint8Array(rows.length),
      upload: new Uint32Array(rows.length),
    };
    const uploads: Upload[] = [];
    const indexes = new Map<number, number>();
    for (const [at, row] of rows.entries()) {
      if (row === undefined) continue;
      columns.number[at] = row[1];
      columns.length[at] = row[3];
      if (row[6] === 1 && this.#damages.isDamaged(row[1], row[6])) columns.damaged[at] = 1;
      const upload = this.#blockRow(row[4])?.[3] ?? 0;
      let index = indexes.get(upload);
      if (index === undefined) {
        const [agent, session] = this.#upload.get(upload) ?? [Buffer.alloc(0), Buffer.alloc(0)];
        index = uploads.push({ agentId: agent.toString('hex'), sessionId: session.toString('hex') }) - 1;
        indexes.set(upload, index);
      }
      columns.upload[at] = index;
    }
    return { ...columns, uploads };
  }

  /** The places of each of the ids (n * 32 bytes), good ones first; none for an unknown id. */
  locate(ids: Uint8Array): PlaceColumns {
    const rows = this.#rows.find(ids, sortIds(ids));
    const further = this.#furtherPlaces(rows);
    const count = new Uint32Array(rows.length);
    const packIds: string[] = [];
    const packs = new Map<number, number>();
    const numbers: number[] = [];
    for (const [at, row] of rows.entries()) {
      if (row === undefined) continue;
      for (const [, blockNumber, chunkOffset, damaged] of placesOf(row, further)) {
        const block = this.#blockRow(blockNumber);
        if (block === undefined) continue;
        let pack = packs.get(block[2]);
        if (pack === undefined) {
          pack = packIds.push(this.#packId.get(block[2])?.toString('hex') ?? '') - 1;
          packs.set(block[2], pack);
        }
        numbers.push(pack, block[0], block[1], chunkOffset, row[3], damaged);
        count[at] = count[at]! + 1;
      }
    }
    return { count, packIds, numbers: Float64Array.from(numbers) };
  }

  /** Those of the ids (n * 32 bytes) that have no good place. */
  damagedAmong(ids: Uint8Array): Uint8Array<ArrayBuffer> {
    const damaged: Uint8Array[] = [];
    for (const [at, row] of this.#rows.find(ids, sortIds(ids)).entries()) {
      if (row !== undefined && this.#damages.isDamaged(row[1], row[6])) damaged.push(ids.subarray(at * idBytes, (at + 1) * idBytes));
    }
    const result = new Uint8Array(damaged.length * idBytes);
    for (const [at, id] of damaged.entries()) result.set(id, at * idBytes);
    return result;
  }

  // Places beside the one in the chunk's own row; most chunks have none.
  #furtherPlaces(rows: readonly (ChunkRow | undefined)[]): Map<number, PlaceRow[]> {
    const numbers = rows.flatMap((row) => (row === undefined ? [] : [row[1]])).sort((left, right) => left - right);
    const places = new Map<number, PlaceRow[]>();
    for (let start = 0; start < numbers.length; start += groupSize) {
      const group = numbers.slice(start, start + groupSize);
      while (group.length < groupSize) group.push(0);
      for (const place of this.#places.all(...group)) {
        const known = places.get(place[0]);
        if (known === undefined) places.set(place[0], [place]);
        else if (!known.some((other) => other[1] === place[1])) known.push(place);
      }
    }
    return places;
  }

  #blockRow(number: number): BlockRow | undefined {
    const known = this.#remembered.get(number);
    if (known !== undefined) return known;
    const row = this.#block.get(number);
    if (row === undefined) return undefined;
    if (this.#remembered.size >= rememberedBlocks) this.#remembered.clear();
    this.#remembered.set(number, row);
    return row;
  }
}

// Good places first, then in the order in which they were written.
function placesOf(row: ChunkRow, further: ReadonlyMap<number, PlaceRow[]>): PlaceRow[] {
  const own: PlaceRow = [row[1], row[4], row[5], row[6]];
  const others = further.get(row[1])?.filter((place) => place[1] !== own[1]) ?? [];
  return others.length === 0 ? [own] : [own, ...others].sort((left, right) => left[3] - right[3] || left[1] - right[1]);
}
