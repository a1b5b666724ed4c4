/**
 * Objects in memory, for tests of what stands above the store.
 */
import type { ObjectStore, StoredObject } from './object-store.ts';

/** The {@link ObjectStore} of tests; knows no durability. */
export class MemoryObjectStore implements ObjectStore {
  readonly #objects: Map<string, Buffer>;

  constructor(objects: Iterable<readonly [string, Buffer]> = []) {
    this.#objects = new Map(objects);
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    this.#objects.set(name, Buffer.from(bytes));
  }

  async settle(): Promise<void> {
    // Nothing outlives the process.
  }

  async read(name: string, offset: number, length: number): Promise<Buffer | undefined> {
    const bytes = this.#objects.get(name);
    return bytes === undefined ? undefined : Buffer.from(bytes.subarray(offset, offset + length));
  }

  async size(name: string): Promise<number | undefined> {
    return this.#objects.get(name)?.length;
  }

  async *list(prefix: string): AsyncGenerator<StoredObject> {
    for (const [name, bytes] of [...this.#objects].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (name.startsWith(prefix)) yield { name, sizeBytes: bytes.length };
    }
  }

  async delete(name: string): Promise<boolean> {
    return this.#objects.delete(name);
  }

  async close(): Promise<void> {
    this.#objects.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
