import { expect, it, vi } from 'vitest';

import { SpentBuffers } from './collect-garbage.ts';

const mebibyte = 1_048_576;

function arrayBuffers(): number {
  return process.memoryUsage().arrayBuffers;
}

/** Holds 32 MiB through minor collections, and lets go of them. */
function growOld(spent: SpentBuffers): void {
  const held = Array.from({ length: 32 }, () => Buffer.alloc(mebibyte));
  for (let round = 0; round < 4; round += 1) spent.add(mebibyte);
  held.length = 0;
}

it('buffers that have grown old are freed once more of them than may be were added', async () => {
  const before = arrayBuffers();
  const spent = new SpentBuffers(mebibyte, 64 * mebibyte);
  growOld(spent);
  spent.add(mebibyte);
  // Minor collections leave them.
  expect(arrayBuffers() - before).toBeGreaterThan(24 * mebibyte);
  growOld(spent);
  growOld(spent);
  spent.add(mebibyte);
  // Freed by a thread of V8's own, a moment later.
  await vi.waitFor(() => expect(arrayBuffers() - before).toBeLessThan(40 * mebibyte));
});
