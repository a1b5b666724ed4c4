/**
 * Gives the copy of a datastore back what was not copied, or is damaged: the folder `ca` and collector.toml.
 */
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';

import { DatastoreLock } from '../datastore/datastore-lock.ts';
import { readMarker } from '../datastore/datastore-marker.ts';
import { syncPath, syncTree, writeDurably } from '../datastore/durable-file.ts';
import { collectorConfigPath } from '../serve/collector-config.ts';
import { createCollectorIdentity, openCollectorIdentity } from '../serve/collector-identity.ts';
import type { RecoveryKit } from './recovery-kit.ts';

/** What {@link returnIdentity} put back. */
export interface Returned {
  readonly authority: boolean;
  readonly configuration: boolean;
  /** Where the damaged `ca` lies now. */
  readonly aside: string | undefined;
}

/**
 * Puts the kit's CA and configuration into the datastore in `directory`, where they are missing or damaged; what is there and whole stays. RECOVERY_KIT_INVALID when it is another
 * collector's datastore, DATASTORE_LOCKED while a collector runs, DATASTORE_*.
 */
export async function returnIdentity(directory: string, kit: RecoveryKit, now: Date): Promise<Returned> {
  const { collectorId } = await readMarker(directory);
  if (collectorId !== kit.collectorId) {
    throw new StillpointError('RECOVERY_KIT_INVALID', `the recovery kit is of the collector ${kit.collectorId}, the datastore in ${directory} of ${collectorId}`, { hint: 'use the kit of this collector' });
  }
  await using lock = await DatastoreLock.acquireOwner(directory, { pid: process.pid, startedMs: now.getTime(), socketPath: undefined });
  const authority = !(await isWhole(directory, collectorId, now));
  const aside = authority ? await putAuthority(directory, kit, now) : undefined;
  const configuration = !(await exists(collectorConfigPath(directory)));
  if (configuration) {
    await writeDurably(collectorConfigPath(directory), Buffer.from(kit.configuration, 'utf8'));
    await syncPath(directory);
  }
  await lock.close();
  return { authority, configuration, aside };
}

async function putAuthority(directory: string, kit: RecoveryKit, now: Date): Promise<string | undefined> {
  const folder = join(directory, 'ca');
  // Made beside it first: an interrupted command leaves what was there.
  const scratch = join(directory, 'ca-returned.tmp');
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { mode: 0o700 });
  await createCollectorIdentity(scratch, kit.collectorId, now, kit.authority);
  await syncTree(scratch);
  const aside = (await exists(folder)) ? join(directory, `ca-damaged-${String(now.getTime())}`) : undefined;
  if (aside !== undefined) await rename(folder, aside);
  await rename(join(scratch, 'ca'), folder);
  await rm(scratch, { recursive: true, force: true });
  await syncPath(directory);
  return aside;
}

async function isWhole(directory: string, collectorId: string, now: Date): Promise<boolean> {
  try {
    await openCollectorIdentity(directory, collectorId, now);
    return true;
  } catch (error) {
    if (error instanceof StillpointError && error.code === 'STATE_INVALID') return false;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
