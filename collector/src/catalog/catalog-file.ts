/**
 * Opening and closing the catalog's file. A catalog that was closed cleanly is in rollback-journal mode: then a reader needs no further files beside it,
 * also on a read-only mount. While the collector runs it is in WAL mode, so the mode in the header says whether the last owner closed it.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';

import Database from 'better-sqlite3';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { canMigrate, keepCopy, migrate } from './schema-migration.ts';
import { applicationId, schemaText, schemaVersion } from './schema.ts';
import { catalogError, invalidCatalog } from './sqlite-error.ts';

/**
 * How a catalog is opened: `write` by the datastore's owner; `read` a cleanly closed one, nothing is written; `shared` a further reader beside the owner of
 * this process; `scratch` a private file that nobody else will ever open and that need not survive a crash.
 */
export type CatalogMode = 'write' | 'read' | 'shared' | 'scratch';

// Bounds of memory, whatever the size of the file: KiB of pages that a connection keeps.
const cacheKib = { write: 65_536, read: 16_384, shared: 16_384, scratch: 65_536 } as const satisfies Record<CatalogMode, number>;
// Pages of write-ahead log before a checkpoint: 16 MiB, so that pages that many batches touch are copied once.
const checkpointPages = 4096;
const busyTimeoutMs = 5000;
const headerBytes = 100;
// Half a second at worst.
const smallBytes = 64 * 1_048_576;

/** Facts from the header of a catalog's file. */
export interface CatalogHeader {
  /** False when its last owner did not close it: a write-ahead log may hold its newest content. */
  readonly clean: boolean;
  readonly version: number;
}

/**
 * Opens the catalog in `file` (`write` and `scratch` make it when it is missing or empty, and bring one of an older release to this one's tables; `write` keeps a
 * copy of it) and checks its header; after an unclean end all of its pages.
 * The caller closes it with {@link closeDatabase}. CATALOG_INVALID when it is damaged or none of ours, or was not closed cleanly and is opened with
 * `read`; DATASTORE_NEWER when a later release made it; DATASTORE_IO and the like.
 */
export function openDatabase(file: string, mode: CatalogMode): Database.Database {
  const header = readHeader(file);
  if (header === undefined && (mode === 'read' || mode === 'shared')) throw invalidCatalog(file, 'does not exist or is empty');
  if (header !== undefined) checkHeader(file, mode, header);
  let database: Database.Database | undefined;
  try {
    // Made by us and not by SQLite, so that only the owner may read it: it holds the names of all guests' files. The files beside it take its mode.
    if (header === undefined) closeSync(openSync(file, 'a', 0o600));
    database = new Database(file, { readonly: mode === 'read' || mode === 'shared', timeout: busyTimeoutMs });
    // The mode changes only after the check: a file that fails it stays as it was found.
    if (header !== undefined && mode !== 'shared' && (!header.clean || (mode === 'write' && isSmall(file)))) quickCheck(database, file);
    configure(database, mode);
    return database;
  } catch (error) {
    database?.close();
    throw catalogError(error, file);
  }
}

/** Closes a catalog so that readers find it whole in its one file. Safe to call again. */
export function closeDatabase(database: Database.Database, mode: CatalogMode): void {
  if (!database.open) return;
  try {
    if (mode === 'write') database.pragma('journal_mode = DELETE');
  } finally {
    database.close();
  }
}

/** The header of the catalog in `file`; undefined when there is no file or an empty one. CATALOG_INVALID when it is none of ours. */
export function readHeader(file: string): CatalogHeader | undefined {
  const bytes = Buffer.alloc(headerBytes);
  let read: number;
  try {
    const descriptor = openSync(file, 'r');
    try {
      read = readSync(descriptor, bytes, 0, headerBytes, 0);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw catalogError(error, file);
  }
  if (read === 0) return undefined;
  if (read < headerBytes || bytes.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw invalidCatalog(file, 'is no database');
  const marked = bytes.readUInt32BE(68);
  // A first owner that died at once leaves these in the write-ahead log only.
  if (marked !== applicationId && marked !== 0) throw invalidCatalog(file, 'is a database, but no catalog of Stillpoint');
  return { clean: bytes[18] === 1 && bytes[19] === 1, version: bytes.readUInt32BE(60) };
}

function checkHeader(file: string, mode: CatalogMode, header: CatalogHeader): void {
  if (header.version > schemaVersion) {
    throw new StillpointError('DATASTORE_NEWER', `catalog ${file} has version ${header.version}, this release knows ${schemaVersion}`, {
      hint: 'use the release that wrote it or a later one',
    });
  }
  if (!header.clean && mode === 'read') throw invalidCatalog(file, 'was not closed by its last owner');
}

/** Reads all of the catalog in `file`. CATALOG_INVALID when it is damaged, DATASTORE_*. */
export function checkWhole(file: string): void {
  const database = openDatabase(file, 'read');
  try {
    quickCheck(database, file);
  } finally {
    database.close();
  }
}

// One that was closed in order may have been damaged since. Reading a large one at each start would take minutes: that is done every day while it is copied.
function isSmall(file: string): boolean {
  return statSync(file).size <= smallBytes;
}

function quickCheck(database: Database.Database, file: string): void {
  const result = database.pragma('quick_check(1)', { simple: true });
  if (result !== 'ok') throw invalidCatalog(file, `is damaged: ${String(result)}`);
}

function configure(database: Database.Database, mode: CatalogMode): void {
  database.pragma(`cache_size = -${cacheKib[mode]}`);
  database.pragma('temp_store = MEMORY');
  if (mode === 'write') {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  } else if (mode === 'scratch') {
    database.pragma('journal_mode = MEMORY');
    database.pragma('synchronous = OFF');
  } else {
    database.pragma('query_only = ON');
  }
  const empty = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (empty && (mode === 'write' || mode === 'scratch')) createTables(database);
  if (mode === 'write' || mode === 'scratch') migrateOlder(database, mode);
  const version = database.pragma('user_version', { simple: true });
  const marked = database.pragma('application_id', { simple: true });
  if (version !== schemaVersion || marked !== applicationId) throw invalidCatalog(database.name, `has tables of version ${String(version)}, not ${schemaVersion}`);
}

function migrateOlder(database: Database.Database, mode: 'write' | 'scratch'): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (database.pragma('application_id', { simple: true }) !== applicationId || !canMigrate(version)) return;
  if (mode === 'write') keepCopy(database, database.name, version);
  migrate(database, version);
}

function createTables(database: Database.Database): void {
  database.transaction(() => {
    database.exec(schemaText);
    database.pragma(`application_id = ${applicationId}`);
    database.pragma(`user_version = ${schemaVersion}`);
  })();
}
