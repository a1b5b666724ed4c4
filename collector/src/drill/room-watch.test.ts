import { once } from 'node:events';

import { expect, test } from 'vitest';

import { RoomWatch } from './room-watch.ts';

const gib = 1_073_741_824;

test.each([
  ['ends the work when little is left of a large filesystem', 2 * gib - 1, 100 * gib, true],
  ['lets it go on with more', 2 * gib, 100 * gib, false],
  ['ends it when a tenth is left of a small one', gib / 10 - 1, gib, true],
  ['lets it go on there with more', gib / 10 + 1, gib, false],
])('%s', async (_title, freeBytes, totalBytes, ends) => {
  const looked = Promise.withResolvers<undefined>();
  let looks = 0;
  using room = RoomWatch.start({ folder: '/srv', signal: new AbortController().signal, lookMs: 1, readSpace: () => {
    if (++looks === 3) looked.resolve(undefined);
    return Promise.resolve({ freeBytes, totalBytes });
  } });
  await (ends ? once(room.signal, 'abort') : looked.promise);
  expect(room.failure?.code).toBe(ends ? 'TARGET_FULL' : undefined);
});

test('goes off with the signal that it was given, and that is no lack of room', () => {
  const stop = new AbortController();
  using room = RoomWatch.start({ folder: '/', signal: stop.signal });
  stop.abort();
  expect([room.signal.aborted, room.failure]).toEqual([true, undefined]);
});
