/**
 * How a collector and its command line come to a catalog that agrees with the datastore, whatever became of the catalog's file.
 */
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdtempSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { readFreeSpace } from '../datastore/free-space.ts';
import { CatalogDatabase } from './catalog-database.ts';
import { listCatalogCopies } from './catalog-copies.ts';
import { checkWhole, readHeader } from './catalog-file.ts';
import { isCatalogCurrent, reconcileCatalog, type DatastoreFacts, type Reconciliation } from './reconcile.ts';
import { catalogError, invalidCatalog } from './sqlite-error.ts';
import { openCatalog, openScratchCatalog, type SqliteCatalog } from './sqlite-catalog.ts';

/** Where the catalog lies, and the datastore that it is about. */
export interface CatalogSource {
  /** Path of the database file. */
  readonly file: string;
  readonly datastore: DatastoreFacts;
}

/** A catalog that agrees with its datastore; the caller closes it. */
export interface OpenedCatalog {
  readonly catalog: SqliteCatalog;
  /** Undefined when nothing had to be done. */
  readonly reconciliation: Reconciliation | undefined;
  /** Why it was made anew from the datastore; undefined when the file was used. */
  readonly rebuiltBecause: StillpointError | undefined;
  /** Path of the copy that was taken then, instead of making all of it anew. */
  readonly copyUsed?: string;
}

type TemporaryCatalog = OpenedCatalog & { readonly reconciliation: Reconciliation };

// Files that SQLite keeps beside the database.
// Room for the transactions of a few deletions; where there is plenty nobody asks.
const probeBytes = 262_144;
const plentyBytes = 67_108_864;
// Beside a catalog that must not be served.
const damagedSuffix = '.damaged';
const companions = ['-wal', '-shm', '-journal'];
// Above this a reader makes an index of its own rather than copying one that it cannot use where it lies.
const copyLimitBytes = 1_073_741_824;

/**
 * Opens the catalog of a datastore that this process owns, makes it anew when it is missing or damaged, and reconciles it. On a full disk a private copy takes
 * its place, with DATASTORE_FULL among the problems: listing, restoring and deleting go on. DATASTORE_NEWER when a later release made it, DATASTORE_FULL when
 * there is no room for a copy either, DATASTORE_IO.
 */
export async function openOwnedCatalog(source: CatalogSource): Promise<OpenedCatalog> {
  try {
    await checkRoom(source.file);
    return await openInPlace(source);
  } catch (error) {
    if (!isFull(error)) throw error;
    return openBesideFullDisk(source, error);
  }
}

/** DATASTORE_FULL where not even this little can be written: a catalog that opens without a write would refuse the first one, and with it every deletion. */
async function checkRoom(file: string): Promise<void> {
  const probe = `${file}.room`;
  try {
    if (!existsSync(dirname(file)) || (await readFreeSpace(dirname(file))).freeBytes >= plentyBytes) return;
    try {
      writeFileSync(probe, Buffer.alloc(probeBytes, 1), { mode: 0o600, flush: true });
    } finally {
      rmSync(probe, { force: true });
    }
  } catch (error) {
    throw catalogError(error, file);
  }
}

async function openInPlace(source: CatalogSource): Promise<OpenedCatalog> {
  try {
    if (existsSync(source.file + damagedSuffix)) throw invalidCatalog(source.file, 'was found damaged while it was in use');
    const catalog = await openCatalog({ file: source.file, readOnly: false });
    return await reconciled(catalog, source.datastore);
  } catch (error) {
    if (!(error instanceof StillpointError) || error.code !== 'CATALOG_INVALID') throw error;
    const fromCopy = await openNewestCopy(source, error);
    if (fromCopy !== undefined) return fromCopy;
    const reconciliation = await rebuildCatalog(source);
    return { catalog: await openCatalog({ file: source.file, readOnly: false }), reconciliation, rebuiltBecause: error };
  }
}

/** Puts the newest copy that is whole in the catalog's place and brings it up to date; undefined when there is none. */
async function openNewestCopy({ file, datastore }: CatalogSource, because: StillpointError): Promise<OpenedCatalog | undefined> {
  for (const copy of await listCatalogCopies(file)) {
    const fresh = `${file}.new`;
    removeDatabase(fresh);
    try {
      copyDatabase(copy, fresh);
      syncPath(fresh);
      checkWhole(fresh);
      replaceBy(fresh, file);
      return { ...(await reconciled(await openCatalog({ file, readOnly: false }), datastore)), rebuiltBecause: because, copyUsed: copy };
    } catch (error) {
      // The next one may do, and at last everything can be made from the datastore.
      if (!(error instanceof StillpointError) || (error.code !== 'CATALOG_INVALID' && error.code !== 'DATASTORE_NEWER')) throw error;
    }
  }
  return undefined;
}

/**
 * Remembers that the catalog in `file` was found damaged while it was in use, for the next start: closed in order, it would look whole. Never throws: what is
 * not remembered is found again.
 */
export function markCatalogDamaged(file: string, { message }: StillpointError): void {
  try {
    writeFileSync(file + damagedSuffix, `${message}\n`, { mode: 0o600 });
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
  }
}

/**
 * Lengths of the packs that the catalog in `file` knows to be sealed, by id; none when there is no catalog that can tell. Only for whoever has the datastore's lock.
 * What is wrong with the file is left to {@link openOwnedCatalog} to say.
 */
export function listSealedPacks(file: string): ReadonlyMap<string, number> {
  try {
    if (readHeader(file) === undefined) return new Map();
    const database = new CatalogDatabase(file, 'shared');
    try {
      return new Map(database.listPacks().flatMap(({ packId, sealed, fileBytes }) => (sealed ? [[packId, fileBytes] as const] : [])));
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof StillpointError) return new Map();
    throw error;
  }
}

/**
 * Makes the catalog anew beside the old one and puts it in its place when it is whole. Only for the owner, with no catalog open. When agents were seen last
 * is not known afterwards, and versions of files are to be indexed again.
 */
export async function rebuildCatalog({ file, datastore }: CatalogSource): Promise<Reconciliation> {
  const fresh = `${file}.new`;
  removeDatabase(fresh);
  const reconciliation = await fillNew(fresh, datastore);
  try {
    syncPath(fresh);
    replaceBy(fresh, file);
  } catch (error) {
    throw catalogError(error, file);
  }
  return reconciliation;
}

function replaceBy(fresh: string, file: string): void {
  // The old one first, then its log: a log must never meet the new file, and the old one without its log may look whole but is not.
  removeDatabase(file);
  renameSync(fresh, file);
  rmSync(file + damagedSuffix, { force: true });
  syncPath(dirname(file));
}

/**
 * Opens the catalog of a datastore that is only read: the file itself when it was closed cleanly and is up to date, else a private copy that is brought up to
 * date, else an index of its own made from the packs, in the folder for temporary files. Writes nothing to the datastore and leaves nothing behind.
 */
export async function openReaderCatalog(source: CatalogSource): Promise<OpenedCatalog> {
  const attempts = [useInPlace, openCatalogCopy];
  let rebuiltBecause: StillpointError | undefined;
  for (const attempt of attempts) {
    try {
      const opened = await attempt(source);
      if (opened !== undefined) return opened;
    } catch (error) {
      if (!(error instanceof StillpointError) || !['CATALOG_INVALID', 'DATASTORE_NEWER', 'DATASTORE_DENIED', 'DATASTORE_READ_ONLY', 'DATASTORE_IO', 'JOURNAL_CORRUPT'].includes(error.code)) throw error;
      rebuiltBecause = error;
    }
  }
  const opened = await openTemporary(source.datastore, undefined);
  return { ...opened, rebuiltBecause: rebuiltBecause ?? new StillpointError('CATALOG_INVALID', `catalog ${source.file} cannot be used here`) };
}

/**
 * A private copy of the catalog, brought up to date, in the folder for temporary files: it can be written to and leaves nothing behind. Undefined when there is no
 * catalog to copy, or it is too large. CATALOG_INVALID, DATASTORE_*.
 */
export async function openCatalogCopy({ file, datastore }: CatalogSource): Promise<OpenedCatalog | undefined> {
  const bytes = sizeOf(file) + sizeOf(`${file}-wal`);
  if (bytes === 0 || bytes > copyLimitBytes) return undefined;
  return openTemporary(datastore, file);
}

// What the copy learns is not kept, and need not be: the catalog in the datastore is reconciled at the next start, as after a crash.
async function openBesideFullDisk({ file, datastore }: CatalogSource, full: StillpointError): Promise<OpenedCatalog> {
  // Left by making it anew, it only takes space.
  removeDatabase(`${file}.new`);
  const bytes = sizeOf(file) + sizeOf(`${file}-wal`);
  try {
    if (bytes > copyLimitBytes) throw full;
    const { catalog, reconciliation } = await openCopyOrAnew({ file, datastore });
    const problem = new StillpointError('DATASTORE_FULL', `${full.message}; a temporary copy takes its place until the collector is started again, and backups fail until there is space`, {
      hint: full.hint,
      cause: full,
    });
    return { catalog, reconciliation: { ...reconciliation, problems: [problem, ...reconciliation.problems] }, rebuiltBecause: undefined };
  } catch (error) {
    if (!isFull(error)) throw error;
    throw new StillpointError('DATASTORE_FULL', `${full.message}, and there is no room for a temporary copy of it in ${tmpdir()}`, {
      hint: `free some MiB on the filesystem of ${dirname(file)}, or name a folder on another filesystem with TMPDIR, then start it again; everything committed so far is safe`,
      cause: full,
    });
  }
}

async function openCopyOrAnew({ file, datastore }: CatalogSource): Promise<TemporaryCatalog> {
  try {
    if (sizeOf(file) > 0) return await openTemporary(datastore, file);
  } catch (error) {
    if (!(error instanceof StillpointError) || error.code !== 'CATALOG_INVALID') throw error;
  }
  return openTemporary(datastore, undefined);
}

function isFull(error: unknown): error is StillpointError {
  return error instanceof StillpointError && error.code === 'DATASTORE_FULL';
}

async function useInPlace({ file, datastore }: CatalogSource): Promise<OpenedCatalog | undefined> {
  const catalog = await openCatalog({ file, readOnly: true });
  try {
    if (await isCatalogCurrent(catalog, datastore)) return { catalog, reconciliation: undefined, rebuiltBecause: undefined };
  } catch (error) {
    await catalog.close();
    throw error;
  }
  await catalog.close();
  return undefined;
}

async function openTemporary(datastore: DatastoreFacts, original: string | undefined): Promise<TemporaryCatalog> {
  const folder = makeTemporaryFolder();
  try {
    const file = join(folder, 'catalog.sqlite');
    if (original !== undefined) copyDatabase(original, file);
    const catalog = openScratchCatalog(file);
    // Open files live on without their names, and nothing is left behind however this process ends.
    rmSync(folder, { recursive: true });
    return await reconciled(catalog, datastore);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeTemporaryFolder(): string {
  const prefix = join(tmpdir(), 'stillpoint-catalog-');
  try {
    return mkdtempSync(prefix);
  } catch (error) {
    throw catalogError(error, prefix);
  }
}

async function reconciled(catalog: SqliteCatalog, datastore: DatastoreFacts): Promise<TemporaryCatalog> {
  try {
    return { catalog, reconciliation: await reconcileCatalog(catalog, datastore), rebuiltBecause: undefined };
  } catch (error) {
    await catalog.close();
    throw error;
  }
}

async function fillNew(file: string, datastore: DatastoreFacts): Promise<Reconciliation> {
  await using catalog = openScratchCatalog(file);
  return await reconcileCatalog(catalog, datastore);
}

function copyDatabase(from: string, to: string): void {
  try {
    copyFileSync(from, to);
    // The log of a write-ahead log, or of a close that was interrupted.
    for (const suffix of ['-wal', '-journal']) if (sizeOf(from + suffix) > 0) copyFileSync(from + suffix, to + suffix);
  } catch (error) {
    throw catalogError(error, from);
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return 0;
    throw catalogError(error, file);
  }
}

function removeDatabase(file: string): void {
  try {
    for (const suffix of ['', ...companions]) rmSync(file + suffix, { force: true });
  } catch (error) {
    throw catalogError(error, file);
  }
}

function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
