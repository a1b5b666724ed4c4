import { randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, ftruncateSync, linkSync, lutimesSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EntryType } from '@stillpoint/proto/format/entry.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { adoptTreeCache } from './tree-cache-writer.ts';
import { MemoryCollector, type Reading } from './source-reader.fixture.ts';

let folder: string;
let tree: string;
let cache: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-reader-'));
  tree = join(folder, 'tree');
  cache = join(folder, 'cache');
  mkdirSync(tree);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The id of the tree's own node: directories above it belong to others, who change them while tests run. */
function nodeOf(collector: MemoryCollector, reading: Reading): string {
  const content = collector.tree(reading.archive).get(tree)?.entry.content;
  return content?.kind === 'directory' ? Buffer.from(content.node).toString('hex') : 'no directory';
}

function write(name: string, bytes: Buffer | string): string {
  const path = join(tree, name);
  writeFileSync(path, bytes);
  return path;
}

describe('reading a files source', () => {
  it('gives every object with its bytes, whatever their size', () => {
    const contents = new Map<string, Buffer>();
    for (const size of [0, 1, 1023, 1024, 65_535, 65_536, 65_537, 1_048_575, 1_048_576, 1_048_577, 7_000_000]) contents.set(`file-${size}`, randomBytes(size));
    for (let index = 0; index < 3000; index++) contents.set(`small-${index}`, randomBytes(1100 + index));
    for (const [name, bytes] of contents) write(name, bytes);
    mkdirSync(join(tree, 'empty'));
    symlinkSync('/nowhere/at all', join(tree, 'link'));
    const collector = new MemoryCollector();
    const reading = collector.read([tree], cache);
    const found = collector.tree(reading.archive);
    for (const [name, bytes] of contents) expect(found.get(join(tree, name))?.bytes.equals(bytes), name).toBe(true);
    expect(found.get(join(tree, 'link'))?.entry.target).toBe('/nowhere/at all');
    expect(found.get(join(tree, 'empty'))?.entry.type).toBe(EntryType.directory);
    expect(found.get(tree)?.entry.mode).toBe(statSync(tree).mode & 0o7777);
    expect(reading.counts.files).toBe(contents.size);
    expect([...found.keys()].filter((path) => path !== '/' && !tree.startsWith(path) && !path.startsWith(tree))).toEqual([]);
  });

  it('keeps holes as holes and reads none of them', () => {
    const path = join(tree, 'sparse');
    const fd = openSync(path, 'w');
    writeSync(fd, randomBytes(10_000), 0, 10_000, 1_048_576);
    writeSync(fd, randomBytes(70_000), 0, 70_000, 50_000_000);
    ftruncateSync(fd, 10 * 1024 ** 3);
    closeSync(fd);
    const collector = new MemoryCollector();
    const reading = collector.read([tree], cache);
    expect(reading.counts.bytesRead).toBeLessThan(200_000);
    expect(reading.counts.bytes).toBe(10 * 1024 ** 3);
  });

  it('reads again what was written less than two seconds before, and gives the same tree', () => {
    for (let index = 0; index < 200; index++) write(`file-${index}`, randomBytes(2000));
    mkdirSync(join(tree, 'sub'));
    write('sub/file', 'x'.repeat(5000));
    const collector = new MemoryCollector();
    const first = collector.read([tree], cache);
    adoptTreeCache(cache);
    const second = collector.read([tree], cache, { previousArchive: first.archive });
    expect(second.counts.filesReused).toBe(0);
    expect(nodeOf(collector, second)).toBe(nodeOf(collector, first));
  });

  it('offers nothing but the archive when the tree is the same', async () => {
    for (let index = 0; index < 200; index++) write(`file-${index}`, randomBytes(2000));
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const collector = new MemoryCollector();
    const first = collector.read([tree], cache);
    adoptTreeCache(cache);
    const second = collector.read([tree], cache, { previousArchive: first.archive });
    expect(second.counts).toMatchObject({ filesReused: 200, filesRead: 0 });
    expect(nodeOf(collector, second)).toBe(nodeOf(collector, first));
    // The archive, and directories above the tree that others write into meanwhile.
    expect(second.offered).toBeLessThan(8);
    adoptTreeCache(cache);
    const changed = join(tree, 'file-7');
    const { atime, mtime } = statSync(changed);
    writeFileSync(changed, randomBytes(2000));
    utimesSync(changed, atime, mtime);
    renameSync(join(tree, 'file-8'), join(tree, 'file-8b'));
    rmSync(join(tree, 'file-9'));
    chmodSync(join(tree, 'file-10'), 0o4711);
    appendFileSync(join(tree, 'file-11'), 'more');
    lutimesSync(join(tree, 'file-12'), 5, 6);
    const third = collector.read([tree], cache, { previousArchive: second.archive });
    const found = collector.tree(third.archive);
    expect(third.counts).toMatchObject({ filesReused: 194, filesRead: 5 });
    expect(found.get(changed)?.bytes.equals(readFileSync(changed))).toBe(true);
    expect(found.has(join(tree, 'file-9'))).toBe(false);
    expect(found.get(join(tree, 'file-10'))?.entry.mode).toBe(0o4711);
    expect(found.get(join(tree, 'file-12'))?.entry.mtimeNs).toBe(6_000_000_000n);
  });

  it('reads the content of hard links once and stores it under every name', () => {
    const path = write('a', randomBytes(300_000));
    linkSync(path, join(tree, 'b'));
    linkSync(path, join(tree, 'c'));
    const collector = new MemoryCollector();
    const reading = collector.read([tree], cache);
    const found = collector.tree(reading.archive);
    expect(reading.counts.bytesRead).toBe(300_000);
    expect(found.get(join(tree, 'c'))?.bytes.equals(readFileSync(path))).toBe(true);
    expect(found.get(join(tree, 'b'))?.entry).toMatchObject({ hardLinked: true, inode: found.get(path)?.entry.inode });
  });

  it('leaves out what is excluded and names it', () => {
    write('keep', 'k');
    write('drop.tmp', 'd');
    mkdirSync(join(tree, 'cache'));
    write('cache/CACHEDIR.TAG', 'Signature: 8a477f597d28d172789f06886806bc55\n');
    write('cache/blob', 'b');
    mkdirSync(join(tree, 'store'));
    write('store/stillpoint-datastore', '{"format":2,"collectorId":"0b7e3f0a-9d1c-4c55-8d7e-2f1f0c6a9b11","createdMs":1}\n');
    write('store/pack', 'p');
    mkdirSync(join(tree, 'none'));
    write('none/stillpoint-datastore', '');
    write('none/stillpoint-agent-state', '');
    const collector = new MemoryCollector();
    const reading = collector.read([tree], cache, { files: { exclude: ['*.tmp'] } });
    const names = [...collector.tree(reading.archive).keys()].filter((path) => path.startsWith(`${tree}/`)).map((path) => path.slice(tree.length + 1)).sort();
    expect(names).toEqual(['cache', 'cache/CACHEDIR.TAG', 'keep', 'none', 'none/stillpoint-agent-state', 'none/stillpoint-datastore', 'store']);
    expect(reading.notes.map((note) => (note.kind === 'excluded' ? note.path.slice(tree.length + 1) : note.kind)).sort()).toEqual(['cache/blob', 'drop.tmp', 'store/pack', 'store/stillpoint-datastore']);
  });

  it('visits only what leads to several named paths', () => {
    mkdirSync(join(tree, 'one/deep'), { recursive: true });
    mkdirSync(join(tree, 'two'));
    write('one/deep/file', '1');
    write('one/not', '2');
    write('two/file', '3');
    write('not', '4');
    const collector = new MemoryCollector();
    const reading = collector.read([join(tree, 'one/deep'), join(tree, 'two/file')], cache);
    const names = [...collector.tree(reading.archive).keys()].filter((path) => path.startsWith(`${tree}/`)).map((path) => path.slice(tree.length + 1)).sort();
    expect(names).toEqual(['one', 'one/deep', 'one/deep/file', 'two', 'two/file']);
  });
});
