import { randomBytes } from 'node:crypto';

import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { chunkId, chunkProof } from '@stillpoint/proto/chunk-identity.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { callUnary } from '@stillpoint/proto/rpc/client-call.ts';
import { agentService } from '@stillpoint/proto/services.ts';

import { Bandwidth } from '../bandwidth/bandwidth.ts';
import { BandwidthLimits } from '../bandwidth/bandwidth-limits.ts';
import { TestCollector } from './collector.testing.ts';
import { backup, helloOf, makeArchive, randomRunId } from './raw-agent.testing.ts';

let collector: TestCollector;
beforeAll(async () => {
  collector = await TestCollector.open({ durableMs: 20 });
});
afterAll(async () => {
  await collector[Symbol.asyncDispose]();
});

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(() => undefined, (reason: unknown) => reason);
  return error instanceof StillpointError ? error.code : String(error);
}

async function snapshotsOf(agentId: string): Promise<number> {
  return (await collector.catalog.listSnapshots({ agentId: agentId.replaceAll('-', '') })).length;
}

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

  it('names the previous snapshot, and takes its archives again without a single offer', async () => {
    using agent = await collector.agent('again');
    const archive = makeArchive({ file: randomBytes(2000) });
    using first = await agent.begin();
    const { committed } = await backup(first, archive);
    using second = await agent.begin();
    expect(second.ready.previous?.sequence).toBe(1);
    expect(Buffer.from(second.ready.previous?.archives?.[0]?.root ?? []).equals(Buffer.from(archive.reference.root ?? []))).toBe(true);
    const again = await second.commit([archive.reference]);
    expect(again.sequence).toBe(2);
    expect((again.timeMs ?? 0) - (committed.timeMs ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  it('accepts unchanged neighbours of a changed file because the previous snapshot reaches them', async () => {
    using other = await collector.agent('neighbour-source');
    using agent = await collector.agent('neighbour');
    const shared = randomBytes(3000);
    const below = { deep: { file: randomBytes(4000) } };
    using theirs = await other.begin();
    await backup(theirs, makeArchive({ shared }));
    using first = await agent.begin();
    await backup(first, makeArchive({ below, shared, zzz: randomBytes(2000) }));
    using second = await agent.begin();
    const changed = makeArchive({ below, shared, zzz: randomBytes(2000) });
    // Only what is new is offered: the changed file, its directory, the root and the archive.
    await second.send(changed.chunks.slice(-1));
    await second.send(changed.nodes.slice(-3), BlockClass.metadata);
    expect((await second.commit([changed.reference])).sequence).toBe(2);
  });

  it('accepts what the agent moved within its own latest snapshots', async () => {
    using other = await collector.agent('moved-source');
    using agent = await collector.agent('moved');
    const content = randomBytes(3000);
    using theirs = await other.begin();
    await backup(theirs, makeArchive({ content }));
    using first = await agent.begin();
    await backup(first, makeArchive({ here: content }));
    using second = await agent.begin('hourly');
    const moved = makeArchive({ there: content });
    await second.send(moved.nodes, BlockClass.metadata);
    expect((await second.commit([moved.reference])).sequence).toBe(1);
  });

  it('wants nothing of a second agent that has the same files', async () => {
    const archive = makeArchive({ a: randomBytes(5000), b: { c: randomBytes(70_000) } });
    using first = await collector.agent('twin-1');
    using second = await collector.agent('twin-2');
    using one = await first.begin();
    await backup(one, archive);
    using two = await second.begin();
    const { sentChunks, sentNodes, committed } = await backup(two, archive);
    expect([sentChunks, sentNodes, committed.storedBytes]).toEqual([0, 0, 0]);
  });

  it('wants nothing of a second agent while the first one is still sending', async () => {
    const archive = makeArchive({ a: randomBytes(5000), b: randomBytes(6000) });
    using first = await collector.agent('racer-1');
    using second = await collector.agent('racer-2');
    using one = await first.begin();
    using two = await second.begin();
    await one.send(archive.chunks);
    await one.send(archive.nodes, BlockClass.metadata);
    await one.readDurable(2);
    expect((await backup(two, archive)).sentChunks).toBe(0);
    expect((await one.commit([archive.reference])).sequence).toBe(1);
  });

  it('wants everything of an agent that shares with nobody, and stores it only once', async () => {
    const archive = makeArchive({ a: randomBytes(5000) });
    using first = await collector.agent('sharing');
    using second = await collector.agent('loner');
    const loner = second.agentId.replaceAll('-', '');
    await collector.agents.decide({ actor: 'test', agentChanged: { agentId: Buffer.from(loner, 'hex'), dedup: 'agent' } });
    using one = await first.begin();
    await backup(one, archive);
    using two = await second.begin();
    const { sentChunks, sentNodes, committed } = await backup(two, archive);
    expect([sentChunks, sentNodes, committed.storedBytes]).toEqual([archive.chunks.length, archive.nodes.length, 0]);
  });

  it('wants a chunk once that is offered twice', async () => {
    using agent = await collector.agent('repeats');
    using session = await agent.begin();
    const content = randomBytes(2000);
    expect(await session.offer([content, content])).toEqual([true, false]);
    expect(await session.offer([content])).toEqual([false]);
  });

  it('tells which blocks are durable, and remembers them for the agent after the session broke', async () => {
    using agent = await collector.agent('broken');
    using stranger = await collector.agent('stranger');
    const contents = [randomBytes(2000), randomBytes(3000)];
    using session = await agent.begin();
    await session.send(contents);
    await session.readDurable(1);
    session.call.cancel();
    using next = await agent.begin();
    expect(await next.offerIds(contents.map((content) => chunkId(content)))).toEqual([false, false]);
    using other = await stranger.begin();
    expect(await other.offerIds(contents.map((content) => chunkId(content)))).toEqual([true, true]);
    const archive = makeArchive({ a: contents[0]!, b: contents[1]! });
    await next.send(archive.nodes, BlockClass.metadata);
    expect((await next.commit([archive.reference])).sequence).toBe(1);
  });

  it('asks again for what it wanted when it was offered without proofs', async () => {
    using agent = await collector.agent('journal');
    using session = await agent.begin();
    const content = randomBytes(2000);
    expect(await session.offerIds([chunkId(content)])).toEqual([true]);
    expect(await session.offerIds([chunkId(content)], [chunkProof(content)])).toEqual([true]);
  });

  it('does not forget a snapshot that is written but that the catalog could not take', async () => {
    using agent = await collector.agent('unlisted');
    const archive = makeArchive({ file: randomBytes(2000) });
    const runId = randomRunId();
    using first = await agent.begin('daily', { runId });
    const refusal = vi.spyOn(collector.catalog, 'addSnapshot').mockRejectedValueOnce(new StillpointError('DATASTORE_FULL', 'no space is left'));
    expect(await codeOf(backup(first, archive))).toBe('DATASTORE_FULL');
    refusal.mockRestore();
    // The same run again: it was committed, as its file shows.
    using again = await agent.begin('daily', { runId });
    expect(again.ready.committed?.sequence).toBe(1);
    using next = await agent.begin();
    expect((await next.commit([archive.reference])).sequence).toBe(2);
    expect(await snapshotsOf(agent.agentId)).toBe(2);
  });

  it('answers a lost Committed again and makes no second snapshot', async () => {
    using agent = await collector.agent('lost');
    const runId = randomRunId();
    using session = await agent.begin('daily', { runId });
    const { committed } = await backup(session, makeArchive({ a: randomBytes(2000) }));
    using again = await agent.begin('daily', { runId });
    expect(again.ready.committed).toMatchObject({ sequence: 1, timeMs: committed.timeMs });
    expect(Buffer.from(again.ready.committed?.snapshotId ?? []).equals(Buffer.from(committed.snapshotId ?? []))).toBe(true);
    expect(await snapshotsOf(agent.agentId)).toBe(1);
  });

  it('gives way to a newer one of the same plan, but not of another', async () => {
    using agent = await collector.agent('newer');
    using old = await agent.begin('daily');
    using other = await agent.begin('weekly');
    using young = await agent.begin('daily');
    expect(await codeOf(old.readToEnd())).toBe('SESSION_SUPERSEDED');
    const archive = makeArchive({ a: randomBytes(2000) });
    await backup(young, archive);
    expect((await backup(other, archive)).sentChunks).toBe(0);
  });

  it('leaves nothing visible without a commit', async () => {
    using agent = await collector.agent('silent');
    using session = await agent.begin();
    await session.send(makeArchive({ a: randomBytes(2000) }).chunks);
    session.call.end();
    expect(await codeOf(session.readToEnd())).toBe('SESSION_LOST');
    expect(await snapshotsOf(agent.agentId)).toBe(0);
  });

  it('notes in the snapshot that the agent’s clock is hours off', async () => {
    using agent = await collector.agent('late');
    using session = await agent.begin('daily', { hello: helloOf({ clockMs: Date.now() - 7_200_000 }) });
    const { committed } = await backup(session, makeArchive({ a: randomBytes(2000) }));
    const { record } = await collector.datastore.snapshots.get(Buffer.from(committed.snapshotId ?? []).toString('hex'));
    expect(record.draft?.warnings?.map(({ code }) => code)).toEqual(['CLOCK_WRONG']);
    expect(Math.abs((record.timeMs) - Date.now())).toBeLessThan(60_000);
  });

  it('shows an agent its own snapshots only', async () => {
    using first = await collector.agent('lister-1');
    using second = await collector.agent('lister-2');
    using session = await first.begin();
    await backup(session, makeArchive({ a: randomBytes(2000) }));
    expect((await callUnary(first.channel, agentService.ListOwnSnapshots, {})).snapshots).toHaveLength(1);
    expect((await callUnary(second.channel, agentService.ListOwnSnapshots, { agent: 'lister-1' })).snapshots).toHaveLength(0);
  });
});

describe('the host', () => {
  it('takes no more sessions than it may', async () => {
    await using small = await TestCollector.open({ maxSessions: 1, maxWaiting: 0 });
    using agent = await small.agent('only');
    using session = await agent.begin('daily');
    expect(session.sessionId).toHaveLength(16);
    expect(await codeOf(agent.begin('weekly'))).toBe('COLLECTOR_BUSY');
  });

  it('refuses new sessions when the disk is nearly full, and lets a run that lost its connection finish', async () => {
    const disk: { shortage?: string } = {};
    await using small = await TestCollector.open({ space: { findShortage: () => Promise.resolve(disk.shortage), checkFloor: () => Promise.resolve() } });
    using agent = await small.agent('aboard');
    const runId = randomBytes(16);
    const session = await agent.begin('daily', { runId });
    disk.shortage = 'only 1.00 GiB are free';
    const refusal: unknown = await agent.begin('weekly').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'COLLECTOR_BUSY', message: 'the collector takes no new sessions now, its disk is full: only 1.00 GiB are free; come back in 15 minutes', retryAfterMs: 900_000 });
    session.call.cancel();
    using again = await agent.begin('daily', { runId });
    await backup(again, makeArchive({ a: randomBytes(2000) }));
    expect(await codeOf(agent.begin('daily'))).toBe('COLLECTOR_BUSY');
  });

  it('refuses new sessions that the segment has no room for, but never the only one', async () => {
    using bandwidth = new Bandwidth({ limits: new BandwidthLimits([{ window: undefined, total: 300_000, perAgent: 0 }]), clock: Date.now });
    await using small = await TestCollector.open({ bandwidth, minRate: 125_000 });
    using one = await small.agent('one');
    using two = await small.agent('two');
    using three = await small.agent('three');
    using first = await one.begin('daily');
    using second = await two.begin('daily');
    expect(await three.begin('daily').catch((error: unknown) => error)).toMatchObject({ code: 'COLLECTOR_BUSY', message: expect.stringContaining('its segment is full: 2 sessions go on, and another one would have 800 kbit/s, less than 1 Mbit/s; come back in 5 minutes') as string, retryAfterMs: 300_000 });
    first.call.cancel();
    await vi.waitFor(() => expect(small.host.sessions()).toHaveLength(1));
    using third = await three.begin('daily');
    expect([second, third].map(({ sessionId }) => sessionId.length)).toEqual([16, 16]);
    await using narrow = await TestCollector.open({ bandwidth: new Bandwidth({ limits: new BandwidthLimits([{ window: undefined, total: 100_000, perAgent: 0 }]), clock: Date.now }), minRate: 125_000 });
    using only = await narrow.agent('only');
    using session = await only.begin('daily');
    expect(session.sessionId).toHaveLength(16);
  });

  it('gives one agent not all of the seats', async () => {
    await using small = await TestCollector.open({ maxSessions: 4, maxSessionsPerAgent: 2 });
    using greedy = await small.agent('greedy');
    using modest = await small.agent('modest');
    using first = await greedy.begin('first');
    using second = await greedy.begin('second');
    expect(await codeOf(greedy.begin('third'))).toBe('SESSION_LIMIT');
    using other = await modest.begin('daily');
    // A seat that is left is free for the same agent again.
    first.call.cancel();
    await vi.waitFor(() => expect(small.host.sessions()).toHaveLength(2));
    using third = await greedy.begin('third');
    expect([second, other, third].map(({ sessionId }) => sessionId.length)).toEqual([16, 16, 16]);
  });

  it('warns of a session that was refused, and not of one whose agent has gone', async () => {
    const lines: { readonly level: number; readonly err?: { readonly code: string }; readonly msg: string }[] = [];
    const logger = pino({ serializers: { err: (error: unknown) => ({ code: error instanceof StillpointError ? error.code : '' }) } }, { write: (line) => lines.push(JSON.parse(line) as (typeof lines)[number]) });
    await using logging = await TestCollector.open({}, Date.now, logger);
    using agent = await logging.agent('logged');
    using refused = await agent.begin('daily');
    using gone = await agent.begin('daily');
    expect(await codeOf(refused.readToEnd())).toBe('SESSION_SUPERSEDED');
    gone.call.cancel();
    await vi.waitFor(() => expect(logging.host.sessions()).toHaveLength(0));
    const ends = lines.filter(({ msg }) => msg === 'session ended without a commit').map(({ level, err }) => [logger.levels.labels[level], err?.code]);
    expect(ends).toEqual([['warn', 'SESSION_SUPERSEDED'], ['info', 'SESSION_LOST']]);
  });

  it('ends its sessions when it closes, and leaves no open pack', async () => {
    await using closing = await TestCollector.open();
    using agent = await closing.agent('ended');
    using session = await agent.begin();
    await session.send([randomBytes(2000)]);
    await closing.host.close();
    expect(await codeOf(session.readToEnd())).toBe('SESSION_LOST');
    for await (const { packId } of closing.datastore.packs.listPacks()) expect(await closing.datastore.packs.isSealed(packId)).toBe(true);
    expect((await closing.catalog.listPacks()).every(({ sealed }) => sealed)).toBe(true);
    expect(await codeOf(agent.begin())).toBe('SESSION_LOST');
  });

  it('seals packs that are full and goes on in new ones', async () => {
    await using small = await TestCollector.open({ packLimitBytes: 100_000, ingestThreads: 1 });
    using agent = await small.agent('full');
    using session = await agent.begin();
    const files = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`file${index}`, randomBytes(60_000)]));
    const archive = makeArchive(files);
    for (const chunk of archive.chunks) await session.send([chunk]);
    await session.send(archive.nodes, BlockClass.metadata);
    await session.commit([archive.reference]);
    const packs = await small.catalog.listPacks();
    expect(packs.filter(({ sealed }) => sealed).length).toBeGreaterThanOrEqual(3);
  });
});
