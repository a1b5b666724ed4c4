import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { MemoryCollector, type Reading } from './source-reader.fixture.ts';
import { TreeCache } from './tree-cache.ts';
import { RecordBuffer } from './tree-cache-record.ts';
import { adoptTreeCache } from './tree-cache-writer.ts';

let folder: string;
let tree: string;
let cache: string;
let whole: Buffer;
let first: Reading;
const collector = new MemoryCollector();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-cache-'));
  tree = join(folder, 'tree');
  cache = join(folder, 'cache');
  for (const name of ['', 'a', 'b', 'a/deep']) {
    mkdirSync(join(tree, name));
    for (let index = 0; index < 20; index++) writeFileSync(join(tree, name, `file-${index}`), randomBytes(index % 2 === 0 ? 300 : 3000));
  }
  // What was written less than two seconds before it is read is never reused.
  await delay(2100);
  first = collector.read([tree], cache);
  adoptTreeCache(cache);
  whole = readFileSync(cache);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Reads beside a cache file of these bytes; gives the number of files that were reused. */
function readBeside(bytes: Buffer): number {
  writeFileSync(cache, bytes);
  const reading = collector.read([tree], cache, { previousArchive: first.archive });
  const expected = collector.tree(first.archive);
  for (const [path, { bytes: content }] of collector.tree(reading.archive)) {
    if (path.startsWith(tree)) expect(content.equals(expected.get(path)?.bytes ?? Buffer.alloc(0)), path).toBe(true);
  }
  return reading.counts.filesReused;
}

describe('the tree cache', () => {
  it('gives back every file when it is whole', () => {
    expect(readBeside(whole)).toBe(80);
  });

  it('never gives back anything else than what was stored, whichever byte of it is damaged, and never ends the run', () => {
    const step = Math.max(1, Math.floor(whole.length / 120));
    let reused = 0;
    for (let at = 0; at < whole.length; at += step) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0x41;
      reused += readBeside(damaged);
    }
    // Damage costs the reuse of one leaf, not of all.
    expect(reused).toBeGreaterThan(0);
  });

  it('is not used beyond records that a power failure left as zeros', () => {
    for (const [from, to] of [[0, 4096], [4096, 8192], [whole.length - 4096, whole.length - 60]] as const) readBeside(Buffer.from(whole).fill(0, from, to));
  });

  it('is not used when it is cut off anywhere', () => {
    for (const bytes of [0, 4, 20, 60, 4096, whole.length - 1]) expect(readBeside(whole.subarray(0, bytes)), `${bytes}`).toBe(0);
  });

  it('takes no memory for a record that damage has made as long as the file', () => {
    const trailer = whole.subarray(whole.length - 48);
    const root = trailer.readUIntLE(0, 6);
    const damaged = Buffer.from(whole);
    damaged.writeUInt32LE(1_073_741_824, root);
    writeFileSync(cache, damaged.subarray(0, -48));
    truncateSync(cache, 2_000_000_000);
    appendFileSync(cache, trailer);
    using opened = TreeCache.open(cache, first.archive);
    const record = new RecordBuffer();
    expect(opened?.load(root, record)).toBe(false);
    expect(record.bytes.length).toBe(0);
  });

  it('is not used with the records of another cache in its middle', () => {
    utimesSync(join(tree, 'a/file-3'), 5, 5);
    const other = new MemoryCollector();
    const cacheOfOther = join(folder, 'other');
    other.read([tree], cacheOfOther);
    adoptTreeCache(cacheOfOther);
    const foreign = readFileSync(cacheOfOther);
    truncateSync(cacheOfOther);
    const mixed = Buffer.concat([whole.subarray(0, 16), foreign.subarray(16, whole.length - 60), whole.subarray(whole.length - 60)]);
    expect(readBeside(mixed)).toBe(0);
  });
});
