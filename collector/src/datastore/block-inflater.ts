/**
 * From a stored block back to its chunks, trusting nothing: every length is bounded before memory is used, every id is computed again.
 */
import { chunkId, idToHex } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockCodec, BLOCK_MAX_RAW_BYTES, checkBlockPayload, decodeBlockHeader } from '@stillpoint/proto/format/block.ts';
import zstd from 'zstd-napi/binding.js';

import type { InflatedBlock } from '@stillpoint/proto/tree/checked-block.ts';

/** Inflates blocks, one after another, into one buffer of 1 MiB: what it returns is valid until its next call. Synchronous; make one per thread or per reader. */
export class BlockInflater {
  readonly #context = new zstd.DCtx();
  readonly #raw = Buffer.allocUnsafeSlow(BLOCK_MAX_RAW_BYTES);

  /** Checks header and payload of the whole block that begins at `offset` of `bytes`, and inflates it. BLOCK_INVALID; ids are not compared (see {@link checkChunks}). */
  inflate(bytes: Buffer, offset = 0): InflatedBlock {
    const header = decodeBlockHeader(bytes, offset);
    const payload = checkBlockPayload(header, bytes, offset);
    if (header.codec === BlockCodec.stored) {
      payload.copy(this.#raw);
    } else {
      this.#inflateFrame(payload, header.rawBytes);
    }
    return { header, raw: this.#raw.subarray(0, header.rawBytes) };
  }

  #inflateFrame(payload: Buffer, rawBytes: number): void {
    let inflatedBytes;
    try {
      if (zstd.getFrameContentSize(payload) !== rawBytes || zstd.findFrameCompressedSize(payload) !== payload.length) throw new Error('the frame is not one of the lengths that the header names');
      inflatedBytes = this.#context.decompress(this.#raw.subarray(0, rawBytes), payload);
    } catch (error) {
      throw new StillpointError('BLOCK_INVALID', 'a block cannot be inflated', { cause: error });
    }
    if (inflatedBytes !== rawBytes) throw new StillpointError('BLOCK_INVALID', `a block inflates to ${inflatedBytes} bytes instead of ${rawBytes}`);
  }
}

/** Hashes every chunk of an inflated block again. BLOCK_INVALID when one is not what its id says. */
export function checkChunks(block: InflatedBlock): void {
  const { chunkIds, chunkLengths } = block.header;
  const ids = Buffer.from(chunkIds.buffer, chunkIds.byteOffset, chunkIds.byteLength);
  let start = 0;
  for (const [index, length] of chunkLengths.entries()) {
    const chunk = block.raw.subarray(start, start + length);
    start += length;
    if (ids.compare(chunkId(chunk), 0, 32, index * 32, index * 32 + 32) !== 0) {
      throw new StillpointError('BLOCK_INVALID', `chunk ${index} of a block does not match its id ${idToHex(ids, index * 32)}`);
    }
  }
}
