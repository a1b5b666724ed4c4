/** The snapshots of this guest for the commands that look into them. */
import type { AccessRunner, SnapshotAccess } from '@stillpoint/proto/cli/snapshot-access.ts';

import { readAgentConfig } from '../config/agent-config-file.ts';
import { renewWhenDue } from '../identity/renewal.ts';
import { StateDirectory } from '../identity/state-directory.ts';
import { openOwnSnapshots } from '../restore/own-snapshots.ts';
import type { CommandContext, CommandRunner } from './command-context.ts';

/** Runs commands on the snapshots of this guest's agent. */
export function onOwnSnapshots(run: CommandRunner): AccessRunner {
  return (work) => run((context, ...args) => work({ ...context, zone: Intl.DateTimeFormat().resolvedOptions().timeZone, openSnapshots: () => open(context) }, ...args));
}

async function open({ configFile, output, signal, now }: CommandContext): Promise<SnapshotAccess> {
  const { collector, stateDirectory } = readAgentConfig(configFile);
  const agent = await renewWhenDue({ collector, state: StateDirectory.open(stateDirectory), nowMs: now(), signal }, (error) => {
    output.warn(`warning: the certificate of this agent could not be renewed: ${error.code}: ${error.message}`);
  });
  return openOwnSnapshots({ collector, agent, signal });
}
