/**
 * Builds the node, or the levels of nodes, of one directory from its entries in order of their names. Where leaves are cut depends on the
 * entries alone, so that equal directories have equal nodes and a change touches few of them. docs/formats.md, "Directory node". Never change.
 */
import { crc32 } from 'node:zlib';

import { StillpointError } from '../errors.ts';
import { ByteReader, ByteWriter } from './binary.ts';
import { DirectoryNodeWriter } from './directory-node.ts';
import type { Entry } from './entry.ts';
import { encodeNode, IdCursor, INDEX_MAX_REFERENCES, NodeKind, type Node } from './node.ts';

const LEAF_MIN_BYTES = 65_536;
const LEAF_MAX_BYTES = 262_144;
const CUT_MASK = 0x3ff;

/** Takes a finished node and gives its id (32 bytes), which the builder keeps. */
export type EmitNode = (node: Buffer) => Uint8Array;

interface Reference {
  readonly id: Uint8Array;
  readonly firstName: string;
  readonly entries: number;
}

/** One reference of an index node over directory nodes. */
export interface DirectoryIndexItem {
  readonly id: Buffer;
  readonly firstName: string;
  readonly entries: number;
}

/** Reusable after `finish()`. */
export class DirectoryBuilder {
  readonly #emit: EmitNode;
  readonly #leaf = new DirectoryNodeWriter();
  #leaves: Reference[] = [];
  #firstName = '';

  constructor(emit: EmitNode) {
    this.#emit = emit;
  }

  /** Adds the next entry; names must ascend by bytes. */
  add(entry: Entry): void {
    if (this.#leaf.count === 0) this.#firstName = entry.name;
    this.#leaf.add(entry);
    const { length } = this.#leaf;
    if (length >= LEAF_MIN_BYTES && (length >= LEAF_MAX_BYTES || (crc32(Buffer.from(entry.name, 'latin1')) & CUT_MASK) === 0)) this.#cut();
  }

  /** True when the next entry begins a leaf. */
  get isAtLeafStart(): boolean {
    return this.#leaf.count === 0;
  }

  /**
   * Adds the entries of a leaf that another directory was cut into and that is stored already, whose id (32 bytes, kept) and first name are given. Only at a
   * leaf's start; unless the leaf was not its directory's last one it must be the last here too. It is not emitted.
   */
  addLeaf(id: Uint8Array, firstName: string, entries: number): void {
    if (!this.isAtLeafStart) throw new StillpointError('INTERNAL', 'a leaf was added within another one');
    this.#leaves.push({ id, firstName, entries });
  }

  /** Emits what is left and returns the id of the topmost node. */
  finish(): Uint8Array {
    if (this.#leaf.count > 0 || this.#leaves.length === 0) this.#cut();
    let level: Reference[] = this.#leaves;
    this.#leaves = [];
    for (let height = 1; level.length > 1; height++) level = groups(level).map((group) => this.#index(group, height));
    const [top] = level;
    if (top === undefined) throw new Error('a directory without nodes');
    return top.id;
  }

  #cut(): void {
    const entries = this.#leaf.count;
    this.#leaves.push({ id: this.#emit(this.#leaf.finish()), firstName: this.#firstName, entries });
    this.#firstName = '';
  }

  #index(group: readonly Reference[], height: number): Reference {
    const body = new ByteWriter();
    body.varint(group.length);
    let entries = 0;
    for (const reference of group) {
      body.latin1(reference.firstName);
      body.varint(reference.entries);
      entries += reference.entries;
    }
    const id = this.#emit(encodeNode(NodeKind.directory, height, Buffer.concat(group.map((reference) => reference.id)), Buffer.alloc(0), body.view()));
    return { id, firstName: group[0]?.firstName ?? '', entries };
  }
}

/** Decodes an index node over directory nodes; NODE_CORRUPT when it is not one. */
export function decodeDirectoryIndex(node: Node): DirectoryIndexItem[] {
  const reader = new ByteReader(node.body);
  const ids = new IdCursor(node.nodeIds);
  const count = Math.min(reader.varint(), INDEX_MAX_REFERENCES + 1);
  const items: DirectoryIndexItem[] = [];
  for (let index = 0; index < count; index++) items.push({ firstName: reader.latin1(), entries: reader.varint(), id: ids.take(1) });
  reader.end();
  ids.end();
  return items;
}

function groups<T>(items: readonly T[]): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += INDEX_MAX_REFERENCES) result.push(items.slice(start, start + INDEX_MAX_REFERENCES));
  return result;
}
