/** What keeps a datastore in order: damage that readers meet is marked and heals, verifications go on where they stopped, copies open and verify, a damaged catalog is replaced by a copy. */
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { ChildProgram, outputOf } from './support/child-program.ts';
import { CollectorProcess, type SnapshotFacts } from './support/collector-process.ts';
import { expectSameObjects } from './support/oracle.ts';
import { flipByte, listPacks } from './support/pack-file.ts';
import { collectorLauncher } from './support/programs.ts';
import { testWith } from './support/requirements.ts';
import { settled } from './support/settled.ts';
import { TestFolder } from './support/test-folder.ts';

const stack = new AsyncDisposableStack();
let folder: TestFolder;
let collector: CollectorProcess;
let agent: AgentProcess;
let tree = '';
let pristine = '';
let snapshots: readonly SnapshotFacts[] = [];

interface Verified {
  readonly readBytes: number;
  readonly resumedBytes: number;
  readonly findings: number;
}

beforeAll(async () => {
  folder = stack.use(await TestFolder.make());
  tree = folder.at('tree');
  await outputOf('sh', ['-c', `mkdir -p '${tree}' && cd '${tree}' && for d in 1 2 3 4; do mkdir $d; head -c 3M /dev/urandom >$d/large; for n in $(seq 1 10); do head -c 60K /dev/urandom >$d/small-$n; done; done`]);
  collector = stack.use(await CollectorProcess.start(folder.at('datastore')));
  await mkdir(folder.at('agent'));
  agent = await AgentProcess.enroll(collector, folder.at('agent'), 'guest', { daily: [{ paths: [tree] }] });
  await settled();
  await agent.backup('daily');
  await writeFile(join(tree, '1/added'), 'for the second snapshot');
  await agent.backup('daily');
  await collector.stop();
  snapshots = await collector.snapshots();
  pristine = folder.at('pristine');
  await outputOf('cp', ['-a', collector.datastore, pristine]);
});
afterAll(() => stack.disposeAsync());

beforeEach(async () => {
  await rm(collector.datastore, { recursive: true });
  await outputOf('cp', ['-a', pristine, collector.datastore]);
  for (const name of ['restored', 'copy']) await rm(folder.at(name), { recursive: true, force: true });
});

async function status(): Promise<{ damagedChunks: number; verification: { lastFull: string | null; begun: string | null; last: string | null }; reserveBytes: number }> {
  return JSON.parse(await collector.ask('status', '--json')) as Awaited<ReturnType<typeof status>>;
}

async function flipData(): Promise<string> {
  const pack = (await listPacks(collector.datastore)).find(({ kind }) => kind === 'data');
  await flipByte(pack?.path ?? '', pack?.offsets['block payload'] ?? 0);
  return pack?.packId ?? '';
}

/** Summary of a `verify --read-data` that must end well. */
async function verifyData(...args: readonly string[]): Promise<Verified> {
  const lines = (await collector.ask('verify', '--read-data', '--json', ...args)).trim().split('\n');
  return JSON.parse(lines.at(-1) ?? '{}') as Verified;
}

async function openCopy(): Promise<CollectorProcess> {
  const copy = CollectorProcess.at(folder.at('copy'));
  expect(await copy.ask('verify', '--read-data')).toContain('is whole');
  return copy;
}

describe('damage that a restore meets', () => {
  test('is marked, and the next backup heals it although no file has changed: every older snapshot comes back', async () => {
    await collector.serve();
    try {
      await flipData();
      const first = await collector.cli(['restore', `@${snapshots[0]?.snapshotId ?? ''}`, '--to', folder.at('restored')]);
      expect(first.code).toBe(3);
      expect(first.stderr).toContain('the next backup that still has the content heals it');
      expect((await status()).damagedChunks).toBeGreaterThan(0);
      // Known already: nothing more is to be said of it.
      await rm(folder.at('restored'), { recursive: true });
      expect((await collector.cli(['restore', 'guest', '--to', folder.at('restored')])).stderr).not.toContain(' marked: ');
      const { filesRead } = await agent.backup('daily');
      expect(filesRead).toBeGreaterThan(0);
      expect((await status()).damagedChunks).toBe(0);
      await rm(folder.at('restored'), { recursive: true });
      await collector.ask('restore', `@${snapshots[1]?.snapshotId ?? ''}`, '--to', folder.at('restored'));
      await expectSameObjects(tree, join(folder.at('restored'), tree));
    } finally {
      await collector.stop();
    }
  });
});

describe('`verify --read-data`', () => {
  beforeEach(() => collector.serve());
  afterEach(() => collector.stop());

  test('goes on where it was interrupted, and finds damage in the part that it reads', async () => {
    await using slow = ChildProgram.start(collectorLauncher, ['verify', '--read-data', '--rate', '1M', '--datastore', collector.datastore]);
    await expect.poll(async () => (await status()).verification.begun !== null || slow.ended, { timeout: 30_000, interval: 300 }).toBe(true);
    expect(slow.ended).toBe(false);
    slow.kill('SIGINT');
    expect((await slow.finished).code).not.toBe(0);
    const rest = await verifyData();
    expect(rest.resumedBytes).toBeGreaterThan(0);
    expect(rest.readBytes).toBeGreaterThan(0);
    expect(rest.readBytes + rest.resumedBytes).toBeLessThan(20 * 1_048_576);
    expect((await status()).verification).toMatchObject({ begun: null, lastFull: expect.any(String) as string });
    // Through: the next one begins anew.
    expect((await verifyData()).resumedBytes).toBe(0);
  });

  test('reads another part with each sample until everything was read', async () => {
    const all = (await verifyData()).readBytes;
    await flipData();
    let found = 0;
    for (let round = 0; round < 4; round++) {
      const { code, stdout } = await collector.cli(['verify', '--read-data', '--sample', '30%', '--json']);
      const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Verified;
      expect(summary.readBytes).toBeLessThan(all * 0.5);
      if (code === 1) found += 1;
    }
    // In one sample it is read; from then on it is known to be damaged, which each one tells.
    expect(found).toBeGreaterThan(0);
  });
});

describe('`copy`', () => {
  test('makes a datastore of the same collector beside a running backup, and brings it up to date', async () => {
    await collector.serve();
    let collectorId;
    try {
      await using backup = await agent.start(['backup', 'daily', '--json']);
      const first = JSON.parse(await collector.ask('copy', '--to', folder.at('copy'), '--json')) as { copiedPacks: number; collectorId: string };
      collectorId = first.collectorId;
      expect(first.copiedPacks).toBeGreaterThan(0);
      const { code, stderr } = await backup.finished;
      expect({ code, stderr }).toMatchObject({ code: 0 });
      await agent.backup('daily');
      const second = JSON.parse(await collector.ask('copy', '--to', folder.at('copy'), '--json')) as { keptPacks: number; copiedPacks: number };
      expect(second.keptPacks).toBeGreaterThan(0);
      expect((await collector.cli(['copy', '--to', join(collector.datastore, 'inside')])).stderr).toContain('USAGE');
    } finally {
      await collector.stop();
    }
    await using copy = await openCopy();
    expect(await copy.snapshots()).toEqual(await collector.snapshots());
    await copy.ask('restore', 'guest', '--to', folder.at('restored'));
    await expectSameObjects(tree, join(folder.at('restored'), tree));
    await copy.serve();
    expect(JSON.parse(await copy.ask('status', '--json')) as object).toMatchObject({ collectorId });
    await copy.stop();
  });

  test('goes on after an interruption, is no datastore until it is whole, and tells of what is damaged', async () => {
    const packId = await flipData();
    await using slow = ChildProgram.start(collectorLauncher, ['copy', '--to', folder.at('copy'), '--rate', '4M', '--datastore', collector.datastore]);
    await expect.poll(async () => (await readdir(folder.at('copy'), { recursive: true }).catch(() => [])).some((name) => name.endsWith('.pack.tmp')), { timeout: 30_000, interval: 50 }).toBe(true);
    slow.kill('SIGKILL');
    await slow.finished;
    expect((await CollectorProcess.at(folder.at('copy')).cli(['snapshots'])).stderr).toContain('DATASTORE_MISSING');
    const { code, stdout, stderr } = await collector.cli(['copy', '--to', folder.at('copy')]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('DAMAGE_FOUND') as string });
    expect(stdout).toContain(`damaged: pack ${packId} block`);
    // As damaged as the original, and no more.
    expect((await CollectorProcess.at(folder.at('copy')).cli(['verify', '--read-data'])).stdout).toContain(packId);
  });

  testWith('rsync')('can be made with rsync, packs last, beside a running backup', async () => {
    await collector.serve();
    try {
      await using backup = await agent.start(['backup', 'daily', '--json']);
      await outputOf('rsync', ['-a', '--exclude', '/packs', '--exclude', '/lock', '--exclude', '/admin.sock', '--exclude', '/catalog.sqlite*', `${collector.datastore}/`, folder.at('copy')]);
      await outputOf('rsync', ['-a', join(collector.datastore, 'packs'), folder.at('copy')]);
      expect((await backup.finished).code).toBe(0);
    } finally {
      await collector.stop();
    }
    await using copy = await openCopy();
    expect((await copy.snapshots()).length).toBeGreaterThanOrEqual(2);
  });
});

describe('a damaged catalog', () => {
  test('is noticed when the collector starts, also when it was closed in order, and a copy takes its place', async () => {
    await collector.serve();
    await expect.poll(async () => readdir(join(collector.datastore, 'catalog-copies')).catch(() => []), { timeout: 30_000 }).toHaveLength(1);
    await collector.stop();
    const file = join(collector.datastore, 'catalog.sqlite');
    // A page in the middle: the header says nothing of it.
    const { size } = await stat(file);
    for (let page = 2; page < Math.min(12, size / 4096); page++) await flipByte(file, page * 4096);
    await collector.serve();
    try {
      expect(collector.log).toContain('brought up to date, takes its place');
      expect(await collector.ask('status')).toContain('CATALOG_INVALID');
      expect(await collector.snapshots()).toEqual(snapshots);
      await agent.backup('daily');
    } finally {
      await collector.stop();
    }
    expect(await collector.ask('verify')).toContain('everything is whole');
  });
});
