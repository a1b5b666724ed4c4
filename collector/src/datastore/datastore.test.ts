/** The datastore as a directory: making, opening, locking between processes, reading without the right to write, dying at every step. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';

import { BlockClass } from '@stillpoint/proto/format/block.ts';
import { describe, expect, it } from 'vitest';

import { randomBlock, temporaryFolder } from './datastore-fixture.ts';
import { adminSocketPath, findDatastoreOwner } from './datastore-lock.ts';
import { Datastore } from './datastore.ts';
import { PackWriter } from './pack-writer.ts';

import type { ChildProcess } from 'node:child_process';

const clock = () => 1_795_000_000_000;
const collectorId = '7e5b6c9a-0000-4000-8000-000000000001';
const isRoot = process.getuid?.() === 0;

async function datastoreFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await temporaryFolder();
  const path = join(folder.path, 'store');
  await Datastore.create(path, { collectorId, clock });
  return { path, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

describe('Datastore.create', () => {
  it('makes a directory that nobody else can read and that opens', async () => {
    await using folder = await datastoreFolder();
    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder.path)) expect(statSync(join(folder.path, name)).mode & 0o077, name).toBe(0);
    await using datastore = await Datastore.open(folder.path, { mode: 'owner', clock });
    expect([datastore.collectorId, datastore.createdMs, datastore.recoveries]).toEqual([collectorId, clock(), []]);
    expect((await datastore.freeSpace()).totalBytes).toBeGreaterThan(0);
  });

  it('refuses a datastore and a directory with other files, but not a disk of its own', async () => {
    await using folder = await datastoreFolder();
    await expect(Datastore.create(folder.path, { collectorId, clock })).rejects.toMatchObject({ code: 'DATASTORE_EXISTS' });
    await using other = await temporaryFolder();
    writeFileSync(join(other.path, 'letter.txt'), '');
    await expect(Datastore.create(other.path, { collectorId, clock })).rejects.toMatchObject({ code: 'DATASTORE_EXISTS' });
    expect(readdirSync(other.path)).toEqual(['letter.txt']);
    await using disk = await temporaryFolder();
    mkdirSync(join(disk.path, 'lost+found'));
    await Datastore.create(disk.path, { collectorId, clock });
  });

  it('makes no datastore when it is interrupted, and goes on when it is repeated', async () => {
    await using folder = await temporaryFolder();
    const prepare = (directory: string): Promise<void> => {
      writeFileSync(join(directory, 'collector.toml'), 'half');
      return Promise.reject(new Error('power failure'));
    };
    await expect(Datastore.create(folder.path, { collectorId, clock, prepare })).rejects.toMatchObject({ code: 'DATASTORE_IO' });
    await expect(Datastore.open(folder.path, { mode: 'reader', clock })).rejects.toMatchObject({ code: 'DATASTORE_MISSING' });
    await Datastore.create(folder.path, { collectorId, clock });
    await using datastore = await Datastore.open(folder.path, { mode: 'owner', clock });
    expect(datastore.mode).toBe('owner');
  });
});

describe('Datastore.open', () => {
  it('tells a missing, a newer and a damaged datastore apart', async () => {
    await using folder = await datastoreFolder();
    const marker = join(folder.path, 'stillpoint-datastore');
    const text = readFileSync(marker, 'utf8');
    const open = (directory: string) => Datastore.open(directory, { mode: 'reader', clock });
    await expect(open(join(folder.path, 'absent'))).rejects.toMatchObject({ code: 'DATASTORE_MISSING' });
    await expect(open(marker)).rejects.toMatchObject({ code: 'DATASTORE_MISSING' });
    writeFileSync(marker, text.replace('"format":2', '"format":3'));
    await expect(open(folder.path)).rejects.toMatchObject({ code: 'DATASTORE_NEWER' });
    for (const damaged of ['', '{"format"', 'null', '{"format":2}']) {
      writeFileSync(marker, damaged);
      await expect(open(folder.path), damaged).rejects.toMatchObject({ code: 'DATASTORE_IO' });
    }
  });

  it('seals, as owner, a pack that was left open, and writes nothing as reader', async () => {
    await using folder = await datastoreFolder();
    const writer = PackWriter.create(folder.path, BlockClass.data, clock);
    const block = randomBlock(1000);
    const packed = writer.append(block.bytes, block.header);
    writer.close();
    const before = treeOf(folder.path);
    await using reader = await Datastore.open(folder.path, { mode: 'reader', clock });
    expect((await reader.packs.scanPack(writer.packId)).content).toMatchObject({ sealed: false, blocks: [packed] });
    expect(() => reader.journal).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
    await reader.close();
    expect(treeOf(folder.path)).toEqual(before);
    await using owner = await Datastore.open(folder.path, { mode: 'owner', clock });
    expect(owner.recoveries).toMatchObject([{ packId: writer.packId, outcome: 'sealed', damage: [], tailBytes: 0 }]);
    expect((await owner.packs.readContent(writer.packId)).blocks).toEqual([packed]);
  });

  it('starts with a full disk: packs that cannot be sealed stay readable', { skip: !isRoot }, async ({ skip }) => {
    await using folder = await temporaryFolder();
    await using mounted = mountTmpfs(folder.path, 'size=200k');
    if (mounted === undefined) return skip('tmpfs cannot be mounted here');
    const directory = join(folder.path, 'store');
    await Datastore.create(directory, { collectorId, clock });
    const writer = PackWriter.create(directory, BlockClass.data, clock);
    const block = randomBlock(30_000);
    let appended = 0;
    expect(() => {
      for (; appended < 100; appended++) writer.append(block.bytes, block.header);
    }).toThrow(expect.objectContaining({ code: 'DATASTORE_FULL' }));
    writer.close();
    await using datastore = await Datastore.open(directory, { mode: 'owner', clock });
    expect(datastore.recoveries).toMatchObject([{ outcome: 'left-open', error: { code: 'DATASTORE_FULL' } }]);
    expect((await datastore.packs.scanPack(writer.packId)).content.blocks).toHaveLength(appended);
    await expect(datastore.snapshots.put({ snapshotId: Buffer.alloc(16, 1), plan: 'x'.repeat(50_000) })).rejects.toMatchObject({ code: 'DATASTORE_FULL' });
    expect(await Array.fromAsync(datastore.snapshots.list())).toEqual([]);
  });
});

describe('a datastore between processes', () => {
  it('has one owner, whose socket the lock file names while it lives', async () => {
    await using folder = await datastoreFolder();
    await using owner = await child(folder.path, 'owner');
    expect(owner.answer).toMatchObject({ opened: true });
    for (const mode of ['owner', 'reader'] as const) {
      await expect(Datastore.open(folder.path, { mode, clock }), mode).rejects.toMatchObject({
        code: 'DATASTORE_LOCKED',
        message: expect.stringContaining(`process ${owner.process.pid ?? ''}`) as string,
      });
    }
    expect(await findDatastoreOwner(folder.path)).toMatchObject({ pid: owner.process.pid, socketPath: adminSocketPath(folder.path) });
    owner.process.kill('SIGKILL');
    await once(owner.process, 'exit');
    await using next = await Datastore.open(folder.path, { mode: 'owner', clock });
    expect(await findDatastoreOwner(folder.path)).toEqual({ pid: process.pid, startedMs: clock(), socketPath: undefined });
    await next.close();
    expect(await findDatastoreOwner(folder.path)).toBeUndefined();
  });

  it('is not taken for its copy: what the lock file of a running one says counts in that file only', async () => {
    await using folder = await datastoreFolder();
    await using owner = await Datastore.open(folder.path, { mode: 'owner', clock });
    await using copy = await temporaryFolder();
    cpSync(folder.path, copy.path, { recursive: true, preserveTimestamps: true });
    expect(readFileSync(join(copy.path, 'lock'), 'utf8')).toBe(readFileSync(join(folder.path, 'lock'), 'utf8'));
    expect(await findDatastoreOwner(folder.path)).toMatchObject({ pid: process.pid });
    expect(await findDatastoreOwner(copy.path)).toBeUndefined();
    await using copied = await Datastore.open(copy.path, { mode: 'owner', clock });
    expect(copied.collectorId).toBe(owner.collectorId);
  });

  it('has many readers, beside whom nobody becomes owner', async () => {
    await using folder = await datastoreFolder();
    await using first = await child(folder.path, 'reader');
    await using second = await child(folder.path, 'reader');
    expect([first.answer, second.answer]).toMatchObject([{ opened: true }, { opened: true }]);
    await expect(Datastore.open(folder.path, { mode: 'owner', clock })).rejects.toMatchObject({ code: 'DATASTORE_LOCKED', message: expect.stringContaining('being read') as string });
  });

  it('can be read by another user who may only read', { skip: !isRoot }, async () => {
    await using folder = await datastoreFolder();
    spawnChild(folder.path, 'write');
    openToAll(join(folder.path, '..'));
    await using reader = await child(folder.path, 'reader', 65_534);
    expect(reader.answer).toEqual({ opened: true, packs: 2, blocks: 4, decisions: 2, snapshots: 2 });
    await using owner = await child(folder.path, 'owner', 65_534);
    expect(owner.answer).toEqual({ code: 'DATASTORE_DENIED' });
    chmodSync(folder.path, 0o700);
    await using outsider = await child(folder.path, 'reader', 65_534);
    expect(outsider.answer).toEqual({ code: 'DATASTORE_DENIED' });
  });

  it('can be read without its lock file and on a read-only mount', { skip: !isRoot }, async ({ skip }) => {
    await using folder = await datastoreFolder();
    spawnChild(folder.path, 'write');
    rmSync(join(folder.path, 'lock'));
    await using target = await temporaryFolder();
    await using mounted = mountTmpfs(target.path, 'size=1m');
    if (mounted === undefined) return skip('tmpfs cannot be mounted here');
    cpSync(folder.path, join(target.path, 'store'), { recursive: true });
    expect(spawnSync('mount', ['-o', 'remount,ro', target.path]).status).toBe(0);
    await using reader = await child(join(target.path, 'store'), 'reader');
    expect(reader.answer).toEqual({ opened: true, packs: 2, blocks: 4, decisions: 2, snapshots: 2 });
    await using owner = await child(join(target.path, 'store'), 'owner');
    expect(owner.answer).toEqual({ code: 'DATASTORE_READ_ONLY' });
  });

  it.each([
    // What must be there when the process dies at its second passing: blocks (at least), snapshots, decisions.
    ['pack-created', 2, 1, 1],
    ['block-appended', 1, 0, 0],
    ['pack-synced', 2, 0, 0],
    ['pack-footer-written', 4, 2, 2],
    ['pack-sealed', 4, 2, 2],
    ['snapshot-temp-written', 4, 1, 1],
    ['snapshot-renamed', 4, 2, 1],
    ['snapshot-committed', 4, 2, 1],
    ['journal-appended', 4, 2, 2],
  ])('keeps what was promised when its owner dies at %s', async (fault, blocks, snapshots, decisions) => {
    await using folder = await datastoreFolder();
    const died = spawnChild(folder.path, 'write', { STILLPOINT_FAULT: `${fault}:2` });
    expect(died.signal).toBe('SIGKILL');
    await using datastore = await Datastore.open(folder.path, { mode: 'owner', clock });
    const found = [];
    for await (const { packId } of datastore.packs.listPacks()) found.push(...(await datastore.packs.readContent(packId)).blocks);
    expect(found.length).toBeGreaterThanOrEqual(blocks);
    expect(await Array.fromAsync(datastore.snapshots.list())).toHaveLength(snapshots);
    expect(await Array.fromAsync(datastore.readDecisions())).toHaveLength(decisions);
    const left = readdirSync(folder.path, { recursive: true }).filter((name) => String(name).endsWith('.tmp'));
    expect(left).toEqual([]);
  });
});

describe('adminSocketPath', () => {
  it('fits into a socket address however long the path of the datastore is, and is another for each', () => {
    const paths = ['/var/lib/stillpoint', `/${'a'.repeat(99)}`, `/${'あ'.repeat(200)}`, `/${'い'.repeat(200)}`].map(adminSocketPath);
    expect(paths[0]).toBe('/var/lib/stillpoint/admin.sock');
    for (const path of paths) expect(Buffer.byteLength(path)).toBeLessThanOrEqual(100);
    expect(new Set(paths).size).toBe(paths.length);
  });
});

interface Child extends AsyncDisposable {
  readonly process: ChildProcess;
  readonly answer: unknown;
}

const childArguments = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'datastore-child.ts')];

/** Starts a process that opens the datastore, and waits for what it says; ends it when disposed of. */
async function child(directory: string, task: string, uid?: number): Promise<Child> {
  const started = spawn(process.execPath, [...childArguments, directory, task, ...(uid === undefined ? [] : [String(uid)])], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(started, 'exit');
  const died = exited.then(() => Promise.reject(new Error(`the process for ${task} ended without a word`)));
  const line = await Promise.race([once(createInterface(started.stdout), 'line'), died]);
  // From here on it may end.
  died.catch(() => undefined);
  return {
    process: started,
    answer: JSON.parse(String(line[0])),
    [Symbol.asyncDispose]: async () => {
      started.stdin.end();
      await exited;
    },
  };
}

function spawnChild(directory: string, task: string, environment: Record<string, string> = {}): { signal: NodeJS.Signals | null } {
  return spawnSync(process.execPath, [...childArguments, directory, task], { env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** A small filesystem of its own, or undefined where none can be mounted. */
function mountTmpfs(path: string, options: string): AsyncDisposable | undefined {
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'stillpoint-test', path]).status !== 0) return undefined;
  return { [Symbol.asyncDispose]: () => Promise.resolve(void spawnSync('umount', ['--lazy', path])) };
}

function openToAll(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
}

function treeOf(directory: string): unknown[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [path, statSync(path).mtimeMs, statSync(path).size]);
}
