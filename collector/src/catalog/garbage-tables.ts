/**
 * Taking out of the index what nobody needs, and telling which packs hold nothing else. Every method is meant to run in a transaction of its caller; what is needed is the
 * caller's knowledge.
 */
import type Database from 'better-sqlite3';

import type { PackUse } from './catalog.ts';
import { idPrefix } from './chunk-columns.ts';
import type { MetaTable } from './meta-table.ts';

type CandidateRow = readonly [number: number, id: Buffer, length: number, block: number, pack: number];

/** Served time for which chunks of sessions that ended without a commit are kept. */
export const brokenSessionMs = 24 * 3_600_000;

/** Deletes chunks, and counts what is left. */
export class GarbageTables {
  readonly #meta: MetaTable;
  readonly #candidates: Database.Statement<[number, number, number], CandidateRow>;
  readonly #placePacks: Database.Statement<[number], readonly [block: number, pack: number]>;
  readonly #removePlaces: Database.Statement<[number]>;
  readonly #removeChunk: Database.Statement<[number]>;
  readonly #removePrefix: Database.Statement<[number, number]>;
  readonly #countCondemned: Database.Statement<[number, number]>;
  readonly #packs: Database.Statement<[], readonly [number: number, id: Buffer, sealed: number, fileBytes: number]>;
  readonly #blockUses: Database.Statement<[number], readonly [totalBytes: number, lives: number]>;
  readonly #removeUploads: Database.Statement<[]>;
  readonly #condemned: Database.Statement<[Uint8Array], number>;
  readonly #sealed: Database.Statement<[Uint8Array], number>;
  readonly #noteCommitted: Database.Statement<[Uint8Array]>;

  constructor(database: Database.Database, meta: MetaTable) {
    this.#meta = meta;
    this.#candidates = database
      .prepare<[number, number, number], CandidateRow>(
        `SELECT c.number, c.id, c.length, c.block, b.pack FROM chunks c JOIN blocks b ON b.number = c.block JOIN uploads u ON u.number = b.upload
         WHERE c.number >= ? AND c.number < ? AND (u.committed = 1 OR u.served_ms <= ?)`,
      )
      .raw();
    this.#placePacks = database.prepare<[number], readonly [number, number]>('SELECT p.block, b.pack FROM places p JOIN blocks b ON b.number = p.block WHERE p.chunk = ?').raw();
    this.#removePlaces = database.prepare('DELETE FROM places WHERE chunk = ?');
    this.#removeChunk = database.prepare('DELETE FROM chunks WHERE number = ?');
    this.#removePrefix = database.prepare('DELETE FROM chunk_prefixes WHERE prefix = ? AND number = ?');
    this.#countCondemned = database.prepare('UPDATE packs SET condemned = condemned + ? WHERE number = ?');
    this.#packs = database.prepare<[], readonly [number, Buffer, number, number]>('SELECT number, id, sealed, file_bytes FROM packs WHERE condemned > 0 ORDER BY number').raw();
    this.#blockUses = database
      .prepare<[number], readonly [number, number]>(
        `SELECT b.total_bytes,
           EXISTS (SELECT 1 FROM chunks c WHERE c.number >= b.first_chunk AND c.number < b.first_chunk + b.new_chunks AND c.block = b.number)
           OR EXISTS (SELECT 1 FROM places p WHERE p.block = b.number)
         FROM blocks b WHERE b.pack = ?`,
      )
      .raw();
    // Sessions none of whose blocks are left; their rows would stay for ever.
    this.#removeUploads = database.prepare('DELETE FROM uploads WHERE number NOT IN (SELECT upload FROM blocks)');
    this.#condemned = database.prepare<[Uint8Array], number>('SELECT condemned FROM packs WHERE id = ?').pluck();
    this.#sealed = database.prepare<[Uint8Array], number>('SELECT number FROM packs WHERE id = ? AND sealed = 1').pluck();
    this.#noteCommitted = database.prepare('UPDATE uploads SET committed = 1 WHERE session = ?');
  }

  /** Chunks from this number on do not exist yet. */
  nextChunk(): number {
    return Math.max(1, this.#meta.get('next_chunk'));
  }

  /**
   * Forgets the chunks with numbers from `from` to below `to` whose bit in `keep` is not set (bit 0 is that of `from`, lowest bit of a byte first), but for those that a session stored which
   * ended without a commit lately. Answers how many, and their bytes.
   */
  condemn(from: number, to: number, keep: Uint8Array): { readonly chunks: number; readonly bytes: number } {
    return this.#forget(from, to, keep, this.#meta.get('served_ms') - brokenSessionMs);
  }

  /** Forgets the chunks from `from` on: those that nobody needed, and that came back into the index with the block in which they lie. */
  condemnAgain(from: number): void {
    this.#forget(from, this.nextChunk(), new Uint8Array(0), Number.MAX_SAFE_INTEGER);
  }

  #forget(from: number, to: number, keep: Uint8Array, oldestServed: number): { readonly chunks: number; readonly bytes: number } {
    const doomed = this.#candidates.all(from, to, oldestServed).filter(([number]) => {
      const bit = number - from;
      return ((keep[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0;
    });
    const lost = new Map<number, number>();
    const count = (pack: number): void => {
      lost.set(pack, (lost.get(pack) ?? 0) + 1);
    };
    const prefixes: (readonly [prefix: number, number: number])[] = [];
    let bytes = 0;
    for (const [number, id, length, block, pack] of doomed) {
      count(pack);
      for (const [placeBlock, placePack] of this.#placePacks.all(number)) if (placeBlock !== block) count(placePack);
      this.#removePlaces.run(number);
      this.#removeChunk.run(number);
      prefixes.push([idPrefix(id, 0), number]);
      bytes += length;
    }
    // In order, so that each page of that tree is touched once.
    prefixes.sort(([left], [right]) => left - right);
    for (const [prefix, number] of prefixes) this.#removePrefix.run(prefix, number);
    for (const [pack, chunks] of lost) this.#countCondemned.run(chunks, pack);
    this.#meta.add('chunks', -doomed.length);
    this.#meta.add('unique_bytes', -bytes);
    return { chunks: doomed.length, bytes };
  }

  /** Packs that have lost chunks to {@link condemn}, with what is left in them. */
  listUses(): PackUse[] {
    return this.#packs.all().map(([number, id, sealed, fileBytes]) => {
      let liveBytes = 0;
      let deadBytes = 0;
      for (const [totalBytes, lives] of this.#blockUses.all(number)) {
        if (lives === 1) liveBytes += totalBytes;
        else deadBytes += totalBytes;
      }
      return { packId: id.toString('hex'), sealed: sealed === 1, fileBytes, liveBytes, deadBytes };
    });
  }

  /** True for a sealed pack in which nothing is needed. */
  isDead(packId: string): boolean {
    const pack = this.#sealed.get(Buffer.from(packId, 'hex'));
    return pack !== undefined && this.#blockUses.all(pack).every(([, lives]) => lives === 0);
  }

  /** How many places of the pack were condemned since it was indexed. */
  condemnedPlaces(packId: string): number {
    return this.#condemned.get(Buffer.from(packId, 'hex')) ?? 0;
  }

  /** What the session stored belongs to a snapshot from now on. */
  noteCommitted(sessionId: Uint8Array): void {
    this.#noteCommitted.run(sessionId);
  }

  /** The collector has served for so long since it last said so. */
  noteServed(durationMs: number): void {
    this.#meta.add('served_ms', durationMs);
  }

  /** Forgets sessions none of whose blocks are left. */
  tidy(): void {
    this.#removeUploads.run();
  }
}
