import { execFileSync } from 'node:child_process';

import { expect, it } from 'vitest';

import { tarEnd, tarHeader, tarPadding } from './tar-blocks.ts';

it('is a tar that tar reads', () => {
  const owner = { uid: 101, gid: 104, mtimeMs: 1_700_000_000_999 };
  const content = Buffer.from('x'.repeat(700));
  const tar = Buffer.concat([tarHeader('pg_wal/', 0, owner), tarHeader('pg_wal/0001', content.length, owner), content, tarPadding(content.length), tarHeader('empty', 0, owner), tarEnd]);
  const listing = execFileSync('tar', ['--list', '--verbose', '--numeric-owner', '--utc', '--full-time'], { input: tar, encoding: 'utf8' });
  expect(listing.trim().split('\n').map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
    'drwx------ 101/104 0 2023-11-14 22:13:20 pg_wal/',
    '-rw------- 101/104 700 2023-11-14 22:13:20 pg_wal/0001',
    '-rw------- 101/104 0 2023-11-14 22:13:20 empty',
  ]);
  expect(execFileSync('tar', ['--extract', '--to-stdout', 'pg_wal/0001'], { input: tar })).toEqual(content);
  expect(() => tarHeader('n'.repeat(101), 0, owner)).toThrow('too long');
});
