/**
 * What one reading may have (docs/protocol.md, "Reading one's own snapshots"): chunks that were named by nodes that it was given, beginning with the archives of
 * snapshots of its agent. Nodes and data are kept apart: data that looks like a node, because somebody has backed up a file with such content, reveals nothing.
 * Memory is a bit for each chunk, and bounded.
 */
import { idKey } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { Catalog, ChunkFacts } from '../catalog/catalog.ts';
import { SparseBitmap } from '../session/sparse-bitmap.ts';
import { readingLimits } from './reading-limits.ts';

/** As what a chunk was revealed. `missing`: it was, but the datastore does not hold it. `hidden`: it was not, whether the datastore holds it or not. */
export type Standing = 'node' | 'data' | 'missing' | 'hidden';

/** Bounds, for tests. */
export interface RevealedLimits {
  readonly maxRevealedBytes?: number;
  readonly maxMissingIds?: number;
}

// One question must not hold up the catalog's other askers.
const idsAtOnce = 2048;

/** Holds memory only. Ids are n * 32 bytes. */
export class RevealedChunks {
  readonly #catalog: Pick<Catalog, 'lookupChunks'>;
  readonly #maxBytes: number;
  readonly #maxMissing: number;
  readonly #nodes = new SparseBitmap();
  readonly #data = new SparseBitmap();
  readonly #sent = new SparseBitmap();
  readonly #missing = new Set<string>();

  constructor(catalog: Pick<Catalog, 'lookupChunks'>, limits: RevealedLimits = {}) {
    this.#catalog = catalog;
    this.#maxBytes = limits.maxRevealedBytes ?? readingLimits.maxRevealedBytes;
    this.#maxMissing = limits.maxMissingIds ?? readingLimits.maxMissingIds;
  }

  /** Memory that is used. */
  get sizeBytes(): number {
    return this.#nodes.sizeBytes + this.#data.sizeBytes + this.#sent.sizeBytes;
  }

  /** From now on these may be read. LIMIT_EXCEEDED when that would take too much memory. */
  async reveal(nodeIds: Uint8Array, dataIds: Uint8Array): Promise<void> {
    for (const [ids, revealed] of [[nodeIds, this.#nodes], [dataIds, this.#data]] as const) {
      for (const [index, facts] of (await this.lookup(ids)).entries()) {
        if (facts !== undefined) revealed.add(facts.number);
        // One more says that there are too many.
        else if (this.#missing.size <= this.#maxMissing) this.#missing.add(idKey(ids, index * 32));
      }
      this.#checkSize();
    }
  }

  /** What the index knows of each. */
  async lookup(ids: Uint8Array): Promise<(ChunkFacts | undefined)[]> {
    const found: (ChunkFacts | undefined)[] = [];
    for (let start = 0; start < ids.length; start += idsAtOnce * 32) found.push(...(await this.#catalog.lookupChunks(ids.subarray(start, start + idsAtOnce * 32))));
    return found;
  }

  /** `facts` are what {@link lookup} has told of the chunk. */
  standing(key: string, facts: ChunkFacts | undefined): Standing {
    if (facts !== undefined && this.#nodes.has(facts.number)) return 'node';
    if (facts !== undefined && this.#data.has(facts.number)) return 'data';
    // When too many are missing to be remembered, all that is hidden is answered as if it were one of them: then, too, the answer tells nothing.
    return this.#missing.has(key) || this.#missing.size > this.#maxMissing ? 'missing' : 'hidden';
  }

  /** True for nodes that {@link noteSent} was told of. */
  wasSent({ number }: ChunkFacts): boolean {
    return this.#sent.has(number);
  }

  /** The node was given out. */
  noteSent({ number }: ChunkFacts): void {
    this.#sent.add(number);
  }

  #checkSize(): void {
    if (this.sizeBytes <= this.#maxBytes) return;
    throw new StillpointError('LIMIT_EXCEEDED', 'a restore in the guest reaches more chunks than one reading may', { hint: 'restore in several parts, or at the collector' });
  }
}
