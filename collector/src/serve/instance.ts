/**
 * Makes everything that a collector keeps in one directory: datastore, private CA, configuration.
 */
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { HostPort } from '@stillpoint/proto/rpc/address.ts';

import { Datastore } from '../datastore/datastore.ts';
import { collectorConfigPath, defaultCollectorConfig } from './collector-config.ts';
import { createCollectorIdentity } from './collector-identity.ts';

/** What {@link createInstance} made. */
export interface Instance {
  readonly directory: string;
  /** UUID. */
  readonly collectorId: string;
  readonly configPath: string;
}

/** Makes an instance in `directory`, which is empty or does not exist. DATASTORE_EXISTS, DATASTORE_DENIED, DATASTORE_FULL, DATASTORE_IO. */
export async function createInstance(directory: string, listeners: readonly HostPort[], now: Date): Promise<Instance> {
  const collectorId = randomUUID();
  const path = resolve(directory);
  await Datastore.create(path, {
    collectorId,
    clock: () => now.getTime(),
    prepare: async (folder) => {
      // Left by an `init` that was interrupted; its certificate names another collector.
      await rm(join(folder, 'ca'), { recursive: true, force: true });
      await createCollectorIdentity(folder, collectorId, now);
      await writeFile(collectorConfigPath(folder), defaultCollectorConfig(listeners), { mode: 0o600 });
    },
  });
  return { directory: path, collectorId, configPath: collectorConfigPath(path) };
}
