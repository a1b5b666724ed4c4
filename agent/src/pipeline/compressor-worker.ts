/**
 * Thread of the compressor: takes slots with what the collector wants of them, gives back finished blocks. See block-compressor.ts.
 */
import { parentPort, workerData } from 'node:worker_threads';

import { BlockBuffers, type BlockBuffersShare } from './block-buffers.ts';
import { BlockCompressor, type BlockCompressorOptions, type FinishedBlock } from './block-compressor.ts';
import { SlotRing, type SlotRingShare } from './slot-ring.ts';

/** What the thread is started with. */
export interface CompressorStart extends BlockCompressorOptions {
  readonly ring: SlotRingShare;
  readonly buffers: BlockBuffersShare;
}

/** Messages to the thread. */
export type CompressorRequest = { readonly kind: 'slot'; readonly slot: number; readonly wanted: Uint8Array } | { readonly kind: 'flush' };

/** Messages from the thread. `flushed` follows the blocks that a flush made. */
export type CompressorAnswer = { readonly kind: 'block'; readonly block: FinishedBlock } | { readonly kind: 'flushed' };

if (parentPort !== null) {
  const port = parentPort;
  const start = workerData as CompressorStart;
  const answer = (message: CompressorAnswer): void => {
    port.postMessage(message);
  };
  const compressor = new BlockCompressor(new SlotRing(start.ring), new BlockBuffers(start.buffers), start, (block) => {
    answer({ kind: 'block', block });
  });
  port.on('message', (request: CompressorRequest) => {
    if (request.kind === 'slot') {
      compressor.take(request.slot, request.wanted);
    } else {
      compressor.flush();
      answer({ kind: 'flushed' });
    }
  });
}
