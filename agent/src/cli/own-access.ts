/** The snapshots of this guest for the commands that look into them. */
import type { ExitStatus } from '@stillpoint/proto/cli/exit-status.ts';
import type { AccessContext, SnapshotAccess } from '@stillpoint/proto/cli/snapshot-access.ts';
import type { KeyRing } from '@stillpoint/proto/encryption/key-ring.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { readAgentConfig } from '../config/agent-config-file.ts';
import type { CollectorConfig } from '../config/agent-config.ts';
import { keysForReading } from '../encryption/keys-for-reading.ts';
import type { EnrolledAgent } from '../identity/enrolled-agent.ts';
import { renewWhenDue } from '../identity/renewal.ts';
import { StateDirectory } from '../identity/state-directory.ts';
import { openOwnSnapshots } from '../restore/own-snapshots.ts';
import type { CommandContext, CommandRunner } from './command-context.ts';
import { findDismissal, lossText } from './lost-session.ts';

interface Asker {
  readonly collector: CollectorConfig;
  readonly agent: EnrolledAgent;
  readonly keys: KeyRing;
  readonly encrypts: boolean;
  readonly reconnectMs: number;
}

/** What commands on a guest's own snapshots get to work with. */
export type OwnAccessContext = AccessContext & CommandContext;

/** Runs commands on the snapshots of this guest's agent. */
export function onOwnSnapshots(run: CommandRunner): <Args extends unknown[]>(work: (context: OwnAccessContext, ...args: Args) => Promise<ExitStatus | undefined>) => (...args: Args) => Promise<void> {
  return (work) =>
    run(async (context, ...args) => {
      let asker: Asker | undefined;
      const openSnapshots = async (keyFiles: readonly string[] = []): Promise<SnapshotAccess> => {
        asker = await readAsker(context, keyFiles);
        return openOwnSnapshots({ ...asker, signal: context.signal, lost: (error) => { context.output.warn(lossText(error)); } });
      };
      try {
        return await work({ ...context, zone: Intl.DateTimeFormat().resolvedOptions().timeZone, openSnapshots }, ...args);
      } catch (error) {
        throw await explained(error, asker);
      }
    });
}

async function readAsker({ configFile, output, signal, now }: CommandContext, keyFiles: readonly string[]): Promise<Asker> {
  const config = readAgentConfig(configFile);
  const { collector, stateDirectory, upload } = config;
  const keys = keysForReading(config, keyFiles, (text) => { output.warn(text); });
  const agent = await renewWhenDue({ collector, state: StateDirectory.open(stateDirectory), nowMs: now(), signal }, (error) => {
    output.warn(`warning: the certificate of this agent could not be renewed: ${error.code}: ${error.message}`);
  });
  return { collector, agent, keys, encrypts: config.encryption.byAgent, reconnectMs: upload.reconnectMs };
}

// A collector that revokes an agent cuts its connections, so that nothing can be said on them.
async function explained(error: unknown, asker: Asker | undefined): Promise<unknown> {
  if (asker === undefined || !(error instanceof StillpointError) || error.code !== 'SESSION_LOST') return error;
  return (await findDismissal(asker.collector, asker.agent)) ?? error;
}
