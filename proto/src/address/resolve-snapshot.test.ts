import { v1 } from '../messages.ts';
import { describe, expect, it } from 'vitest';

import { formatAddress, parseAddress, parseSnapshotReference } from './address.ts';
import { headline } from './headline.ts';
import { knownAgents, type KnownSnapshot } from './known-snapshots.ts';
import { listArchives, resolveArchive } from './resolve-archive.ts';
import { addressOf, resolveSnapshot, type ResolveOptions } from './resolve-snapshot.ts';
import { momentOf, wallTimeAt, zoneOffsetMinutes } from './wall-clock.ts';

const zone = 'Asia/Tokyo';
let nextId = 0;

function record(agent: number, plan: string, time: string, extra: { status?: v1.SnapshotStatus; archives?: string[]; failed?: string } = {}): v1.SnapshotRecord.$Properties {
  nextId++;
  return {
    snapshotId: Buffer.from(nextId.toString(16).padStart(4, '0') + 'a'.repeat(28), 'hex'),
    agentId: Buffer.alloc(16, agent),
    agentName: `old-name-${agent}`,
    plan,
    sequence: nextId,
    timeMs: Date.parse(time),
    draft: {
      status: extra.status ?? v1.SnapshotStatus.COMPLETE,
      consistency: v1.Consistency.APPLICATION,
      archives: (extra.archives ?? ['files']).map((name) => ({ name, node: Buffer.from(name.padEnd(32)) })),
      counts: { entriesUnreadable: extra.status === v1.SnapshotStatus.INCOMPLETE ? 3 : 0 },
      failedSources: extra.failed === undefined ? [] : [{ name: extra.failed, code: 'SOURCE_FAILED', text: 'pg_dump exited 1' }],
    },
  };
}

const agents = knownAgents(
  [
    { agentId: Buffer.alloc(16, 1), name: 'db1' },
    { agentId: Buffer.alloc(16, 2), name: 'db2' },
    { agentId: Buffer.alloc(16, 3), name: 'web-frontend' },
    { agentId: Buffer.alloc(16, 5), name: 'fresh' },
  ],
  [
    record(1, 'daily', '2026-11-19T16:30:05.250Z'),
    record(1, 'daily', '2026-11-20T16:30:05.500Z'),
    record(1, 'daily', '2026-11-21T16:30:05.750Z', { status: v1.SnapshotStatus.INCOMPLETE, failed: 'postgres' }),
    record(1, 'hourly', '2026-11-21T17:00:00Z'),
    record(2, 'daily', '2026-11-21T16:30:06Z', { archives: ['files', 'home', 'postgres.shop'] }),
    record(3, 'daily', '2026-11-21T16:30:07Z'),
    record(4, 'daily', '2026-11-21T16:30:08Z'),
  ],
);

function resolve(text: string, options: Partial<ResolveOptions> = {}): KnownSnapshot {
  return resolveSnapshot(parseSnapshotReference(text), agents, { zone, ...options }).snapshot;
}

const timeOf = (text: string): string => new Date(resolve(text).timeMs).toISOString();

describe('resolving a snapshot', () => {
  it.each([
    ['db1/daily', '2026-11-21T16:30:05.750Z'],
    ['db1/daily@latest', '2026-11-21T16:30:05.750Z'],
    ['db1/daily@latest-complete', '2026-11-20T16:30:05.500Z'],
    ['db1/daily@-1', '2026-11-20T16:30:05.500Z'],
    ['db1/daily@-2', '2026-11-19T16:30:05.250Z'],
    ['db1/daily@2026-11-21', '2026-11-20T16:30:05.500Z'],
    ['db1/daily@2026-11-22', '2026-11-21T16:30:05.750Z'],
    ['db1/daily@2026-11-22 01:30', '2026-11-21T16:30:05.750Z'],
    ['db1/daily@2026-11-22 01:29', '2026-11-20T16:30:05.500Z'],
    ['db1/daily@2026-11-22 01:30:04', '2026-11-20T16:30:05.500Z'],
    ['db1/daily@2026-11-22 01:30:05', '2026-11-21T16:30:05.750Z'],
    ['db1/daily@2026-11-21T16:30:05Z', '2026-11-21T16:30:05.750Z'],
    ['db1/daily@2026-11-21T16:30:04Z', '2026-11-20T16:30:05.500Z'],
    ['db2', '2026-11-21T16:30:06.000Z'],
    ['web', '2026-11-21T16:30:07.000Z'],
    ['old-name-4', '2026-11-21T16:30:08.000Z'],
    ['01010101-0101-0101-0101-010101010101/hourly', '2026-11-21T17:00:00.000Z'],
    ['@0003', '2026-11-21T16:30:05.750Z'],
  ])('%s is the snapshot of %s', (text, time) => {
    expect(timeOf(text)).toBe(time);
  });

  it.each([
    ['db1', 'PLAN_AMBIGUOUS', /db1\/daily, db1\/hourly/],
    ['db', 'AGENT_UNKNOWN', /db1, db2/],
    ['wbe-frontend', 'AGENT_UNKNOWN', /did you mean web-frontend/],
    ['db1/dayly', 'PLAN_UNKNOWN', /did you mean db1\/daily/],
    ['db1/daily@2026-11-19', 'SNAPSHOT_UNKNOWN', /first ones after it are db1\/daily@2026-11-20T01:30:05\+09:00/],
    ['db1/daily@-3', 'SNAPSHOT_UNKNOWN', /oldest is db1\/daily@2026-11-20T01:30:05/],
    ['fresh', 'SNAPSHOT_UNKNOWN', /backup/],
    ['@ffff', 'SNAPSHOT_UNKNOWN', /snapshots/],
    ['@00', 'SNAPSHOT_AMBIGUOUS', /@0001a/],
  ])('%s fails with %s and says what there is', (text, code, hint) => {
    expect(() => resolve(text)).toThrow(expect.objectContaining({ code, hint: expect.stringMatching(hint) as unknown }));
  });

  it('completes neither ids nor names where it must be exact', () => {
    expect(() => resolve('@0003', { exact: true })).toThrow(expect.objectContaining({ code: 'SNAPSHOT_UNKNOWN' }));
    expect(() => resolve('web', { exact: true })).toThrow(expect.objectContaining({ code: 'AGENT_UNKNOWN' }));
    expect(resolve(`@0003${'a'.repeat(28)}`, { exact: true }).plan).toBe('daily');
  });

  it('says that the latest one is incomplete, and why', () => {
    const { notes } = resolveSnapshot(parseSnapshotReference('db1/daily'), agents, { zone });
    expect(notes).toEqual(['this snapshot is incomplete: 3 entries could not be read, source postgres failed (SOURCE_FAILED); @latest-complete takes the newest complete one']);
  });

  it('gives back every snapshot from the address that is printed for it', () => {
    for (const otherZone of ['Asia/Tokyo', 'America/St_Johns', 'UTC']) {
      for (const agent of agents) {
        for (const snapshot of [...agent.plans.values()].flat()) {
          const text = formatAddress(addressOf(snapshot, otherZone, { archive: 'files', path: '/etc' }));
          expect(resolveSnapshot(parseAddress(text).snapshot, agents, { zone: 'Pacific/Auckland' }).snapshot).toBe(snapshot);
        }
      }
    }
  });

  it('describes a snapshot in one line', () => {
    expect(headline(resolve('db2'), Date.parse('2026-11-22T02:00:00Z'), zone)).toBe('db2/daily 2026-11-22 01:30 JST, 9 h old, consistency application');
    expect(headline(resolve('db1/daily'), Date.parse('2026-11-22T02:00:00Z'), 'UTC')).toBe('db1/daily 2026-11-21 16:30 UTC, 9 h old, consistency application, incomplete');
  });
});

describe('resolving an archive', () => {
  const archivesOf = (snapshot: KnownSnapshot): ReturnType<typeof listArchives> =>
    listArchives(snapshot, async (node) => {
      const name = Buffer.from(node).toString().trim();
      return { record: v1.ArchiveRecord.create({ name, kind: name.includes('.') ? 'stream' : 'tree', sourceKind: 'files', chunkClass: 1, entries: 1, bytes: 2, paths: [] }), root: Buffer.alloc(32), keyId: undefined };
    });

  it('takes the only tree when none is named, and lists them when there are several', async () => {
    const one = resolve('web');
    expect(resolveArchive(one, await archivesOf(one), undefined).name).toBe('files');
    const several = resolve('db2');
    const archives = await archivesOf(several);
    expect(() => resolveArchive(several, archives, undefined)).toThrow(expect.objectContaining({ code: 'ARCHIVE_AMBIGUOUS', hint: expect.stringContaining('files, home') as unknown }));
    expect(resolveArchive(several, archives, 'postgres.shop').kind).toBe('stream');
    expect(() => resolveArchive(several, archives, 'fiels')).toThrow(expect.objectContaining({ code: 'ARCHIVE_UNKNOWN', hint: expect.stringContaining('did you mean files') as unknown }));
  });

  it('says that the source of a missing archive failed', async () => {
    const snapshot = resolve('db1/daily');
    const archives = await archivesOf(snapshot);
    expect(() => resolveArchive(snapshot, archives, 'postgres.shop')).toThrow(/its source failed in that run \(SOURCE_FAILED: pg_dump exited 1\)/);
  });
});

describe('wall clock', () => {
  it('takes the later of two moments when clocks are set back, and goes on counting when they are set forward', () => {
    const berlin = 'Europe/Berlin';
    expect(new Date(momentOf({ year: 2026, month: 10, day: 25, hour: 2, minute: 30, second: 0 }, berlin)).toISOString()).toBe('2026-10-25T01:30:00.000Z');
    expect(new Date(momentOf({ year: 2026, month: 3, day: 29, hour: 2, minute: 30, second: 0 }, berlin)).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(zoneOffsetMinutes(Date.UTC(2026, 5, 1), berlin)).toBe(120);
    expect(wallTimeAt(Date.UTC(2026, 0, 1), berlin)).toEqual({ year: 2026, month: 1, day: 1, hour: 1, minute: 0, second: 0 });
  });
});
