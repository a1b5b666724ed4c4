/**
 * Makes everything that a collector keeps in one directory: datastore, private CA, configuration.
 */
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { HostPort } from '@stillpoint/proto/rpc/address.ts';

import { Datastore } from '../datastore/datastore.ts';
import { DecisionJournal } from '../datastore/decision-journal.ts';
import { decisionsOf, type RecoveryKit } from '../recovery/recovery-kit.ts';
import { collectorConfigPath, defaultCollectorConfig, defaultListener } from './collector-config.ts';
import { createCollectorIdentity } from './collector-identity.ts';

/** What {@link createInstance} made. */
export interface Instance {
  readonly directory: string;
  /** UUID. */
  readonly collectorId: string;
  readonly configPath: string;
}

/**
 * Makes an instance in `directory`, which is empty or does not exist; with a kit it is the collector that the kit was made of, without its data. `listeners` undefined: those of
 * the kit, or the default. DATASTORE_EXISTS, DATASTORE_DENIED, DATASTORE_FULL, DATASTORE_IO, RECOVERY_KIT_INVALID.
 */
export async function createInstance(directory: string, listeners: readonly HostPort[] | undefined, now: Date, kit?: RecoveryKit): Promise<Instance> {
  const collectorId = kit?.collectorId ?? randomUUID();
  const path = resolve(directory);
  await Datastore.create(path, {
    collectorId,
    clock: () => now.getTime(),
    prepare: async (folder) => {
      // Left by an `init` that was interrupted; its certificate names another collector.
      await rm(join(folder, 'ca'), { recursive: true, force: true });
      await createCollectorIdentity(folder, collectorId, now, kit?.authority);
      const configuration = listeners === undefined ? kit?.configuration : undefined;
      await writeFile(collectorConfigPath(folder), configuration ?? defaultCollectorConfig(listeners ?? [defaultListener]), { mode: 0o600 });
      if (kit !== undefined) await decideAgain(folder, kit, now);
    },
  });
  return { directory: path, collectorId, configPath: collectorConfigPath(path) };
}

/** The kit's decisions into a journal that is empty, or that an interrupted `init` began to fill. */
async function decideAgain(folder: string, kit: RecoveryKit, now: Date): Promise<void> {
  await using journal = await DecisionJournal.open(folder, { clock: () => now.getTime() });
  for (const decision of decisionsOf(kit)) await journal.append(decision);
}
