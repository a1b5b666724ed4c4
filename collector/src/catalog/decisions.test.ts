import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { v1 } from '@stillpoint/proto/messages.ts';

import { agentId, chunkId, chunkIds, newBlock, packId, TestFolder } from './catalog-fixture.ts';
import { openCatalog, type SqliteCatalog } from './sqlite-catalog.ts';

const agent = Buffer.from(agentId, 'hex');

describe('decisions in the catalog', () => {
  let folder: TestFolder;
  let catalog: SqliteCatalog;
  let number = 0;

  beforeEach(async () => {
    folder = new TestFolder();
    catalog = await openCatalog({ file: folder.file(), readOnly: false });
    number = 0;
  });

  afterEach(async () => {
    await catalog.close();
    folder[Symbol.dispose]();
  });

  // As they come from the journal: decoded messages, whose defaults are not their own properties.
  function decision(properties: v1.Decision.$Properties): v1.Decision {
    return v1.Decision.decode(v1.Decision.encode({ number: ++number, timeMs: number * 1000, actor: 'cli uid 0', ...properties }).finish());
  }

  async function decide(...decisions: v1.Decision.$Properties[]): Promise<void> {
    await catalog.applyDecisions(decisions.map(decision));
  }

  test('a decision behind a gap is refused, so that the one that is missing cannot be forgotten', async () => {
    await decide({ agentEnrolled: { agentId: agent, name: 'db1', certificateSerial: 'ab' } });
    const revoked = decision({ agentRevoked: { agentId: agent } });
    const audit = decision({ audit: { kind: 'test', object: '', text: '' } });
    await expect(catalog.applyDecisions([audit])).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await catalog.lastDecision()).toBe(1);
    await catalog.applyDecisions([revoked, audit]);
    expect([await catalog.lastDecision(), (await catalog.listAgents())[0]?.state]).toEqual([3, 'revoked']);
  });

  test('an agent is enrolled, changed, seen, revoked and removed', async () => {
    await decide({ agentEnrolled: { agentId: agent, name: 'db1', certificateSerial: 'AB01', certificateNotAfterMs: 99, address: '10.0.0.1:5' } });
    expect(await catalog.listAgents()).toEqual([
      {
        agentId,
        name: 'db1',
        state: 'active',
        enrolledMs: 1000,
        dedup: 'fleet',
        restore: 'on',
        quotaBytes: 0,
        labels: {},
        certificateSerials: ['ab01'],
        certificateNotAfterMs: 99,
        lastSeenMs: 0,
        lastAddress: '',
        hello: undefined,
        clockSkewMs: 0,
      },
    ]);
    await decide({ agentChanged: { agentId: agent, name: 'db2', dedup: 'agent', labels: { site: 'tokyo' } } }, { certificateIssued: { agentId: agent, certificateSerial: 'cd', certificateNotAfterMs: 120 } });
    await catalog.noteAgentSeen(agentId, { timeMs: 5, address: '10.0.0.2:6', hello: { hostName: 'db1.example' }, clockSkewMs: -7 });
    const [changed] = await catalog.listAgents();
    expect(changed).toMatchObject({ name: 'db2', dedup: 'agent', labels: { site: 'tokyo' }, certificateSerials: ['ab01', 'cd'], certificateNotAfterMs: 120 });
    expect(changed).toMatchObject({ lastSeenMs: 5, lastAddress: '10.0.0.2:6', clockSkewMs: -7 });
    expect(changed?.hello?.hostName).toBe('db1.example');
    await decide({ agentRevoked: { agentId: agent } });
    expect((await catalog.listAgents())[0]?.state).toBe('revoked');
    await decide({ agentRemoved: { agentId: agent } });
    expect((await catalog.listAgents())[0]).toMatchObject({ state: 'removed', certificateSerials: [] });
  });

  test('who continues a revoked agent voids its certificates and keeps its settings', async () => {
    await decide(
      { agentEnrolled: { agentId: agent, name: 'db1', certificateSerial: 'aa' } },
      { agentChanged: { agentId: agent, dedup: 'agent', labels: { a: 'b' } } },
      { agentRevoked: { agentId: agent } },
      { agentEnrolled: { agentId: agent, name: 'db1', certificateSerial: 'bb', certificateNotAfterMs: 7, replaced: true } },
    );
    expect((await catalog.listAgents())[0]).toMatchObject({ name: 'db1', state: 'active', dedup: 'agent', labels: { a: 'b' }, certificateSerials: ['bb'], enrolledMs: 4000 });
  });

  test('a quota is set, stays when something else is changed, and is forgotten with the decisions', async () => {
    await decide({ agentEnrolled: { agentId: agent, name: 'db1', certificateSerial: 'ab' } }, { agentChanged: { agentId: agent, quotaBytes: 5000 } }, { agentChanged: { agentId: agent, dedup: 'agent' } });
    expect((await catalog.listAgents())[0]).toMatchObject({ quotaBytes: 5000, dedup: 'agent' });
    await decide({ agentChanged: { agentId: agent, quotaBytes: 0 } });
    expect((await catalog.listAgents())[0]?.quotaBytes).toBe(0);
    await decide({ agentChanged: { agentId: agent, quotaBytes: 7000 } });
    await catalog.forgetDecisions();
    await catalog.applyDecisions([{ number: 1, timeMs: 1, agentEnrolled: { agentId: agent, name: 'db1', certificateSerial: 'ab' } }]);
    expect((await catalog.listAgents())[0]?.quotaBytes).toBe(0);
  });

  test('a token is created, spent to nothing and not below, and revoked', async () => {
    await decide(
      { tokenCreated: { tokenId: 't1', secretHash: Buffer.alloc(32, 1), agentName: 'db1', expiresMs: 50, uses: 2, replace: true } },
      { tokenCreated: { tokenId: 't2', secretHash: Buffer.alloc(32, 2) } },
      { tokenSpent: { tokenId: 't1', agentId: agent } },
      { tokenSpent: { tokenId: 't2' } },
      { tokenSpent: { tokenId: 't2' } },
      { tokenRevoked: { tokenId: 't2' } },
    );
    expect(await catalog.listTokens()).toEqual([
      { tokenId: 't1', secretHash: new Uint8Array(32).fill(1), agentName: 'db1', createdMs: 1000, expiresMs: 50, usesLeft: 1, revoked: false, replace: true, networks: [], labels: {}, snapshotId: '' },
      { tokenId: 't2', secretHash: new Uint8Array(32).fill(2), agentName: '', createdMs: 2000, expiresMs: 0, usesLeft: 0, revoked: true, replace: false, networks: [], labels: {}, snapshotId: '' },
    ]);
  });

  test('a decision counts once, however often it is applied', async () => {
    const decisions = [decision({ tokenCreated: { tokenId: 't1', uses: 3 } }), decision({ tokenSpent: { tokenId: 't1' } })];
    await catalog.applyDecisions(decisions);
    await catalog.applyDecisions(decisions);
    expect((await catalog.listTokens())[0]?.usesLeft).toBe(2);
    expect(await catalog.lastDecision()).toBe(2);
    expect(await catalog.listEvents(10)).toHaveLength(2);
  });

  test('damage and healing are applied to the index', async () => {
    await catalog.addBlocks([newBlock(1, 40, ['a', 'b'])]);
    const chunks = ['a', 'b'].map((name) => ({ chunkId: chunkId(name), packId: Buffer.from(packId(1), 'hex'), blockOffset: 40 }));
    await decide({ chunksDamaged: { chunks } }, { chunksHealed: { chunkIds: chunkId('b') } });
    expect(Buffer.from(await catalog.damagedAmong(chunkIds('a', 'b')))).toEqual(chunkId('a'));
  });

  test('every decision is an event, newest first, and so is a note for the audit log', async () => {
    await decide(
      { agentEnrolled: { agentId: agent, name: 'db1', address: '10.0.0.1:5' } },
      { snapshotDeleted: { snapshotId: Buffer.alloc(16, 3), agentName: 'db1', plan: 'daily' } },
      { audit: { kind: 'restore', object: 'db1/daily', text: '3 files' } },
      {},
    );
    const events = (await catalog.listEvents(3)).map((event) => [event.timeMs, event.actor, event.kind, event.object, event.text]);
    expect(events).toEqual([
      [4000, 'cli uid 0', 'unknown', '', ''],
      [3000, 'cli uid 0', 'restore', 'db1/daily', '3 files'],
      [2000, 'cli uid 0', 'snapshot-deleted', '03'.repeat(16), 'db1/daily'],
    ]);
  });

  test('forgotten decisions can be applied again, and what is known of greetings stays', async () => {
    await decide({ agentEnrolled: { agentId: agent, name: 'db1' } }, { agentRevoked: { agentId: agent } });
    await catalog.noteAgentSeen(agentId, { timeMs: 5, address: 'x', hello: {}, clockSkewMs: 0 });
    await catalog.forgetDecisions();
    expect([await catalog.lastDecision(), await catalog.listAgents(), await catalog.listEvents(5)]).toEqual([0, [], []]);
    number = 0;
    await decide({ agentEnrolled: { agentId: agent, name: 'db1' } });
    expect((await catalog.listAgents())[0]).toMatchObject({ state: 'active', lastSeenMs: 5 });
  });

  test('a retired agent can be let in again, a revoked one not by that', async () => {
    const state = async (): Promise<string | undefined> => (await catalog.listAgents())[0]?.state;
    const retire = (retired: boolean): Promise<void> => decide({ agentChanged: { agentId: agent, retired } });
    await decide({ agentEnrolled: { agentId: agent, name: 'db1' } });
    await retire(true);
    expect(await state()).toBe('retired');
    await retire(false);
    expect(await state()).toBe('active');
    await retire(true);
    await decide({ agentRevoked: { agentId: agent } });
    await retire(false);
    expect(await state()).toBe('revoked');
    await decide({ agentEnrolled: { agentId: agent, name: 'db1', replaced: true } });
    expect(await state()).toBe('active');
  });

  test('which machine was enrolled is known without any greeting, and a later greeting wins', async () => {
    const hello = async (): Promise<unknown> => (await catalog.listAgents())[0]?.hello?.machineId;
    await decide({ agentEnrolled: { agentId: agent, name: 'db1', hello: { machineId: 'machine-1' }, address: '10.0.0.7:1' } });
    expect(await hello()).toBe('machine-1');
    await catalog.noteAgentSeen(agentId, { timeMs: 5_000_000, address: 'x', hello: { machineId: 'machine-2' }, clockSkewMs: 0 });
    await catalog.forgetDecisions();
    number = 0;
    await decide({ agentEnrolled: { agentId: agent, name: 'db1', hello: { machineId: 'machine-1' } } });
    expect(await hello()).toBe('machine-2');
  });

  test('everything is still there after closing and opening again', async () => {
    await decide({ agentEnrolled: { agentId: agent, name: 'db1', certificateSerial: 'aa' } });
    await catalog.close();
    await expect(catalog.listAgents()).rejects.toMatchObject({ code: 'INTERNAL' });
    catalog = await openCatalog({ file: folder.file(), readOnly: false });
    expect((await catalog.listAgents())[0]?.certificateSerials).toEqual(['aa']);
  });
});
