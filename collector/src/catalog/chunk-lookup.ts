/**
 * Questions about chunks: which are known, and where they lie.
 */
import type Database from 'better-sqlite3';

import { idBytes, type ChunkColumns, type PlaceColumns, type Upload } from './chunk-columns.ts';
import { sortIds, type ChunkRow, type ChunkRows } from './chunk-rows.ts';
import type { DamageTable } from './damage-table.ts';

type BlockRow = readonly [offset: number, totalBytes: number, packNumber: number, pack: Buffer];
type PlaceRow = readonly [block: number, offset: number, damaged: number];

// Blocks whose upload is remembered between calls: neighbours in an offer lie in the same blocks.
const rememberedBlocks = 65_536;

/** Answers from the tables of chunks, blocks and places. */
export class ChunkLookup {
  readonly #rows: ChunkRows;
  readonly #damages: DamageTable;
  readonly #uploadOfBlock: Database.Statement<[number], number>;
  readonly #upload: Database.Statement<[number], readonly [agent: Buffer, session: Buffer]>;
  readonly #block: Database.Statement<[number], BlockRow>;
  readonly #places: Database.Statement<[number], PlaceRow>;
  // Numbers of blocks are given once while a connection lives, so what is remembered stays true.
  readonly #remembered = new Map<number, number>();

  constructor(database: Database.Database, rows: ChunkRows, damages: DamageTable) {
    this.#rows = rows;
    this.#damages = damages;
    this.#uploadOfBlock = database.prepare<[number], number>('SELECT upload FROM blocks WHERE number = ?').pluck();
    this.#upload = database.prepare<[number], readonly [Buffer, Buffer]>('SELECT agent, session FROM uploads WHERE number = ?').raw();
    this.#block = database
      .prepare<[number], BlockRow>('SELECT b.offset, b.total_bytes, b.pack, p.id FROM blocks b JOIN packs p ON p.number = b.pack WHERE b.number = ?')
      .raw();
    this.#places = database.prepare<[number], PlaceRow>('SELECT block, offset, damaged FROM places WHERE chunk = ? ORDER BY block').raw();
  }

  /** What is known of each of the ids (n * 32 bytes). */
  lookup(ids: Uint8Array): ChunkColumns {
    const rows = this.#rows.find(ids, idBytes, sortIds(ids, idBytes));
    const columns = {
      number: new Float64Array(rows.length),
      proof: new Uint8Array(rows.length * idBytes),
      length: new Uint32Array(rows.length),
      damaged: new Uint8Array(rows.length),
      upload: new Uint32Array(rows.length),
    };
    const uploads: Upload[] = [];
    const indexes = new Map<number, number>();
    for (const [at, row] of rows.entries()) {
      if (row === undefined) continue;
      columns.number[at] = row[1];
      columns.proof.set(row[2].subarray(idBytes), at * idBytes);
      columns.length[at] = row[3];
      if (row[6] === 1 && this.#damages.isDamaged(row[1], row[6])) columns.damaged[at] = 1;
      const upload = this.#uploadNumber(row[4]);
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
    const rows = this.#rows.find(ids, idBytes, sortIds(ids, idBytes));
    const count = new Uint32Array(rows.length);
    const packIds: string[] = [];
    const packs = new Map<number, number>();
    const numbers: number[] = [];
    for (const [at, row] of rows.entries()) {
      if (row === undefined) continue;
      for (const [blockNumber, chunkOffset, damaged] of this.#placesOf(row)) {
        const block = this.#block.get(blockNumber);
        if (block === undefined) continue;
        let pack = packs.get(block[2]);
        if (pack === undefined) {
          pack = packIds.push(block[3].toString('hex')) - 1;
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
    for (const [at, row] of this.#rows.find(ids, idBytes, sortIds(ids, idBytes)).entries()) {
      if (row !== undefined && this.#damages.isDamaged(row[1], row[6])) damaged.push(ids.subarray(at * idBytes, (at + 1) * idBytes));
    }
    const result = new Uint8Array(damaged.length * idBytes);
    for (const [at, id] of damaged.entries()) result.set(id, at * idBytes);
    return result;
  }

  #placesOf(row: ChunkRow): PlaceRow[] {
    const places: PlaceRow[] = [[row[4], row[5], row[6]], ...this.#places.all(row[1]).filter(([block]) => block !== row[4])];
    return places.length === 1 ? places : places.sort((left, right) => left[2] - right[2]);
  }

  #uploadNumber(block: number): number {
    let upload = this.#remembered.get(block);
    if (upload !== undefined) return upload;
    upload = this.#uploadOfBlock.get(block) ?? 0;
    if (this.#remembered.size >= rememberedBlocks) this.#remembered.clear();
    this.#remembered.set(block, upload);
    return upload;
  }
}
