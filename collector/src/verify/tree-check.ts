/**
 * Walks the trees of snapshots: every node must decode, and everything that it refers to must be there. Nodes whose whole content is right are visited once for
 * all snapshots; damaged ones again for each, so that every path that is hurt can be named.
 */
import { idKey, idToHex } from '@stillpoint/proto/chunk-identity.ts';
import { checkEncryptedNode } from '@stillpoint/proto/encryption/encrypted-node.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { decodeChunkListIndex, decodeChunkListLeaf } from '@stillpoint/proto/format/chunk-list.ts';
import { decodeDirectoryIndex } from '@stillpoint/proto/format/directory-builder.ts';
import { decodeDirectoryLeaf } from '@stillpoint/proto/format/directory-node.ts';
import type { Entry } from '@stillpoint/proto/format/entry.ts';
import { decodeFrame, decodeNode, NodeKind, type Node, type NodeFrame } from '@stillpoint/proto/format/node.ts';
import { decodeArchiveNode } from '@stillpoint/proto/format/record-node.ts';

import { showAddress } from '@stillpoint/proto/address/address.ts';
import type { KnownSnapshot } from '@stillpoint/proto/address/known-snapshots.ts';
import { addressOf } from '@stillpoint/proto/address/resolve-snapshot.ts';
import { SparseBitmap } from '../session/sparse-bitmap.ts';
import type { BlockReader } from '../tree/block-reader.ts';
import type { VerifyContext } from './verify-context.ts';

/** Where the walk is, for the address of what is hurt. */
interface Place {
  readonly snapshot: KnownSnapshot;
  readonly archive: string;
  /** Byte string; undefined in streams. */
  readonly path: string | undefined;
}

/** Checks trees one after another. */
export class TreeCheck {
  readonly #context: VerifyContext;
  readonly #blocks: BlockReader;
  /** Numbers of nodes that are whole with everything below. */
  readonly #whole = new SparseBitmap();
  /** Numbers of all data chunks met, when the caller asked for them. */
  readonly #reached: SparseBitmap | undefined;
  /** Nodes of the encrypted archive under way that are hurt: nothing more of it can be named when they are met again, which may be without end. */
  #hurtNodes = new Set<string>();

  constructor(context: VerifyContext, blocks: BlockReader, reached?: SparseBitmap) {
    this.#context = context;
    this.#blocks = blocks;
    this.#reached = reached;
  }

  /** Checks everything that a snapshot refers to. */
  async check(snapshot: KnownSnapshot): Promise<void> {
    for (const { name, node } of snapshot.record.draft?.archives ?? []) {
      const place: Place = { snapshot, archive: name ?? '', path: undefined };
      if (node === undefined || node === null) continue;
      const [number] = await this.#presence(node);
      const archive = await this.#read(node, place, (bytes) => decodeArchiveNode(bytes));
      if (archive === undefined) continue;
      if (number !== undefined) this.#reached?.add(number);
      const isStream = archive.record.kind === 'stream';
      if (archive.keyId !== undefined) {
        this.#hurtNodes = new Set();
        await this.#encrypted(archive.root, place);
        continue;
      }
      await this.#node(archive.root, isStream ? NodeKind.chunkList : NodeKind.directory, isStream ? place : { ...place, path: '' });
    }
  }

  /** True when the node and everything below it is whole. */
  async #node(id: Uint8Array, kind: NodeKind, place: Place): Promise<boolean> {
    this.#context.signal.throwIfAborted();
    const [number] = await this.#presence(id);
    if (number !== undefined) this.#reached?.add(number);
    if (number !== undefined && this.#whole.has(number)) return true;
    const node = await this.#read(id, place, (bytes) => decodeNode(bytes, kind));
    if (node === undefined) return false;
    this.#context.counts.nodes += 1;
    const isWhole = kind === NodeKind.directory ? await this.#directory(id, node, place) : await this.#chunkList(id, node, place);
    if (isWhole && number !== undefined) this.#whole.add(number);
    return isWhole;
  }

  /** The same below an encrypted archive, whose paths nobody here can name. */
  async #encrypted(id: Uint8Array, place: Place): Promise<boolean> {
    this.#context.signal.throwIfAborted();
    if (this.#hurtNodes.has(idKey(id))) return false;
    const isWhole = await this.#wholeEncrypted(id, place);
    if (!isWhole) this.#hurtNodes.add(idKey(id));
    return isWhole;
  }

  async #wholeEncrypted(id: Uint8Array, place: Place): Promise<boolean> {
    const [number] = await this.#presence(id);
    if (number !== undefined) this.#reached?.add(number);
    if (number !== undefined && this.#whole.has(number)) return true;
    const node = await this.#read(id, place, (bytes) => decodeEncrypted(bytes));
    if (node === undefined) return false;
    this.#context.counts.nodes += 1;
    const lost = await this.#lostOf(node.dataIds);
    for (const chunk of lost.values()) this.#hurt(chunk.id, place, chunk.error);
    const below = Array.from({ length: node.nodeIds.length / 32 }, (_, index) => node.nodeIds.subarray(index * 32, index * 32 + 32));
    const isWhole = (await this.#all(below, (child) => this.#encrypted(child, place))) && lost.size === 0;
    if (isWhole && number !== undefined) this.#whole.add(number);
    return isWhole;
  }

  async #directory(id: Uint8Array, node: Node, place: Place): Promise<boolean> {
    if (node.level > 0) {
      const items = this.#decode(id, place, () => decodeDirectoryIndex(node));
      return items !== undefined && this.#all(items.map((item) => item.id), (child) => this.#node(child, NodeKind.directory, place));
    }
    const entries = this.#decode(id, place, () => decodeDirectoryLeaf(node));
    if (entries === undefined) return false;
    const lost = await this.#lostOf(node.dataIds);
    let isWhole = true;
    for (const entry of entries) {
      const at = { ...place, path: joined(place.path, entry.name) };
      if (lost.size > 0 && this.#hasLost(entry, lost, at)) isWhole = false;
      if (entry.content.kind === 'directory' && !(await this.#node(entry.content.node, NodeKind.directory, at))) isWhole = false;
      if (entry.content.kind === 'list' && !(await this.#node(entry.content.node, NodeKind.chunkList, at))) isWhole = false;
    }
    return isWhole;
  }

  async #chunkList(id: Uint8Array, node: Node, place: Place): Promise<boolean> {
    if (node.level > 0) {
      const items = this.#decode(id, place, () => decodeChunkListIndex(node));
      return items !== undefined && this.#all(items.map((item) => item.id), (child) => this.#node(child, NodeKind.chunkList, place));
    }
    if (this.#decode(id, place, () => decodeChunkListLeaf(node)) === undefined) return false;
    const lost = await this.#lostOf(node.dataIds);
    for (const key of lost.values()) this.#hurt(key.id, place, key.error);
    return lost.size === 0;
  }

  async #all(ids: readonly Uint8Array[], check: (id: Uint8Array) => Promise<boolean>): Promise<boolean> {
    let isWhole = true;
    // Each child is looked at, also behind a damaged one.
    for (const id of ids) isWhole = (await check(id)) && isWhole;
    return isWhole;
  }

  #hasLost(entry: Entry, lost: ReadonlyMap<string, LostChunk>, place: Place): boolean {
    if (entry.content.kind !== 'chunks') return false;
    let isHurt = false;
    for (let offset = 0; offset < entry.content.ids.length; offset += 32) {
      const chunk = lost.get(idToHex(entry.content.ids, offset));
      if (chunk === undefined) continue;
      this.#hurt(chunk.id, place, chunk.error);
      isHurt = true;
    }
    return isHurt;
  }

  /** Those of the chunks that the datastore has nowhere whole. */
  async #lostOf(ids: Uint8Array): Promise<Map<string, LostChunk>> {
    const lost = new Map<string, LostChunk>();
    if (ids.length === 0) return lost;
    const numbers = await this.#presence(ids);
    if (!this.#context.readData) this.#context.counts.chunks += numbers.length;
    for (const [index, number] of numbers.entries()) {
      const id = ids.subarray(index * 32, index * 32 + 32);
      if (number === undefined) lost.set(idToHex(id), { id, error: undefined });
      else this.#reached?.add(number);
    }
    return lost;
  }

  /** The number of each chunk that is there whole, as far as is known. */
  async #presence(ids: Uint8Array): Promise<(number | undefined)[]> {
    const { book, catalog } = this.#context;
    const facts = await catalog.lookupChunks(ids);
    if (!book.hasBadPlaces && facts.every((chunk) => chunk?.damaged === false)) return facts.map((chunk) => chunk?.number);
    const places = await catalog.locateChunks(ids);
    return facts.map((chunk, index) => {
      const id = ids.subarray(index * 32, index * 32 + 32);
      return places[index]?.some((place) => !place.damaged && book.isWhole(id, place.packId, place.blockOffset)) === true ? chunk?.number : undefined;
    });
  }

  async #read<T>(id: Uint8Array, place: Place, decode: (bytes: Buffer) => T): Promise<T | undefined> {
    try {
      return decode(await this.#blocks.readChunk(id));
    } catch (error) {
      if (!(error instanceof StillpointError)) throw error;
      this.#hurt(id, place, error);
      return undefined;
    }
  }

  #decode<T>(id: Uint8Array, place: Place, decode: () => T): T | undefined {
    try {
      return decode();
    } catch (error) {
      if (!(error instanceof StillpointError)) throw error;
      this.#hurt(id, place, error);
      return undefined;
    }
  }

  #hurt(id: Uint8Array, { snapshot, archive, path }: Place, error: StillpointError | undefined): void {
    const within = { archive, path: path === '' ? '/' : path };
    const address = showAddress(addressOf(snapshot, this.#context.zone, within));
    this.#context.book.addHurtPath(id, { snapshotId: Buffer.from(snapshot.id, 'hex'), archive, address }, () => ({
      code: error?.code ?? 'CHUNK_MISSING',
      object: `chunk ${idToHex(id)}`,
      text: error?.message ?? `the datastore has no whole copy of chunk ${idToHex(id)}`,
    }));
  }
}

interface LostChunk {
  readonly id: Uint8Array;
  readonly error: StillpointError | undefined;
}

function decodeEncrypted(bytes: Buffer): NodeFrame {
  const node = decodeFrame(bytes);
  if (!node.encrypted) throw new StillpointError('NODE_CORRUPT', 'a node is not encrypted, though its archive is');
  checkEncryptedNode(node);
  return node;
}

// The root directory's entry has an empty name.
function joined(path: string | undefined, name: string): string {
  return name === '' ? '' : `${path ?? ''}/${name}`;
}
