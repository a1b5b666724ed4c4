/**
 * What the main thread and the writing threads of a restore tell each other. Blocks lie in shared memory; the files are named by their handles, which belong to
 * the whole process.
 */

/** One chunk's place in a file; `lengthBytes` of its plain content, `chunkOffset` where it begins in the inflated block. */
export interface ChunkUse {
  /** 32 bytes. */
  readonly id: Uint8Array;
  readonly fd: number;
  readonly fileOffset: number;
  readonly chunkOffset: number;
  readonly lengthBytes: number;
}

/** Numbers of one use in {@link WriteRequest.uses}: fd, offset in the file, offset in the inflated block, length. */
export const USE_FIELDS = 4;

/** To a writing thread: one block and where its chunks go, in order of their offset in the block. */
export interface WriteRequest {
  readonly number: number;
  readonly slot: number;
  readonly blockBytes: number;
  readonly uses: Float64Array;
  /** 32 bytes for each use. */
  readonly ids: Uint8Array;
  /** Id of the encryption key that all these chunks are encrypted with; undefined: they are not. */
  readonly keyId: string | undefined;
}

/** One use that was not written: `errno` is the system's code when the file refused it, '' when the chunk is not whole. */
export interface UseFailure {
  readonly use: number;
  readonly errno: string;
  readonly text: string;
}

/** The answer to the request of that number. */
export interface WriteReply {
  readonly number: number;
  readonly failures: readonly UseFailure[];
}

/** What a writing thread is started with: the memory of all slots, and the encryption keys that jobs may name (32 bytes each). */
export interface WriterSetup {
  readonly memory: SharedArrayBuffer;
  readonly slotBytes: number;
  readonly keys: readonly Uint8Array[];
}
