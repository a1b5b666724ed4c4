import Database from 'better-sqlite3';
import { expect, test } from 'vitest';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { catalogError } from './sqlite-error.ts';

test.each([
  ['SQLITE_CORRUPT_INDEX', 'CATALOG_INVALID'],
  ['SQLITE_NOTADB', 'CATALOG_INVALID'],
  ['SQLITE_FULL', 'DATASTORE_FULL'],
  ['SQLITE_IOERR_SHMSIZE', 'DATASTORE_FULL'],
  ['SQLITE_IOERR_FSYNC', 'DATASTORE_IO'],
  ['SQLITE_CANTOPEN', 'DATASTORE_IO'],
  ['SQLITE_BUSY_SNAPSHOT', 'DATASTORE_LOCKED'],
  ['SQLITE_READONLY_DIRECTORY', 'DATASTORE_READ_ONLY'],
  ['SQLITE_CONSTRAINT_NOTNULL', 'INTERNAL'],
])('%s is told as %s', (code, expected) => {
  expect(catalogError(new Database.SqliteError('text', code), '/d/catalog.sqlite').code).toBe(expected);
});

test.each([
  ['EACCES', 'DATASTORE_DENIED'],
  ['ENOSPC', 'DATASTORE_FULL'],
  ['EROFS', 'DATASTORE_READ_ONLY'],
  ['EIO', 'DATASTORE_IO'],
])('%s of the system is told as %s', (code, expected) => {
  expect(catalogError(Object.assign(new Error('text'), { code }), '/d/catalog.sqlite').code).toBe(expected);
});

test('a full disk is told with where to free space, and that nothing was lost', () => {
  const error = catalogError(new Database.SqliteError('database or disk is full', 'SQLITE_FULL'), '/d/catalog.sqlite');
  expect(error.hint).toBe('free space on the filesystem of /d or raise the quota, then run it again; everything committed so far is safe');
});

test('an error with a code of ours stays what it is, and a stranger is INTERNAL', () => {
  const own = new StillpointError('SNAPSHOT_UNKNOWN', 'text');
  expect(catalogError(own, '')).toBe(own);
  expect(catalogError('thrown text', '').code).toBe('INTERNAL');
});
