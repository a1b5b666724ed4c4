import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, lchownSync, linkSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EntryType } from '../format/entry.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { parseAddress } from '../address/address.ts';
import { directory, file, pseudoRandomBytes, SnapshotFixture, type TreeNode } from '../tree/snapshot-fixture.ts';
import { entryFilter } from './entry-filter.ts';
import { resolveItems } from './restore-item.ts';
import { planRestore } from './restore-plan.ts';
import type { RestoreReport } from './restore-report.ts';
import { writeRestore } from './restore-writer.ts';

let base: string;
let fixture: SnapshotFixture;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'stillpoint-restore-again-'));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

const out = (...names: string[]): string => join(base, 'out', ...names);

async function restore(children?: Record<string, TreeNode>): Promise<RestoreReport> {
  if (children !== undefined) {
    fixture = new SnapshotFixture({ chunkBytes: 65_536 });
    fixture.addSnapshot([{ name: 'files', tree: directory(children) }]);
  }
  const source = fixture.open();
  const { items } = await resolveItems([parseAddress('db1:/')], source, 'contents', { zone: 'UTC' });
  const plan = await planRestore({ items, target: out(), filter: entryFilter([], []), overwrite: 'changed' }, source.nodes);
  return writeRestore(plan, source);
}

/** What a restore gives back of an object itself. */
function facts(name: string): unknown {
  const { mode, uid, gid, mtimeNs } = lstatSync(out(name), { bigint: true });
  const isLink = lstatSync(out(name)).isSymbolicLink();
  return { mode, uid, gid, mtimeNs, xattrs: isLink ? '' : execFileSync('getfattr', ['-d', '-m', '-', '-e', 'hex', '--absolute-names', out(name)], { encoding: 'latin1' }) };
}

const owner = { uid: 12, gid: 34, mtimeNs: 99_000_000_001n } as const;
const note = { name: 'user.note', value: Buffer.from('mine') };
const kinds = {
  dense: file(pseudoRandomBytes(200_000, 3), { ...owner, mode: 0o640, xattrs: [note] }),
  small: file('small', { ...owner, mode: 0o444 }),
  link: { type: EntryType.symlink, target: 'small', ...owner },
  pipe: { type: EntryType.fifo, mode: 0o620, ...owner },
  door: { type: EntryType.socket, mode: 0o600, ...owner },
  nil: { type: EntryType.charDevice, rdevMajor: 1, rdevMinor: 3, mode: 0o666, ...owner },
} satisfies Record<string, TreeNode>;

// Owners and devices are root's to set.
describe.skipIf(process.getuid?.() !== 0)('a restore that is done again over what it made', () => {
  it('finds everything right that is', async () => {
    await restore({ ...kinds, dir: directory({ deep: file('d', owner) }, { ...owner, mode: 0o1777 }) });
    const before = Object.keys(kinds).map((name) => [facts(name), lstatSync(out(name), { bigint: true }).ctimeNs]);
    expect(await restore()).toMatchObject({ same: 7, corrected: 0, files: 0, others: 0, problemCount: 0 });
    expect(Object.keys(kinds).map((name) => [facts(name), lstatSync(out(name), { bigint: true }).ctimeNs])).toEqual(before);
  });

  it.each([
    ['owner', (name) => { lchownSync(out(name), 7, 34); }],
    ['group', (name) => { lchownSync(out(name), 12, 8); }],
    ['mode', (name) => { if (name !== 'link') chmodSync(out(name), 0o4777); else lchownSync(out(name), 7, 7); }],
    ['mtime', (name) => { if (name !== 'dense' && name !== 'small') execFileSync('touch', ['-hd', '@5', out(name)]); else lchownSync(out(name), 7, 7); }],
    ['attributes', (name) => { if (name === 'dense') execFileSync('setfattr', ['-n', 'user.note', '-v', 'other', out(name)]); else if (name === 'small') execFileSync('setfattr', ['-n', 'user.more', '-v', 'x', out(name)]); else lchownSync(out(name), 7, 7); }],
  ] as [string, (name: string) => void][])('sets wrong %s again, of every kind of entry, without reading content', async (_, harm) => {
    await restore(kinds);
    const names = Object.keys(kinds);
    const right = names.map(facts);
    const inodes = names.map((name) => lstatSync(out(name)).ino);
    const served = fixture.servedBytes;
    for (const name of names) harm(name);
    expect(names.map(facts).filter((now, index) => JSON.stringify(now, text) === JSON.stringify(right[index], text))).toEqual([]);
    expect(await restore()).toMatchObject({ same: 0, corrected: names.length, files: 0, others: 0, problemCount: 0 });
    expect(names.map(facts)).toEqual(right);
    expect(names.map((name) => lstatSync(out(name)).ino)).toEqual(inodes);
    expect(fixture.servedBytes - served).toBeLessThan(100_000);
  });

  it('sets what is wrong of directories, whose time comes last', async () => {
    await restore({ dir: directory({ deep: file('d', owner), gone: file('g', owner) }, { ...owner, mode: 0o2750, xattrs: [note] }) });
    const right = facts('dir');
    chownSync(out('dir'), 0, 0);
    chmodSync(out('dir'), 0o700);
    execFileSync('setfattr', ['-x', 'user.note', out('dir')]);
    rmSync(out('dir/gone'));
    chownSync(out('dir/deep'), 1, 1);
    expect(await restore()).toMatchObject({ files: 1, corrected: 1, directories: 1, problemCount: 0 });
    expect([facts('dir'), lstatSync(out('dir/deep')).uid]).toEqual([right, 12]);
  });

  it('writes setuid programs and files with capabilities anew when their metadata is wrong: their content is not trusted then', async () => {
    const capability = { name: 'security.capability', value: Buffer.from('0100000200200000000000000000000000000000', 'hex') };
    await restore({ suid: file('right', { ...owner, mode: 0o4755 }), able: file('right', { ...owner, mode: 0o755, xattrs: [capability] }), other: file('right', { ...owner, mode: 0o4755 }) });
    const right = ['suid', 'able'].map(facts);
    for (const name of ['suid', 'able']) {
      writeFileSync(out(name), 'wrong');
      chownSync(out(name), 7, 7);
      execFileSync('touch', ['-d', '1970-01-01T00:01:39.000000001Z', out(name)]);
    }
    expect(await restore()).toMatchObject({ files: 2, same: 1, corrected: 0, problemCount: 0 });
    expect(['suid', 'able'].map(facts)).toEqual(right);
    expect(['suid', 'able'].map((name) => readFileSync(out(name), 'utf8'))).toEqual(['right', 'right']);
  });

  it('joins hard links again that were parted, and keeps those that are not', async () => {
    const twin = (): TreeNode => file('twin', { ...owner, mode: 0o640, hardLinked: true, inode: 42n });
    await restore({ a: twin(), b: twin(), c: directory({ d: twin() }) });
    execFileSync('cp', ['-p', out('a'), out('copy')]);
    renameSync(out('copy'), out('b'));
    chownSync(out('a'), 7, 7);
    expect(await restore()).toMatchObject({ files: 1, same: 1, corrected: 1, problemCount: 0 });
    const { ino, nlink, uid } = lstatSync(out('a'));
    expect([lstatSync(out('b')).ino, lstatSync(out('c/d')).ino, nlink, uid]).toEqual([ino, ino, 3, 12]);
    rmSync(out('a'));
    linkSync(out('b'), out('kept'));
    expect(await restore()).toMatchObject({ files: 3, problemCount: 0 });
    expect([lstatSync(out('b')).ino, lstatSync(out('c/d')).ino]).toEqual([lstatSync(out('a')).ino, lstatSync(out('a')).ino]);
  });

  it('sets flags that forbid changes, again too, and after the last link', async () => {
    const locked = (): TreeNode => file('locked', { ...owner, inodeFlags: 0x10, hardLinked: true, inode: 77n });
    try {
      await restore({ a: locked(), b: directory({ c: locked() }, { inodeFlags: 0x10, ...owner }) });
      expect(await restore()).toMatchObject({ same: 2, problemCount: 0 });
      execFileSync('chattr', ['-i', out('a'), out('b')]);
      rmSync(out('b/c'));
      utimesSync(out('b'), 1, 1);
      expect(await restore()).toMatchObject({ files: 1, corrected: 1, problemCount: 0 });
      expect(lstatSync(out('a')).ino).toBe(lstatSync(out('b/c')).ino);
      expect(execFileSync('lsattr', ['-d', out('a'), out('b')], { encoding: 'utf8' })).toMatch(/^\S*i\S* .*\n\S*i/);
    } finally {
      execFileSync('chattr', ['-i', out('b'), out('a')]);
    }
  });
});

function text(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
