import { execFileSync } from 'node:child_process';
import { linkSync, lstatSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { EntryType } from '../format/entry.ts';
import { systemErrorCode } from '../errors.ts';
import { readMounts } from './mounts.ts';
import { closeHandle, openForReading } from './open-file.ts';
import { PosixError } from './posix-error.ts';
import { isSameStat, StatBuffer, statAt, statFd, statFields, tryStatAt } from './stat.ts';
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
  expect([stat.mtimeSeconds, stat.mtimeNanoseconds]).toEqual([-2, 500_000_000]);
});

test('a stat equals its stored fields until one of them differs; the inode counts only where it is stable', () => {
  using folder = new TemporaryFolder();
  writeFileSync(`${folder.path}/file`, 'abc');
  const stat = new StatBuffer();
  statAt(folder.fd, 'file', stat);
  const entry = { type: stat.type, sizeBytes: stat.sizeBytes, mtimeNs: stat.mtimeNs, ctimeNs: stat.ctimeNs, inode: stat.inode };
  const isSame = (changes: Partial<typeof entry>, stableInodes = true): boolean => isSameStat(stat, statFields({ ...entry, ...changes }), stableInodes);
  expect(isSame({})).toBe(true);
  expect(isSame({ type: EntryType.fifo })).toBe(false);
  expect(isSame({ sizeBytes: 4 })).toBe(false);
  for (const ns of [1n, -1n, 1_000_000_000n, -1_000_000_000n, 4_294_967_296_000_000_000n]) {
    expect(isSame({ mtimeNs: entry.mtimeNs + ns })).toBe(false);
    expect(isSame({ ctimeNs: entry.ctimeNs - ns })).toBe(false);
  }
  for (const inode of [entry.inode + 1n, entry.inode + 2n ** 32n, entry.inode ^ (1n << 63n)]) {
    expect(isSame({ inode })).toBe(false);
    expect(isSame({ inode }, false)).toBe(true);
  }
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

test('the numbers that are compared say the same of any object as the wide ones', () => {
  const time = fc.bigInt({ min: -(2n ** 52n - 1n), max: 2n ** 52n - 1n });
  const nanoseconds = fc.integer({ min: 0, max: 999_999_999 });
  fc.assert(
    fc.property(time, nanoseconds, time, nanoseconds, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (mtime, mtimeRest, ctime, ctimeRest, inode) => {
      const stat = new StatBuffer();
      const view = new DataView(stat.bytes.buffer);
      view.setUint16(28, 0o100644, true);
      view.setBigUint64(32, inode, true);
      view.setBigInt64(96, ctime, true);
      view.setUint32(104, ctimeRest, true);
      view.setBigInt64(112, mtime, true);
      view.setUint32(120, mtimeRest, true);
      const { mtimeNs, ctimeNs } = stat;
      expect([mtimeNs, ctimeNs, stat.inode]).toEqual([mtime * 1_000_000_000n + BigInt(mtimeRest), ctime * 1_000_000_000n + BigInt(ctimeRest), inode]);
      expect(isSameStat(stat, statFields({ type: EntryType.file, sizeBytes: 0, mtimeNs, ctimeNs, inode }), true)).toBe(true);
    }),
  );
});
