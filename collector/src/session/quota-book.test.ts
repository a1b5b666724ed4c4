import { expect, test } from 'vitest';

import type { AgentRow } from '../catalog/catalog.ts';
import { QuotaBook } from './quota-book.ts';

function scene(storedBytes: number): { readonly agent: AgentRow; readonly book: QuotaBook; setQuota(bytes: number): void } {
  const row: Pick<AgentRow, 'agentId' | 'name' | 'quotaBytes'> = { agentId: 'a', name: 'guest', quotaBytes: 0 };
  let agent = row as AgentRow;
  const book = new QuotaBook({ catalog: { storedBytesOf: () => Promise.resolve(storedBytes) }, flush: () => Promise.resolve(), agentOf: () => agent });
  return {
    get agent() { return agent; },
    book,
    setQuota: (quotaBytes) => { agent = { ...agent, quotaBytes }; },
  };
}

test('a quota that is set while a session goes on counts what was stored before it, from the next session on', async () => {
  const { book, setQuota, ...rest } = scene(900);
  const before = (): AgentRow => rest.agent;
  using going = await book.open(before());
  expect(going.add(50)).toBeUndefined();
  setQuota(1000);
  // Else a guest whose sessions overlap for ever has its quota on top of what it has.
  using next = await book.open({ ...before(), quotaBytes: 1000 });
  expect(next.add(99)).toBeUndefined();
  expect(going.add(1)).toMatchObject({ code: 'QUOTA_EXCEEDED' });
  await expect(book.open({ ...before(), quotaBytes: 1000 })).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
});
