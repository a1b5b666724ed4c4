/**
 * Goes through one directory's entries leaf by leaf, however many leaves and levels of index it has, and checks on the way that they make one sorted
 * directory. Holds one leaf, and one index node for each level.
 */
import { idKey } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { decodeDirectoryIndex } from '@stillpoint/proto/format/directory-builder.ts';
import { decodeDirectoryLeaf } from '@stillpoint/proto/format/directory-node.ts';
import { decodeNode, NodeKind } from '@stillpoint/proto/format/node.ts';

import type { Entry } from '@stillpoint/proto/format/entry.ts';
import type { Node } from '@stillpoint/proto/format/node.ts';
import type { NodeReader } from './node-source.ts';

/** A leaf, or an index node with leaves below it, as the index above it names it. */
export interface IndexItem {
  readonly key: string;
  readonly firstName: string;
  readonly entries: number;
}

interface IndexLevel {
  readonly level: number;
  readonly items: readonly IndexItem[];
  position: number;
}

/** Made by {@link open}; nothing to close. Methods throw what the reader throws, and NODE_CORRUPT for nodes that make no directory. */
export class DirectoryCursor {
  readonly #reader: NodeReader;
  readonly #levels: IndexLevel[] = [];
  #entries: readonly Entry[] = [];
  #position = 0;
  #lastName: string | undefined;
  /** A leaf that was passed unread; its last name is looked up only when another leaf is read after it. */
  #skipped: string | undefined;

  private constructor(reader: NodeReader) {
    this.#reader = reader;
  }

  /** The directory whose first node has the key `root`. */
  static async open(reader: NodeReader, root: string): Promise<DirectoryCursor> {
    const cursor = new DirectoryCursor(reader);
    const node = decodeNode(await reader.read(root), NodeKind.directory);
    if (node.level === 0) cursor.#entries = decodeDirectoryLeaf(node);
    else cursor.#push(node, undefined);
    return cursor;
  }

  /** A directory without entries. */
  static empty(reader: NodeReader): DirectoryCursor {
    return new DirectoryCursor(reader);
  }

  /** The entry at hand; undefined at the end of a leaf, then {@link load} goes on. */
  get entry(): Entry | undefined {
    return this.#entries[this.#position];
  }

  /** Steps to the next entry of the leaf. */
  next(): void {
    this.#position += 1;
  }

  /** At the end of a leaf: what names the next one, which is not read yet; undefined after the last. */
  async nextLeaf(): Promise<IndexItem | undefined> {
    for (;;) {
      const top = this.#levels.at(-1);
      if (top === undefined) return undefined;
      const item = top.items[top.position];
      if (item === undefined) {
        this.#levels.pop();
      } else if (top.level === 1) {
        return item;
      } else {
        top.position += 1;
        this.#push(decodeNode(await this.#reader.read(item.key), NodeKind.directory), { item, level: top.level - 1 });
      }
    }
  }

  /** Passes the leaf that {@link nextLeaf} named; the caller knows from elsewhere that its name and count of entries are right. */
  skipLeaf(): void {
    const top = this.#levels.at(-1);
    const item = top?.items[top.position];
    if (top === undefined || item === undefined) return;
    this.#checkOrder(item.firstName);
    this.#skipped = item.key;
    this.#lastName = undefined;
    top.position += 1;
  }

  /** At the end of a leaf: reads the next one; false after the last. */
  async load(): Promise<boolean> {
    const item = await this.nextLeaf();
    const top = this.#levels.at(-1);
    if (item === undefined || top === undefined) return false;
    top.position += 1;
    if (this.#skipped !== undefined) {
      this.#lastName = leafOf(await this.#reader.read(this.#skipped)).at(-1)?.name;
      this.#skipped = undefined;
    }
    const entries = leafOf(await this.#reader.read(item.key));
    const first = entries[0];
    if (first === undefined || first.name === '') throw corrupt('has a leaf that cannot stand below an index');
    if (first.name !== item.firstName || entries.length !== item.entries) throw corrupt('has an index that does not say what its leaf holds');
    this.#checkOrder(first.name);
    this.#lastName = entries.at(-1)?.name;
    this.#entries = entries;
    this.#position = 0;
    return true;
  }

  #checkOrder(firstName: string): void {
    if (this.#lastName !== undefined && firstName <= this.#lastName) throw corrupt('has leaves out of order');
  }

  #push(node: Node, parent: { readonly item: IndexItem; readonly level: number } | undefined): void {
    if (node.level === 0 || (parent !== undefined && node.level !== parent.level)) throw corrupt('has levels that do not follow each other');
    const items = decodeDirectoryIndex(node).map(({ id, firstName, entries }) => ({ key: idKey(id), firstName, entries }));
    if (items.length === 0) throw corrupt('has an index without references');
    if (parent !== undefined) {
      const entries = items.reduce((sum, item) => sum + item.entries, 0);
      if (items[0]?.firstName !== parent.item.firstName || entries !== parent.item.entries) throw corrupt('has an index that does not say what the one below it holds');
    }
    this.#levels.push({ level: node.level, items, position: 0 });
  }
}

function leafOf(bytes: Buffer): Entry[] {
  return decodeDirectoryLeaf(decodeNode(bytes, NodeKind.directory));
}

function corrupt(text: string): StillpointError {
  return new StillpointError('NODE_CORRUPT', `a directory ${text}`);
}
