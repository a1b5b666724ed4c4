/**
 * Chooses how a command reaches a datastore: through its owner when a collector runs, else by opening the directory itself.
 */
import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import { adminSocketPath, findDatastoreOwner } from '../datastore/datastore-lock.ts';
import { LocalObjectStore } from '../datastore/local-object-store.ts';
import type { AdminApi } from './admin-api.ts';
import { AdminClient } from './admin-client.ts';
import { AdminCore } from './admin-core.ts';
import { localActor } from './admin-service.ts';
import { openOwnedDatastore, openReadDatastore } from './bare-datastore.ts';
import { becomeDatastoreUser } from './owner-rights.ts';

/** What a command wants. `write`: it changes something. `note` tells the person why it takes longer. */
export interface OpenAdminOptions {
  readonly write: boolean;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly note: (text: string) => void;
}

// Other commands hold the lock for moments, a starting collector until it answers.
const patienceMs = 10_000;
const retryMs = 100;

/**
 * Opens the administration of the datastore in `directory`; the caller closes it. DATASTORE_MISSING, DATASTORE_LOCKED (names the process), DATASTORE_DENIED,
 * DATASTORE_READ_ONLY, PERMISSION_DENIED (a running collector that this user may not talk to), DATASTORE_NEWER, DATASTORE_IO, CATALOG_INVALID.
 */
export async function openAdmin(directory: string, options: OpenAdminOptions): Promise<AdminApi> {
  const actor = localActor(process.getuid?.() ?? 0);
  const deadlineMs = options.now() + patienceMs;
  let told = false;
  for (;;) {
    const owner = await connectToOwner(directory, options);
    if (owner.client !== undefined) return owner.client;
    try {
      return await openBare(directory, actor, options);
    } catch (error) {
      if (!(error instanceof StillpointError) || error.code !== 'DATASTORE_LOCKED') throw error;
      if (owner.refusal !== undefined) throw owner.refusal;
      if (options.now() >= deadlineMs) throw error;
      if (!told) options.note(`${error.message}; waiting`);
      told = true;
      await sleep(retryMs, undefined, { signal: options.signal });
    }
  }
}

async function connectToOwner(directory: string, options: OpenAdminOptions): Promise<{ client?: AdminClient; refusal?: StillpointError }> {
  const socketPath = await findSocket(directory);
  if (socketPath === undefined) return {};
  try {
    return { client: await AdminClient.open(socketPath, { objects: await readableObjects(directory), signal: options.signal }) };
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    // Left by one that was killed, or not listening yet: the lock will tell.
    if (error.code === 'COLLECTOR_UNREACHABLE') return {};
    if (error.code === 'PERMISSION_DENIED') return { refusal: error };
    throw error;
  }
}

// Packs only grow and then stay as they are, so a second reader needs no lock. Who may use the socket but not the files gets blocks through the socket.
async function readableObjects(directory: string): Promise<LocalObjectStore | undefined> {
  try {
    await access(join(directory, 'packs'), constants.R_OK | constants.X_OK);
    return new LocalObjectStore(directory);
  } catch {
    return undefined;
  }
}

// Who may not read the lock file may still find the socket, which then says whether there is a collector.
async function findSocket(directory: string): Promise<string | undefined> {
  try {
    return (await findDatastoreOwner(directory))?.socketPath;
  } catch (error) {
    if (error instanceof StillpointError && error.code === 'DATASTORE_DENIED') return adminSocketPath(directory);
    if (error instanceof StillpointError && error.code === 'DATASTORE_IO') return undefined;
    throw error;
  }
}

async function openBare(directory: string, actor: string, options: OpenAdminOptions): Promise<AdminApi> {
  if (options.write) await becomeDatastoreUser(directory);
  const opened = options.write ? await openOwnedDatastore(directory, options) : await openReadDatastore(directory, options);
  return new AdminCore({ ...opened.parts, serving: undefined, now: options.now }, { actor, signal: options.signal, close: () => opened.close() });
}
