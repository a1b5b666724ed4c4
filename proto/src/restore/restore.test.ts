import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { StillpointError } from '../errors.ts';
import { EntryType } from '../format/entry.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { parseAddress } from '../address/address.ts';
import { directory, file, pseudoRandomBytes, SnapshotFixture, type TreeNode } from '../tree/snapshot-fixture.ts';
import { entryFilter } from './entry-filter.ts';
import type { OverwriteRule } from './overwrite-rule.ts';
import { resolveItems, type Placement } from './restore-item.ts';
import { assertRestorable, planRestore, type RestorePlan } from './restore-plan.ts';
import { incompleteError, type RestoreReport } from './restore-report.ts';
import type { RestoreSource } from './restore-source.ts';
import { writeRestore, type WriteOptions } from './restore-writer.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'stillpoint-restore-'));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

interface Wish extends WriteOptions {
  readonly addresses?: readonly string[];
  readonly target?: string;
  readonly placement?: Placement;
  readonly overwrite?: OverwriteRule;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

async function plan(fixture: SnapshotFixture, wish: Wish): Promise<{ readonly plan: RestorePlan; readonly source: RestoreSource }> {
  const source = fixture.open();
  const addresses = (wish.addresses ?? ['db1:/']).map((text) => parseAddress(text));
  const { items } = await resolveItems(addresses, source, wish.placement ?? 'contents', { zone: 'UTC' });
  const request = { items, target: wish.target ?? join(base, 'out'), filter: entryFilter(wish.include ?? [], wish.exclude ?? []), overwrite: wish.overwrite ?? 'never' } as const;
  return { plan: await planRestore(request, source.nodes), source };
}

async function restore(fixture: SnapshotFixture, wish: Wish = {}): Promise<RestoreReport> {
  const planned = await plan(fixture, wish);
  assertRestorable(planned.plan);
  return writeRestore(planned.plan, planned.source, wish);
}

function snapshotOf(children: Record<string, TreeNode>, chunkBytes = 65_536): SnapshotFixture {
  const fixture = new SnapshotFixture({ chunkBytes });
  fixture.addSnapshot([{ name: 'files', tree: directory(children) }]);
  return fixture;
}

const bytes = pseudoRandomBytes;
const list = (path: string): string[] => (readdirSync(path, { recursive: true, encoding: 'latin1' })).sort();
const out = (...names: string[]): string => join(base, 'out', ...names);

describe('restoring to a directory', () => {
  it('brings back content, mode, owner, exact times, links, special files, attributes and holes', async () => {
    const big = bytes(3_000_000, 7);
    const tree = {
      etc: directory({ hosts: file('127.0.0.1', { mode: 0o640, uid: 12, gid: 34, mtimeNs: -1_500_000_001n }), empty: file('') }, { mode: 0o700, mtimeNs: 99_000_000_001n }),
      big: file(big, { xattrs: [{ name: 'user.note', value: Buffer.from('x\0y') }] }),
      suid: file('#!', { mode: 0o4755, uid: 5, gid: 6 }),
      link: { type: EntryType.symlink, target: 'etc/h\x83\\', mtimeNs: 5_000_000_007n },
      pipe: { type: EntryType.fifo, mode: 0o620 },
      door: { type: EntryType.socket, mode: 0o600 },
      nil: { type: EntryType.charDevice, rdevMajor: 1, rdevMinor: 3, mode: 0o666 },
      one: file(bytes(200_000, 3), { hardLinked: true, inode: 42n }),
      two: file(bytes(200_000, 3), { hardLinked: true, inode: 42n }),
      sparse: file(bytes(70_000, 5), { sizeBytes: 10_000_000_000, holes: [{ offset: 65_536, length: 10_000_000_000 - 70_000 }] }),
      hole: file('', { sizeBytes: 1_000_000, holes: [{ offset: 0, length: 1_000_000 }] }),
    } satisfies Record<string, TreeNode>;
    const report = await restore(snapshotOf(tree));
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ files: 8, directories: 1, others: 4 });
    expect(readFileSync(out('big')).equals(big)).toBe(true);
    const hosts = lstatSync(out('etc/hosts'), { bigint: true });
    expect([hosts.mode & 0o7777n, hosts.uid, hosts.gid, hosts.mtimeNs]).toEqual([0o640n, 12n, 34n, -1_500_000_001n]);
    expect(lstatSync(out('etc'), { bigint: true }).mtimeNs).toBe(99_000_000_001n);
    expect(lstatSync(out('suid')).mode & 0o7777).toBe(0o4755);
    expect(lstatSync(out('link'), { bigint: true }).mtimeNs).toBe(5_000_000_007n);
    expect(lstatSync(out('pipe')).isFIFO() && lstatSync(out('door')).isSocket() && lstatSync(out('nil')).isCharacterDevice()).toBe(true);
    expect(lstatSync(out('one')).ino).toBe(lstatSync(out('two')).ino);
    const sparse = statSync(out('sparse'));
    expect([sparse.size, sparse.blocks < 400]).toEqual([10_000_000_000, true]);
    expect(statSync(out('hole')).blocks).toBe(0);
    expect(execFileSync('getfattr', ['-n', 'user.note', '-e', 'hex', '--only-values', out('big')]).toString('latin1')).toBe('x\0y');
  });

  it('lands a named entry under its name, with --full-path under its path, and a whole snapshot of several archives in a directory each', async () => {
    const fixture = new SnapshotFixture();
    fixture.addSnapshot([{ name: 'files', tree: directory({ etc: directory({ hosts: file('a') }, { mode: 0o750 }) }) }, { name: 'postgres.shop', stream: bytes(300_000, 9) }]);
    await restore(fixture, { addresses: ['db1:/etc/hosts'], target: out('one') });
    await restore(fixture, { addresses: ['db1:/etc'], target: out('two') });
    await restore(fixture, { addresses: ['db1:files/etc/hosts'], target: out('three'), placement: 'full-path' });
    await restore(fixture, { addresses: ['db1'], target: out('four') });
    expect(list(out())).toEqual(['four', 'four/files', 'four/files/etc', 'four/files/etc/hosts', 'four/postgres.shop', 'one', 'one/hosts', 'three', 'three/etc', 'three/etc/hosts', 'two', 'two/etc', 'two/etc/hosts']);
    expect(statSync(out('three/etc')).mode & 0o777).toBe(0o750);
    expect(readFileSync(out('four/postgres.shop')).equals(bytes(300_000, 9))).toBe(true);
  });

  it('takes what is included and leaves what is excluded, without empty directories on the way', async () => {
    const fixture = snapshotOf({ etc: directory({ 'a.conf': file('a'), 'b.conf': file('b'), c: file('c') }), var: directory({ log: directory({ x: file('x') }) }), srv: directory({ www: directory({ index: file('i'), 'index.bak': file('j') }) }) });
    await restore(fixture, { include: ['*.conf', '/srv/www'], exclude: ['b.conf', '*.bak'] });
    expect(list(out())).toEqual(['etc', 'etc/a.conf', 'srv', 'srv/www', 'srv/www/index']);
  });

  it('writes nothing when one entry is in the way, and names all that are', async () => {
    mkdirSync(out('b'), { recursive: true });
    writeFileSync(out('b/one'), 'mine');
    writeFileSync(out('c'), 'mine');
    const fixture = snapshotOf({ a: file('a'), b: directory({ one: file('1'), two: file('2') }), c: directory({}) });
    await expect(restore(fixture)).rejects.toMatchObject({ code: 'TARGET_CONFLICT', message: expect.stringMatching(/^2 entries are in the way, the first is .*out\/b\/one$/) as unknown });
    expect((await plan(fixture, {})).plan.conflicts.map(({ path }) => path)).toEqual([out('b/one'), out('c')]);
    expect(list(out())).toEqual(['b', 'b/one', 'c']);
  });

  it.each([
    ['the same place twice', ['db1:/b', 'db1:/b'], 'full-path', 'two of the addresses would land at the same place "b"'],
    ['the same name of two directories', ['db1:/b/one', 'db1:/c/one'], 'contents', 'two of the addresses would land at the same place "one"'],
    ['a file and the directory that it lies in', ['db1:/b/one', 'db1:/b'], 'full-path', '"b/one" lies below "b", which is to be restored too'],
    ['the same in place', ['db1:/b', 'db1:/b/one'], 'in-place', '"b/one" lies below "b", which is to be restored too'],
    ['everything and a part of it', ['db1:/', 'db1:/b'], 'full-path', '"b" lies below "/", which is to be restored too'],
  ] as const)('refuses %s before it writes', async (_, addresses, placement, message) => {
    const fixture = snapshotOf({ b: directory({ one: file('1') }), c: directory({ one: file('1') }) });
    await expect(plan(fixture, { addresses, placement })).rejects.toMatchObject({ code: 'USAGE', message });
  });

  it('takes names that begin alike', async () => {
    const fixture = snapshotOf({ b: directory({ one: file('1') }), 'b.c': file('2'), bc: file('3') });
    await restore(fixture, { addresses: ['db1:/b', 'db1:/b.c', 'db1:/bc'], placement: 'full-path' });
    expect(list(out())).toEqual(['b', 'b.c', 'b/one', 'bc'].sort());
  });

  it.each([
    ['changed', { same: 'old same', differs: 'new', newer: 'snapshot' }],
    ['older', { same: 'old same', differs: 'new', newer: 'mine!' }],
    ['always', { same: 'snapshot', differs: 'new', newer: 'snapshot' }],
  ] as const)('--overwrite %s replaces what it says and no more', async (overwrite, expected) => {
    mkdirSync(out());
    const put = (name: string, content: string, seconds: number): void => {
      writeFileSync(out(name), content);
      utimesSync(out(name), seconds, seconds);
    };
    put('same', 'old same', 1000);
    put('differs', 'old', 500);
    put('newer', 'mine!', 5000);
    const at = { mtimeNs: 1000_000_000_000n };
    const fixture = snapshotOf({ same: file('snapshot', at), differs: file('new', at), newer: file('snapshot', at) });
    await restore(fixture, { overwrite });
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, readFileSync(out(name), 'utf8')]))).toEqual(expected);
    expect(list(out())).toEqual(['differs', 'newer', 'same']);
  });

  it.each(['never', 'changed', 'older', 'always'] as const)('--overwrite %s leaves a directory that is in the way, and promises of no rule that it would remove it', async (overwrite) => {
    mkdirSync(out('a'), { recursive: true });
    await expect(restore(snapshotOf({ a: file('a') }), { overwrite })).rejects.toMatchObject({ code: 'TARGET_CONFLICT', hint: expect.stringMatching(/^no rule of --overwrite removes a directory: move it away/) as unknown });
    expect(list(out())).toEqual(['a']);
  });

  it('goes on after an interruption without reading again what is right', async () => {
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`file${index}`, file(bytes(600_000, index * 2 + 1))]));
    const fixture = snapshotOf(files);
    const abort = new AbortController();
    let read = 0;
    fixture.onBlock = () => {
      if (++read === 12) abort.abort(new StillpointError('CANCELLED', 'stopped'));
    };
    await expect(restore(fixture, { signal: abort.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
    for (const name of existsSync(out()) ? list(out()) : []) expect(readFileSync(out(name)).equals(Buffer.from(files[name]?.data ?? []))).toBe(true);
    fixture.onBlock = undefined;
    await restore(fixture, { overwrite: 'changed' });
    const served = fixture.servedBytes;
    // As a crash leaves it: complete in length, without its time.
    utimesSync(out('file7'), 1, 1);
    const report = await restore(fixture, { overwrite: 'changed' });
    expect(report).toMatchObject({ same: 39, files: 1 });
    expect(fixture.servedBytes - served).toBeLessThan(6_000_000);
  });

  it('never leaves its target through a symlink that stands where a directory is to be', async () => {
    mkdirSync(join(base, 'elsewhere'));
    mkdirSync(out());
    symlinkSync(join(base, 'elsewhere'), out('etc'));
    const fixture = snapshotOf({ etc: directory({ hosts: file('x') }) });
    for (const overwrite of ['never', 'changed', 'older', 'always'] as const) await expect(restore(fixture, { overwrite })).rejects.toMatchObject({ code: 'TARGET_UNSAFE' });
    expect(readdirSync(join(base, 'elsewhere'))).toEqual([]);
  });

  it('replaces a symlink by the file and leaves alone what it points to', async () => {
    mkdirSync(out());
    writeFileSync(join(base, 'victim'), 'mine');
    symlinkSync(join(base, 'victim'), out('hosts'));
    await restore(snapshotOf({ hosts: file('restored') }), { overwrite: 'always' });
    expect(readFileSync(join(base, 'victim'), 'utf8')).toBe('mine');
    expect(lstatSync(out('hosts')).isFile()).toBe(true);
  });

  it.each(['..', '.', 'a/b', '../../victim', 'a\0b', 'x'.repeat(1025)])('writes nothing of a directory in which a name is %j, which only a forged datastore has', async (name) => {
    const fixture = snapshotOf({ forged: directory({ [name]: file('from outside') }), good: file('good') });
    const report = await restore(fixture);
    expect(report.problems.map(({ kind, path }) => [kind, path])).toEqual([['damaged', '/forged']]);
    expect(list(base).filter((path) => !path.startsWith('out'))).toEqual([]);
    expect(list(out()).filter((path) => path !== 'forged')).toEqual(['good']);
  });

  it('leaves out a file whose chunk is damaged or missing, with its hard links, names it, and restores everything else', async () => {
    for (const harm of ['flip', 'lose', 'missing'] as const) {
      const fixture = new SnapshotFixture();
      // Exactly the chunks of one block.
      const bad = bytes(1_048_576, 7);
      const good = bytes(900_000, 9);
      fixture.addSnapshot([{ name: 'files', tree: directory({ bad: file(bad, { hardLinked: true, inode: 9n }), bad2: file(bad, { hardLinked: true, inode: 9n }), good: file(good) }) }]);
      const chunk = bad.subarray(0, 65_536);
      if (harm === 'missing') fixture.loseChunk(chunk);
      else if (harm === 'lose') fixture.blockOf(chunk).lost = true;
      else {
        const block = fixture.blockOf(chunk).bytes;
        block[block.length - 3] = (block[block.length - 3] ?? 0) ^ 4;
      }
      rmSync(out(), { recursive: true, force: true });
      const report = await restore(fixture);
      expect(report.problems.map((problem) => [problem.kind, problem.path])).toEqual([['damaged', '/bad'], ['damaged', '/bad2']]);
      expect(list(out())).toEqual(['good']);
      expect(readFileSync(out('good')).equals(good)).toBe(true);
      expect(incompleteError(report)).toMatchObject({ code: 'RESTORE_INCOMPLETE', exitCode: 3 });
    }
  });

  it('leaves out devices, setuid bits and capabilities with special: false', async () => {
    const fixture = snapshotOf({ nil: { type: EntryType.charDevice, rdevMajor: 1, rdevMinor: 3 }, suid: file('x', { mode: 0o6755 }) });
    const report = await restore(fixture, { special: false });
    expect(report).toMatchObject({ leftOut: 1, problemCount: 0 });
    expect(statSync(out('suid')).mode & 0o7777).toBe(0o755);
    expect(list(out())).toEqual(['suid']);
  });

  it('restores hard-linked and replaced files with the immutable flag', async () => {
    const metadata = { inodeFlags: 0x10, hardLinked: true, inode: 77n } as const;
    const fixture = snapshotOf({ a: file('locked', metadata), b: directory({ c: file('locked', metadata) }) });
    try {
      expect((await restore(fixture)).problems).toEqual([]);
      expect(lstatSync(out('a')).ino).toBe(lstatSync(out('b/c')).ino);
      expect(execFileSync('lsattr', [out('a')], { encoding: 'utf8' })).toMatch(/^\S*i/);
    } finally {
      execFileSync('chattr', ['-i', out('a')]);
    }
  });

  it('says TARGET_FULL and TARGET_NOT_WRITABLE before the first write', async () => {
    const fixture = snapshotOf({ huge: file('x', { sizeBytes: 2 ** 50 }) });
    await expect(restore(fixture)).rejects.toMatchObject({ code: 'TARGET_FULL' });
    expect(existsSync(out())).toBe(false);
    writeFileSync(join(base, 'plain'), '');
    await expect(restore(snapshotOf({ a: file('a') }), { target: join(base, 'plain') })).rejects.toMatchObject({ code: 'TARGET_NOT_WRITABLE' });
  });

  it('reaches paths far beyond 4,096 bytes', async () => {
    let tree: TreeNode = directory({ end: file(bytes(5000, 3)) });
    for (let level = 0; level < 600; level++) tree = directory({ ['d'.repeat(200)]: tree });
    const report = await restore(snapshotOf({ deep: tree }));
    expect(report).toMatchObject({ problemCount: 0, files: 1, directories: 601 });
  });

  it('is the identity for random trees', async () => {
    const name = fc.uint8Array({ minLength: 1, maxLength: 20 }).map((value) => Buffer.from(value).toString('latin1')).filter((text) => !/[/\0]/.test(text) && text !== '.' && text !== '..');
    const metadata = fc.record({ mode: fc.nat(0o777).map((mode) => mode | 0o400), uid: fc.nat(70_000), gid: fc.nat(70_000), mtimeNs: fc.bigInt({ min: -(10n ** 18n), max: 4n * 10n ** 18n }) });
    const anyFile = fc.tuple(fc.nat(300_000), fc.nat(40), metadata).map(([length, seed, rest]) => file(bytes(length % (seed % 3 === 0 ? 2000 : 300_001), seed * 2 + 1), rest));
    const anyLink = fc.record({ type: fc.constant(EntryType.symlink), target: name, uid: fc.nat(9) });
    const anyTree = fc.letrec<{ node: TreeNode }>((tie) => ({
      node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, anyFile, anyLink, fc.tuple(fc.dictionary(name, tie('node'), { maxKeys: 5, noNullPrototype: true }), metadata).map(([children, rest]) => directory(children, { ...rest, mode: rest.mode | 0o700 }))),
    })).node;
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, anyTree, { maxKeys: 6, noNullPrototype: true }), async (children) => {
        const target = out(String(run++));
        const report = await restore(snapshotOf(children, 20_000), { target });
        expect(report.problems).toEqual([]);
        compare(Buffer.from(target), children);
      }),
      { numRuns: 25 },
    );
  });
});

function compare(path: Buffer, children: Readonly<Record<string, TreeNode>>): void {
  expect(readdirSync(path, { encoding: 'latin1' }).sort()).toEqual(Object.keys(children).sort());
  for (const [name, node] of Object.entries(children)) {
    const child = Buffer.concat([path, Buffer.from('/'), Buffer.from(name, 'latin1')]);
    const stat = lstatSync(child, { bigint: true });
    expect(stat.uid).toBe(BigInt(node.uid ?? 0));
    if (node.type === EntryType.symlink) continue;
    expect([stat.mode & 0o7777n, stat.mtimeNs, stat.gid]).toEqual([BigInt(node.mode ?? 0), node.mtimeNs, BigInt(node.gid ?? 0)]);
    if (node.type === EntryType.directory) compare(child, node.children ?? {});
    else expect(readFileSync(child).equals(Buffer.from(node.data ?? []))).toBe(true);
  }
}
