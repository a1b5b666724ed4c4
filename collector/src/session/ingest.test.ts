import { expect, it } from 'vitest';

import { packFolder } from '../datastore/datastore-fixture.ts';
import { Ingest } from './ingest.ts';

import type { IngestEvents } from './ingest.ts';

const events: IngestEvents = { synced: () => undefined, sealed: () => undefined, condemned: () => undefined, left: () => undefined, failed: () => undefined };

it('slots go to those who wait in the order in which they came, whoever gives them back', async () => {
  await using folder = await packFolder();
  await using ingest = Ingest.open({ directory: folder.path, threads: 1, slots: 2 }, events);
  const [first, second] = [await ingest.slot(), await ingest.slot()];
  expect(first).not.toBe(second);
  const order: string[] = [];
  const waiting = ['early', 'later', 'last'].map(async (name) => {
    const slot = await ingest.slot();
    order.push(name);
    return slot;
  });
  ingest.release(second);
  ingest.release(first);
  expect(await Promise.all(waiting.slice(0, 2))).toEqual([second, first]);
  expect(order).toEqual(['early', 'later']);
  ingest.release(second);
  expect(await waiting[2]).toBe(second);
});
