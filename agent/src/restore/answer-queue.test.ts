import { setImmediate as turn } from 'node:timers/promises';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { expect, test } from 'vitest';

import { AnswerQueue } from './answer-queue.ts';

async function isPending(promise: Promise<unknown>): Promise<boolean> {
  let pending = true;
  const settle = (): void => {
    pending = false;
  };
  promise.then(settle, settle);
  for (let count = 0; count < 5; count++) await turn();
  return pending;
}

test('who puts waits until there is room, and who takes gets everything in order', async () => {
  const queue = new AnswerQueue();
  const blocks = [1, 2, 3].map((byte) => Buffer.from([byte]));
  await queue.put(blocks[0]!);
  await queue.put(blocks[1]!);
  const third = queue.put(blocks[2]!);
  expect(await isPending(third)).toBe(true);
  expect(await queue.take()).toBe(blocks[0]);
  expect(await isPending(third)).toBe(false);
  queue.finish([{ code: 'CHUNK_MISSING' }]);
  expect([await queue.take(), await queue.take(), await queue.take()]).toEqual([blocks[1], blocks[2], [{ code: 'CHUNK_MISSING' }]]);
});

test('a failure reaches who takes at once, and holds up nobody who puts', async () => {
  const queue = new AnswerQueue();
  const taking = queue.take();
  queue.fail(new StillpointError('CANCELLED', 'interrupted'));
  await expect(taking).rejects.toMatchObject({ code: 'CANCELLED' });
  for (let count = 0; count < 10; count++) await queue.put(Buffer.alloc(1));
});

test('what comes for nobody is dropped', async () => {
  const queue = new AnswerQueue();
  await queue.put(Buffer.alloc(1));
  await queue.put(Buffer.alloc(1));
  const waiting = queue.put(Buffer.alloc(1));
  queue.abandon();
  expect(await isPending(waiting)).toBe(false);
  for (let count = 0; count < 10; count++) await queue.put(Buffer.alloc(1));
});
