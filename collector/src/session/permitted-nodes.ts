/**
 * What a commit may name: nodes and data chunks whose content this session or this agent has sent or proved, or that its latest snapshots reach. A chunk
 * that is not there and one that the agent may not use are refused with the same words, and before anything of it is read.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';

import { idKey, idToHex, keyToId } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { Catalog, ChunkFacts } from '../catalog/catalog.ts';
import type { NodeReader, NodeSource } from './node-source.ts';
import type { SparseBitmap } from './sparse-bitmap.ts';

/** Nodes about which is remembered whether they may be used. */
const MAX_NEIGHBOURS = 50_000;

/** How long a walk over nodes that are all in memory may keep everybody else waiting, in ms: then nothing in it waits for anything. */
const MAX_TURN_MS = 20;

/** A data chunk that a new tree refers to, and where. */
export interface ChunkUse {
  readonly key: string;
  /** Undefined: nobody knows but the guest. */
  readonly lengthBytes: number | undefined;
  /** For the message: archive and path. */
  readonly place: string;
}

/** Options of {@link PermittedNodes}. */
export interface PermittedNodesOptions {
  /** 32 hexadecimal digits. */
  readonly agentId: string;
  /** What the session may use by itself. */
  readonly permits: (facts: ChunkFacts | undefined) => boolean;
  /** Numbers of all chunks that the agent's latest snapshots reach: dear, therefore asked once and only before something is refused. */
  readonly reachable: () => Promise<SparseBitmap>;
}

/** Reader of the nodes that one commit may name, and judge of its data chunks. */
export class PermittedNodes implements NodeReader {
  readonly #options: PermittedNodesOptions;
  readonly #catalog: Pick<Catalog, 'lookupChunks'>;
  readonly #source: NodeSource;
  /** Nodes that lie beside others which were read, and whether the session itself may use them. */
  readonly #neighbours = new Map<string, boolean>();
  #reachable: Promise<SparseBitmap> | undefined;
  #turnMs = performance.now();

  constructor(options: PermittedNodesOptions, catalog: Pick<Catalog, 'lookupChunks'>, source: NodeSource) {
    this.#options = options;
    this.#catalog = catalog;
    this.#source = source;
  }

  /** The node, if it may be named: CHUNK_NOT_AVAILABLE else. */
  async read(key: string): Promise<Buffer> {
    if (performance.now() - this.#turnMs > MAX_TURN_MS) {
      await nextTurn();
      this.#turnMs = performance.now();
    }
    if (this.#neighbours.get(key) !== true && !(await this.#isPermitted(await this.#lookup(key)))) throw notAvailable(key, 'the snapshot’s trees');
    return this.#source.read(key);
  }

  /** Nodes that lie together are named together: one question for all. That a node lies in a block proves nothing, the index may have forgotten it. */
  async #lookup(key: string): Promise<ChunkFacts | undefined> {
    const ids = this.#source.neighbours(key);
    if (ids === undefined) return (await this.#catalog.lookupChunks(keyToId(key)))[0];
    const answers = await this.#catalog.lookupChunks(ids);
    if (this.#neighbours.size > MAX_NEIGHBOURS) this.#neighbours.clear();
    let found: ChunkFacts | undefined;
    for (const [index, facts] of answers.entries()) {
      const neighbour = idKey(ids, index * 32);
      if (neighbour === key) found = facts;
      this.#neighbours.set(neighbour, this.#options.permits(facts));
    }
    return found;
  }

  /** Checks data chunks, about 1,000 at a time. CHUNK_NOT_AVAILABLE, or TREE_INVALID when one has another length than its entry says. */
  async checkChunks(uses: readonly ChunkUse[]): Promise<void> {
    if (uses.length === 0) return;
    const answers = await this.#catalog.lookupChunks(Buffer.from(uses.map(({ key }) => key).join(''), 'latin1'));
    for (const [index, { key, lengthBytes, place }] of uses.entries()) {
      const facts = answers[index];
      if (!(await this.#isPermitted(facts))) throw notAvailable(key, place);
      if (lengthBytes !== undefined && facts?.lengthBytes !== lengthBytes) throw new StillpointError('TREE_INVALID', `${place} gives chunk ${idToHex(keyToId(key))} a length of ${lengthBytes} bytes, which it does not have`);
    }
  }

  async #isPermitted(facts: ChunkFacts | undefined): Promise<boolean> {
    if (this.#options.permits(facts)) return true;
    if (facts?.damaged === true) return false;
    // Also for a chunk that is not there: how long the answer takes must not tell the two apart.
    const reachable = await (this.#reachable ??= this.#options.reachable());
    return facts !== undefined && reachable.has(facts.number);
  }
}

function notAvailable(key: string, place: string): StillpointError {
  return new StillpointError('CHUNK_NOT_AVAILABLE', `${place} needs chunk ${idToHex(keyToId(key))}, which this session has neither sent nor proved to have`, {
    hint: 'run the backup again; if it comes back, run it with --force-read',
  });
}
