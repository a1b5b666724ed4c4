/**
 * Opens a datastore together with its catalog, for the collector or for a command without one.
 */
import { CollectionGate } from '../collection/collection-gate.ts';
import { listSealedPacks } from '../catalog/catalog-opening.ts';
import { defaultSpaceSettings, type SpaceSettings } from '../upkeep/space-guard.ts';
import { openUpkeep } from '../upkeep/upkeep.ts';
import { Datastore } from '../datastore/datastore.ts';
import type { AdminParts } from './admin-parts.ts';
import { DecisionLog } from './decision-log.ts';
import { catalogFile, openCatalogOfOwner, openCatalogOfReader, type CatalogNote } from './datastore-catalog.ts';

/** An open datastore with its catalog; `close` closes both. */
export interface OpenDatastore {
  readonly parts: Pick<AdminParts, 'datastore' | 'catalog' | 'gate' | 'copyCatalog' | 'decisions' | 'problems' | 'upkeep'>;
  close(): Promise<void>;
}

/** As {@link OpenDatastore}, with the right to decide. */
export interface OwnedDatastore extends OpenDatastore {
  readonly decisions: DecisionLog;
}

/** Clock, where an owner will answer the CLI, and who is told of what takes long. */
export interface OpenDatastoreOptions {
  readonly now: () => number;
  readonly note: CatalogNote;
  readonly socketPath?: string;
  /** As configured; without them the defaults. */
  readonly space?: SpaceSettings;
}

/** Locks the datastore, recovers it, and brings its catalog up to date. DATASTORE_*, JOURNAL_CORRUPT. */
export async function openOwnedDatastore(directory: string, options: OpenDatastoreOptions): Promise<OwnedDatastore> {
  const { now: clock, socketPath } = options;
  const findSealedPacks = async (): Promise<ReadonlyMap<string, number>> => Promise.resolve(listSealedPacks(catalogFile(directory)));
  const datastore = await Datastore.open(directory, { mode: 'owner', clock, findSealedPacks, ...(socketPath === undefined ? {} : { socketPath }) });
  try {
    const upkeep = await openUpkeep(directory, options.space ?? defaultSpaceSettings);
    // A catalog on a full disk needs some space to open.
    await upkeep.space.takeReserve();
    const { catalog, problems } = await openCatalogOfOwner(datastore, options.note);
    const decisions = new DecisionLog(datastore.journal, catalog);
    const { mismatch } = datastore.journal;
    // Before anything else is decided: the next record renews the note that tells.
    if (mismatch !== undefined) await decisions.exclusively((decide) => decide({ actor: 'collector', audit: { kind: 'audit-broken', object: 'journal/decisions.log', text: mismatch } }));
    const close = async (): Promise<void> => {
      try {
        await catalog.close();
      } finally {
        await datastore.close();
      }
    };
    return { parts: { datastore, catalog, gate: new CollectionGate(), decisions, problems, upkeep }, decisions, close };
  } catch (error) {
    await datastore.close();
    throw error;
  }
}

/** Opens the datastore and writes nothing there. Without a catalog that can be used, a temporary one is made. DATASTORE_*, JOURNAL_CORRUPT. */
export async function openReadDatastore(directory: string, options: OpenDatastoreOptions): Promise<OpenDatastore> {
  const datastore = await Datastore.open(directory, { mode: 'reader', clock: options.now });
  try {
    const { catalog, copyCatalog, problems } = await openCatalogOfReader(datastore, options.note);
    const close = async (): Promise<void> => {
      try {
        await catalog.close();
      } finally {
        await datastore.close();
      }
    };
    return { parts: { datastore, catalog, gate: new CollectionGate(), copyCatalog, decisions: undefined, problems }, close };
  } catch (error) {
    await datastore.close();
    throw error;
  }
}
