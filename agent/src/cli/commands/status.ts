/** `status`: who this agent is and how its last runs ended. Asks nobody but the state directory. */
import type { Command } from 'commander';

import type { EncryptionKey } from '@stillpoint/proto/encryption/encryption-key.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatHostPort } from '@stillpoint/proto/rpc/address.ts';
import { formatAge } from '@stillpoint/proto/text/format-duration.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';

import { readGuestPlans, refusalText } from '../../central/guest-plans.ts';
import { readAgentConfig } from '../../config/agent-config-file.ts';
import type { AgentConfig } from '../../config/agent-config.ts';
import { KeyStore } from '../../encryption/key-store.ts';
import { collectorAddresses } from '../../identity/collector-connection.ts';
import { certificateValidity } from '../../identity/renewal.ts';
import { StateDirectory } from '../../identity/state-directory.ts';
import { shownPath } from '../../identity/state-error.ts';
import { jsonTime } from '../backup-json.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { warnUnlessExported } from './key.ts';
import { readLastRun, type LastRun } from '../last-run.ts';

/** Adds the command to `parent`. */
export function addStatus(parent: Command, run: CommandRunner): void {
  parent
    .command('status')
    .description('who this agent is, what runs now and how the last run of each plan ended')
    .addHelpText('after', examples('stillpoint-agent status', 'stillpoint-agent status --json'))
    .action(run(status));
}

async function status({ configFile, output, now }: CommandContext): Promise<undefined> {
  const ownConfig = readAgentConfig(configFile);
  const state = StateDirectory.open(ownConfig.stateDirectory);
  const { config, refusals } = readGuestPlans(ownConfig);
  const agent = state.readAgent();
  const keys = new KeyStore(config);
  const encryption = describeEncryption(config, keys);
  const { notAfterMs } = certificateValidity(agent, now());
  const collectors = collectorAddresses(config.collector, agent).map(formatHostPort);
  const plans = config.plans.map(({ name, schedule, central }) => ({ name, schedule: schedule ?? null, centralRevision: central?.revision ?? null, runningPid: state.runningPid(name) ?? null, lastRun: readLastRun(state, name) ?? null }));
  const agentId = asUuid(agent.agentId);
  if (output.json) {
    const { agentName, collectorId } = agent;
    await output.document({ agentId, agentName, collectorId, collectors, stateDirectory: state.path, config: configFile, certificateNotAfter: jsonTime(notAfterMs), encryption: encryption.json, plansFrom: config.planOrigin, plans, refusedPlans: refusals });
    return;
  }
  await output.line(`agent        ${agent.agentName} (${agentId})`);
  await output.line(`collector    ${collectors.join(', ')} (${agent.collectorId})`);
  await output.line(`certificate  valid until ${formatLocalTime(notAfterMs)}`);
  await output.line(`state        ${shownPath(state.path)}`);
  await output.line(`encryption   ${encryption.text}`);
  if (encryption.json['keyId'] !== null) warnUnlessExported(output, keys);
  for (const { name, centralRevision, runningPid, lastRun } of plans) {
    const running = runningPid === null ? '' : `running now in process ${String(runningPid)}; `;
    const origin = centralRevision === null ? '' : `of the collector, revision ${String(centralRevision)}; `;
    await output.line(`plan ${name.padEnd(7)} ${origin}${running}${lastRun === null ? 'no run has ended here yet' : describeLastRun(lastRun, now())}`);
  }
  for (const refusal of refusals) await output.line(`REFUSED      ${refusalText(refusal)}`);
}

/** Asked also when it is off: snapshots of before may need the key. A key that cannot be read must not hide the rest. */
function describeEncryption({ encryption: { byAgent } }: AgentConfig, keys: KeyStore): { readonly text: string; readonly json: Readonly<Record<string, unknown>> } {
  let key: EncryptionKey | undefined;
  try {
    key = byAgent ? keys.get() : keys.find();
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    return { text: `${byAgent ? 'by this agent' : 'off'}: ${error.code}: ${error.message}`, json: { byAgent, keyId: null, exported: null, problem: error.code } };
  }
  const exportedMs = key === undefined ? undefined : keys.exportedMs(key.id);
  const json = { byAgent, keyId: key?.id ?? null, exported: jsonTime(exportedMs) };
  if (key === undefined) return { text: 'off', json };
  const exported = exportedMs === undefined ? 'NEVER EXPORTED' : `exported ${formatLocalTime(exportedMs)}`;
  return { text: `${byAgent ? 'by this agent,' : 'off, but there is'} key ${key.id} (${exported})`, json };
}

/** As the collector's `agents` shows it. */
function asUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

function describeLastRun({ endedAt, summary, error }: LastRun, nowMs: number): string {
  const ended = new Date(endedAt).getTime();
  const when = `${formatLocalTime(ended)} (${formatAge(nowMs - ended)} ago)`;
  if (error !== undefined) return `last run failed ${when}: ${textOf(error, 'code')}: ${textOf(error, 'message')}`;
  return `last run ${textOf(summary, 'status')} ${when}: ${textOf(summary, 'address')}`;
}

function textOf(body: Readonly<Record<string, unknown>> | undefined, key: string): string {
  const value = body?.[key];
  return typeof value === 'string' ? value : '';
}
