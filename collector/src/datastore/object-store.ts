/**
 * Where immutable named things live: sealed packs and snapshot files. Narrow, so that an object store can take the place of a directory; only the
 * open pack is a local, growing file (see appendable-file.ts). Knows nothing of what the bytes mean.
 */

/** An object as {@link ObjectStore.list} finds it. */
export interface StoredObject {
  readonly name: string;
  readonly sizeBytes: number;
}

/**
 * Names are `folder/ab/rest` in `[a-z0-9./-]`. Methods throw DATASTORE_DENIED, DATASTORE_READ_ONLY, DATASTORE_FULL, DATASTORE_IO, and PACK_CORRUPT never:
 * whether bytes are right is the caller's business. object-store-contract.ts is the test that every implementation passes.
 */
export interface ObjectStore extends AsyncDisposable {
  /** Stores `bytes` under `name`, whole or not at all, durable when it resolves. An object of that name is replaced. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** After it an object that is there stays there: what a put that was interrupted has left may be visible, but gone after a power failure. */
  settle(name: string): Promise<void>;
  /** `length` bytes from `offset` on in a buffer of their own, fewer where the object ends; undefined when there is no such object. */
  read(name: string, offset: number, length: number): Promise<Buffer | undefined>;
  /** Length in bytes, or undefined when there is no such object. */
  size(name: string): Promise<number | undefined>;
  /** Every object whose name begins with `prefix` (a folder, ending with `/`), sorted by name. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** Removes an object, durable when it resolves; false when there was none. */
  delete(name: string): Promise<boolean>;
  /** Gives back files and connections; waits for calls that are under way. May be called again. */
  close(): Promise<void>;
}
