import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, lstatSync, mkdirSync, statSync, writeFileSync, writeSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { EntryType, type Metadata } from '../format/entry.ts';
import { applyAttributes, applyEarlyFlags, applyMetadata, applyTimes } from './apply-metadata.ts';
import { createFileAt, linkAt, makeDirectoryAt, makeNodeAt, makeSymlinkAt, setFileSize } from './create.ts';
import { openDirectoryAt } from './directory-handle.ts';
import { applyInodeFlags, InodeFlag, readInodeFlags } from './inode-flags.ts';
import type { ObjectPlace } from './object-place.ts';
import { closeHandle, openForReading } from './open-file.ts';
import { Owners } from './owners.ts';
import { readMetadata } from './read-metadata.ts';
import { StatBuffer, statAt } from './stat.ts';
import { isRoot, TemporaryFolder } from './temporary-folder.ts';

const owners = new Owners();
const stat = new StatBuffer();
const byIds = { ownerRule: 'ids', owners } as const;
const plain: Metadata = {
  ...{ type: EntryType.file, mode: 0o640, uid: 1001, gid: 1002, user: '', group: '', sizeBytes: 0, mtimeNs: 1n, ctimeNs: 0n, inode: 0n, filesystem: 0, hardLinked: false },
  ...{ rdevMajor: 0, rdevMinor: 0, target: '', xattrs: [], inodeFlags: 0, holes: [] },
};

function read(folderFd: number, name: string): Metadata {
  statAt(folderFd, name, stat);
  const opened = stat.type === EntryType.file ? openForReading(folderFd, name) : stat.type === EntryType.directory ? openDirectoryAt(folderFd, name) : undefined;
  try {
    const onUnreadable = (part: string, error: Error): never => {
      throw new Error(part, { cause: error });
    };
    return readMetadata({ directoryFd: folderFd, name, fd: opened }, stat, { owners, filesystem: 3, onUnreadable });
  } finally {
    if (opened !== undefined) closeHandle(opened);
  }
}

function create(folderFd: number, name: string, metadata: Metadata): ObjectPlace {
  const { type } = metadata;
  let fd: number | undefined;
  if (type === EntryType.file) {
    fd = createFileAt(folderFd, name, 0o600);
    if (metadata.sizeBytes > 0 && metadata.holes[0]?.offset !== 0) writeSync(fd, 'x');
    setFileSize(fd, metadata.sizeBytes);
  } else if (type === EntryType.directory) {
    makeDirectoryAt(folderFd, name, 0o700);
    fd = openDirectoryAt(folderFd, name);
  } else if (type === EntryType.symlink) makeSymlinkAt(folderFd, name, metadata.target);
  else makeNodeAt(folderFd, name, type, 0o600, metadata.rdevMajor, metadata.rdevMinor);
  return { directoryFd: folderFd, name, fd };
}

function close(place: ObjectPlace): void {
  if (place.fd !== undefined) closeHandle(place.fd);
}

/** What a restore cannot choose. */
function comparable(metadata: Metadata): Metadata {
  return { ...metadata, ctimeNs: 0n, inode: 0n };
}

describe.skipIf(!isRoot)('as root', () => {
  let source: TemporaryFolder;
  let target: TemporaryFolder;
  beforeAll(() => {
    source = new TemporaryFolder();
    target = new TemporaryFolder();
    const at = (name: string) => `${source.path}/${name}`;
    const run = (command: string, ...options: string[]) => execFileSync(command, options);
    for (const name of ['plain', 'setuid', 'capable', 'acl', 'old', 'late', 'flags', 'sparse', 'none']) writeFileSync(at(name), 'x');
    for (const name of ['setuid', 'acl', 'capable']) chownSync(at(name), 1001, 1002);
    run('chmod', '6755', at('setuid'));
    run('setcap', 'cap_net_raw,cap_chown+ep', at('capable'));
    run('setfacl', '-m', 'u:1234:rw,g:5:r,m:rwx', at('acl'));
    run('setfattr', '-n', 'user.note', '-v', '0x00ff10', at('acl'));
    run('setfattr', '-n', 'trusted.note', '-v', 'x', at('acl'));
    run('touch', '-d', '1901-12-20 12:00:00.123456789 UTC', at('old'));
    run('touch', '-d', '2446-05-01 12:00:00.999999999 UTC', at('late'));
    run('chattr', '+dA', at('flags'));
    run('truncate', '-s', '3G', at('sparse'));
    run('chmod', '0', at('none'));
    mkdirSync(at('directory'));
    run('chmod', '3771', at('directory'));
    run('setfacl', '-m', 'd:u:1234:rwx', at('directory'));
    run('ln', '-s', '\u8868/does not exist', at('link'));
    run('chown', '-h', '7:8', at('link'));
    run('setfattr', '-h', '-n', 'trusted.link', '-v', 'y', at('link'));
    run('touch', '-h', '-d', '1969-12-31 23:59:58.5 UTC', at('link'));
    run('mkfifo', at('fifo'));
    run('setfacl', '-m', 'u:1234:rw', at('fifo'));
    run('mknod', at('char'), 'c', '511', '262143');
    run('mknod', '-m', '640', at('block'), 'b', '259', '300');
    run('python3', '-c', 'import socket,sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])', at('socket'));
  });
  afterAll(() => {
    source[Symbol.dispose]();
    target[Symbol.dispose]();
  });

  test.each([
    ...['plain', 'setuid', 'capable', 'acl', 'old', 'late', 'flags', 'sparse', 'none'],
    ...['directory', 'link', 'fifo', 'char', 'block', 'socket'],
  ])('%s comes back with everything it had', (name) => {
    const original = read(source.fd, name);
    const place = create(target.fd, name, original);
    if (place.fd !== undefined) expect(applyEarlyFlags(place.fd, original)).toEqual([]);
    expect(applyMetadata(place, original, byIds)).toEqual([]);
    close(place);
    expect(comparable(read(target.fd, name))).toEqual(comparable(original));
    const [a, b] = [source, target].map((folder) => lstatSync(`${folder.path}/${name}`, { bigint: true }));
    expect([b?.mode, b?.uid, b?.gid, b?.rdev, b?.mtimeNs]).toEqual([a?.mode, a?.uid, a?.gid, a?.rdev, a?.mtimeNs]);
  });

  test('what was read is what other tools set', () => {
    expect(read(source.fd, 'old').mtimeNs).toBe(BigInt(Date.UTC(1901, 11, 20, 12)) * 1_000_000n + 123_456_789n);
    expect(read(source.fd, 'flags').inodeFlags).toBe(InodeFlag.nodump | InodeFlag.noatime);
    expect(read(source.fd, 'link')).toMatchObject({ target: '\xe8\xa1\xa8/does not exist', mtimeNs: -1_500_000_000n, sizeBytes: 0, uid: 7, gid: 8 });
    expect(read(source.fd, 'sparse').holes).toEqual([{ offset: 4096, length: 3 * 2 ** 30 - 4096 }]);
    expect(read(source.fd, 'char')).toMatchObject({ rdevMajor: 511, rdevMinor: 262_143, user: 'root', filesystem: 3 });
  });

  test('a symlink, a device and a fifo get a second name', () => {
    using folder = new TemporaryFolder();
    for (const type of [EntryType.symlink, EntryType.fifo, EntryType.charDevice]) {
      create(folder.fd, `a${type}`, { ...plain, type, target: 'x' });
      linkAt(folder.fd, `a${type}`, folder.fd, `b${type}`);
      const [a, b] = [read(folder.fd, `a${type}`), read(folder.fd, `b${type}`)];
      expect([a.hardLinked, b.hardLinked, b.inode]).toEqual([true, true, a.inode]);
    }
  });

  test('ACLs and flags that a new object inherits from its directory are taken away', () => {
    using folder = new TemporaryFolder();
    execFileSync('setfacl', ['-m', 'd:u:1234:rwx', folder.path]);
    execFileSync('chattr', ['+d', folder.path]);
    for (const type of [EntryType.file, EntryType.directory, EntryType.fifo]) {
      const place = create(folder.fd, `x${type}`, { ...plain, type });
      expect(applyMetadata(place, { ...plain, type }, byIds)).toEqual([]);
      close(place);
      expect(read(folder.fd, `x${type}`)).toMatchObject({ xattrs: [], inodeFlags: 0, mode: 0o640 });
    }
  });

  test('an immutable file gets its time first, and append-only its flag last', () => {
    using folder = new TemporaryFolder();
    for (const flag of [InodeFlag.immutable, InodeFlag.append]) {
      const metadata = { ...plain, mtimeNs: 5n, inodeFlags: flag | InodeFlag.nodump };
      const place = create(folder.fd, `f${flag}`, metadata);
      expect(applyMetadata(place, metadata, byIds)).toEqual([]);
      expect(read(folder.fd, `f${flag}`)).toMatchObject({ mtimeNs: 5n, inodeFlags: metadata.inodeFlags });
      expect(applyTimes(place, { ...metadata, mtimeNs: 6n })).toMatchObject([{ what: 'mtime' }]);
      expect(applyInodeFlags(place.fd ?? -1, 0, flag)).toBe(0);
      expect(readInodeFlags(place.fd ?? -1)).toBe(InodeFlag.nodump);
      close(place);
    }
  });

  test('flags that the filesystem does not take are named, the others are set', () => {
    using folder = new TemporaryFolder();
    // No filesystem takes case folding on a file.
    const metadata = { ...plain, inodeFlags: InodeFlag.casefold | InodeFlag.nodump };
    const place = create(folder.fd, 'f', metadata);
    expect(applyEarlyFlags(place.fd ?? -1, metadata)).toEqual([{ what: 'inode flags', reason: expect.stringContaining('casefold') as string }]);
    expect(applyTimes(place, metadata)).toEqual([]);
    expect(readInodeFlags(place.fd ?? -1)).toBe(InodeFlag.nodump);
    close(place);
  });

  test('a time that the filesystem cannot keep is said, with what it kept', () => {
    using folder = new TemporaryFolder();
    for (const mtimeNs of [-5_000_000_000_123_456_789n, 20_000_000_000_000_000_001n]) {
      const place = create(folder.fd, `t${mtimeNs}`, plain);
      const missed = applyMetadata(place, { ...plain, mtimeNs }, byIds);
      close(place);
      const kept = read(folder.fd, `t${mtimeNs}`).mtimeNs;
      if (kept === mtimeNs) expect(missed).toEqual([]);
      else expect(missed).toEqual([{ what: 'mtime', reason: expect.stringContaining('the filesystem keeps') as string }]);
    }
  });

  test('owners go by name where it is known, else by number; setuid goes when they are left alone', () => {
    using folder = new TemporaryFolder();
    const metadata = { ...plain, mode: 0o4755, user: 'daemon', group: 'no-such-group' };
    const named = create(folder.fd, 'named', metadata);
    expect(applyAttributes(named, metadata, { ownerRule: 'names', owners })).toEqual([]);
    close(named);
    expect(read(folder.fd, 'named')).toMatchObject({ user: 'daemon', gid: 1002, mode: 0o4755 });
    const left = create(folder.fd, 'left', metadata);
    expect(applyAttributes(left, metadata, { ownerRule: 'none', owners })).toMatchObject([{ what: 'mode' }]);
    close(left);
    expect(read(folder.fd, 'left')).toMatchObject({ uid: 0, gid: 0, mode: 0o755 });
  });

  test('another user restores what it may and is told the rest', () => {
    using folder = new TemporaryFolder();
    chownSync(folder.path, 65_534, 65_534);
    const script = `
      process.setgroups([]); process.setgid(65534); process.setuid(65534);
      const { applyMetadata } = await import(${JSON.stringify(new URL('./apply-metadata.ts', import.meta.url).href)});
      const { createFileAt } = await import(${JSON.stringify(new URL('./create.ts', import.meta.url).href)});
      const { openDirectory } = await import(${JSON.stringify(new URL('./directory-handle.ts', import.meta.url).href)});
      const { Owners } = await import(${JSON.stringify(new URL('./owners.ts', import.meta.url).href)});
      const directoryFd = openDirectory(${JSON.stringify(folder.path)}, { follow: true });
      const fd = createFileAt(directoryFd, 'f', 0o600);
      const xattrs = [{ name: 'trusted.x', value: Buffer.from('1') }, { name: 'user.x', value: Buffer.from('2') }];
      const metadata = { ...JSON.parse(process.argv[1]), mtimeNs: 7n, xattrs, mode: 0o4444, inodeFlags: 0x10 };
      console.log(JSON.stringify(applyMetadata({ directoryFd, name: 'f', fd }, metadata, { ownerRule: 'ids', owners: new Owners() })));`;
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script, JSON.stringify({ ...plain, mtimeNs: 0, ctimeNs: 0, inode: 0 })], { encoding: 'utf8' });
    expect(child.stderr).toBe('');
    expect((JSON.parse(child.stdout) as { what: string }[]).map(({ what }) => what)).toEqual(['xattr trusted.x', 'owner', 'mode', 'inode flags']);
    expect(read(folder.fd, 'f')).toMatchObject({ mode: 0o444, uid: 65_534, mtimeNs: 7n, inodeFlags: 0, xattrs: [{ name: 'user.x' }] });
  });
});

test('a sparse file of 10 GiB is made without writing and keeps its length', () => {
  using folder = new TemporaryFolder();
  const place = create(folder.fd, 'sparse', { ...plain, sizeBytes: 10 * 2 ** 30, holes: [{ offset: 0, length: 10 * 2 ** 30 }] });
  close(place);
  expect(statSync(`${folder.path}/sparse`)).toMatchObject({ size: 10 * 2 ** 30, blocks: 0 });
  expect(read(folder.fd, 'sparse').holes).toEqual([{ offset: 0, length: 10 * 2 ** 30 }]);
});
