import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parseMounts, type Mount } from '@stillpoint/proto/posix/mounts.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { FilesSelection } from '../config/agent-config.ts';
import { planFilesystems } from './plan-filesystem.ts';

let folder = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'stillpoint-plan-')));
  mkdirSync(join(folder, 'srv/www'), { recursive: true });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const mounts = (): Mount[] =>
  parseMounts(
    [
      '1 0 8:1 / / rw - ext4 /dev/sda1 rw',
      `2 1 8:2 / ${folder}/srv rw - xfs /dev/sda2 rw`,
      `3 2 8:3 / ${folder}/srv/www rw - btrfs /dev/sda3 rw`,
      `4 2 0:5 / ${folder}/srv/nas rw - nfs4 nas:/x rw`,
      `5 2 8:5 / ${folder}/srv/cache rw - ext4 /dev/sda5 rw`,
      '6 1 8:6 / /unrelated rw - ext4 /dev/sda6 rw',
    ].join('\n'),
  );

function pathsOf(change: Partial<FilesSelection> = {}): string[] {
  const tree: FilesSelection = { paths: [join(folder, 'srv')], exclude: [], include: undefined, filesystems: 'local', defaultExcludes: true, cachedirTag: true, ...change };
  return planFilesystems([tree], { protectedPaths: [], mounts: mounts() }).map(({ path }) => path.slice(folder.length));
}

test.each<[string, () => Partial<FilesSelection>, string[]]>([
  ['its own and those mounted below that are followed', () => ({}), ['/srv', '/srv/cache', '/srv/www']],
  ['none that a pattern leaves out', () => ({ exclude: [`${folder}/srv/cache`] }), ['/srv', '/srv/www']],
  ['one of which only the contents are left out', () => ({ exclude: [`${folder}/srv/cache/*`] }), ['/srv', '/srv/cache', '/srv/www']],
  ['only its own, when it stays on one', () => ({ filesystems: 'one' }), ['/srv']],
  ['the one that holds a path which is no mount point', () => ({ paths: [join(folder, 'srv/www')] }), ['/srv/www']],
  ['only those with something that is included', () => ({ include: [`${folder}/srv/www/html`] }), ['/srv', '/srv/www']],
])('the filesystems of a plan are %s', (_, change, expected) => {
  expect(pathsOf(change())).toEqual(expected);
});

test('a subvolume is read unless everything in it is left out', () => {
  const reads = (exclude: readonly string[], path: string): boolean | undefined =>
    planFilesystems([{ paths: [join(folder, 'srv')], exclude, include: undefined, filesystems: 'local', defaultExcludes: true, cachedirTag: true }], { protectedPaths: [], mounts: mounts() })[0]?.reads(join(folder, path));
  expect(reads([], 'srv/www')).toBe(true);
  expect(reads(['www'], 'srv/www')).toBe(false);
  expect(reads([], 'srv/.snapshots/1/snapshot')).toBe(false);
  expect(reads([`${folder}/srv/www/*`], 'srv/www')).toBe(false);
  expect(reads([`${folder}/srv/www/*`, `!${folder}/srv/www/kept`], 'srv/www')).toBe(true);
  expect(reads([], 'other')).toBe(false);
});
