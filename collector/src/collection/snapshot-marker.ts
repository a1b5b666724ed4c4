/**
 * Marks what snapshots reach: a bit for each chunk's number. Reads every node once, but of each only its lists of ids; memory does not grow with the trees' breadth, only with their
 * depth.
 */
import { idKey } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { decodeFrame } from '@stillpoint/proto/format/node.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { Catalog } from '../catalog/catalog.ts';
import type { NodeReader } from '../session/node-source.ts';
import { SparseBitmap } from '../session/sparse-bitmap.ts';
import { isDamage } from '../session/tree-diff.ts';

const idBytes = 32;
const batchIds = 1024;

/** Node ids that are still to be read. */
interface Frame {
  readonly ids: Buffer;
  at: number;
}

/** Options of {@link SnapshotMarker}. `step` is called for each node: it throws when the walk is not wanted any more. */
export interface SnapshotMarkerOptions {
  readonly catalog: Pick<Catalog, 'lookupChunks'>;
  readonly nodes: NodeReader;
  readonly step: () => void;
}

/** One for each collection. Nothing to close. */
export class SnapshotMarker {
  /** Numbers of everything that was reached. */
  readonly kept = new SparseBitmap();
  /** Of those, nodes whose lists were gone through. Apart from `kept`: a file may have a node's content, and reaching it as data says nothing of what the node names. */
  readonly #walked = new SparseBitmap();
  readonly #options: SnapshotMarkerOptions;
  #unreadable = 0;
  #firstFailure: StillpointError | undefined;

  constructor(options: SnapshotMarkerOptions) {
    this.#options = options;
  }

  /** Nodes that could not be read: nobody knows what they lead to. */
  get unreadable(): number {
    return this.#unreadable;
  }

  /** Why the first of them could not. */
  get firstFailure(): StillpointError | undefined {
    return this.#firstFailure;
  }

  /** Marks single chunks (n * 32 bytes). */
  async markChunks(ids: Uint8Array): Promise<void> {
    for (const facts of await this.#options.catalog.lookupChunks(ids)) if (facts !== undefined) this.kept.add(facts.number);
  }

  /** Marks what the snapshot reaches. Errors that are not about damage are thrown. */
  async markSnapshot(record: v1.SnapshotRecord.$Properties): Promise<void> {
    const roots = Buffer.concat((record.draft?.archives ?? []).map((archive) => archive.node ?? Buffer.alloc(0)));
    const stack: Frame[] = [{ ids: await this.#mark(roots, Buffer.alloc(0)), at: 0 }];
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      if (frame.at === frame.ids.length) {
        stack.pop();
        continue;
      }
      const start = frame.at;
      frame.at += idBytes;
      this.#options.step();
      const node = await this.#read(idKey(frame.ids, start));
      if (node === undefined) continue;
      const below = await this.#mark(node.nodeIds, node.dataIds);
      if (below.length > 0) stack.push({ ids: below, at: 0 });
    }
  }

  /** Sets the bits of all these; answers the nodes among them that are to be read. */
  async #mark(nodeIds: Buffer, dataIds: Buffer): Promise<Buffer> {
    const unread: Buffer[] = [];
    const ids = Buffer.concat([nodeIds, dataIds]);
    for (let start = 0; start < ids.length; start += batchIds * idBytes) {
      const batch = ids.subarray(start, start + batchIds * idBytes);
      for (const [index, facts] of (await this.#options.catalog.lookupChunks(batch)).entries()) {
        const offset = start + index * idBytes;
        const isNode = offset < nodeIds.length;
        if (facts === undefined) {
          if (isNode) this.#noteUnreadable(new StillpointError('CHUNK_MISSING', `node ${ids.toString('hex', offset, offset + idBytes)} is not in the datastore`));
          continue;
        }
        this.kept.add(facts.number);
        if (!isNode || this.#walked.has(facts.number)) continue;
        this.#walked.add(facts.number);
        unread.push(ids.subarray(offset, offset + idBytes));
      }
    }
    // A copy: the small frame must not keep the large one alive.
    return Buffer.concat(unread);
  }

  async #read(key: string): Promise<{ readonly nodeIds: Buffer; readonly dataIds: Buffer } | undefined> {
    try {
      const { nodeIds, dataIds } = decodeFrame(await this.#options.nodes.read(key));
      return { nodeIds: Buffer.from(nodeIds), dataIds: Buffer.from(dataIds) };
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#noteUnreadable(error instanceof StillpointError ? error : new StillpointError('NODE_CORRUPT', 'a node cannot be read', { cause: error }));
      return undefined;
    }
  }

  #noteUnreadable(error: StillpointError): void {
    this.#unreadable += 1;
    this.#firstFailure ??= error;
  }
}
