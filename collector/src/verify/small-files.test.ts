import { expect, test } from 'vitest';

import type { v1 } from '@stillpoint/proto/messages.ts';

import { DamageBook } from './damage-book.ts';
import { checkSnapshotFiles } from './small-files.ts';
import type { VerifyContext } from './verify-context.ts';

const snapshotId = '5a'.repeat(16);
const record: v1.SnapshotRecord.$Properties = { snapshotId: Buffer.from(snapshotId, 'hex'), agentId: Buffer.alloc(16, 1), agentName: 'db1', plan: 'daily', sequence: 1, timeMs: 1000, draft: { archives: [] } };

/** A file that the catalog does not know yet; `settled` is what happens while it is waited for. */
async function check(settled: (state: { known: boolean; there: boolean }) => void): Promise<{ readonly findings: number; readonly found: number }> {
  const state = { known: false, there: true };
  const book = new DamageBook();
  const context = {
    book,
    signal: new AbortController().signal,
    catalog: { listSnapshots: async () => Promise.resolve(state.known ? [record] : []), retention: async () => Promise.resolve({ deletions: [] }) },
    datastore: {
      snapshots: {
        async *readAll() {
          yield await Promise.resolve({ snapshotId, node: { record, archiveIds: Buffer.alloc(0) } });
        },
        find: async () => Promise.resolve(state.there ? { record } : undefined),
      },
    },
    settled: async () => {
      settled(state);
      await Promise.resolve();
    },
  } as unknown as VerifyContext;
  let found = 0;
  const steps = checkSnapshotFiles(context, new Map(), () => (found += 1));
  for (let step = await steps.next(); step.done !== true; step = await steps.next());
  return { findings: book.count, found };
}

test('a snapshot whose commit or deletion is half done is no damage, and one that nobody knows is', async () => {
  expect(await check((state) => { state.known = true; })).toEqual({ findings: 0, found: 1 });
  expect(await check((state) => { state.there = false; })).toEqual({ findings: 0, found: 0 });
  expect(await check(() => undefined)).toEqual({ findings: 1, found: 1 });
});
