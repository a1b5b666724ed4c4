/**
 * zstd on a thread of Node's pool: the library that is in Node itself, called past JavaScript. A worker thread for it would cost 25 MiB of memory to do nothing
 * but wait for this one call, and Node's build takes 10 % less time than that of zstd-napi, which the collector inflates with.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import koffi, { type KoffiFunc } from 'koffi';

const library = koffi.load(null);
const pointer = 'void *';
const createContext = library.func('ZSTD_createCCtx', pointer, []) as () => unknown;
const freeContext = library.func('ZSTD_freeCCtx', 'size_t', [pointer]) as (context: unknown) => number;
const setParameter = library.func('ZSTD_CCtx_setParameter', 'size_t', [pointer, 'int', 'int']) as (context: unknown, parameter: number, value: number) => number | bigint;
const compress = library.func('ZSTD_compress2', 'size_t', [pointer, pointer, 'size_t', pointer, 'size_t']) as KoffiFunc<
  (context: unknown, target: Uint8Array, capacity: number, raw: Uint8Array, length: number) => number | bigint
>;

/** ZSTD_c_compressionLevel of zstd.h. */
const COMPRESSION_LEVEL = 100;

/** Compresses one piece after the other; whoever opened it closes it. */
export class ZstdContext implements Disposable {
  readonly #context: unknown;
  #closed = false;
  /** What the call that is under way works on: zstd has addresses only, so the garbage collector must find the memory here. */
  #lent: readonly Uint8Array[] | undefined;

  /** Level 1 to 19. */
  constructor(level: number) {
    const context = createContext();
    if (context === null) throw new StillpointError('INTERNAL', 'there is no memory for a compression context');
    this.#context = context;
    succeeded(setParameter(context, COMPRESSION_LEVEL, level));
  }

  /**
   * Writes one frame of all of `raw`, which says its length, to the start of `target`; resolves with its bytes. Neither may be touched until then. `target`
   * has room for whatever zstd may need (ZSTD_compressBound).
   */
  compress(target: Buffer, raw: Uint8Array): Promise<number> {
    if (this.#lent !== undefined || this.#closed) throw new StillpointError('INTERNAL', 'a compression context was used twice at a time, or when it was closed');
    this.#lent = [target, raw];
    return new Promise((resolve, reject) => {
      compress.async(this.#context, target, target.length, raw, raw.length, (error: unknown, result: number | bigint) => {
        this.#lent = undefined;
        if (this.#closed) freeContext(this.#context);
        try {
          if (error !== null && error !== undefined) throw new StillpointError('INTERNAL', 'zstd could not be called', { cause: error });
          resolve(succeeded(result));
        } catch (failure) {
          reject(failure instanceof Error ? failure : new Error(String(failure)));
        }
      });
    });
  }

  /** The same in this thread. The result is a view of `target`. */
  compressNow(target: Buffer, raw: Uint8Array): Buffer {
    if (this.#lent !== undefined || this.#closed) throw new StillpointError('INTERNAL', 'a compression context was used twice at a time, or when it was closed');
    return target.subarray(0, succeeded(compress(this.#context, target, target.length, raw, raw.length)));
  }

  /** A compression that is under way is waited for by itself. */
  [Symbol.dispose](): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#lent === undefined) freeContext(this.#context);
  }
}

/** zstd's error codes are the highest values of a size_t. */
function succeeded(result: number | bigint): number {
  if (typeof result === 'bigint') throw new StillpointError('INTERNAL', `zstd failed with its error ${2n ** 64n - result}`);
  return result;
}
