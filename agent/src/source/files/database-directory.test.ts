import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { MemoryCollector } from '../../pipeline/source-reader.fixture.ts';
import { judgeDatabases, mayHoldDatabase, type KnownDatabases } from './database-directory.ts';

const nothing: KnownDatabases = { covered: [], redisDirectories: ['/var/lib/redis'] };

describe('the files of databases', () => {
  it.each([
    ['/pg', ['PG_VERSION', 'base', 'postmaster.pid'], [{ kind: 'postgres', path: '/pg' }]],
    ['/pg', ['PG_VERSION', 'base'], []],
    ['/var/lib/mysql', ['ibdata1', 'shop'], [{ kind: 'mariadb', path: '/var/lib/mysql' }]],
    ['/var/lib/redis', ['dump.rdb'], [{ kind: 'redis', path: '/var/lib/redis' }]],
    ['/srv', ['dump.rdb'], []],
    ['/srv', ['a.db', 'a.db-shm', 'a.db-wal', 'b-wal'], [{ kind: 'sqlite', path: '/srv/a.db' }]],
    ['/', ['a.db', 'a.db-wal'], [{ kind: 'sqlite', path: '/a.db' }]],
  ])('are recognised in %s with %j', (path, names, uncovered) => {
    expect(judgeDatabases(path, names, nothing, false)).toEqual({ names, uncovered, leftOut: [] });
    if (uncovered.length > 0) expect(mayHoldDatabase(names)).toBe(true);
  });

  it('need no warning when they are read in a copy, or are covered by a source of another plan', () => {
    const names = ['PG_VERSION', 'postmaster.pid'];
    const covered = [{ kind: 'postgres', path: '/pg', source: 'postgres', leftOut: false }] as const;
    expect(judgeDatabases('/pg', names, nothing, true).uncovered).toEqual([]);
    expect(judgeDatabases('/pg', names, { ...nothing, covered }, false)).toEqual({ names, uncovered: [], leftOut: [] });
    expect(judgeDatabases('/other', names, { ...nothing, covered }, false).uncovered).toHaveLength(1);
  });

  it('are left out when the plan dumps them: a directory whole, a file with what belongs to it', () => {
    const covered = [
      { kind: 'mariadb', path: '/mysql', source: 'mariadb', leftOut: true },
      { kind: 'sqlite', path: '/srv/a.db', source: 'sqlite', leftOut: true },
    ] as const;
    expect(judgeDatabases('/mysql', ['ibdata1', 'shop'], { ...nothing, covered }, true)).toEqual({ names: [], uncovered: [], leftOut: [covered[0]] });
    expect(judgeDatabases('/srv', ['a.db', 'a.db-shm', 'a.db-wal', 'b'], { ...nothing, covered }, false)).toEqual({ names: ['b'], uncovered: [], leftOut: [covered[1]] });
  });
});

it('are noticed by a walk, and kept when nobody else has them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillpoint-databases-'));
  try {
    const tree = join(folder, 'tree');
    for (const directory of ['tree', 'tree/pg', 'tree/mysql']) mkdirSync(join(folder, directory));
    for (const file of ['pg/PG_VERSION', 'pg/postmaster.pid', 'mysql/ibdata1', 'mysql/x']) writeFileSync(join(tree, file), file);
    const collector = new MemoryCollector();
    const mysql = { kind: 'mariadb', path: join(tree, 'mysql'), source: 'mariadb', leftOut: true } as const;
    const reading = collector.read([tree], join(folder, 'cache'), { databases: { covered: [mysql], redisDirectories: [] } });
    expect(reading.notes).toEqual([
      { kind: 'leftOut', database: mysql },
      { kind: 'uncovered', database: { kind: 'postgres', path: join(tree, 'pg') } },
    ]);
    const paths = [...collector.tree(reading.archive).keys()].filter((path) => path.startsWith(tree)).map((path) => path.slice(tree.length));
    expect(paths.sort()).toEqual(['', '/mysql', '/pg', '/pg/PG_VERSION', '/pg/postmaster.pid']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
