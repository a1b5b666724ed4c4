import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parseMounts } from '@stillpoint/proto/posix/mounts.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { MemoryCollector } from '../../pipeline/source-reader.fixture.ts';
import { adoptTreeCache } from '../../pipeline/tree-cache-writer.ts';
import { WalkPlaces } from './walk-places.ts';

describe('the places of a walk', () => {
  it('are the copies, and every mount below one', () => {
    const mounts = parseMounts(['1 0 8:1 / / rw - ext4 /dev/sda1 rw', '2 1 8:2 / /srv rw - ext4 /dev/sda2 rw', '3 2 8:3 / /srv/www rw - ext4 /dev/sda3 rw', '4 1 8:4 / /home rw - ext4 /dev/sda4 rw'].join('\n'));
    const places = new WalkPlaces([{ live: '/srv', frozen: '/copy' }], mounts);
    expect(places.root).toBe('/');
    expect(places.in('/')).toEqual(new Map([['srv', '/copy']]));
    expect(places.in('/srv')).toEqual(new Map([['www', '/srv/www']]));
    expect(new WalkPlaces([{ live: '/', frozen: '/copy' }], mounts)).toMatchObject({ root: '/copy', hasAny: true });
    expect(new WalkPlaces([], mounts).hasAny).toBe(false);
  });
});

describe('a walk with copies', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stillpoint-places-'));
    for (const directory of ['live', 'live/inner', 'live/mount', 'live/other', 'copy', 'copy/inner', 'copy/mount', 'copy/other', 'inner-copy']) mkdirSync(join(folder, directory));
    writeFileSync(join(folder, 'live', 'file'), 'live');
    writeFileSync(join(folder, 'copy', 'file'), 'copy');
    writeFileSync(join(folder, 'live', 'inner', 'file'), 'live inner');
    writeFileSync(join(folder, 'inner-copy', 'file'), 'inner copy');
    writeFileSync(join(folder, 'copy', 'other', 'file'), 'x'.repeat(5000));
  });

  afterEach(() => {
    execFileSync('umount', ['-q', join(folder, 'live', 'mount')], { stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  });

  it('records the copies under the paths where things live, also one within another, and leaves them for what is mounted below', () => {
    execFileSync('mount', ['-t', 'tmpfs', 'stillpoint-test', join(folder, 'live', 'mount')]);
    writeFileSync(join(folder, 'live', 'mount', 'file'), 'mounted');
    const copies = [
      { live: join(folder, 'live'), frozen: join(folder, 'copy') },
      { live: join(folder, 'live', 'inner'), frozen: join(folder, 'inner-copy') },
    ];
    const collector = new MemoryCollector();
    const cache = join(folder, 'cache');
    const options = { copies, files: { filesystems: 'all' } } as const;
    const reading = collector.read([join(folder, 'live')], cache, options);
    expect(reading.notes).toEqual([]);
    const tree = collector.tree(reading.archive);
    const textAt = (...path: string[]): string | undefined => tree.get(join(folder, ...path))?.bytes.toString();
    expect(textAt('live', 'file')).toBe('copy');
    expect(textAt('live', 'inner', 'file')).toBe('inner copy');
    expect(textAt('live', 'mount', 'file')).toBe('mounted');
    expect([...tree.keys()].some((path) => path.includes('copy'))).toBe(false);

    adoptTreeCache(cache);
    const again = collector.read([join(folder, 'live')], cache, { ...options, previousArchive: reading.archive });
    expect(collector.tree(again.archive).get(join(folder, 'live', 'other', 'file'))?.bytes.length).toBe(5000);
  });
});
