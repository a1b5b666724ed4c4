import { randomBytes } from 'node:crypto';

import { idKey } from '@stillpoint/proto/chunk-identity.ts';
import { describe, expect, it } from 'vitest';

import type { ChunkFacts } from '../catalog/catalog.ts';
import { RevealedChunks, type RevealedLimits } from './revealed-chunks.ts';

/** A catalog that knows chunks whose id begins with 1, under the number in the next four bytes. */
function scene(limits: RevealedLimits = {}): { readonly revealed: RevealedChunks; readonly asked: number[] } {
  const asked: number[] = [];
  const lookupChunks = async (ids: Uint8Array): Promise<(ChunkFacts | undefined)[]> => {
    asked.push(ids.length / 32);
    return Array.from({ length: ids.length / 32 }, (_, index) => {
      const id = Buffer.from(ids.subarray(index * 32, index * 32 + 32));
      return id[0] === 1 ? { number: id.readUInt32LE(1), lengthBytes: 1, damaged: false, sessionId: '', agentId: '' } : undefined;
    });
  };
  return { revealed: new RevealedChunks({ lookupChunks }, limits), asked };
}

function known(number: number): Buffer {
  const id = Buffer.alloc(32);
  id[0] = 1;
  id.writeUInt32LE(number, 1);
  return id;
}

async function standing(revealed: RevealedChunks, id: Buffer): Promise<string> {
  return revealed.standing(idKey(id), (await revealed.lookup(id))[0]);
}

const lost = (): Buffer => Buffer.concat([Buffer.from([2]), randomBytes(31)]);
const none = Buffer.alloc(0);

describe('what a reading knows to be its own', () => {
  it('is what was revealed, as what it was revealed', async () => {
    const { revealed } = scene();
    const gone = lost();
    await revealed.reveal(Buffer.concat([known(7), gone]), known(8));
    expect(await Promise.all([known(7), known(8), known(9), gone, lost()].map((id) => standing(revealed, id)))).toEqual(['node', 'data', 'hidden', 'missing', 'hidden']);
  });

  it('takes a bit for each chunk, and no more than it may', async () => {
    const { revealed, asked } = scene({ maxRevealedBytes: 200_000 });
    const ids = Buffer.concat(Array.from({ length: 100_000 }, (_, number) => known(number)));
    await revealed.reveal(none, ids);
    expect(revealed.sizeBytes).toBeLessThan(20_000);
    expect(Math.max(...asked)).toBeLessThanOrEqual(2048);
    // Far apart, each costs a page.
    await expect(revealed.reveal(none, Buffer.concat(Array.from({ length: 100 }, (_, page) => known(page * 70_000))))).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  it('tells nothing of what is hidden when more is missing than can be remembered', async () => {
    const { revealed } = scene({ maxMissingIds: 10 });
    await revealed.reveal(Buffer.concat([known(1), ...Array.from({ length: 100 }, lost)]), none);
    expect(await Promise.all([known(1), known(2), lost()].map((id) => standing(revealed, id)))).toEqual(['node', 'missing', 'missing']);
  });
});
