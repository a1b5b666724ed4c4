/** `agents`: who is enrolled, and changing that. */
import type { Command } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { byteStringFromText } from '@stillpoint/proto/text/byte-string.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { parseSize } from '@stillpoint/proto/text/parse-size.ts';
import { formatAge } from '@stillpoint/proto/text/format-duration.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';
import { nearestWord } from '@stillpoint/proto/text/nearest-word.ts';

import { alarmJson, alarmText } from '../alarm-text.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { addGroup } from '../command-group.ts';
import { confirm } from '../confirmation.ts';
import { jsonTime, jsonUuid } from '@stillpoint/proto/cli/json-fields.ts';
import { labelsText, parseLabel } from '../label-option.ts';
import { missingFrom } from '../missing-agents.ts';
import { wordOrNull } from '../run-text.ts';
import { withAdmin } from '../with-admin.ts';

interface SetOptions {
  readonly dedup?: string;
  readonly restore?: string;
  readonly quota?: string;
  readonly retired?: boolean;
  readonly label?: readonly string[];
  readonly removeLabel?: readonly string[];
}

interface ListOptions {
  readonly missingFrom?: string;
}

interface ConfirmOptions {
  readonly yes?: boolean;
}

/** Adds the group to `parent`. */
export function addAgents(parent: Command, run: CommandRunner): void {
  const group: Command = addGroup(parent, 'agents', 'list agents, look at one, rename, set, revoke or remove it', () => list()).option('--missing-from <FILE>', 'only name those in FILE, one name in a line, that are no agents; exit status 1 when there are any');
  const list = (): Promise<void> => run(listAgents)(group.opts<ListOptions>());
  const agent = ['<NAME>', 'name or id of the agent, in full'] as const;
  group.command('list').description('list the agents').action(list);
  group.command('show').description('everything that is known of one agent').argument(...agent).action(run(showAgent));
  group.command('rename').description('give an agent another name; its id and its snapshots stay').argument(...agent).argument('<NEW-NAME>').action(run(renameAgent));
  group
    .command('set')
    .description('change settings of an agent')
    .argument(...agent)
    .option('--dedup <SCOPE>', 'fleet: share chunks with all agents; agent: keep to its own')
    .option('--restore <SWITCH>', 'on: the guest itself may list and restore its own snapshots; off: only the collector may')
    .option('--retired', 'the guest is no more: its snapshots stay, it raises no alarms and may not come')
    .option('--no-retired', 'let it come again')
    .option('--quota <SIZE>', 'what its data may take in the datastore, as in 200G; off: no bound')
    .option('--label <KEY=VALUE>', 'set a label; may be given again', collect)
    .option('--remove-label <KEY>', 'remove a label; may be given again', collect)
    .addHelpText('after', examples('stillpoint-collector agents set db1 --dedup agent --label site=tokyo', 'stillpoint-collector agents set db1 --retired'))
    .action(run(setAgent));
  group.command('revoke').description('void the certificate of an agent, also on living connections; its snapshots stay').argument(...agent).option('--yes', 'do not ask').action(run(revokeAgent));
  group.command('remove').description('forget an agent that has no snapshots').argument(...agent).option('--yes', 'do not ask').action(run(removeAgent));
}

async function listAgents(context: CommandContext, { missingFrom: file }: ListOptions): Promise<0 | 1> {
  const { output } = context;
  if (file !== undefined) return listMissing(context, file);
  const [agents, alarms] = await withAdmin(context, { write: false }, async (admin) => [(await admin.listAgents()).agents ?? [], (await admin.getStatus()).alarms ?? []] as const);
  if (output.json) {
    await output.document({ agents: agents.map(agentJson), alarms: alarms.map(alarmJson) });
    return 0;
  }
  for (const alarm of alarms) await output.line(alarmText(alarm));
  if (agents.length === 0) {
    output.note('No agent is enrolled yet; `stillpoint-collector token create` makes a token for one.');
    return 0;
  }
  const nowMs = context.now();
  await output.table(
    [{ heading: 'NAME' }, { heading: 'STATE' }, { heading: 'SERVICE' }, { heading: 'LAST SNAPSHOT' }, { heading: 'STATUS' }, { heading: 'SNAPSHOTS', align: 'right' }, { heading: 'LAST SEEN' }, { heading: 'ADDRESS' }, { heading: 'VERSION' }, { heading: 'CLOCK' }, { heading: 'LABELS' }],
    agents.map((agent) => [
      agent.name ?? '',
      agent.state ?? '',
      agent.connected === true ? 'connected' : 'away',
      agoOrNever(agent.lastSnapshotMs, nowMs),
      agent.lastSnapshotStatus ?? '',
      String(agent.snapshots ?? 0),
      agoOrNever(agent.lastSeenMs, nowMs),
      agent.lastAddress ?? '',
      agent.softwareVersion ?? '',
      agent.lastSeenMs ? shortSkew(agent.clockSkewMs ?? 0) : '',
      labelsText(agent.labels),
    ]),
  );
  return 0;
}

async function listMissing(context: CommandContext, file: string): Promise<0 | 1> {
  const { output } = context;
  const agents = await withAdmin(context, { write: false }, async (admin) => (await admin.listAgents()).agents ?? []);
  const missing = await missingFrom(file, new Set(agents.map(({ name }) => name ?? '')));
  if (output.json) await output.document({ missing });
  else {
    for (const name of missing) await output.line(showByteName(byteStringFromText(name)));
    if (missing.length === 0) output.note(`Every guest in ${file} is an agent.`);
  }
  return missing.length === 0 ? 0 : 1;
}

async function showAgent(context: CommandContext, name: string): Promise<undefined> {
  const { output } = context;
  const agent = await withAdmin(context, { write: false }, async (admin) => findAgent((await admin.listAgents()).agents ?? [], name));
  if (output.json) {
    await output.document(agentJson(agent));
    return;
  }
  const lines: (readonly [string, string])[] = [
    ['name', agent.name ?? ''],
    ['id', jsonUuid(agent.agentId)],
    ['state', agent.state ?? ''],
    ['enrolled', formatLocalTime(agent.enrolledMs ?? 0)],
    ['certificate until', formatLocalTime(agent.certificateNotAfterMs ?? 0)],
    ['deduplication', agent.dedup === 'agent' ? 'agent (keeps to its own chunks)' : 'fleet (shares chunks with all agents)'],
    ['restore in guest', agent.restore === 'off' ? 'off (only the collector gives back its files)' : 'on (the guest may read its own snapshots)'],
    ['quota', agent.quotaBytes ? `${formatBytes(agent.usedBytes ?? 0)} of ${formatBytes(agent.quotaBytes)} are used` : 'none'],
    ['labels', labelsText(agent.labels)],
    ['last seen', agent.lastSeenMs ? `${formatLocalTime(agent.lastSeenMs)} from ${agent.lastAddress ?? ''}` : 'never'],
    ['service', agent.connected === true ? `connected since ${formatLocalTime(agent.connectedSinceMs ?? 0)}` : 'not connected'],
    ['plans', (agent.plans ?? []).map(planText).join('; ')],
    ['clock', describeSkew(agent)],
    ['host', hostLine(agent)],
    ['version', agent.softwareVersion ?? ''],
    ['snapshots', String(agent.snapshots ?? 0)],
    ['last snapshot', agent.lastSnapshotMs ? `${formatLocalTime(agent.lastSnapshotMs)} (${agent.lastSnapshotStatus ?? ''})` : 'none'],
  ];
  for (const [key, value] of lines) await output.line(`${`${key}:`.padEnd(20)}${value}`.trimEnd());
}

async function renameAgent(context: CommandContext, name: string, newName: string): Promise<undefined> {
  await change(context, { agent: name, name: newName }, (agent) => `Agent ${name} is called ${agent.name ?? ''} now.`);
}

async function setAgent(context: CommandContext, name: string, options: SetOptions): Promise<undefined> {
  if (options.dedup === undefined && options.restore === undefined && options.quota === undefined && options.retired === undefined && options.label === undefined && options.removeLabel === undefined) {
    throw new StillpointError('USAGE', 'nothing to set', { hint: 'give --dedup, --restore, --quota, --retired, --label or --remove-label' });
  }
  const request = {
    agent: name,
    ...(options.dedup === undefined ? {} : { dedup: options.dedup }),
    ...(options.restore === undefined ? {} : { restore: options.restore }),
    ...(options.quota === undefined ? {} : { quotaBytes: quotaOf(options.quota) }),
    ...(options.retired === undefined ? {} : { retired: options.retired }),
    setLabels: Object.fromEntries((options.label ?? []).map(parseLabel)),
    removeLabels: [...(options.removeLabel ?? [])],
  };
  await change(context, request, (agent) => `Agent ${agent.name ?? ''} is changed.`);
}

async function change(context: CommandContext, request: v1.UpdateAgentRequest.$Properties, done: (agent: v1.AgentFacts.$Properties) => string): Promise<void> {
  const agent = await withAdmin(context, { write: true }, async (admin) => admin.updateAgent(request));
  if (context.output.json) await context.output.document(agentJson(agent));
  else context.output.note(done(agent));
}

async function revokeAgent(context: CommandContext, name: string, options: ConfirmOptions): Promise<undefined> {
  const agent = await withAdmin(context, { write: true }, async (admin) => {
    const found = findAgent((await admin.listAgents()).agents ?? [], name);
    await confirm(context, options.yes === true, `Agent ${found.name ?? ''} (${jsonUuid(found.agentId)}) can no longer connect, and cannot be let in again but with a new token.`, 'Revoke it?');
    return admin.revokeAgent({ agent: name });
  });
  if (context.output.json) await context.output.document(agentJson(agent));
  else context.output.note(`Agent ${agent.name ?? ''} is revoked; its ${countOf(agent.snapshots ?? 0, 'snapshot')} ${agent.snapshots === 1 ? 'stays' : 'stay'}.`);
}

async function removeAgent(context: CommandContext, name: string, options: ConfirmOptions): Promise<undefined> {
  await withAdmin(context, { write: true }, async (admin) => {
    const found = findAgent((await admin.listAgents()).agents ?? [], name);
    await confirm(context, options.yes === true, `Agent ${found.name ?? ''} (${jsonUuid(found.agentId)}) is forgotten; its name is free again.`, 'Remove it?');
    await admin.removeAgent({ agent: name });
    if (context.output.json) await context.output.document({ agentId: jsonUuid(found.agentId), name: found.name ?? '', state: 'removed' });
    else context.output.note(`Agent ${found.name ?? ''} is removed.`);
  });
}

// Names are exact here: what is shown and what would be changed are the same agent.
function findAgent(agents: readonly v1.AgentFacts.$Properties[], name: string): v1.AgentFacts.$Properties {
  const wanted = name.toLowerCase();
  const found = agents.find((agent) => agent.name === wanted) ?? agents.find((agent) => jsonUuid(agent.agentId).replaceAll('-', '') === wanted.replaceAll('-', ''));
  if (found !== undefined) return found;
  const near = nearestWord(wanted, agents.map((agent) => agent.name ?? ''));
  throw new StillpointError('AGENT_UNKNOWN', `there is no agent "${showByteName(byteStringFromText(name))}"`, {
    hint: near === undefined ? '`stillpoint-collector agents` lists them; names are not completed here' : `did you mean ${near}?`,
  });
}

function quotaOf(text: string): number {
  const quotaBytes = text === 'off' ? 0 : parseSize(text);
  if (quotaBytes === undefined) throw new StillpointError('USAGE', `--quota ${text} is no size`, { hint: 'write it as in --quota 200G, or --quota off' });
  return quotaBytes;
}

function agoOrNever(unixMs: number | null | undefined, nowMs: number): string {
  return unixMs === undefined || unixMs === null || unixMs === 0 ? 'never' : `${formatAge(nowMs - unixMs)} ago`;
}

const notableSkewMs = 30_000;

function describeSkew(agent: v1.AgentFacts.$Properties): string {
  const skewMs = agent.clockSkewMs ?? 0;
  if (!agent.lastSeenMs) return 'unknown';
  return Math.abs(skewMs) < notableSkewMs ? 'right' : `${formatAge(Math.abs(skewMs))} ${skewMs > 0 ? 'ahead' : 'behind'}`;
}

function shortSkew(skewMs: number): string {
  return Math.abs(skewMs) < notableSkewMs ? 'right' : `${skewMs > 0 ? '+' : '-'}${formatAge(Math.abs(skewMs))}`;
}

function planText({ name, schedule, sourceKinds, centralRevision }: v1.PlanFacts.$Properties): string {
  return `${name ?? ''} (${(sourceKinds ?? []).join(', ')})${schedule ? ` at "${schedule}"` : ''}${centralRevision ? `, of the collector, revision ${String(centralRevision)}` : ''}`;
}

// What a guest tells of itself is shown without its control characters.
function hostLine(agent: v1.AgentFacts.$Properties): string {
  const { hostName = '', operatingSystem = '' } = agent;
  return showByteName(byteStringFromText([hostName, operatingSystem].filter((text) => text !== '' && text !== null).join(', ')));
}

function agentJson(agent: v1.AgentFacts.$Properties): Record<string, unknown> {
  return {
    agentId: jsonUuid(agent.agentId),
    name: agent.name ?? '',
    state: agent.state ?? '',
    enrolled: jsonTime(agent.enrolledMs),
    certificateNotAfter: jsonTime(agent.certificateNotAfterMs),
    dedup: agent.dedup ?? '',
    restore: agent.restore ?? '',
    quotaBytes: agent.quotaBytes === 0 ? null : (agent.quotaBytes ?? null),
    usedBytes: agent.quotaBytes ? (agent.usedBytes ?? 0) : null,
    labels: agent.labels ?? {},
    connected: agent.connected ?? false,
    connectedSince: jsonTime(agent.connectedSinceMs),
    plans: (agent.plans ?? []).map(({ name, schedule, sourceKinds, centralRevision }) => ({ name: name ?? '', schedule: wordOrNull(schedule), sourceKinds: sourceKinds ?? [], centralRevision: centralRevision === 0 ? null : (centralRevision ?? null) })),
    lastSeen: jsonTime(agent.lastSeenMs),
    lastAddress: agent.lastAddress ?? '',
    clockSkewMs: agent.clockSkewMs ?? 0,
    hostName: agent.hostName ?? '',
    operatingSystem: agent.operatingSystem ?? '',
    softwareVersion: agent.softwareVersion ?? '',
    snapshots: agent.snapshots ?? 0,
    lastSnapshot: jsonTime(agent.lastSnapshotMs),
    lastSnapshotStatus: agent.lastSnapshotStatus === '' ? null : (agent.lastSnapshotStatus ?? null),
  };
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}
