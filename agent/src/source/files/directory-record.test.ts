import { randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { decodeDirectoryIndex } from '@stillpoint/proto/format/directory-builder.ts';
import { decodeNode } from '@stillpoint/proto/format/node.ts';
import { Owners } from '@stillpoint/proto/posix/owners.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { MemoryCollector, type Reading } from '../../pipeline/source-reader.fixture.ts';
import { TreeCache } from '../../pipeline/tree-cache.ts';
import { CachedDirectory } from '../../pipeline/tree-cache-directory.ts';
import { adoptTreeCache } from '../../pipeline/tree-cache-writer.ts';

/** All that a test reads is older than this, so that it may be reused. */
const AGE_MS = 10_000;

let folder: string;
let tree: string;
let cache: string;
let collector: MemoryCollector;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-record-'));
  tree = join(folder, 'tree');
  cache = join(folder, 'cache');
  collector = new MemoryCollector();
  mkdirSync(tree);
  const now = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => now() + AGE_MS);
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

type Options = Parameters<MemoryCollector['read']>[2];

/** Reads beside what was read before, and keeps it for the next time. */
function read(before: Reading | undefined, options: Options = {}, paths = [tree]): Reading {
  const reading = collector.read(paths, cache, { previousArchive: before?.archive, ...options });
  adoptTreeCache(cache);
  nextTick();
  return reading;
}

/** The id of a directory's node. Asking for it finds every node and chunk of the archive, or fails. */
function nodeOf(from: MemoryCollector, { archive }: Reading, path = tree): string {
  const content = from.tree(archive).get(path)?.entry.content;
  if (content?.kind !== 'directory') throw new Error(`no directory: ${path}`);
  return Buffer.from(content.node).toString('hex');
}

/** What is read when nothing is known of the tree. */
function afresh(path = tree, options: Options = {}, paths = [path]): string {
  const other = new MemoryCollector();
  return nodeOf(other, other.read(paths, join(folder, 'other'), options), path);
}

/** Waits for the filesystem's clock: an edit within one tick of a read is for the rule of young objects, which these tests switch off. */
function nextTick(): void {
  const probe = join(folder, 'probe');
  writeFileSync(probe, '');
  for (const { ctimeNs } = statSync(probe, { bigint: true }); statSync(probe, { bigint: true }).ctimeNs === ctimeNs; ) writeFileSync(probe, '');
}

function touch(path: string): void {
  const { atimeMs, mtimeMs } = lstatSync(path);
  utimesSync(path, atimeMs / 1000, mtimeMs / 1000 + 1);
}

const names = ['a', 'b', 'b.c', 'd', 'e', 'f', 'g'];

function makeTree(): void {
  for (const name of names) writeFileSync(join(tree, name), randomBytes(name === 'e' ? 3000 : 500));
  for (const name of ['c', 'empty', 'c/deep', 'z']) mkdirSync(join(tree, name));
  for (const name of ['c/1', 'c/2', 'c/deep/3', 'z/4']) writeFileSync(join(tree, name), name);
  symlinkSync('nowhere', join(tree, 'link'));
}

/** Files of {@link makeTree}. */
const FILES = names.length + 4;

describe('a directory beside its stored form', () => {
  it('has the stored node, and is offered no more, when nothing has changed', () => {
    makeTree();
    const first = read(undefined);
    let last = first;
    for (let generation = 0; generation < 3; generation++) {
      last = read(last);
      expect(last.counts).toMatchObject({ files: FILES, filesReused: FILES, filesRead: 0, directories: first.counts.directories, others: 1, bytes: first.counts.bytes });
      expect(nodeOf(collector, last)).toBe(nodeOf(collector, first));
      // The archive, and directories above that others write into meanwhile.
      expect(last.offered).toBeLessThan(8);
    }
    expect(afresh()).toBe(nodeOf(collector, last));
  });

  const edits: { readonly what: string; readonly edit: () => void; readonly reused: number; readonly read?: number }[] = [
    ...['a', 'd', 'g'].flatMap((name) => [
      { what: `the size of ${name}`, edit: () => { appendFileSync(join(tree, name), 'more'); }, reused: FILES - 1 },
      { what: `the mtime of ${name}`, edit: () => { touch(join(tree, name)); }, reused: FILES - 1 },
      { what: `only the ctime of ${name}`, edit: () => { chmodSync(join(tree, name), lstatSync(join(tree, name)).mode & 0o7777); }, reused: FILES - 1 },
      { what: `the mode of ${name}`, edit: () => { chmodSync(join(tree, name), 0o4700); }, reused: FILES - 1 },
      { what: `the inode of ${name}`, edit: () => { replace(join(tree, name)); }, reused: FILES - 1 },
      { what: `the absence of ${name}`, edit: () => { rmSync(join(tree, name)); }, reused: FILES - 1 },
      { what: `the name of ${name}`, edit: () => { renameSync(join(tree, name), join(tree, `${name}x`)); }, reused: FILES - 1 },
      { what: `a directory in the place of ${name}`, edit: () => { rmSync(join(tree, name)); mkdirSync(join(tree, name)); }, reused: FILES - 1 },
      { what: `a symlink in the place of ${name}`, edit: () => { rmSync(join(tree, name)); symlinkSync('x', join(tree, name)); }, reused: FILES - 1 },
    ]),
    ...['A', 'cc', 'zz'].map((name) => ({ what: `a new file ${name}`, edit: () => { writeFileSync(join(tree, name), 'new'); }, reused: FILES })),
    ...['A', 'cc', 'zz'].map((name) => ({ what: `a new directory ${name}`, edit: () => { mkdirSync(join(tree, name)); }, reused: FILES })),
    { what: 'a file in the place of a directory', edit: () => { rmSync(join(tree, 'c'), { recursive: true }); writeFileSync(join(tree, 'c'), 'c'); }, reused: FILES - 3 },
    { what: 'a file deep below', edit: () => { appendFileSync(join(tree, 'c/deep/3'), 'more'); }, reused: FILES - 1 },
    { what: 'only the mode of a directory', edit: () => { chmodSync(join(tree, 'c/deep'), 0o700); }, reused: FILES },
    { what: 'only the mtime of an empty directory', edit: () => { touch(join(tree, 'empty')); }, reused: FILES },
    { what: 'the absence of a directory', edit: () => { rmSync(join(tree, 'z'), { recursive: true }); }, reused: FILES - 1 },
    { what: 'the absence of everything', edit: () => { rmSync(tree, { recursive: true }); mkdirSync(tree); }, reused: 0 },
  ];
  for (const { what, edit, reused } of edits) {
    it(`is what it would be without one after a change of ${what}`, () => {
      makeTree();
      const first = read(undefined);
      edit();
      nextTick();
      const second = read(first);
      expect(nodeOf(collector, second)).toBe(afresh());
      expect(nodeOf(collector, second)).not.toBe(nodeOf(collector, first));
      expect(second.counts.filesReused).toBe(reused);
      const third = read(second);
      expect(nodeOf(collector, third)).toBe(nodeOf(collector, second));
      expect(third.counts).toMatchObject({ filesReused: second.counts.files, filesRead: 0, bytes: second.counts.bytes, directories: second.counts.directories, others: second.counts.others });
    });
  }

  function replace(path: string): void {
    const { atimeMs, mtimeMs } = lstatSync(path);
    writeFileSync(`${path}.new`, readFileSync(path));
    utimesSync(`${path}.new`, atimeMs / 1000, mtimeMs / 1000);
    renameSync(`${path}.new`, path);
  }

  it('is read again, entry by entry, where the entries were too young', () => {
    makeTree();
    vi.restoreAllMocks();
    const first = read(undefined);
    const second = read(first);
    expect(second.counts.filesReused).toBe(0);
    expect(nodeOf(collector, second)).toBe(nodeOf(collector, first));
  });

  it('is looked at again, though it is as it was, after a run whose flush has failed', () => {
    makeTree();
    const first = read(undefined);
    expect(mustBeReadAgain(first, join(tree, 'c/deep'))).toBe(false);
    const second = read(first, { flushedMs: 0 });
    expect(nodeOf(collector, second)).toBe(nodeOf(collector, first));
    expect(mustBeReadAgain(second, join(tree, 'c/deep'))).toBe(true);
    // Files that were reused had been read when that could be trusted.
    expect(mustBeReadAgain(second, join(tree, 'c/deep/3'))).toBe(false);
    expect(read(second).counts.filesReused).toBe(FILES);
  });

  /** What the cache says of a path, going down name by name. */
  function mustBeReadAgain({ archive }: Reading, path: string): boolean {
    using stored = TreeCache.open(cache, archive);
    if (stored === undefined) throw new Error('no cache');
    const directory = new CachedDirectory(stored);
    let offset = stored.rootOffset;
    for (const name of path.split('/')) {
      if (!directory.open(offset) || !directory.nextLeaf()) throw new Error(`${name} is below a damaged directory`);
      do if (!directory.nextEntry()) throw new Error(`${name} is not stored`);
      while (directory.cursor.compareName(name) !== 0);
      offset = directory.childOffset;
    }
    return directory.readAgain;
  }

  it('offers what the collector has lost: a file\'s chunk, and its own node', () => {
    makeTree();
    const first = read(undefined);
    const found = collector.tree(first.archive);
    const content = found.get(join(tree, 'e'))?.entry.content;
    if (content?.kind !== 'chunks') throw new Error('a file of 3,000 bytes has no chunk');
    const inner = found.get(join(tree, 'c/deep'))?.entry.content;
    if (inner?.kind !== 'directory') throw new Error('no directory');
    let last = first;
    for (const id of [content.ids, inner.node]) {
      const lost = Buffer.from(id);
      collector.chunks.delete(lost.toString('latin1'));
      last = read(last, { damagedIds: lost });
      expect(last.counts.filesReused).toBe(id === content.ids ? FILES - 1 : FILES);
      expect(nodeOf(collector, last)).toBe(nodeOf(collector, first));
    }
  });

  it('has the names that its owners have now', () => {
    makeTree();
    let last = read(undefined);
    for (const method of ['userName', 'groupName'] as const) {
      vi.spyOn(Owners.prototype, method).mockReturnValue('renamed');
      const next = read(last);
      expect(next.counts.filesReused).toBe(FILES);
      expect(nodeOf(collector, next)).not.toBe(nodeOf(collector, last));
      expect(nodeOf(collector, next)).toBe(afresh());
      last = next;
    }
  });

  it('is read whole when all is to be read, and left alone when all is to be counted', () => {
    makeTree();
    const first = read(undefined);
    const forced = read(first, { forceRead: true });
    expect(forced.counts).toMatchObject({ filesReused: 0, filesRead: FILES });
    expect(nodeOf(collector, forced)).toBe(nodeOf(collector, first));
    const counted = collector.read([tree], cache, { previousArchive: forced.archive, dryRun: true });
    expect(counted.counts).toMatchObject({ files: FILES, filesReused: 0, directories: first.counts.directories, bytes: first.counts.bytes });
  });

  it('is what it would be without one when its filesystem is counted otherwise', (context) => {
    // Another filesystem that comes before in byte order, when it is named.
    const earlier = '/dev/pts';
    if (!existsSync(earlier) || !existsSync('/dev/shm') || statSync(earlier).dev === statSync('/dev/shm').dev) {
      context.skip('needs /dev/pts and /dev/shm');
      return;
    }
    const memory = mkdtempSync('/dev/shm/stillpoint-record-');
    try {
      writeFileSync(join(memory, 'a'), 'a');
      mkdirSync(join(memory, 'b'));
      const options: Options = { files: { filesystems: 'all' } };
      const first = read(undefined, options, [memory]);
      const second = read(first, options, [earlier, memory]);
      expect(second.counts.filesReused).toBe(1);
      expect(nodeOf(collector, second, memory)).not.toBe(nodeOf(collector, first, memory));
      expect(nodeOf(collector, second, memory)).toBe(afresh(memory, options, [earlier, memory]));
    } finally {
      rmSync(memory, { recursive: true });
    }
  });

  it('is what it would be without one after any edits, generation after generation', () => {
    const anyName = fc.constantFrom('a', 'a.b', 'a-', 'b', 'ba', 'c', '\u00ff', 'z');
    const anyPath = fc.array(anyName, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const anyEdit = fc.record({ path: anyPath, kind: fc.constantFrom('write', 'write', 'mkdir', 'remove', 'touch', 'chmod', 'rename', 'link'), to: anyName, bytes: fc.integer({ min: 0, max: 2000 }) });
    type Edit = typeof anyEdit extends fc.Arbitrary<infer T> ? T : never;
    const apply = ({ path, kind, to, bytes }: Edit): void => {
      const full = join(tree, path);
      const parent = join(full, '..');
      if (!existsSync(parent) || !statSync(parent).isDirectory()) return;
      const there = readdirSync(parent).includes(path.split('/').at(-1) ?? '');
      const isDirectory = there && lstatSync(full).isDirectory();
      const isLink = there && lstatSync(full).isSymbolicLink();
      if (kind === 'write' && !isDirectory && !isLink) writeFileSync(full, randomBytes(bytes));
      else if (kind === 'mkdir' && !there) mkdirSync(full);
      else if (kind === 'remove') rmSync(full, { recursive: true, force: true });
      else if (kind === 'touch' && existsSync(full)) touch(full);
      else if (kind === 'chmod' && existsSync(full)) chmodSync(full, bytes % 2 === 0 ? 0o750 : 0o700);
      else if (kind === 'rename' && there && !readdirSync(parent).includes(to)) renameSync(full, join(parent, to));
      else if (kind === 'link' && !there) symlinkSync(to, full);
    };
    fc.assert(
      fc.property(fc.array(fc.array(anyEdit, { maxLength: 12 }), { minLength: 2, maxLength: 4 }), (generations) => {
        rmSync(tree, { recursive: true });
        mkdirSync(tree);
        makeTree();
        let last = read(undefined);
        for (const edits of generations) {
          edits.forEach(apply);
          nextTick();
          last = read(last);
          expect(nodeOf(collector, last)).toBe(afresh());
        }
        expect(read(last).counts).toMatchObject({ filesReused: last.counts.files, filesRead: 0 });
      }),
      { numRuns: 15 },
    );
  });
});

describe('a directory of several leaves', () => {
  /** First and last names of the leaves. */
  function leaves(reading: Reading): { readonly first: string; readonly last: string }[] {
    const top = decodeNode(collector.get(Buffer.from(nodeOf(collector, reading), 'hex')));
    const firsts = top.level === 0 ? [''] : decodeDirectoryIndex(top).map(({ firstName }) => firstName);
    const all = readdirSync(tree).sort();
    return firsts.map((first, index) => {
      const next = firsts[index + 1];
      return { first, last: (next === undefined ? all : all.filter((name) => name < next)).at(-1) ?? '' };
    });
  }

  it('takes over the leaves that are as they were, and is what it would be without them', () => {
    for (let index = 0; index < 900; index++) writeFileSync(join(tree, `file-${String(index).padStart(4, '0')}`), randomBytes(1000));
    for (let index = 0; index < 9; index++) mkdirSync(join(tree, `file-0${index}50x`));
    let last = read(undefined);
    expect(leaves(last).length).toBeGreaterThanOrEqual(3);
    const at = (path: string): string => join(tree, path);
    const edits: readonly { readonly what: string; readonly edit: (parts: { readonly first: string; readonly last: string }[]) => void }[] = [
      { what: 'nothing', edit: () => undefined },
      { what: 'the last entry of the first leaf changed', edit: ([one]) => { touch(at(one?.last ?? '')); } },
      { what: 'the first entry of the second leaf changed', edit: ([, two]) => { touch(at(two?.first ?? '')); } },
      { what: 'an entry between two leaves', edit: ([one]) => { writeFileSync(at(`${one?.last ?? ''}-`), 'between'); } },
      { what: 'the last entry of a leaf gone', edit: ([one]) => { rmSync(at(one?.last ?? ''), { recursive: true }); } },
      { what: 'the first entry of a leaf gone', edit: ([, two]) => { rmSync(at(two?.first ?? ''), { recursive: true }); } },
      { what: 'an entry before all', edit: () => { writeFileSync(at('a'), 'first'); } },
      { what: 'an entry behind all', edit: () => { writeFileSync(at('z'), 'last'); } },
      { what: 'another directory below', edit: () => { writeFileSync(at('file-0550x/in'), 'in'); } },
      { what: 'the last leaf gone', edit: (parts) => { removeFrom(parts.at(-1)?.first ?? ''); } },
      { what: 'the first leaf gone', edit: ([, two]) => { removeBelow(two?.first ?? ''); } },
      { what: 'all but the first leaf gone', edit: ([, two]) => { removeFrom(two?.first ?? '~'); } },
      { what: 'more than ever', edit: () => { for (let index = 0; index < 600; index++) writeFileSync(at(`more-${index}`), randomBytes(1000)); } },
    ];
    const removeFrom = (first: string): void => { for (const name of readdirSync(tree)) if (name >= first) rmSync(at(name), { recursive: true }); };
    const removeBelow = (first: string): void => { for (const name of readdirSync(tree)) if (name < first) rmSync(at(name), { recursive: true }); };
    for (const { what, edit } of edits) {
      edit(leaves(last));
      nextTick();
      const reading = read(last);
      expect(nodeOf(collector, reading), what).toBe(afresh());
      const unchanged = read(reading);
      expect(nodeOf(collector, unchanged), what).toBe(nodeOf(collector, reading));
      expect(unchanged.counts, what).toMatchObject({ filesReused: reading.counts.files, filesRead: 0 });
      expect(unchanged.offered, what).toBeLessThan(8);
      last = unchanged;
    }
  });
});
