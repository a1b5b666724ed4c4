import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EntryType } from '@stillpoint/proto/format/entry.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { MemoryCollector } from '../../pipeline/source-reader.fixture.ts';
import { adoptTreeCache } from '../../pipeline/tree-cache-writer.ts';

let folder: string;
let tree: string;
let cache: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-walk-'));
  tree = join(folder, 'tree');
  cache = join(folder, 'cache');
  mkdirSync(tree);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the walk', () => {
  it('takes a directory that has the name of a file of the last tree, and the other way round', () => {
    writeFileSync(join(tree, 'once-file'), 'x'.repeat(2000));
    mkdirSync(join(tree, 'once-directory'));
    writeFileSync(join(tree, 'once-directory/in'), 'in');
    const collector = new MemoryCollector();
    const first = collector.read([tree], cache);
    adoptTreeCache(cache);
    rmSync(join(tree, 'once-file'));
    mkdirSync(join(tree, 'once-file'));
    writeFileSync(join(tree, 'once-file/in'), 'in');
    rmSync(join(tree, 'once-directory'), { recursive: true });
    writeFileSync(join(tree, 'once-directory'), 'y');
    const found = collector.tree(collector.read([tree], cache, { previousArchive: first.archive }).archive);
    expect(found.get(join(tree, 'once-file'))?.entry.type).toBe(EntryType.directory);
    expect(found.get(join(tree, 'once-file/in'))?.bytes.toString()).toBe('in');
    expect(found.get(join(tree, 'once-directory'))?.bytes.toString()).toBe('y');
  });
});
