/**
 * What counts as present for one session, and the reasons for it (docs/protocol.md, "Presence"). A peer learns from an answer only what it has proved to
 * know: an unknown chunk and a chunk whose proof is wrong look the same, they are both wanted.
 */
import { idKey, idOfProof } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { SparseBitmap } from './sparse-bitmap.ts';

import type { Catalog, ChunkFacts } from '../catalog/catalog.ts';
import type { ChunkHolder, CollectionGate } from '../collection/collection-gate.ts';
import type { FreshChunk, FreshChunks } from './fresh-chunks.ts';

/** Chunks that a session may owe: offered with proofs and wanted, but not arrived. An agent holds a few thousand at a time. */
export const MAX_OWED_CHUNKS = 131_072;

/** Why a chunk was wanted; `held` ones are stored already and need not be stored again. */
type Owed = 'unknown' | 'damaged' | { readonly held: number | FreshChunk };

/** Who asks. */
export interface PresenceOptions {
  /** 32 hexadecimal digits. */
  readonly agentId: string;
  readonly dedup: 'fleet' | 'agent';
}

/** How a block that arrived is to be treated, and what its chunks are when they are stored already. */
export interface Arrival {
  /** Keys of what the datastore does not hold; the block is stored unless there are none. */
  readonly added: readonly string[];
  readonly held: readonly (number | FreshChunk)[];
}

/** The chunks that one session may use. */
export class Presence implements ChunkHolder {
  readonly #options: PresenceOptions;
  readonly #catalog: Pick<Catalog, 'lookupChunks'>;
  readonly #fresh: FreshChunks;
  readonly #gate: Pick<CollectionGate, 'steady'>;
  readonly #allowed = new SparseBitmap();
  /** What the agent was told is there, or need not be stored again: it must not go while the session lives. */
  readonly #counted = new SparseBitmap();
  /** Allowed, but without a number as yet. */
  #unnumbered: FreshChunk[] = [];
  readonly #owed = new Map<string, Owed>();
  /** Came in with a block that is being checked and stored at this moment. */
  readonly #arriving = new Set<string>();
  readonly #reliedPacks = new Set<string>();

  constructor(options: PresenceOptions, catalog: Pick<Catalog, 'lookupChunks'>, fresh: FreshChunks, gate: Pick<CollectionGate, 'steady'>) {
    this.#options = options;
    this.#catalog = catalog;
    this.#fresh = fresh;
    this.#gate = gate;
  }

  /** True when blocks of the pack that were not fsynced at that time were counted on: if they are lost, the session must not commit. */
  reliesOn(packId: string): boolean {
    return this.#reliedPacks.has(packId);
  }

  /** This session counts on a block of the pack. */
  relyOn(packId: string): void {
    this.#reliedPacks.add(packId);
  }

  /** Answers an offer: bit i is set when chunk i is wanted. `proofs` is as long as `ids`, or empty. LIMIT_EXCEEDED when too much is owed. */
  async answer(ids: Uint8Array, proofs: Uint8Array): Promise<Buffer> {
    const count = ids.length / 32;
    const keys = Array.from({ length: count }, (_, index) => idKey(ids, index * 32));
    const known = await this.#gate.steady(() => this.#lookup(ids, keys));
    const wanted = Buffer.alloc(Math.ceil(count / 8));
    const proven = proofs.length > 0;
    for (const [index, key] of keys.entries()) {
      // With a proof the content is in the agent's hands, so it is on its way already. Without one nothing was promised.
      if (proven && (this.#owed.has(key) || this.#arriving.has(key))) continue;
      const proof = proven ? proofs.subarray(index * 32, index * 32 + 32) : undefined;
      // It may have been stored while the catalog was asked.
      const owed = this.#judge(known.get(key) ?? this.#fresh.find(key), key, proof);
      if (owed === undefined) continue;
      wanted[index >> 3]! |= 1 << (index & 7);
      if (proven) this.#owe(key, owed);
    }
    return wanted;
  }

  /**
   * Of a block with these chunks (n * 32 bytes) that came in: settles when another block that brings the same at this moment is stored or refused. Undefined when
   * the block brings what nobody else does, or nothing. So what many agents send in the same moment is stored once.
   */
  sentByAnother(chunkIds: Uint8Array): Promise<void> | undefined {
    let other: Promise<void> | undefined;
    for (let position = 0; position < chunkIds.length; position += 32) {
      const key = idKey(chunkIds, position);
      if (this.#heldAs(key) !== undefined) continue;
      other = this.#fresh.underWay(key);
      if (other === undefined) return undefined;
    }
    return other;
  }

  /** A block with these chunks (n * 32 bytes) came in; it must be checked whatever the answer is. */
  arrive(chunkIds: Uint8Array): Arrival {
    const held: (number | FreshChunk)[] = [];
    const added: string[] = [];
    for (let position = 0; position < chunkIds.length; position += 32) {
      const key = idKey(chunkIds, position);
      const chunk = this.#heldAs(key);
      this.#owed.delete(key);
      if (chunk === undefined) added.push(key);
      else held.push(chunk);
    }
    for (const key of added) this.#arriving.add(key);
    return { added, held };
  }

  /** What {@link arrive} has answered as added is stored, or the session is over. */
  settle(added: readonly string[]): void {
    for (const key of added) this.#arriving.delete(key);
  }

  /** The content of these chunks was sent in this session and is right. */
  allow(chunks: readonly (number | FreshChunk)[]): void {
    for (const chunk of chunks) {
      if (typeof chunk === 'number') {
        this.#allowed.add(chunk);
      } else if (chunk.number === undefined) {
        this.#unnumbered.push(chunk);
        this.relyOn(chunk.packId);
      } else {
        this.#allowed.add(chunk.number);
        this.relyOn(chunk.packId);
      }
    }
    if (this.#unnumbered.length > 10_000) this.#drainUnnumbered();
  }

  /** True when a commit of this session may use the chunk: its content was sent or proved in this session, or was sent by this agent before. */
  permits(facts: ChunkFacts | undefined): boolean {
    if (facts === undefined || facts.damaged) return false;
    if (facts.agentId === this.#options.agentId) return true;
    if (this.#unnumbered.length > 0) this.#drainUnnumbered();
    return this.#allowed.has(facts.number);
  }

  addHeld(page: Uint8Array, pageNumber: number): void {
    if (this.#unnumbered.length > 0) this.#drainUnnumbered();
    this.#allowed.addPageTo(page, pageNumber);
    this.#counted.addPageTo(page, pageNumber);
  }

  /** The chunk as it is stored already, if it need not be stored again. */
  #heldAs(key: string): number | FreshChunk | undefined {
    const owed = this.#owed.get(key) ?? 'unknown';
    const fresh = owed === 'damaged' ? this.#fresh.find(key) : this.#fresh.findStored(key);
    return fresh ?? (typeof owed === 'object' ? owed.held : undefined);
  }

  /** What is known of the chunks, by key. What is fresh now may be in the catalog only when that has answered, so it is kept. */
  async #lookup(ids: Uint8Array, keys: readonly string[]): Promise<Map<string, ChunkFacts | FreshChunk>> {
    const found = new Map<string, ChunkFacts | FreshChunk>();
    const asked: number[] = [];
    for (const [index, key] of keys.entries()) {
      const fresh = this.#fresh.find(key);
      if (fresh === undefined) asked.push(index);
      else found.set(key, fresh);
    }
    if (asked.length === 0) return found;
    const idsAsked = asked.length === keys.length ? ids : Buffer.concat(asked.map((index) => ids.subarray(index * 32, index * 32 + 32)));
    const answers = await this.#catalog.lookupChunks(idsAsked);
    for (const [position, index] of asked.entries()) {
      const facts = answers[position];
      if (facts !== undefined) found.set(keys[index]!, facts);
    }
    return found;
  }

  /** Undefined when the chunk is present for this session, else why it is wanted. */
  #judge(known: ChunkFacts | FreshChunk | undefined, key: string, proof: Uint8Array | undefined): Owed | undefined {
    if (known === undefined) return 'unknown';
    if (!isFresh(known) && known.damaged) return 'damaged';
    const chunk = isFresh(known) ? known : known.number;
    if (known.agentId === this.#options.agentId) {
      if (isFresh(known)) this.allow([known]);
      else this.#counted.add(known.number);
      return undefined;
    }
    // Only here, where the answer hangs on it: what nobody has stored is wanted whatever the proof is.
    const isProven = this.#options.dedup === 'fleet' && proof !== undefined && idKey(idOfProof(proof)) === key;
    if (!isProven) {
      if (typeof chunk === 'number') this.#counted.add(chunk);
      return { held: chunk };
    }
    this.allow([chunk]);
    return undefined;
  }

  #owe(key: string, owed: Owed): void {
    this.#owed.set(key, owed);
    if (this.#owed.size > MAX_OWED_CHUNKS) {
      throw new StillpointError('LIMIT_EXCEEDED', `more than ${MAX_OWED_CHUNKS} chunks were offered and wanted but not sent`, { hint: 'send blocks before offering more' });
    }
  }

  #drainUnnumbered(): void {
    const waiting: FreshChunk[] = [];
    for (const chunk of this.#unnumbered) {
      if (chunk.number === undefined) waiting.push(chunk);
      else this.#allowed.add(chunk.number);
    }
    this.#unnumbered = waiting;
  }
}

function isFresh(known: ChunkFacts | FreshChunk): known is FreshChunk {
  return 'packId' in known;
}
