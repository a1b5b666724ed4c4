import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';

import { chunkId } from '@stillpoint/proto/chunk-identity.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { encodePlainBlock } from '@stillpoint/proto/tree/plain-block.ts';
import { pino } from 'pino';
import { expect, it } from 'vitest';

import { CollectionGate } from '../collection/collection-gate.ts';
import { ChunkDelivery } from './chunk-delivery.ts';
import { Reading, type RestoreStream } from './reading.ts';
import { ReadingAudit } from './reading-audit.ts';
import { readingLimits } from './reading-limits.ts';
import { RevealedChunks } from './revealed-chunks.ts';

const reader = { name: 'db1', actor: 'agent db1', title: 'agent db1' };

it('a reader that takes nothing makes the collector read a few blocks for it, and can be ended', async () => {
  const chunks = Array.from({ length: 200 }, () => randomBytes(1000));
  const ids = chunks.map((chunk) => chunkId(chunk));
  const numberOf = new Map(ids.map((id, number) => [id.toString('hex'), number]));
  const split = (all: Uint8Array): string[] => Array.from({ length: all.length / 32 }, (_, index) => Buffer.from(all.subarray(index * 32, index * 32 + 32)).toString('hex'));
  const catalog = {
    lookupChunks: async (all: Uint8Array) => split(all).map((id) => ({ number: numberOf.get(id) ?? 0, lengthBytes: 1000, damaged: false, sessionId: '', agentId: '' })),
    locateChunks: async (all: Uint8Array) => split(all).map((id) => [{ packId: 'p', blockOffset: numberOf.get(id) ?? 0, blockBytes: 1, chunkOffset: 0, chunkBytes: 1000, damaged: false }]),
    listSnapshots: async () => [],
  };
  let blocksRead = 0;
  const zeros = Buffer.alloc(16);
  const packs = {
    readBlock: async (_pack: string, number: number) => {
      blocksRead += 1;
      return encodePlainBlock({ blockClass: BlockClass.data, agentId: zeros, sessionId: zeros, chunkIds: ids[number]!, chunks: [chunks[number]!] });
    },
  };
  const requests: v1.RestoreRequest.$Properties[] = Array.from({ length: 20 }, (_, index) => ({ read: { sequence: index + 1, ids: Buffer.concat(ids) } }));
  const never = new Promise<never>(() => undefined);
  const stream = { read: async () => requests.shift() ?? never, write: () => never, queuedBytes: 0 } as unknown as RestoreStream;
  const revealed = new RevealedChunks(catalog);
  await revealed.reveal(Buffer.alloc(0), Buffer.concat(ids));
  const audit = new ReadingAudit({ agents: { decide: async () => undefined }, logger: pino({ level: 'silent' }) }, reader);
  const delivery = new ChunkDelivery({ catalog, packs, agentId: zeros, sessionId: zeros }, revealed);
  const reading = new Reading(stream, { reader: { isGranted: false, openable: async () => [], check: () => undefined }, gate: new CollectionGate(), holds: new DisposableStack(), revealed, delivery, audit, clock: () => 0 });
  const running = reading.run().catch((error: unknown) => error);
  for (let count = 0; count < 100; count++) await turn();
  expect(blocksRead).toBeLessThanOrEqual(2 * readingLimits.maxPendingReads);
  expect(requests.length).toBeGreaterThan(10);

  reading.abort(new StillpointError('SESSION_LOST', 'enough'));
  expect(await running).toMatchObject({ code: 'SESSION_LOST' });
});
