/**
 * Chunks that were stored a moment ago: appended to an open pack, but not yet both fsynced and in the catalog. Every session asks here before it asks the
 * catalog, so that what one agent has just sent is known to all, and knows the packs that must be fsynced before it relies on such a chunk.
 *
 * Blocks go to the catalog in batches, since a transaction costs a fsync; `flush` makes everything stored before it answerable by the catalog.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { idKey } from '@stillpoint/proto/chunk-identity.ts';

import { PAGE_BITS } from './sparse-bitmap.ts';

import type { Catalog, NewBlock } from '../catalog/catalog.ts';
import type { ChunkHolder } from '../collection/collection-gate.ts';

/** A batch that goes to the catalog without being asked for. */
const BATCH_BLOCKS = 256;
const BATCH_CHUNKS = 20_000;
/** Chunks that are remembered after the catalog has them: an agent may send them long after it was told to, when another one has done so. */
const RECENT_MAX_CHUNKS = 20_000;
/** Chunks that may wait for the catalog before sessions have to. */
const WAITING_MAX_CHUNKS = 80_000;

/** A chunk that lies in an open pack. */
export interface FreshChunk {
  readonly packId: string;
  /** 32 hexadecimal digits. */
  readonly agentId: string;
  /** Number of the chunk, once the catalog has given it one. */
  number: number | undefined;
}

interface FreshBlock {
  readonly block: NewBlock;
  readonly keys: readonly string[];
  readonly chunks: readonly FreshChunk[];
  readonly numbered: (numbers: readonly number[]) => void;
  synced: boolean;
  indexed: boolean;
  condemned: boolean;
}

/** One for each collector. `failed` is told when the catalog does not take blocks: then no session may go on. */
export class FreshChunks implements ChunkHolder {
  readonly #catalog: Pick<Catalog, 'addBlocks' | 'sealPack' | 'markDamaged'>;
  readonly #failed: (error: unknown) => void;
  readonly #chunks = new Map<string, FreshChunk>();
  /** Chunks that the catalog answers for by now, oldest block first. */
  readonly #recent = new Map<string, FreshChunk>();
  #recentBlocks: FreshBlock[] = [];
  #recentChunks = 0;
  /** Chunks of blocks that an ingest thread has at this moment. */
  readonly #underWay = new Map<string, Promise<void>>();
  /** Blocks of each pack that were not synced when last heard of. */
  readonly #unsynced = new Map<string, FreshBlock[]>();
  #waiting: FreshBlock[] = [];
  #waitingChunks = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(catalog: Pick<Catalog, 'addBlocks' | 'sealPack' | 'markDamaged'>, failed: (error: unknown) => void) {
    this.#catalog = catalog;
    this.#failed = failed;
  }

  /** The fresh chunk with this key (see idKey), if it is one. */
  find(key: string): FreshChunk | undefined {
    return this.#chunks.get(key);
  }

  /** As {@link find}, but also a chunk that was fresh a while ago and may have been found damaged since. */
  findStored(key: string): FreshChunk | undefined {
    return this.#chunks.get(key) ?? this.#recent.get(key);
  }

  /** Settles when the block that brings the chunk at this moment is stored or refused; undefined when there is none. */
  underWay(key: string): Promise<void> | undefined {
    return this.#underWay.get(key);
  }

  /** A block with these chunks is on its way into a pack until `stored` settles. */
  expect(keys: readonly string[], stored: Promise<unknown>): void {
    const forget = (): void => {
      for (const key of keys) if (this.#underWay.get(key) === settled) this.#underWay.delete(key);
    };
    const settled = stored.then(forget, forget);
    for (const key of keys) this.#underWay.set(key, settled);
  }

  /** Chunks that are held in memory. */
  get size(): number {
    return this.#chunks.size;
  }

  /** Notes a block that was stored; `numbered` is called with the numbers of its chunks, in order, when the catalog has taken it. */
  add(block: NewBlock, numbered: (numbers: readonly number[]) => void): void {
    const agentId = Buffer.from(block.block.agentId).toString('hex');
    const keys = block.block.chunks.map((chunk) => idKey(chunk.id));
    const chunks = block.block.chunks.map((): FreshChunk => ({ packId: block.packId, agentId, number: undefined }));
    const fresh: FreshBlock = { block, keys, chunks, numbered, synced: false, indexed: false, condemned: false };
    for (const [index, key] of keys.entries()) {
      // The first copy stays: sessions may have been told of its pack already.
      if (!this.#chunks.has(key)) this.#chunks.set(key, chunks[index]!);
    }
    const unsynced = this.#unsynced.get(block.packId);
    if (unsynced === undefined) this.#unsynced.set(block.packId, [fresh]);
    else unsynced.push(fresh);
    this.#waiting.push(fresh);
    this.#waitingChunks += keys.length;
    if (this.#waiting.length >= BATCH_BLOCKS || this.#waitingChunks >= BATCH_CHUNKS) {
      this.flush().catch((error: unknown) => this.#failed(error));
    }
  }

  /** Resolves when there is room for more; waits for the catalog when too much waits for it. */
  async room(): Promise<void> {
    if (this.#waitingChunks > WAITING_MAX_CHUNKS) await this.flush();
  }

  /** Everything stored before the call is in the catalog when it resolves. Throws what the catalog throws; the blocks stay for the next try. */
  flush(): Promise<void> {
    return this.#enqueue(() => this.#flush());
  }

  /** Every block of the pack that was added so far is durable. */
  markSynced(packId: string): void {
    const blocks = this.#unsynced.get(packId) ?? [];
    this.#unsynced.delete(packId);
    for (const block of blocks) {
      block.synced = true;
      this.#forgetWhenDone(block);
    }
  }

  /** The pack is complete: tells the catalog, after its blocks. */
  seal(packId: string, fileBytes: number): void {
    this.#enqueue(async () => {
      await this.#flush();
      await this.#catalog.sealPack(packId, fileBytes);
    }).catch((error: unknown) => this.#failed(error));
  }

  /** Runs `work` with everything that was stored in the catalog, and nothing on its way there. Throws what `work` and the catalog throw. */
  pause(work: () => Promise<void>): Promise<void> {
    return this.#enqueue(async () => {
      await this.#flush();
      await work();
    });
  }

  /** Chunks that every session may be told of at this moment. */
  addHeld(page: Uint8Array, pageNumber: number): void {
    for (const { number } of this.#chunks.values()) {
      if (number === undefined || Math.floor(number / PAGE_BITS) !== pageNumber) continue;
      page[(number % PAGE_BITS) >>> 3]! |= 1 << (number & 7);
    }
  }

  /** Forgets chunks that the catalog answers for: it may have forgotten them itself. */
  forgetRecent(): void {
    this.#recent.clear();
    this.#recentBlocks = [];
    this.#recentChunks = 0;
  }

  /** What the pack holds beyond its last sync may be lost: nobody is told of it any more, and the catalog marks what it knows already. */
  condemn(packId: string): void {
    const blocks = this.#unsynced.get(packId) ?? [];
    this.#unsynced.delete(packId);
    for (const block of blocks) {
      block.condemned = true;
      this.#forget(block);
    }
    this.#enqueue(async () => {
      const damaged = blocks.filter((block) => block.indexed).flatMap(({ block }) => block.block.chunks.map((chunk) => ({ id: chunk.id, packId, blockOffset: block.block.offset })));
      if (damaged.length > 0) await this.#catalog.markDamaged(damaged);
    }).catch((error: unknown) => this.#failed(error));
  }

  #enqueue(task: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(task);
    // Whoever asked hears of a failure; the next task does not fail because this one did.
    this.#queue = done.catch(() => undefined);
    return done;
  }

  async #flush(): Promise<void> {
    const blocks = this.#waiting.filter((block) => !block.condemned);
    this.#waiting = [];
    this.#waitingChunks = 0;
    if (blocks.length === 0) return;
    let numbers: number[];
    try {
      numbers = await this.#catalog.addBlocks(blocks.map(({ block }) => block));
    } catch (error) {
      this.#waiting = [...blocks, ...this.#waiting];
      this.#waitingChunks = this.#waiting.reduce((sum, { keys }) => sum + keys.length, 0);
      throw error;
    }
    let position = 0;
    for (const block of blocks) {
      const own = numbers.slice(position, position + block.keys.length);
      position += block.keys.length;
      if (own.length !== block.keys.length) throw new StillpointError('INTERNAL', 'the catalog numbered fewer chunks than it was given');
      block.indexed = true;
      for (const [index, chunk] of block.chunks.entries()) chunk.number = own[index];
      block.numbered(own);
      this.#forgetWhenDone(block);
    }
  }

  #forgetWhenDone(block: FreshBlock): void {
    if (!block.synced || !block.indexed) return;
    this.#forget(block);
    for (const [index, key] of block.keys.entries()) this.#recent.set(key, block.chunks[index]!);
    this.#recentBlocks.push(block);
    this.#recentChunks += block.keys.length;
    while (this.#recentChunks > RECENT_MAX_CHUNKS) {
      const oldest = this.#recentBlocks.shift();
      if (oldest === undefined) return;
      this.#recentChunks -= oldest.keys.length;
      removeOwn(this.#recent, oldest);
    }
  }

  #forget(block: FreshBlock): void {
    removeOwn(this.#chunks, block);
  }
}

/** Removes a block's chunks, but not other copies of them. */
function removeOwn(chunks: Map<string, FreshChunk>, block: FreshBlock): void {
  for (const [index, key] of block.keys.entries()) {
    if (chunks.get(key) === block.chunks[index]) chunks.delete(key);
  }
}
