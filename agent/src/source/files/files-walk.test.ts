import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EntryType, type Entry } from '@stillpoint/proto/format/entry.ts';
import type * as DirectoryHandle from '@stillpoint/proto/posix/directory-handle.ts';
import type * as OpenFile from '@stillpoint/proto/posix/open-file.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { MemoryCollector, type Reading } from '../../pipeline/source-reader.fixture.ts';
import { adoptTreeCache } from '../../pipeline/tree-cache-writer.ts';

/** What the guest does at a moment that no test could hit by itself. */
const guest = vi.hoisted(() => ({ beforeOpen: (_name: string): void => undefined, listed: (names: string[]): string[] => names }));

vi.mock('@stillpoint/proto/posix/open-file.ts', async (importOriginal) => {
  const real = await importOriginal<typeof OpenFile>();
  const openForReading = (dirfd: number, name: string): number => {
    guest.beforeOpen(name);
    return real.openForReading(dirfd, name);
  };
  return { ...real, openForReading };
});
vi.mock('@stillpoint/proto/posix/directory-handle.ts', async (importOriginal) => {
  const real = await importOriginal<typeof DirectoryHandle>();
  const tryOpenDirectoryAt = (dirfd: number, name: string): number => {
    guest.beforeOpen(name);
    return real.tryOpenDirectoryAt(dirfd, name);
  };
  const openDirectoryAt = (dirfd: number, name: string): number => {
    guest.beforeOpen(name);
    return real.openDirectoryAt(dirfd, name);
  };
  return { ...real, openDirectoryAt, tryOpenDirectoryAt, readNames: (fd: number): string[] => guest.listed(real.readNames(fd)) };
});

let folder: string;
let tree: string;
let cache: string;
let collector: MemoryCollector;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-walk-'));
  tree = join(folder, 'tree');
  cache = join(folder, 'cache');
  collector = new MemoryCollector();
  mkdirSync(tree);
});

afterEach(() => {
  guest.beforeOpen = () => undefined;
  guest.listed = (names) => names;
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content = 'x'.repeat(2000)): string {
  const path = join(tree, name);
  writeFileSync(path, content);
  return path;
}

function entryOf(reading: Reading, path: string): Entry | undefined {
  return collector.tree(reading.archive).get(path)?.entry;
}

describe('the walk', () => {
  it('takes a directory that has the name of a file of the last tree, and the other way round', () => {
    write('once-file');
    mkdirSync(join(tree, 'once-directory'));
    write('once-directory/in', 'in');
    const first = collector.read([tree], cache);
    adoptTreeCache(cache);
    rmSync(join(tree, 'once-file'));
    mkdirSync(join(tree, 'once-file'));
    write('once-file/in', 'in');
    rmSync(join(tree, 'once-directory'), { recursive: true });
    write('once-directory', 'y');
    const found = collector.tree(collector.read([tree], cache, { previousArchive: first.archive }).archive);
    expect(found.get(join(tree, 'once-file'))?.entry.type).toBe(EntryType.directory);
    expect(found.get(join(tree, 'once-file/in'))?.bytes.toString()).toBe('in');
    expect(found.get(join(tree, 'once-directory'))?.bytes.toString()).toBe('y');
  });

  const replacements = [
    { by: 'a directory', type: EntryType.directory, replace: (path: string) => mkdirSync(path) },
    { by: 'a symlink', type: EntryType.symlink, replace: (path: string) => symlinkSync('elsewhere', path) },
    { by: 'a fifo', type: EntryType.fifo, replace: (path: string) => execFileSync('mkfifo', [path]) },
    { by: 'another file', type: EntryType.file, replace: (path: string) => renameSync(write('other', 'z'.repeat(3000)), path) },
    { by: 'nothing', type: undefined, replace: () => undefined },
  ];
  for (const { by, type, replace } of replacements) {
    it(`takes what is there when a file is replaced by ${by} before it is opened`, () => {
      const path = write('file');
      guest.beforeOpen = (name) => {
        if (name !== 'file') return;
        guest.beforeOpen = () => undefined;
        rmSync(path);
        replace(path);
      };
      const reading = collector.read([tree], cache);
      expect(entryOf(reading, path)?.type).toBe(type);
      expect(reading.notes.filter(({ kind }) => kind !== 'excluded')).toEqual([]);
    });
  }

  it('names a file that is another one each time it is opened', () => {
    const path = write('file');
    guest.beforeOpen = (name) => {
      if (name === 'file') renameSync(write('other'), path);
    };
    const reading = collector.read([tree], cache);
    expect(reading.notes).toEqual([{ kind: 'unreadable', path, error: 'ESTALE', text: expect.any(String) as string }]);
    expect(entryOf(reading, path)).toBeUndefined();
  });

  it('takes a name once that a changing directory lists twice', () => {
    for (const name of ['a', 'b', 'c']) write(name);
    guest.listed = (names) => [...names, ...names.slice(0, 2)];
    const reading = collector.read([tree], cache);
    expect([...collector.tree(reading.archive).keys()].filter((path) => path.startsWith(`${tree}/`))).toHaveLength(3);
  });

  it('names a path of the source that has gone since the run began', () => {
    write('file');
    const gone = join(folder, 'gone');
    const reading = collector.read([tree, gone], cache);
    expect(reading.notes).toEqual([{ kind: 'unreadable', path: gone, error: 'ENOENT', text: expect.any(String) as string }]);
  });

  it('reads again what was changed since the last flush began, however old it was when it was read', async () => {
    const before = Date.now();
    const path = write('file');
    await vi.waitFor(() => {
      expect(Date.now() - statSync(path).ctimeMs).toBeGreaterThan(2100);
    }, 5000);
    const first = collector.read([tree], cache, { flushedMs: before });
    adoptTreeCache(cache);
    const second = collector.read([tree], cache, { previousArchive: first.archive, flushedMs: Date.now() });
    expect(second.counts.filesReused).toBe(0);
    adoptTreeCache(cache);
    expect(collector.read([tree], cache, { previousArchive: second.archive }).counts.filesReused).toBe(1);
  });

  it('goes on without a cache when the state directory cannot be written, and says so', () => {
    const path = write('file');
    const reading = collector.read([tree], join(folder, 'nowhere/cache'));
    expect(entryOf(reading, path)?.sizeBytes).toBe(2000);
    expect(reading.notes).toEqual([{ kind: 'warning', code: 'STATE_IO', text: expect.stringContaining('ENOENT') as string }]);
  });

  it('leaves the last tree alone when it only counts', () => {
    write('file');
    const first = collector.read([tree], cache);
    const dry = collector.read([tree], cache, { dryRun: true });
    expect(dry.counts.files).toBe(1);
    adoptTreeCache(cache);
    expect(collector.read([tree], cache, { previousArchive: first.archive }).counts.files).toBe(1);
  });
});

/** Mounting needs root, and a container may not have it. */
function canMount(): boolean {
  const point = mkdtempSync(join(tmpdir(), 'stillpoint-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'none', point], { stdio: 'ignore' });
    execFileSync('umount', [point]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(point, { recursive: true });
  }
}

describe.skipIf(!canMount())('mounts (needs root)', () => {
  const mounted: string[] = [];

  function mount(path: string, ...how: string[]): void {
    execFileSync('mount', [...how, path]);
    mounted.unshift(path);
  }

  afterEach(() => {
    for (const path of mounted.splice(0)) execFileSync('umount', [path]);
  });

  it('are not entered when they appear between a look at the directory and its opening', () => {
    const point = join(tree, 'point');
    mkdirSync(point);
    write('point/below');
    guest.beforeOpen = (name) => {
      if (name !== 'point') return;
      guest.beforeOpen = () => undefined;
      mount(point, '-t', 'tmpfs', 'none');
      write('point/in-memory');
    };
    const reading = collector.read([tree], cache);
    expect(reading.notes).toEqual([{ kind: 'skippedMount', mount: { path: point, filesystem: 'tmpfs', reason: 'in memory' } }]);
    expect([...collector.tree(reading.archive).keys()].filter((path) => path.startsWith(point))).toEqual([point]);
  });

  it('are not opened when they are not entered', () => {
    const point = join(tree, 'point');
    mkdirSync(point);
    mount(point, '-t', 'tmpfs', 'none');
    const opened: string[] = [];
    guest.beforeOpen = (name) => {
      opened.push(name);
    };
    expect(entryOf(collector.read([tree], cache), point)?.type).toBe(EntryType.directory);
    expect(opened).not.toContain('point');
  });

  it('of a file do not make hard links of files of two filesystems', () => {
    const memory = join(folder, 'memory');
    mkdirSync(memory);
    mount(memory, '-t', 'tmpfs', 'none');
    writeFileSync(join(memory, 'other'), 'other');
    const here = write('here');
    const over = write('over');
    mount(over, '--bind', join(memory, 'other'));
    const reading = collector.read([tree], cache);
    expect(collector.tree(reading.archive).get(over)?.bytes.toString()).toBe('other');
    expect(entryOf(reading, over)?.filesystem).not.toBe(entryOf(reading, here)?.filesystem);
  });
});

/** Mounts a filesystem on its argument that answers nothing, ever; ends by itself, so that a walk that waits for it fails instead of hanging. */
const silentFilesystem = `
import ctypes, os, signal, sys
signal.alarm(20)
device = os.open('/dev/fuse', os.O_RDWR)
libc = ctypes.CDLL(None, use_errno=True)
options = f'fd={device},rootmode=40000,user_id=0,group_id=0'.encode()
if libc.mount(b'server:/share', sys.argv[1].encode(), b'fuse.sshfs', 0, options) != 0: sys.exit(os.strerror(ctypes.get_errno()))
print('mounted', flush=True)
signal.pause()
`;

describe.skipIf(!canMount() || !existsSync('/dev/fuse') || !existsSync('/usr/bin/python3'))('a filesystem whose server is dead (needs root, FUSE and python3)', () => {
  it('is named and left out without a wait, and the rest is taken', async () => {
    const point = join(tree, 'point');
    mkdirSync(point);
    write('rest');
    const server = spawn('/usr/bin/python3', ['-c', silentFilesystem, point], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(server, 'close');
    try {
      await Promise.race([once(server.stdout, 'data'), ended]);
      const reading = collector.read([tree], cache);
      expect(reading.notes).toEqual([{ kind: 'skippedMount', mount: { path: point, filesystem: 'fuse.sshfs', reason: 'network: backed up where its data lies' } }]);
      expect(entryOf(reading, point)).toMatchObject({ type: EntryType.directory, mode: 0o755, uid: 0 });
      expect(entryOf(reading, join(tree, 'rest'))?.sizeBytes).toBe(2000);
    } finally {
      server.kill('SIGKILL');
      await ended;
      execFileSync('umount', ['-l', point]);
    }
  });
});

describe('objects that only some filesystems have', () => {
  let memory: string;

  beforeEach(() => {
    memory = mkdtempSync('/dev/shm/stillpoint-walk-');
  });

  afterEach(() => {
    rmSync(memory, { recursive: true, force: true });
  });

  it('keeps a file whose time no number of the format can tell, and names one whose size none can', () => {
    const late = join(memory, 'late');
    writeFileSync(late, 'late');
    execFileSync('touch', ['-d', '@9000000000000000000', late]);
    const huge = join(memory, 'huge');
    writeFileSync(huge, '');
    execFileSync('truncate', ['-s', '7E', huge]);
    const reading = collector.read([memory], cache, { files: { filesystems: 'all' } });
    truncateSync(huge, 0);
    expect(collector.tree(reading.archive).get(late)?.bytes.toString()).toBe('late');
    expect(reading.notes).toEqual([{ kind: 'unreadable', path: huge, error: 'EFBIG', text: expect.any(String) as string }]);
  });
});
