/** `reset`: takes from this guest what makes it an agent, before it becomes a template. */
import type { Command } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import { readAgentConfig } from '../../config/agent-config-file.ts';
import { KeyStore } from '../../encryption/key-store.ts';
import { resetState } from '../../identity/reset-state.ts';
import { StateDirectory } from '../../identity/state-directory.ts';
import { shownPath } from '../../identity/state-error.ts';
import { cleanLeftovers } from '../../quiesce/leftovers.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';

interface ResetOptions {
  readonly yes?: boolean;
}

/** Adds the command to `parent`. */
export function addReset(parent: Command, run: CommandRunner): void {
  parent
    .command('reset')
    .description('make this guest ready to become a template, or a guest of its own after it was copied: removes key, certificate and state')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      `
agent.toml stays. Snapshots at the collector stay, too: \`stillpoint-collector agents\` knows the agent until it is retired, revoked or removed there.
${examples('systemctl disable --now stillpoint-agent && stillpoint-agent reset')}`,
    )
    .action(run(reset));
}

async function reset(context: CommandContext, { yes }: ResetOptions): Promise<undefined> {
  const { configFile, output } = context;
  const config = readAgentConfig(configFile);
  const state = StateDirectory.open(config.stateDirectory);
  refuseKeyLoss(new KeyStore(config), state);
  const what = `The key, the certificate and all state of this agent in ${shownPath(state.path)} are removed; it can be enrolled again with a new token only.`;
  if (yes !== true) await confirm(context, what);
  const { agentName, removed, warnings } = await resetState(state, cleanLeftovers);
  for (const warning of warnings) output.warn(`warning: ${warning}`);
  if (output.json) {
    await output.document({ agentName: agentName ?? null, stateDirectory: state.path, removed });
    return;
  }
  await output.line(`Removed from ${shownPath(state.path)}: ${removed.join(', ')}.`);
  await output.line(agentName === undefined ? 'This guest was not enrolled.' : `This guest is no longer the agent ${agentName}. Its snapshots stay at the collector.`);
  await output.line(`${shownPath(configFile)} stays.

Next, for a template:
  1. so that each copy gets a machine id of its own:   truncate -s 0 /etc/machine-id
  2. shut this guest down and copy it; on each copy:   stillpoint-agent enroll TOKEN --collector HOST:PORT`);
}

/** The key goes with the state. */
function refuseKeyLoss(keys: KeyStore, state: StateDirectory): void {
  const warning = keys.file.startsWith(`${state.path}/`) ? keys.warning() : undefined;
  if (warning !== undefined) throw new StillpointError('ENCRYPTION_KEY_NOT_EXPORTED', warning, { hint: `export it and reset again; or remove ${shownPath(keys.file)} when nothing that is encrypted with it matters` });
}

async function confirm({ output, ask }: CommandContext, what: string): Promise<void> {
  if (ask === undefined || output.json) {
    throw new StillpointError('CONFIRMATION_NEEDED', `${what} There is no terminal to ask on`, { hint: 'add --yes when that is what you want' });
  }
  output.note(what);
  const answer = (await ask('Reset this agent? [y/N] ')).trim().toLowerCase();
  if (answer !== 'y' && answer !== 'yes') throw new StillpointError('CANCELLED', 'nothing was changed');
}
