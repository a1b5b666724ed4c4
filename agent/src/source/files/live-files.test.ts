/** How files are read that a running server writes to. */
import { closeSync, fstatSync, mkdirSync, mkdtempSync, openSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import type * as OpenFile from '@stillpoint/proto/posix/open-file.ts';
import { errnoNumbers, PosixError } from '@stillpoint/proto/posix/posix-error.ts';
import type * as Xattrs from '@stillpoint/proto/posix/xattrs.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { MemoryCollector, type Reading } from '../../pipeline/source-reader.fixture.ts';
import { adoptTreeCache } from '../../pipeline/tree-cache-writer.ts';
import { treeKey, type LiveFiles } from './live-files.ts';

/** What happens when a file is opened, and before its content is read when its size is known; given its name. */
const guest = vi.hoisted(() => ({ opened: (_name: string): void => undefined, looked: (_name: string): void => undefined }));

vi.mock('@stillpoint/proto/posix/open-file.ts', async (importOriginal) => {
  const real = await importOriginal<typeof OpenFile>();
  const openForReading = (dirfd: number, name: string): number => {
    const fd = real.openForReading(dirfd, name);
    guest.opened(name);
    return fd;
  };
  return { ...real, openForReading };
});

vi.mock('@stillpoint/proto/posix/xattrs.ts', async (importOriginal) => {
  const real = await importOriginal<typeof Xattrs>();
  const readXattrs = (fd: number): ReturnType<typeof Xattrs.readXattrs> => {
    if (fstatSync(fd).isFile()) guest.looked(basename(readlinkSync(`/proc/self/fd/${fd}`)));
    return real.readXattrs(fd);
  };
  return { ...real, readXattrs };
});

let folder: string;
let tree: string;
let cache: string;
let collector: MemoryCollector;
/** Everything that is there when a test begins is settled. */
let live: LiveFiles;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-live-'));
  tree = join(folder, 'tree');
  cache = join(folder, 'cache');
  collector = new MemoryCollector();
  mkdirSync(tree);
  writeFileSync(join(tree, 'relation'), Buffer.alloc(40_000, 1));
  live = { epoch: 'server boot-1', settledMs: Date.now() + 10_000 };
});

afterEach(() => {
  guest.opened = () => undefined;
  guest.looked = () => undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** Reads, ten seconds later than it is, and keeps the tree as the last one. */
function read(facts: LiveFiles, previous?: Reading): Reading {
  vi.setSystemTime(Date.now() + 10_000);
  try {
    const reading = collector.read([tree], cache, { live: facts, contentClass: 'pages', previousArchive: previous?.archive });
    adoptTreeCache(cache);
    return reading;
  } finally {
    vi.useRealTimers();
  }
}

describe('live files', () => {
  it('are read once while they change, without a warning, and again by the next run', () => {
    let looks = 0;
    guest.looked = () => {
      looks++;
      const fd = openSync(join(tree, 'relation'), 'r+');
      writeSync(fd, Buffer.alloc(16_384, looks + 1), 0, 16_384, 0);
      closeSync(fd);
      utimesSync(join(tree, 'relation'), 1, looks);
    };
    const first = read(live);
    expect(looks).toBe(1);
    expect(first.notes).toEqual([]);
    expect(first.counts).toMatchObject({ filesRead: 1, changed: 0, bytesRead: 40_000 });
    guest.looked = () => undefined;
    expect(read(live, first).counts).toMatchObject({ filesRead: 1, filesReused: 0 });
  });

  it('are cut where they ended when reading began, though they grow', () => {
    guest.looked = () => {
      const fd = openSync(join(tree, 'relation'), 'a');
      writeSync(fd, Buffer.alloc(8192, 9));
      closeSync(fd);
    };
    const reading = read(live);
    expect(collector.tree(reading.archive).get(join(tree, 'relation'))?.bytes).toEqual(Buffer.alloc(40_000, 1));
  });

  it('are reused from a run of the same server and boot', () => {
    const first = read(live);
    expect(read(live, first).counts).toMatchObject({ filesRead: 0, filesReused: 1 });
  });

  it('are not reused from a run before the guest was started anew, or of another server', () => {
    const first = read(live);
    expect(read({ ...live, epoch: 'server boot-2' }, first).counts).toMatchObject({ filesRead: 1, filesReused: 0 });
  });

  it('are not reused as files of another kind of source', () => {
    const first = read(live);
    expect(Buffer.from(treeKey(first.archive, live, undefined)).equals(first.archive)).toBe(false);
    expect(collector.read([tree], cache, { previousArchive: first.archive }).counts.filesReused).toBe(0);
  });

  it.each([
    [-1999, 1],
    [-2001, 0],
  ])('are read again when their last change was %d ms after they had settled, %d times', (afterMs, times) => {
    const settledMs = Math.floor(statSync(join(tree, 'relation')).ctimeMs) - afterMs;
    const first = read({ ...live, settledMs });
    expect(read(live, first).counts.filesRead).toBe(times);
  });

  it('fail the archive when one cannot be read', () => {
    guest.opened = (name) => {
      throw new PosixError('openat', errnoNumbers['EIO'] ?? 5, name);
    };
    expect(() => read(live)).toThrow(/SOURCE_FAILED.*relation cannot be read, and without it the files of the server are worth nothing: .*EIO/);
  });

  it('are no database that another source covers or that nobody thought of', () => {
    for (const name of ['PG_VERSION', 'postmaster.pid', 'ibdata1', 'cache.db', 'cache.db-wal']) writeFileSync(join(tree, name), name);
    const covered = [{ kind: 'postgres', path: tree, source: 'postgres', leftOut: true }] as const;
    const reading = collector.read([tree], cache, { live, databases: { covered, redisDirectories: [] } });
    expect(reading.notes).toEqual([]);
    expect(collector.tree(reading.archive).get(join(tree, 'relation'))?.bytes.length).toBe(40_000);
  });

  it('may vanish', () => {
    writeFileSync(join(tree, 'dropped'), 'x'.repeat(2000));
    guest.opened = (name) => {
      if (name !== 'dropped') return;
      rmSync(join(tree, 'dropped'), { force: true });
      throw new PosixError('openat', errnoNumbers['ENOENT'] ?? 2, name);
    };
    const reading = read(live);
    expect(reading.notes).toEqual([]);
    expect([...collector.tree(reading.archive).keys()]).not.toContain(join(tree, 'dropped'));
  });
});
