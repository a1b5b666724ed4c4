import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { EntryType, type Metadata } from '../format/entry.ts';
import { correctMetadata, hasMetadata } from './correct-metadata.ts';
import { openDirectory } from './directory-handle.ts';
import { closeHandle, openForReading } from './open-file.ts';
import { Owners } from './owners.ts';
import { StatBuffer, statFd } from './stat.ts';
import { isRoot } from './temporary-folder.ts';

const owners = new Owners();
const stat = new StatBuffer();
const wanted: Metadata = {
  ...{ type: EntryType.file, mode: 0o640, uid: 1001, gid: 1002, user: '', group: '', sizeBytes: 0, mtimeNs: 1n, ctimeNs: 0n, inode: 0n, filesystem: 0, hardLinked: false },
  ...{ rdevMajor: 0, rdevMinor: 0, target: '', xattrs: [], inodeFlags: 0, holes: [] },
};

let folder: string;
let folderFd: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-correct-'));
  folderFd = openDirectory(folder, { follow: true });
});
afterEach(() => {
  closeHandle(folderFd);
  rmSync(folder, { recursive: true });
});

describe.skipIf(!isRoot)('correcting what was there before', () => {
  function correct(name: string, metadata: Metadata, ownerRule: 'ids' | 'none'): { readonly missed: readonly string[]; readonly isRight: boolean } {
    const fd = openForReading(folderFd, name);
    try {
      const place = { directoryFd: folderFd, name, fd };
      statFd(fd, stat);
      expect(hasMetadata(place, metadata, { ownerRule, owners }, stat)).toBe(false);
      const missed = correctMetadata(place, metadata, { ownerRule, owners }, stat).map(({ what }) => what);
      statFd(fd, stat);
      return { missed, isRight: hasMetadata(place, metadata, { ownerRule, owners }, stat) };
    } finally {
      closeHandle(fd);
    }
  }

  test.each([0o640, 0o4755, 0o6711, 0o400])('sets owner and mode %i over any other', (mode) => {
    for (const before of [0o6777, 0o600, 0]) {
      const name = `file-${before}`;
      writeFileSync(join(folder, name), '');
      chownSync(join(folder, name), 7, 8);
      chmodSync(join(folder, name), before);
      expect(correct(name, { ...wanted, mode }, 'ids')).toEqual({ missed: [], isRight: true });
    }
  });

  test('leaves nothing setuid for an owner that is not to be set, and says so again each time', () => {
    writeFileSync(join(folder, 'program'), '');
    chownSync(join(folder, 'program'), 7, 8);
    chmodSync(join(folder, 'program'), 0o6755);
    for (let round = 0; round < 2; round++) expect(correct('program', { ...wanted, mode: 0o6755 }, 'none')).toEqual({ missed: ['mode'], isRight: false });
    expect(lstatSync(join(folder, 'program')).mode & 0o7777).toBe(0o755);
  });

  test('keeps the sticky bit of a directory whose owner is wrong', () => {
    mkdirSync(join(folder, 'shared'));
    chmodSync(join(folder, 'shared'), 0o1777);
    expect(correct('shared', { ...wanted, type: EntryType.directory, mode: 0o1777 }, 'ids')).toEqual({ missed: [], isRight: true });
    expect(lstatSync(join(folder, 'shared')).mode & 0o7777).toBe(0o1777);
  });

  test('takes what is not open for right only where it needs no inode flags', () => {
    writeFileSync(join(folder, 'closed'), '');
    const fd = openForReading(folderFd, 'closed');
    statFd(fd, stat);
    closeHandle(fd);
    const place = { directoryFd: folderFd, name: 'closed', fd: undefined };
    const now: Metadata = { ...wanted, uid: stat.uid, gid: stat.gid, mode: stat.mode, mtimeNs: stat.mtimeNs };
    expect(hasMetadata(place, now, { ownerRule: 'ids', owners }, stat)).toBe(true);
    expect(hasMetadata(place, { ...now, inodeFlags: 0x10 }, { ownerRule: 'ids', owners }, stat)).toBe(false);
    expect(correctMetadata(place, { ...now, inodeFlags: 0x10 }, { ownerRule: 'ids', owners }, stat)).toEqual([{ what: 'inode flags', reason: 'it cannot be opened' }]);
  });
});
