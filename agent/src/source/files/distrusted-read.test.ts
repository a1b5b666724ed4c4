/** What a walk reads again next time although its stat does not change, and what it must not pass over in silence. */
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { errnoNumbers, PosixError } from '@stillpoint/proto/posix/posix-error.ts';
import type * as Xattrs from '@stillpoint/proto/posix/xattrs.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { MemoryCollector, type Reading } from '../../pipeline/source-reader.fixture.ts';
import { adoptTreeCache } from '../../pipeline/tree-cache-writer.ts';

/** Whether the disk refuses attributes. */
const guest = vi.hoisted(() => ({ isBroken: false }));

vi.mock('@stillpoint/proto/posix/xattrs.ts', async (importOriginal) => {
  const real = await importOriginal<typeof Xattrs>();
  const readXattrs = (fd: number): ReturnType<typeof Xattrs.readXattrs> => {
    if (guest.isBroken) throw new PosixError('flistxattr', errnoNumbers['EIO'] ?? 5);
    return real.readXattrs(fd);
  };
  return { ...real, readXattrs };
});

let folder: string;
let tree: string;
let cache: string;
let collector: MemoryCollector;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-distrusted-'));
  tree = join(folder, 'tree');
  cache = join(folder, 'cache');
  collector = new MemoryCollector();
  mkdirSync(tree);
});

afterEach(() => {
  guest.isBroken = false;
  rmSync(folder, { recursive: true, force: true });
});

/** Reads the tree beside the reading before. */
function read(previous?: Reading): Reading {
  const reading = collector.read([tree], cache, { previousArchive: previous?.archive });
  adoptTreeCache(cache);
  return reading;
}

/** Waits until `path` is old enough to be trusted. */
async function aged(path: string): Promise<void> {
  await vi.waitFor(() => {
    expect(Date.now() - statSync(path).ctimeMs).toBeGreaterThan(2100);
  }, 5000);
}

function unreadable({ notes }: Reading): string[] {
  return notes.flatMap((note) => (note.kind === 'unreadable' && note.path.startsWith(tree) ? [note.path] : []));
}

describe('attributes that could not be read', () => {
  it('are told by each run, under each name, until they can be', async () => {
    const path = join(tree, 'file');
    writeFileSync(path, 'x'.repeat(2000));
    linkSync(path, join(tree, 'link'));
    await aged(path);
    guest.isBroken = true;
    const first = read();
    const second = read(first);
    guest.isBroken = false;
    const third = read(second);
    const fourth = read(third);
    const all = [tree, path, join(tree, 'link')];
    expect([first, second, third, fourth].map(unreadable)).toEqual([all, all, [], []]);
    expect([first, second, third, fourth].map(({ counts }) => counts.filesReused)).toEqual([0, 0, 0, 2]);
  });
});

describe('a named path', () => {
  it.each([
    ['a file', (path: string) => { writeFileSync(path, ''); }],
    ['a symbolic link', (path: string) => { symlinkSync('elsewhere', path); }],
  ])('is missed by its name when %s has taken the place of a directory above it', (_what, replace) => {
    const above = join(tree, 'above');
    replace(above);
    const reading = collector.read([join(above, 'named')], cache);
    expect(reading.notes).toEqual([{ kind: 'unreadable', path: above, error: 'ENOTDIR', text: expect.any(String) as string }]);
    expect(collector.tree(reading.archive).has(above)).toBe(false);
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

describe.skipIf(!canMount())('a file that is a mount point (needs root)', () => {
  it('is read again when it is of another filesystem, which was not flushed with the directory\'s', async () => {
    const memory = join(folder, 'memory');
    mkdirSync(memory);
    const places = ['foreign', 'own', 'plain'].map((name) => join(tree, name));
    for (const place of places) writeFileSync(place, 'x'.repeat(2000));
    const [foreign = '', own = '', plain = ''] = places;
    execFileSync('mount', ['-t', 'tmpfs', 'none', memory]);
    const mounted = [memory];
    try {
      writeFileSync(join(memory, 'file'), 'y'.repeat(2000));
      writeFileSync(join(folder, 'near'), 'z'.repeat(2000));
      for (const [from, to] of [[join(memory, 'file'), foreign], [join(folder, 'near'), own]] as const) {
        execFileSync('mount', ['--bind', from, to]);
        mounted.unshift(to);
      }
      await aged(plain);
      await aged(own);
      const second = read(read());
      expect(second.counts).toMatchObject({ files: 3, filesReused: 2, filesRead: 1 });
      expect(collector.tree(second.archive).get(foreign)?.bytes.toString()).toBe('y'.repeat(2000));
    } finally {
      for (const path of mounted) execFileSync('umount', [path]);
    }
  });
});
