import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EncryptionKey } from '@stillpoint/proto/encryption/encryption-key.ts';
import { KeyRing } from '@stillpoint/proto/encryption/key-ring.ts';
import { decodeArchiveNode } from '@stillpoint/proto/format/record-node.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { MemoryCollector } from './source-reader.fixture.ts';
import { adoptTreeCache } from './tree-cache-writer.ts';

let folder: string;
let tree: string;
let cache: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-encrypting-'));
  tree = join(folder, 'tree');
  cache = join(folder, 'cache');
  mkdirSync(tree);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, bytes: Buffer | string): void {
  writeFileSync(join(tree, name), bytes);
}

function collectorOf(key: EncryptionKey | undefined): MemoryCollector {
  const collector = new MemoryCollector();
  collector.key = key;
  return collector;
}

describe('reading with a key', () => {
  it('gives every object with its bytes, whatever their size, and hands on nothing that can be read', () => {
    const contents = new Map<string, Buffer>();
    for (const size of [0, 1, 1023, 1024, 65_535, 65_536, 1_048_448, 1_048_449, 1_048_576, 1_048_577, 7_000_000]) contents.set(`secret-${size}`, randomBytes(size));
    contents.set('secret-text', Buffer.alloc(3_000_000, 'a secret that repeats itself, '));
    for (let index = 0; index < 1500; index++) contents.set(`secret-small-${index}`, Buffer.from(`a secret of number ${index} `.repeat(60)));
    for (const [name, bytes] of contents) write(name, bytes);
    symlinkSync('/secret/target', join(tree, 'link'));
    const key = EncryptionKey.generate();
    const collector = collectorOf(key);
    const { archive } = collector.read([tree], cache);
    for (const chunk of collector.chunks.values()) expect(chunk.includes('secret')).toBe(false);
    expect(decodeArchiveNode(collector.get(archive))).toMatchObject({ keyId: key.id, record: { paths: [] } });
    expect(decodeArchiveNode(collector.get(archive), new KeyRing([key])).record.paths.map(String)).toEqual([tree]);
    const found = collector.tree(archive);
    for (const [name, bytes] of contents) expect(found.get(join(tree, name))?.bytes.equals(bytes), name).toBe(true);
    expect(found.get(join(tree, 'link'))?.entry.target).toBe('/secret/target');
  });

  it('gives the same chunks with the same key, and none of them with another key or without', () => {
    for (let index = 0; index < 20; index++) write(`file-${index}`, randomBytes(200_000));
    const key = EncryptionKey.generate();
    const stored = [key, key, EncryptionKey.generate(), undefined].map((one) => {
      const collector = collectorOf(one);
      collector.read([tree], cache);
      return new Set(collector.chunks.keys());
    });
    const [first, again, other, plain] = stored;
    // Directories above the tree change while others' tests run.
    expect(first?.intersection(again ?? new Set()).size).toBeGreaterThan(20);
    expect(first?.difference(again ?? new Set()).size).toBeLessThan(6);
    expect(first?.intersection(other ?? first).size).toBe(0);
    expect(first?.intersection(plain ?? first).size).toBe(0);
  });

  it('takes over the last tree of the same key only', () => {
    for (let index = 0; index < 20; index++) write(`file-${index}`, randomBytes(2000));
    const [key, other] = [EncryptionKey.generate(), EncryptionKey.generate()];
    const reusedAfter = (before: EncryptionKey | undefined, after: EncryptionKey | undefined): number => {
      const collector = collectorOf(before);
      // What was written a moment ago is never reused.
      const clock = vi.spyOn(Date, 'now').mockImplementation(() => performance.timeOrigin + performance.now() + 60_000);
      try {
        const { archive } = collector.read([tree], cache);
        adoptTreeCache(cache);
        collector.key = after;
        return collector.read([tree], cache, { previousArchive: archive }).counts.filesReused;
      } finally {
        clock.mockRestore();
      }
    };
    expect(reusedAfter(key, key)).toBe(20);
    expect(reusedAfter(undefined, undefined)).toBe(20);
    for (const [before, after] of [[key, other], [key, undefined], [undefined, key]]) expect(reusedAfter(before, after)).toBe(0);
  });
});
