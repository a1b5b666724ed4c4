/**
 * Copies of chunks that are known to be bad. The marks are kept by pack, offset and id, apart from the places, because a pack may be indexed anew after them.
 * A chunk is damaged when none of its places is good.
 */
import type Database from 'better-sqlite3';

import { idBytes } from './chunk-columns.ts';
import { sortIds, type ChunkRows } from './chunk-rows.ts';

/** One bad copy. */
export interface DamageMark {
  readonly id: Uint8Array;
  readonly packId: string;
  readonly blockOffset: number;
}

/** The table `damages` and the flags of places that follow from it. */
export class DamageTable {
  readonly #rows: ChunkRows;
  readonly #insert: Database.Statement<[Uint8Array, number, Uint8Array]>;
  readonly #ofPack: Database.Statement<[Uint8Array], readonly [blockOffset: number, chunk: Buffer]>;
  readonly #blocks: Database.Statement<[Uint8Array, number], number>;
  readonly #markRow: Database.Statement<[number, number]>;
  readonly #markPlace: Database.Statement<[number, number]>;
  readonly #goodPlace: Database.Statement<[number], number>;
  readonly #deleteMarks: Database.Statement<[Uint8Array]>;
  readonly #deletePackMarks: Database.Statement<[Uint8Array]>;
  readonly #clearRow: Database.Statement<[number]>;
  readonly #clearPlaces: Database.Statement<[number]>;
  readonly #clearAll: () => void;
  readonly #count: Database.Statement<[], number>;

  constructor(database: Database.Database, rows: ChunkRows) {
    this.#rows = rows;
    this.#insert = database.prepare('INSERT OR IGNORE INTO damages (pack, block_offset, chunk) VALUES (?, ?, ?)');
    this.#ofPack = database.prepare<[Uint8Array], readonly [number, Buffer]>('SELECT block_offset, chunk FROM damages WHERE pack = ?').raw();
    this.#blocks = database
      .prepare<[Uint8Array, number], number>('SELECT b.number FROM packs p JOIN blocks b ON b.pack = p.number WHERE p.id = ? AND b.offset = ?')
      .pluck();
    this.#markRow = database.prepare('UPDATE chunks SET damaged = 1 WHERE number = ? AND block = ?');
    this.#markPlace = database.prepare('UPDATE places SET damaged = 1 WHERE chunk = ? AND block = ?');
    this.#goodPlace = database.prepare<[number], number>('SELECT 1 FROM places WHERE chunk = ? AND damaged = 0 LIMIT 1').pluck();
    this.#deleteMarks = database.prepare('DELETE FROM damages WHERE chunk = ?');
    this.#deletePackMarks = database.prepare('DELETE FROM damages WHERE pack = ?');
    this.#clearRow = database.prepare('UPDATE chunks SET damaged = 0 WHERE number = ?');
    this.#clearPlaces = database.prepare('UPDATE places SET damaged = 0 WHERE chunk = ?');
    this.#clearAll = () => void database.exec('DELETE FROM damages; UPDATE chunks SET damaged = 0 WHERE damaged = 1; UPDATE places SET damaged = 0 WHERE damaged = 1');
    this.#count = database
      .prepare<[], number>(
        `SELECT count(*) FROM chunks c WHERE c.damaged = 1 AND NOT EXISTS (SELECT 1 FROM places p WHERE p.chunk = c.number AND p.damaged = 0)`,
      )
      .pluck();
  }

  /** Records bad copies, known ones again, also of chunks or packs that are not indexed (yet). */
  mark(marks: readonly DamageMark[]): void {
    for (const { id, packId, blockOffset } of marks) {
      const pack = Buffer.from(packId, 'hex');
      this.#insert.run(pack, blockOffset, id);
      this.#flag(pack, blockOffset, id);
    }
  }

  /** Sets the flags of one pack's places again, after blocks of it were indexed. */
  reapply(packId: string): void {
    const pack = Buffer.from(packId, 'hex');
    for (const [blockOffset, chunk] of this.#ofPack.all(pack)) this.#flag(pack, blockOffset, chunk);
  }

  /** Forgets the marks of a pack that is gone. */
  forgetPack(packId: string): void {
    this.#deletePackMarks.run(Buffer.from(packId, 'hex'));
  }

  /** Forgets all marks. */
  forgetAll(): void {
    this.#clearAll();
  }

  /**
   * Chunks that were found whole. When one of a chunk's places is not marked, that place is why, and the marks of the others stay; when all are marked, the
   * marks were wrong.
   */
  clear(ids: Uint8Array): void {
    for (const [at, row] of this.#rows.find(ids, sortIds(ids)).entries()) {
      if (row !== undefined && !this.isDamaged(row[1], row[6])) continue;
      this.#deleteMarks.run(ids.subarray(at * idBytes, (at + 1) * idBytes));
      if (row === undefined) continue;
      this.#clearRow.run(row[1]);
      this.#clearPlaces.run(row[1]);
    }
  }

  /** True when the chunk `number`, whose own row has the flag `damaged`, has no good place. */
  isDamaged(number: number, damaged: number): boolean {
    return damaged === 1 && this.#goodPlace.get(number) === undefined;
  }

  /** Chunks without a good place. */
  count(): number {
    return this.#count.get() ?? 0;
  }

  #flag(pack: Uint8Array, blockOffset: number, id: Uint8Array): void {
    const number = this.#rows.find(id, sortIds(id))[0]?.[1];
    if (number === undefined) return;
    for (const block of this.#blocks.all(pack, blockOffset)) {
      this.#markRow.run(number, block);
      this.#markPlace.run(number, block);
    }
  }
}
