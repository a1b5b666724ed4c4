import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { TestCollector } from './collector.testing.ts';
import { backup, makeArchive } from './raw-agent.testing.ts';

let collector: TestCollector;
beforeAll(async () => {
  collector = await TestCollector.open();
});
afterAll(async () => {
  await collector[Symbol.asyncDispose]();
});

describe('a session', () => {
  it('commits a snapshot that catalog and datastore know', async () => {
    using agent = await collector.agent('first');
    using session = await agent.begin();
    expect(session.ready.previous).toBeNull();
    const archive = makeArchive({ etc: { hosts: randomBytes(5000) }, 'big.bin': randomBytes(300_000) });
    const { committed, sentChunks, sentNodes } = await backup(session, archive);
    expect([sentChunks, sentNodes]).toEqual([2, 4]);
    expect(committed.sequence).toBe(1);
    const id = Buffer.from(committed.snapshotId ?? []).toString('hex');
    expect((await collector.datastore.snapshots.get(id)).record.plan).toBe('daily');
    await collector.host.indexed();
    const found = [];
    for await (const versions of collector.catalog.findVersions({ pattern: 'hosts', agentId: undefined, ignoreCase: false, deletedOnly: false })) found.push(...versions);
    expect(found.map(({ path }) => Buffer.from(path ?? []).toString())).toEqual(['/etc/hosts']);
  });
});
