import { execFileSync } from 'node:child_process';
import { linkSync, lstatSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { EntryType } from '../format/entry.ts';
import { systemErrorCode } from '../errors.ts';
import { readMounts } from './mounts.ts';
import { closeHandle, openForReading } from './open-file.ts';
import { PosixError } from './posix-error.ts';
import { isSameStat, StatBuffer, statAt, statFd, tryStatAt } from './stat.ts';
import { TemporaryFolder } from './temporary-folder.ts';

test('every field says what lstat says', () => {
  using folder = new TemporaryFolder();
  writeFileSync(`${folder.path}/file`, 'x'.repeat(5000));
  linkSync(`${folder.path}/file`, `${folder.path}/second`);
  truncateSync(`${folder.path}/file`, 20 * 2 ** 30);
  mkdirSync(`${folder.path}/directory`, { mode: 0o1755 });
  symlinkSync('nowhere', `${folder.path}/link`);
  execFileSync('mkfifo', [`${folder.path}/fifo`]);
  const types = { file: EntryType.file, second: EntryType.file, directory: EntryType.directory, link: EntryType.symlink, fifo: EntryType.fifo };
  const stat = new StatBuffer();
  for (const [name, type] of Object.entries(types)) {
    const expected = lstatSync(`${folder.path}/${name}`, { bigint: true });
    statAt(folder.fd, name, stat);
    expect(stat.type).toBe(type);
    expect(stat.mode).toBe(Number(expected.mode) & 0o7777);
    expect([stat.nlink, stat.uid, stat.gid, stat.sizeBytes, stat.blocks].map(BigInt)).toEqual([expected.nlink, expected.uid, expected.gid, expected.size, expected.blocks]);
    expect([stat.inode, stat.mtimeNs, stat.ctimeNs]).toEqual([expected.ino, expected.mtimeNs, expected.ctimeNs]);
    expect(BigInt(stat.devMajor) * 256n + BigInt(stat.devMinor)).toBe(expected.dev);
  }
});

test('device numbers come apart as major and minor', () => {
  using folder = new TemporaryFolder();
  const stat = new StatBuffer();
  const fd = openForReading(folder.fd, '/dev/null');
  statFd(fd, stat);
  closeHandle(fd);
  expect([stat.type, stat.rdevMajor, stat.rdevMinor]).toEqual([EntryType.charDevice, 1, 3]);
});

test('the mount id is one of the mount table', () => {
  using folder = new TemporaryFolder();
  const stat = new StatBuffer();
  statFd(folder.fd, stat);
  expect(readMounts().map((mount) => mount.id)).toContain(stat.mountId);
});

test('times before 1970 are negative, with the fraction counted upwards', () => {
  using folder = new TemporaryFolder();
  execFileSync('touch', ['-d', '@-1.5', `${folder.path}/old`]);
  const stat = new StatBuffer();
  statAt(folder.fd, 'old', stat);
  expect(stat.mtimeNs).toBe(-1_500_000_000n);
});

test('a stat equals its stored fields until one of them differs; the inode counts only where it is stable', () => {
  using folder = new TemporaryFolder();
  writeFileSync(`${folder.path}/file`, 'abc');
  const stat = new StatBuffer();
  statAt(folder.fd, 'file', stat);
  const stored = { type: stat.type, sizeBytes: stat.sizeBytes, mtimeNs: stat.mtimeNs, ctimeNs: stat.ctimeNs, inode: stat.inode };
  expect(isSameStat(stat, stored, true)).toBe(true);
  expect(isSameStat(stat, { ...stored, type: EntryType.fifo }, true)).toBe(false);
  expect(isSameStat(stat, { ...stored, sizeBytes: 4 }, true)).toBe(false);
  expect(isSameStat(stat, { ...stored, mtimeNs: stored.mtimeNs + 1n }, true)).toBe(false);
  expect(isSameStat(stat, { ...stored, ctimeNs: stored.ctimeNs - 1n }, true)).toBe(false);
  expect(isSameStat(stat, { ...stored, inode: stored.inode + 1n }, true)).toBe(false);
  expect(isSameStat(stat, { ...stored, inode: stored.inode + 1n }, false)).toBe(true);
});

test('a copy is unchanged until the file is written', () => {
  using folder = new TemporaryFolder();
  writeFileSync(`${folder.path}/file`, 'abc');
  const before = new StatBuffer();
  const after = new StatBuffer();
  statAt(folder.fd, 'file', after);
  before.copyFrom(after);
  expect(after.isUnchangedSince(before)).toBe(true);
  writeFileSync(`${folder.path}/file`, 'abcd');
  statAt(folder.fd, 'file', after);
  expect(after.isSameObject(before)).toBe(true);
  expect(after.isUnchangedSince(before)).toBe(false);
});

test('a missing name is ENOENT, as an error and as a number', () => {
  using folder = new TemporaryFolder();
  const stat = new StatBuffer();
  expect(tryStatAt(folder.fd, 'missing', stat)).toBe(-2);
  const error = catchError(() => { statAt(folder.fd, 'mis\x1bsing', stat); });
  expect(systemErrorCode(error)).toBe('ENOENT');
  expect(error).toMatchObject({ errno: 2, syscall: 'statx', message: 'statx mis\\x1bsing: no such file or directory (ENOENT)' });
});

function catchError(run: () => void): PosixError | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof PosixError) return error;
    throw error;
  }
  return undefined;
}
