/**
 * Packs, and making the index agree with them. Every method is meant to run in a transaction of its caller.
 */
import type Database from 'better-sqlite3';

import { idBytes, idPrefix, type BlockColumns } from './chunk-columns.ts';
import type { BlockInsert } from './block-insert.ts';
import type { IndexedBlock } from './catalog.ts';
import type { DamageTable } from './damage-table.ts';
import type { MetaTable } from './meta-table.ts';

/** A pack that the index knows. */
export interface IndexedPack {
  readonly packId: string;
  readonly sealed: boolean;
  readonly fileBytes: number;
}

interface BlockRow {
  readonly number: number;
  readonly offset: number;
  readonly total_bytes: number;
  readonly first_chunk: number;
  readonly new_chunks: number;
}

type HomeRow = readonly [number: number, id: Buffer, length: number, offset: number];

/** The table of packs, and everything that adds or takes away whole blocks. */
export class PackTables {
  readonly #insert: BlockInsert;
  readonly #damages: DamageTable;
  readonly #meta: MetaTable;
  readonly #find: Database.Statement<[Uint8Array], number>;
  readonly #add: Database.Statement<[Uint8Array, number]>;
  readonly #grow: Database.Statement<[number, number]>;
  readonly #seal: Database.Statement<[number, number, number]>;
  readonly #reinstate: Database.Statement<[number]>;
  readonly #remove: Database.Statement<[number]>;
  readonly #list: Database.Statement<[], readonly [id: Buffer, sealed: number, fileBytes: number]>;
  readonly #sums: Database.Statement<[], readonly [packs: number, bytes: number]>;
  readonly #bytesOfAgent: Database.Statement<[Uint8Array], number>;
  readonly #blocks: Database.Statement<[number], BlockRow>;
  readonly #blocksAt: Database.Statement<[number, number], BlockRow>;
  readonly #removeBlock: Database.Statement<[number]>;
  readonly #home: Database.Statement<[number, number, number], HomeRow>;
  readonly #elsewhere: Database.Statement<[number], HomeRow>;
  readonly #placed: Database.Statement<[number], HomeRow>;
  readonly #removePlaces: Database.Statement<[number]>;
  readonly #bestPlace: Database.Statement<[number], readonly [block: number, offset: number, damaged: number]>;
  readonly #move: Database.Statement<[number, number, number, number]>;
  readonly #removeChunk: Database.Statement<[number]>;
  readonly #removePrefix: Database.Statement<[number, number]>;

  constructor(database: Database.Database, insert: BlockInsert, damages: DamageTable, meta: MetaTable) {
    this.#insert = insert;
    this.#damages = damages;
    this.#meta = meta;
    const home = 'c.number, c.id, c.length';
    this.#find = database.prepare<[Uint8Array], number>('SELECT number FROM packs WHERE id = ?').pluck();
    this.#add = database.prepare('INSERT INTO packs (id, class, sealed, file_bytes) VALUES (?, ?, 0, 0)');
    this.#grow = database.prepare('UPDATE packs SET file_bytes = max(file_bytes, ?) WHERE number = ?');
    this.#seal = database.prepare('UPDATE packs SET sealed = ?, file_bytes = ? WHERE number = ?');
    this.#reinstate = database.prepare('UPDATE packs SET condemned = 0 WHERE number = ?');
    this.#remove = database.prepare('DELETE FROM packs WHERE number = ?');
    this.#list = database.prepare<[], readonly [Buffer, number, number]>('SELECT id, sealed, file_bytes FROM packs ORDER BY number').raw();
    this.#sums = database.prepare<[], readonly [number, number]>('SELECT count(*), coalesce(sum(file_bytes), 0) FROM packs').raw();
    this.#bytesOfAgent = database.prepare<[Uint8Array], number>('SELECT bytes FROM agent_bytes WHERE agent = ?').pluck();
    this.#blocks = database.prepare('SELECT number, offset, total_bytes, first_chunk, new_chunks FROM blocks WHERE pack = ? ORDER BY offset');
    this.#blocksAt = database.prepare('SELECT number, offset, total_bytes, first_chunk, new_chunks FROM blocks WHERE pack = ? AND offset = ?');
    this.#removeBlock = database.prepare('DELETE FROM blocks WHERE number = ?');
    this.#home = database
      .prepare<[number, number, number], HomeRow>(`SELECT ${home}, c.offset FROM chunks c WHERE c.number >= ? AND c.number < ? AND c.block = ?`)
      .raw();
    this.#elsewhere = database
      .prepare<[number], HomeRow>(`SELECT ${home}, p.offset FROM places p JOIN chunks c ON c.number = p.chunk WHERE p.block = ? AND c.block <> p.block`)
      .raw();
    this.#placed = database
      .prepare<[number], HomeRow>(`SELECT ${home}, p.offset FROM places p JOIN chunks c ON c.number = p.chunk WHERE p.block = ? AND c.block = p.block`)
      .raw();
    this.#removePlaces = database.prepare('DELETE FROM places WHERE block = ?');
    this.#bestPlace = database
      .prepare<[number], readonly [number, number, number]>('SELECT block, offset, damaged FROM places WHERE chunk = ? ORDER BY damaged, block LIMIT 1')
      .raw();
    this.#move = database.prepare('UPDATE chunks SET block = ?, offset = ?, damaged = ? WHERE number = ?');
    this.#removeChunk = database.prepare('DELETE FROM chunks WHERE number = ?');
    this.#removePrefix = database.prepare('DELETE FROM chunk_prefixes WHERE prefix = ? AND number = ?');
  }

  /** Adds blocks that were appended to open packs; a block that is known at its place already is replaced. Answers the numbers of all chunks. */
  append(columns: BlockColumns): Float64Array<ArrayBuffer> {
    const packs = columns.packs.map(({ packId, blockClass }) => this.#number(packId, blockClass));
    const before = packs.flatMap((pack, index) =>
      Array.from(columns.offset).flatMap((offset, at) => (columns.pack[at] === index ? this.#blocksAt.all(pack, offset) : [])),
    );
    const numbers = this.#insert.insert(columns, packs);
    this.#dropBlocks(before);
    for (const [at, offset] of columns.offset.entries()) this.#grow.run(offset + columns.totalBytes[at]!, packs[columns.pack[at]!]!);
    for (const { packId } of columns.packs) this.#damages.reapply(packId);
    return numbers;
  }

  /** The pack is complete and has `fileBytes`. */
  seal(packId: string, fileBytes: number): void {
    const pack = this.#find.get(Buffer.from(packId, 'hex'));
    if (pack !== undefined) this.#seal.run(1, fileBytes, pack);
  }

  /** Makes the index hold exactly `blocks` of the one pack that they name. What is the same stays, so that chunks keep their numbers. */
  replace(blocks: BlockColumns, sealed: boolean, fileBytes: number): void {
    const facts = blocks.packs[0];
    if (facts === undefined) throw new RangeError('a pack without its id');
    const pack = this.#number(facts.packId, facts.blockClass);
    const known = new Map(this.#blocks.all(pack).map((block) => [block.offset, block]));
    const missing: number[] = [];
    let chunk = 0;
    const firstChunks: number[] = [];
    for (const [at, offset] of blocks.offset.entries()) {
      firstChunks.push(chunk);
      const block = known.get(offset);
      if (block !== undefined && this.#isSame(block, blocks, at, chunk)) known.delete(offset);
      else missing.push(at);
      chunk += blocks.chunkCount[at]!;
    }
    // New blocks first: a chunk that only moved within the pack is never without a place, so it keeps its number.
    if (missing.length > 0) this.#insert.insert(missing.length === blocks.offset.length ? blocks : pickBlocks(blocks, missing, firstChunks), [pack]);
    this.#dropBlocks([...known.values()]);
    this.#seal.run(sealed ? 1 : 0, fileBytes, pack);
    // What was condemned in it is there again; the next collection finds it.
    this.#reinstate.run(pack);
    this.#damages.reapply(facts.packId);
  }

  /** Forgets a pack that is gone, with all chunks that lay nowhere else. */
  drop(packId: string): void {
    const pack = this.#find.get(Buffer.from(packId, 'hex'));
    if (pack !== undefined) {
      this.#dropBlocks(this.#blocks.all(pack));
      this.#remove.run(pack);
    }
    this.#damages.forgetPack(packId);
  }

  list(): IndexedPack[] {
    return this.#list.all().map(([id, sealed, fileBytes]) => ({ packId: id.toString('hex'), sealed: sealed === 1, fileBytes }));
  }

  /** The blocks of a pack with their chunks, in order. */
  blocks(packId: string): IndexedBlock[] {
    const pack = this.#find.get(Buffer.from(packId, 'hex'));
    if (pack === undefined) return [];
    return this.#blocks.all(pack).map((block) => {
      const rows = [...this.#homeRows(block), ...this.#elsewhere.all(block.number)].sort((left, right) => left[3] - right[3]);
      const ids = new Uint8Array(rows.length * idBytes);
      for (const [at, row] of rows.entries()) ids.set(row[1], at * idBytes);
      return { offset: block.offset, totalBytes: block.total_bytes, ids, chunkOffsets: rows.map((row) => row[3]), chunkBytes: rows.map((row) => row[2]) };
    });
  }

  /** Number of packs, and their bytes. */
  sums(): { readonly packs: number; readonly bytes: number } {
    const [packs, bytes] = this.#sums.get() ?? [0, 0];
    return { packs, bytes };
  }

  /** What the blocks take that this agent sent. */
  bytesOfAgent(agent: Uint8Array): number {
    return this.#bytesOfAgent.get(agent) ?? 0;
  }

  #number(packId: string, blockClass: number): number {
    const id = Buffer.from(packId, 'hex');
    return this.#find.get(id) ?? Number(this.#add.run(id, blockClass).lastInsertRowid);
  }

  #isSame(block: BlockRow, columns: BlockColumns, at: number, firstChunk: number): boolean {
    if (block.total_bytes !== columns.totalBytes[at]) return false;
    const known = new Map<string, HomeRow>();
    for (const row of this.#homeRows(block)) known.set(row[1].toString('latin1'), row);
    for (const row of this.#elsewhere.all(block.number)) known.set(row[1].toString('latin1'), row);
    const named = new Set<string>();
    let offset = 0;
    for (let chunk = firstChunk; chunk < firstChunk + columns.chunkCount[at]!; chunk++) {
      const id = Buffer.from(columns.ids.buffer, columns.ids.byteOffset + chunk * idBytes, idBytes).toString('latin1');
      const row = known.get(id);
      if (row === undefined || row[2] !== columns.length[chunk] || (!named.has(id) && row[3] !== offset)) return false;
      named.add(id);
      offset += columns.length[chunk]!;
    }
    return named.size === known.size;
  }

  // Chunks whose own row names this block.
  #homeRows(block: BlockRow): HomeRow[] {
    const rows = new Map<number, HomeRow>();
    for (const row of this.#home.all(block.first_chunk, block.first_chunk + block.new_chunks, block.number)) rows.set(row[0], row);
    for (const row of this.#placed.all(block.number)) rows.set(row[0], row);
    return [...rows.values()];
  }

  #dropBlocks(blocks: readonly BlockRow[]): void {
    const prefixes: (readonly [prefix: number, number: number])[] = [];
    let bytes = 0;
    for (const block of blocks) {
      const rows = this.#homeRows(block);
      this.#removePlaces.run(block.number);
      this.#removeBlock.run(block.number);
      for (const [number, id, length] of rows) {
        const place = this.#bestPlace.get(number);
        if (place !== undefined) {
          this.#move.run(...place, number);
          continue;
        }
        this.#removeChunk.run(number);
        prefixes.push([idPrefix(id, 0), number]);
        bytes += length;
      }
    }
    // In order, so that each page of that tree is touched once.
    prefixes.sort(([left], [right]) => left - right);
    for (const [prefix, number] of prefixes) this.#removePrefix.run(prefix, number);
    this.#meta.add('chunks', -prefixes.length);
    this.#meta.add('unique_bytes', -bytes);
  }
}

function pickBlocks(columns: BlockColumns, picked: readonly number[], firstChunks: readonly number[]): BlockColumns {
  const chunks = picked.flatMap((at) => Array.from({ length: columns.chunkCount[at]! }, (_, index) => firstChunks[at]! + index));
  const ids = new Uint8Array(chunks.length * idBytes);
  for (const [at, chunk] of chunks.entries()) ids.set(columns.ids.subarray(chunk * idBytes, (chunk + 1) * idBytes), at * idBytes);
  const owner = new Uint8Array(picked.length * 32);
  for (const [index, at] of picked.entries()) owner.set(columns.owner.subarray(at * 32, at * 32 + 32), index * 32);
  return {
    packs: columns.packs,
    pack: new Uint32Array(picked.length),
    offset: Float64Array.from(picked, (at) => columns.offset[at]!),
    totalBytes: Uint32Array.from(picked, (at) => columns.totalBytes[at]!),
    chunkCount: Uint32Array.from(picked, (at) => columns.chunkCount[at]!),
    owner,
    ids,
    length: Uint32Array.from(chunks, (chunk) => columns.length[chunk]!),
  };
}
