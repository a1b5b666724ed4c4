import { readdirSync, symlinkSync, writeFileSync } from 'node:fs';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createFileAt, linkAt, makeDirectoryAt, makeSymlinkAt, removeDirectoryAt, renameAt, unlinkAt } from './create.ts';
import { openDirectory, openDirectoryAt, readNames, tryOpenDirectoryAt } from './directory-handle.ts';
import { closeHandle } from './open-file.ts';
import { errnoNumbers } from './posix-error.ts';
import { StatBuffer, statAt } from './stat.ts';
import { TemporaryFolder } from './temporary-folder.ts';

const nameByte = fc.integer({ min: 1, max: 255 }).filter((byte) => byte !== 0x2f);
const anyName = fc
  .array(nameByte, { minLength: 1, maxLength: 255 })
  .map((bytes) => String.fromCharCode(...bytes))
  .filter((name) => name !== '.' && name !== '..');

test('names of any bytes and of 1 to 255 bytes come back as they were given', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyName, { maxLength: 20 }), (names) => {
      using folder = new TemporaryFolder();
      const stat = new StatBuffer();
      for (const name of names) {
        closeHandle(createFileAt(folder.fd, name, 0o600));
        statAt(folder.fd, name, stat);
      }
      expect(readNames(folder.fd).sort()).toEqual([...names].sort());
    }),
    { numRuns: 20 },
  );
});

test('every length of name survives the padding of the kernel records', () => {
  using folder = new TemporaryFolder();
  const names = Array.from({ length: 255 }, (_, i) => '\xe3'.repeat(i + 1));
  for (const name of names) closeHandle(createFileAt(folder.fd, name, 0o600));
  expect(readNames(folder.fd).sort()).toEqual(names);
  expect(readdirSync(folder.path, 'latin1').sort()).toEqual(names);
});

test('a directory of 5,000 names is listed whole, and again from the start', () => {
  using folder = new TemporaryFolder();
  for (let i = 0; i < 5000; i++) writeFileSync(`${folder.path}/name-${i}`, '');
  expect(new Set(readNames(folder.fd)).size).toBe(5000);
  expect(readNames(folder.fd)).toHaveLength(5000);
});

test('a symlink is not entered, and a root only when told to follow', () => {
  using folder = new TemporaryFolder();
  makeDirectoryAt(folder.fd, 'real', 0o700);
  symlinkSync('real', `${folder.path}/link`);
  expect(tryOpenDirectoryAt(folder.fd, 'link')).toBe(-(errnoNumbers['ENOTDIR'] ?? 0));
  expect(() => openDirectoryAt(folder.fd, 'link')).toThrow(/ENOTDIR/);
  expect(() => openDirectory(`${folder.path}/link`, { follow: false })).toThrow(/ENOTDIR/);
  closeHandle(openDirectory(`${folder.path}/link`, { follow: true }));
});

test('a name that would leave its directory is refused by every call that changes something', () => {
  using folder = new TemporaryFolder();
  for (const name of ['', '.', '..', 'a/b', '/', '../x', 'a\0b', '\u012f', 'a\u4e2f']) {
    expect(() => createFileAt(folder.fd, name, 0o600)).toThrow(/EINVAL/);
    expect(() => { makeDirectoryAt(folder.fd, name, 0o700); }).toThrow(/EINVAL/);
    expect(() => { makeSymlinkAt(folder.fd, name, 'x'); }).toThrow(/EINVAL/);
    expect(() => { renameAt(folder.fd, 'x', folder.fd, name); }).toThrow(/EINVAL/);
    expect(() => { linkAt(folder.fd, 'x', folder.fd, name); }).toThrow(/EINVAL/);
    expect(() => { unlinkAt(folder.fd, name); }).toThrow(/EINVAL/);
  }
  expect(readNames(folder.fd)).toEqual([]);
});

test('creating where something is, also a dangling symlink, fails with EEXIST and leaves it', () => {
  using folder = new TemporaryFolder();
  makeSymlinkAt(folder.fd, 'link', 'nowhere');
  expect(() => createFileAt(folder.fd, 'link', 0o600)).toThrow(/EEXIST/);
  expect(() => { makeDirectoryAt(folder.fd, 'link', 0o700); }).toThrow(/EEXIST/);
  expect(readNames(folder.fd)).toEqual(['link']);
});

test('names are renamed and removed', () => {
  using folder = new TemporaryFolder();
  makeDirectoryAt(folder.fd, 'd', 0o700);
  closeHandle(createFileAt(folder.fd, 'f', 0o600));
  renameAt(folder.fd, 'f', folder.fd, 'g');
  expect(readNames(folder.fd).sort()).toEqual(['d', 'g']);
  unlinkAt(folder.fd, 'g');
  removeDirectoryAt(folder.fd, 'd');
  expect(readNames(folder.fd)).toEqual([]);
});
