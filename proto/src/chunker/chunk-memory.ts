/**
 * The memory that files are read into and that the chunker scans: shared, of fixed size (a WebAssembly memory cannot be transferred, and views of one
 * that grows die). Bytes 0 to 65535 belong to the chunker; data begins at CHUNK_DATA_OFFSET.
 */

/** First byte of a chunk memory that its user may write to. Below lie the gear table (2 KiB) and room for later. */
export const CHUNK_DATA_OFFSET = 65_536;

/** A WebAssembly.Memory with `shared: true`. It may be posted to other threads; its buffer never moves. */
export interface ChunkMemory {
  readonly buffer: SharedArrayBuffer;
}

/** The part of the WebAssembly API used here: TypeScript declares it only together with a browser's whole DOM. */
interface WebAssemblyApi {
  readonly Memory: new (limits: { initial: number; maximum: number; shared: true }) => ChunkMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: { env: { memory: ChunkMemory } }) => { readonly exports: unknown };
}

const { WebAssembly: api } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };

const PAGE_BYTES = 65_536;

/** A memory with room for `dataBytes` (rounded up to 64 KiB) from CHUNK_DATA_OFFSET on. Freed by the garbage collector. */
export function createChunkMemory(dataBytes: number): ChunkMemory {
  const pages = Math.ceil((CHUNK_DATA_OFFSET + dataBytes) / PAGE_BYTES);
  return new api.Memory({ initial: pages, maximum: pages, shared: true });
}

/** Compiles `code` (under 1 KiB: some 100 microseconds), binds it to `memory` and gives its exports. */
export function instantiate(code: Uint8Array, memory: ChunkMemory): unknown {
  return new api.Instance(new api.Module(code), { env: { memory } }).exports;
}
