/**
 * What SQLite reports, as errors of Stillpoint.
 */
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

import { StillpointError, systemErrorCode, type ErrorCode } from '@stillpoint/proto/errors.ts';

const rebuildHint = 'the catalog is only an index: run `stillpoint-collector rebuild-catalog` to make it anew from the datastore';

/**
 * `error` as a StillpointError about the catalog in `file`: CATALOG_INVALID for a damaged file, DATASTORE_FULL, DATASTORE_IO, DATASTORE_LOCKED,
 * DATASTORE_READ_ONLY, DATASTORE_DENIED, else INTERNAL. Errors that are one already come back as they are.
 */
export function catalogError(error: unknown, file: string): StillpointError {
  if (error instanceof StillpointError) return error;
  const code = error instanceof Database.SqliteError ? sqliteCode(error.code) : (fileCode(systemErrorCode(error)) ?? 'INTERNAL');
  const text = error instanceof Error ? error.message : String(error);
  return new StillpointError(code, `catalog ${file === '' ? '(temporary)' : file}: ${text}`, {
    hint: hintOf(code, file),
    cause: error,
  });
}

/** An error that says why the file cannot be this catalog, with the way out. */
export function invalidCatalog(file: string, text: string): StillpointError {
  return new StillpointError('CATALOG_INVALID', `catalog ${file}: ${text}`, { hint: rebuildHint });
}

function hintOf(code: ErrorCode, file: string): string | undefined {
  if (code === 'CATALOG_INVALID') return rebuildHint;
  if (code !== 'DATASTORE_FULL') return undefined;
  const where = file === '' ? 'the filesystem for temporary files' : `the filesystem of ${dirname(file)}`;
  return `free space on ${where} or raise the quota, then run it again; everything committed so far is safe`;
}

function sqliteCode(code: string): ErrorCode {
  if (/^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(code)) return 'CATALOG_INVALID';
  // The second: the file that the connections share beside the database cannot be made longer, which is always for want of space.
  if (/^SQLITE_(FULL|IOERR_SHMSIZE)/.test(code)) return 'DATASTORE_FULL';
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return 'DATASTORE_LOCKED';
  if (code.startsWith('SQLITE_READONLY')) return 'DATASTORE_READ_ONLY';
  if (/^SQLITE_(PERM|AUTH)/.test(code)) return 'DATASTORE_DENIED';
  if (/^SQLITE_(IOERR|CANTOPEN)/.test(code)) return 'DATASTORE_IO';
  // A statement that does not fit the tables: the file has our marks, but not our schema.
  if (code === 'SQLITE_ERROR') return 'CATALOG_INVALID';
  return 'INTERNAL';
}

function fileCode(code: string | undefined): ErrorCode | undefined {
  switch (code) {
    case undefined:
      return undefined;
    case 'EACCES':
    case 'EPERM':
      return 'DATASTORE_DENIED';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'DATASTORE_FULL';
    case 'EROFS':
      return 'DATASTORE_READ_ONLY';
    default:
      return 'DATASTORE_IO';
  }
}
