/** One byte of a datastore turns bad: it is found and named, what is whole comes back, and the next backup heals what it still has. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { AgentProcess } from './support/agent-process.ts';
import { outputOf, type Finished } from './support/child-program.ts';
import { CollectorProcess, type SnapshotFacts } from './support/collector-process.ts';
import { expectSameObjects } from './support/oracle.ts';
import { flipByte, listOpenPacks, listPacks, type PackParts } from './support/pack-file.ts';
import { isLong } from './support/requirements.ts';
import { settled } from './support/settled.ts';
import { snapshotFile } from './support/snapshot-archives.ts';
import { TestFolder } from './support/test-folder.ts';

const stack = new AsyncDisposableStack();
let folder: TestFolder;
let collector: CollectorProcess;
let agent: AgentProcess;
let tree = '';
let pristine = '';
let packs: readonly PackParts[] = [];
let snapshots: readonly SnapshotFacts[] = [];

beforeAll(async () => {
  folder = stack.use(await TestFolder.make());
  tree = folder.at('tree');
  // Large and small files in several folders: damage in one block must cost some of them, not all.
  await outputOf('sh', ['-c', `mkdir -p '${tree}' && cd '${tree}' && for d in 1 2 3 4; do mkdir $d; head -c 3M /dev/urandom >$d/large; for n in $(seq 1 30); do head -c 60K /dev/urandom >$d/small-$n; echo $d $n >$d/inline-$n; done; done`]);
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
  await rm(folder.at('restored'), { recursive: true, force: true });
  packs = await listPacks(collector.datastore);
});

function largest(kind: PackParts['kind']): PackParts {
  const pack = packs.find((candidate) => candidate.kind === kind);
  if (pack === undefined) throw new Error(`there is no ${kind} pack`);
  return pack;
}

function verify(): Promise<Finished> {
  return collector.cli(['verify', '--read-data']);
}

async function expectFound(...names: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await verify();
  expect({ code, said: code === 1 ? '' : stdout + stderr }).toEqual({ code: 1, said: '' });
  for (const name of names) expect(stdout + stderr).toContain(name);
}

/** Paths, relative to the tree, of files that are not in the target as they were. */
async function notRestored(): Promise<string[]> {
  const lost: string[] = [];
  for (const name of await readdir(tree, { recursive: true })) {
    const original = await readFile(join(tree, name)).catch(() => undefined);
    if (original === undefined) continue;
    const restored = await readFile(join(folder.at('restored'), tree, name)).catch(() => undefined);
    if (restored?.equals(original) !== true) lost.push(name);
  }
  return lost.sort();
}

async function restore(): Promise<Finished & { readonly named: readonly string[] }> {
  const finished = await collector.cli(['restore', 'guest', '--to', folder.at('restored'), '--json']);
  const problems = finished.stdout.split('\n').filter((line) => line.includes('"event":"problem"'));
  const named = problems.map((line) => (JSON.parse(line) as { path: string }).path.slice(tree.length + 1));
  return { ...finished, named: named.sort() };
}

test('a datastore without damage verifies, and is not changed by that', async () => {
  expect(await verify()).toMatchObject({ code: 0 });
});

describe('one flipped byte in a pack of file data', () => {
  test.each(isLong ? (['block payload', 'last block payload', 'block header'] as const) : (['last block payload'] as const))('(%s) is found; restore gives back what is whole and names the rest', async (part) => {
    const pack = largest('data');
    await flipByte(pack.path, pack.offsets[part]);
    const { code, named, stderr } = await restore();
    expect(stderr).toContain('RESTORE_INCOMPLETE');
    expect(code).toBe(3);
    const lost = await notRestored();
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.length).toBeLessThan(40);
    expect(named).toEqual(lost);
    await expectFound(pack.packId);
  });

  test.each(isLong ? (['header', 'footer', 'trailer'] as const) : (['footer'] as const))('(%s) is found, and everything is restored all the same', async (part) => {
    const pack = largest('data');
    await flipByte(pack.path, pack.offsets[part]);
    expect(await restore()).toMatchObject({ code: 0, named: [] });
    expect(await notRestored()).toEqual([]);
    await expectFound(pack.packId);
    // Also when the index has to be made from the packs again.
    await outputOf('sh', ['-c', `rm '${collector.datastore}'/catalog.*`]);
    await rm(folder.at('restored'), { recursive: true });
    expect(await restore()).toMatchObject({ code: 0, named: [] });
    expect(await notRestored()).toEqual([]);
  });
});

describe('one flipped byte in a pack of metadata', () => {
  test.each(isLong ? (['block payload', 'last block payload'] as const) : (['block payload'] as const))('(%s) is found; what can be reached comes back, and directories that cannot be read are named', async (part) => {
    const pack = largest('metadata');
    await flipByte(pack.path, pack.offsets[part]);
    await expectFound(pack.packId);
    const { code, named, stderr } = await restore();
    expect(stderr).not.toMatch(/^\s+at /m);
    const lost = await notRestored();
    // The directory at the top, a few below it, or only the second copy of a snapshot's record, which restore does not need.
    if (code === 0) expect({ lost, named }).toEqual({ lost: [], named: [] });
    else if (code === 1) expect(stderr).toMatch(/NODE_CORRUPT|CHUNK_CORRUPT|CHUNK_MISSING|PACK_CORRUPT/);
    else expect(lost.filter((path) => !named.some((directory) => path.startsWith(`${directory}/`)))).toEqual([]);
  });
});

describe('one flipped byte in a snapshot file', () => {
  test('is found and named; other snapshots are restored', async () => {
    const [first, second] = snapshots;
    await flipByte(snapshotFile(collector.datastore, second?.snapshotId ?? ''), 100);
    await expectFound(second?.snapshotId ?? '');
    await outputOf('sh', ['-c', `rm '${collector.datastore}'/catalog.*`]);
    await collector.ask('restore', `@${first?.snapshotId ?? ''}`, '--to', folder.at('restored'));
    expect(await notRestored()).toEqual(['1/added']);
  });
});

describe('the file of a snapshot that somebody has taken away', () => {
  test('is missed; the snapshot outlives collections and a restart, is restored, and is whole when the file is back', async () => {
    const [first] = snapshots;
    const file = snapshotFile(collector.datastore, first?.snapshotId ?? '');
    await rename(file, folder.at('taken'));
    await collector.serve();
    expect(await collector.ask('status')).toContain(`PROBLEM: SNAPSHOT_CORRUPT: the file of snapshot @${first?.snapshotId ?? ''} does not exist`);
    expect(JSON.parse(await collector.ask('gc', '--json'))).toMatchObject({ freedChunks: 0 });
    await collector.stop();
    await expectFound(`@${first?.snapshotId ?? ''}`, 'does not exist');
    await collector.ask('restore', `@${first?.snapshotId ?? ''}`, '--to', folder.at('restored'));
    expect(await notRestored()).toEqual(['1/added']);
    await rename(folder.at('taken'), file);
    expect(await verify()).toMatchObject({ code: 0 });
  });
});

describe('one flipped byte in the journal of decisions', () => {
  test('is found and named; everything is restored all the same', async () => {
    await flipByte(join(collector.datastore, 'journal/decisions.log'), 70);
    await expectFound('journal');
    expect(await restore()).toMatchObject({ code: 0, named: [] });
    expect(await notRestored()).toEqual([]);
  });
});

describe('a flipped byte in the catalog', () => {
  // The kind of the first page: SQLite notices it at once.
  const at = 100;

  test('is found and named; everything is restored all the same', async () => {
    await flipByte(join(collector.datastore, 'catalog.sqlite'), at);
    await expectFound('catalog');
    expect(await restore()).toMatchObject({ code: 0, named: [] });
    expect(await notRestored()).toEqual([]);
  });

  test('does not keep the collector from starting: it makes the catalog again', async () => {
    await flipByte(join(collector.datastore, 'catalog.sqlite'), at);
    await collector.serve();
    try {
      expect(await collector.snapshots()).toHaveLength(2);
      expect(await restore()).toMatchObject({ code: 0, named: [] });
    } finally {
      await collector.stop();
    }
  });
});

describe('damage that a verify has found', () => {
  beforeEach(() => collector.serve());
  afterEach(() => collector.stop());

  async function damagedChunks(): Promise<number> {
    return (JSON.parse(await collector.ask('status', '--json')) as { damagedChunks: number }).damagedChunks;
  }

  /** Finds damage, with what it hurts; then the guest, whose files did not change, backs up again. */
  async function expectHealed(packId: string, hurt: string): Promise<void> {
    await expectFound(packId, 'hurts', hurt);
    expect(await damagedChunks()).toBeGreaterThan(0);
    await agent.backup('daily');
    // The bad copy is still in its pack, and does no harm.
    const after = await verify();
    expect({ code: after.code, said: after.code === 0 ? '' : after.stdout }).toEqual({ code: 0, said: '' });
    expect(after.stdout).toMatch(new RegExp(`^note: .*${packId}`, 'mu'));
    expect(await damagedChunks()).toBe(0);
    expect(await restore()).toMatchObject({ code: 0, named: [] });
    await expectSameObjects(tree, join(folder.at('restored'), tree));
  }

  const sealed = [['data', 'block header']] as const;
  const otherSealed = [
    ['data', 'block payload'],
    ['data', 'last block payload'],
  ] as const;
  test.each([...sealed, ...(isLong ? otherSealed : [])])('in a sealed pack of %s (%s) is healed by the next backup of a guest that still has the files', async (kind, part) => {
    const pack = largest(kind);
    await flipByte(pack.path, pack.offsets[part]);
    await expectHealed(pack.packId, 'guest/daily@');
    await collector.stop();
    expect(await verify()).toMatchObject({ code: 0 });
    await outputOf('sh', ['-c', `rm '${collector.datastore}'/catalog.*`]);
    expect(await verify()).toMatchObject({ code: 0 });
    await collector.serve();
    expect(await damagedChunks()).toBe(0);
  });

  const open = [['data', 'last', 'payload']] as const;
  const otherOpen = [
    ['data', 'first', 'payload'],
    ['data', 'last', 'header'],
  ] as const;
  test.each([...open, ...(isLong ? otherOpen : [])])('in a pack of %s that is still written (%s block, %s) is healed by the next backup of a guest that still has the files', async (kind, which, part) => {
    await outputOf('sh', ['-c', `mkdir '${tree}/5' && for n in 1 2 3 4; do head -c 1500K /dev/urandom >'${tree}'/5/new-$n; done`]);
    try {
      await agent.backup('daily');
      const pack = (await listOpenPacks(collector.datastore)).find((candidate) => candidate.kind === kind);
      const block = which === 'first' ? pack?.blocks[0] : pack?.blocks.at(-1);
      await flipByte(pack?.path ?? '', block?.[part] ?? 0);
      await expectHealed(pack?.packId ?? '', '/5/new-');
      await collector.stop();
      expect(await verify()).toMatchObject({ code: 0 });
      await collector.serve();
      expect(await damagedChunks()).toBe(0);
    } finally {
      await rm(join(tree, '5'), { recursive: true });
    }
  });

  test('in the form of a pack that is gone after a restart is healed by the next backup, though nobody verified', async () => {
    await collector.stop();
    const { path, packId } = largest('data');
    await rm(path);
    await collector.serve();
    expect(await collector.ask('status')).toContain(`PROBLEM: CHUNK_MISSING: pack ${packId} does not exist any more`);
    await agent.backup('daily');
    expect(await restore()).toMatchObject({ code: 0, named: [] });
    await expectSameObjects(tree, join(folder.at('restored'), tree));
    expect(await collector.cli(['verify', 'guest/daily', '--read-data'])).toMatchObject({ code: 0 });
  });

  test('in directories is healed for the next snapshot; older ones that lost a record of their own stay named', async () => {
    const pack = largest('metadata');
    await flipByte(pack.path, pack.offsets['block payload']);
    await expectFound(pack.packId, 'hurts', 'guest/daily@');
    await agent.backup('daily');
    const newest = await collector.cli(['verify', 'guest/daily', '--read-data']);
    expect({ code: newest.code, said: newest.code === 0 ? '' : newest.stdout }).toEqual({ code: 0, said: '' });
    expect(await restore()).toMatchObject({ code: 0, named: [] });
    await expectSameObjects(tree, join(folder.at('restored'), tree));
    const all = await verify();
    const hurt = new Set(all.stdout.split('\n').filter((line) => line.startsWith('  hurts ')).map((line) => line.slice('  hurts '.length)));
    expect(all.code).toBe(hurt.size === 0 ? 0 : 1);
    const { address = '' } = (await collector.snapshots()).at(-1) ?? {};
    expect([...hurt].filter((path) => path.includes(address))).toEqual([]);
  });
});
