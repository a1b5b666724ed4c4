/** `plan`: plans that are defined here for many guests. */
import type { Command } from 'commander';

import type { ExitStatus } from '@stillpoint/proto/cli/exit-status.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';
import { setTimeout as wait } from 'node:timers/promises';

import type { AdminApi } from '../../admin/admin-api.ts';
import { diffDefinitions, type KeyChange } from '../../plan/definition-diff.ts';
import { planFileText, readPlanFile } from '../../plan/plan-file.ts';
import { readAppliedPlans, type AppliedPlans } from '../applied-plans.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { addGroup } from '../command-group.ts';
import { confirm } from '../confirmation.ts';
import { parseLabel } from '../label-option.ts';
import { agentPlanJson, appliedJson, changeJson, changeLine, kindOf, stateLines, stateText, type AgentPlan, type Change } from '../plan-text.ts';
import { withAdmin } from '../with-admin.ts';

interface TargetOptions {
  readonly label?: readonly string[];
  readonly agent?: string;
}

interface RemoveOptions extends TargetOptions {
  readonly yes?: boolean;
}

/** How long guests that are connected may take to say what they make of a plan. */
const answerWaitMs = 5000;
const lookIntervalMs = 100;

/** Adds the group to `parent`. */
export function addPlan(parent: Command, run: CommandRunner): void {
  const group = addGroup(parent, 'plan', 'plans for many guests: show, apply, diff, remove', run((context) => show(context, undefined)));
  const label = ['--label <KEY=VALUE>', 'agents with this label, also those that come later; given again: with all of them', collect] as const;
  const agent = ['--agent <NAME>', "this agent, or those whose names fit a pattern as in 'web*', also those that come later"] as const;
  group.command('show').description('what was applied and what became of it; of one plan of an agent its definition').argument('[AGENT[/PLAN]]', 'as in db1 or db1/daily').action(run(show));
  group
    .command('apply')
    .description('define the plans of a file for guests')
    .argument('<FILE>', '[[plan]] tables as in agent.toml')
    .option(...label)
    .option(...agent)
    .addHelpText(
      'after',
      `
Only guests whose agent.toml has plans = "central" take them, and only what their [allow] covers. Such a plan holds no commands, hooks, passwords or programs.
Where several apply, the one for that agent goes before patterns, the pattern with more letters, then the one with more labels.
Exit status: 0 done; 3 applied, but guests do not run it (each is named).
${examples('stillpoint-collector plan apply web.toml --label role=web', "stillpoint-collector plan apply base.toml --agent '*'", 'stillpoint-collector plan apply db1.toml --agent db1')}`,
    )
    .action(run(apply));
  group.command('diff').description('what `apply` would change, for each guest; changes nothing').argument('<FILE>', '[[plan]] tables as in agent.toml').option(...label).option(...agent).action(run(diff));
  group
    .command('remove')
    .description('take a plan back: guests run it no more; its snapshots stay')
    .argument('<PLAN>', 'name of the plan')
    .option(...label)
    .option(...agent)
    .option('--yes', 'do not ask')
    .action(run(remove));
}

async function show(context: CommandContext, text: string | undefined): Promise<undefined> {
  const applied = await withAdmin(context, { write: false }, readAppliedPlans);
  const { plans, agents, definitionOf } = applied;
  const [agentName, planName] = (text ?? '').split('/');
  const shown = agents.filter((facts) => text === undefined || (facts.agentName === agentName && (planName === undefined || facts.plan?.name === planName)));
  if (text !== undefined && shown.length === 0) throw new StillpointError('PLAN_UNKNOWN', `the collector defines no plan for ${text}`, { hint: '`stillpoint-collector plan show` lists what was applied' });
  if (context.output.json) await context.output.document({ plans: text === undefined ? plans.map(appliedJson) : [], agents: shown.map((facts) => agentPlanJson(facts, definitionOf)) });
  else if (planName !== undefined) for (const facts of shown) await showDefinition(context, facts, applied);
  else await showLists(context, text === undefined ? plans : [], shown);
}

async function showDefinition({ output }: CommandContext, facts: AgentPlan, { plans, definitionOf }: AppliedPlans): Promise<void> {
  const applied = plans.find(({ plan }) => plan?.revision === facts.plan?.revision);
  await output.line(`# ${facts.agentName ?? ''}/${facts.plan?.name ?? ''}, revision ${String(facts.plan?.revision ?? 0)}, applied to ${facts.targetText ?? ''}${applied === undefined ? '' : ` on ${formatLocalTime(applied.sinceMs ?? 0)} by ${applied.actor ?? ''}`}`);
  for (const line of stateLines(facts)) await output.line(`# ${line}`);
  await output.line(planFileText(definitionOf(facts.plan?.revision)).trimEnd());
}

async function showLists({ output }: CommandContext, plans: readonly v1.CentralPlanFacts.$Properties[], agents: readonly AgentPlan[]): Promise<void> {
  if (plans.length === 0 && agents.length === 0) {
    output.note('No plan was applied: guests follow their agent.toml. `stillpoint-collector plan apply FILE --label KEY=VALUE` defines one.');
    return;
  }
  if (plans.length > 0) {
    await output.table(
      [{ heading: 'PLAN' }, { heading: 'FOR' }, { heading: 'REVISION', align: 'right' }, { heading: 'SINCE' }, { heading: 'BY' }, { heading: 'COVERS', align: 'right' }, { heading: 'FOLLOWED BY', align: 'right' }, { heading: 'IN FORCE', align: 'right' }],
      plans.map(({ plan, targetText, sinceMs, actor, covers, follows, inForce }) => [plan?.name ?? '', targetText ?? '', String(plan?.revision ?? 0), formatLocalTime(sinceMs ?? 0), actor ?? '', String(covers ?? 0), String(follows ?? 0), String(inForce ?? 0)]),
    );
    if (agents.length > 0) await output.line('');
  }
  if (agents.length === 0) return;
  await output.table(
    [{ heading: 'AGENT' }, { heading: 'PLAN' }, { heading: 'FOR' }, { heading: 'REVISION', align: 'right' }, { heading: 'STATE' }],
    agents.map((facts) => [facts.agentName ?? '', facts.plan?.name ?? '', facts.targetText ?? '', String(facts.plan?.revision ?? 0), stateText(facts)]),
  );
  for (const facts of agents) for (const line of stateLines(facts).slice(1)) output.warn(`${facts.agentName ?? ''}/${facts.plan?.name ?? ''}: ${line}`);
}

async function apply(context: CommandContext, file: string, options: TargetOptions): Promise<ExitStatus> {
  const plans = readPlanFile(file);
  const { reply, agents, definitionOf } = await withAdmin(context, { write: true }, async (admin) => {
    const done = await admin.applyPlans({ target: targetOf(options), plans: plans.map(({ name, definition }) => ({ name, definition })) });
    return { reply: done, ...(await answersOf(admin, done, context.signal)) };
  });
  const changes = reply.changes ?? [];
  const { output } = context;
  const idle = agents.filter(({ state }) => state === 'refused' || state === 'local');
  if (output.json) await output.document({ target: reply.target ?? '', changes: changes.map(changeJson), agents: agents.map((facts) => agentPlanJson(facts, definitionOf)) });
  else {
    for (const { name, revision } of reply.plans ?? []) await output.line(`plan ${name ?? ''} for ${reply.target ?? ''} is revision ${String(revision ?? 0)}`);
    if (changes.length === 0) output.note('No agent is covered now; those that come later are.');
    for (const change of changes) await output.line(changeLine(change, agents.find(({ agentName, plan }) => agentName === change.agentName && plan?.name === change.plan)));
    for (const facts of idle) for (const line of stateLines(facts).slice(1)) output.warn(`${facts.agentName ?? ''}/${facts.plan?.name ?? ''}: ${line}`);
  }
  return idle.length === 0 ? 0 : 3;
}

async function diff(context: CommandContext, file: string, options: TargetOptions): Promise<undefined> {
  const plans = readPlanFile(file);
  const { reply, definitionOf } = await withAdmin(context, { write: false }, async (admin) => {
    const would = await admin.applyPlans({ target: targetOf(options), plans: plans.map(({ name, definition }) => ({ name, definition })), dryRun: true });
    return { reply: would, definitionOf: (await readAppliedPlans(admin)).definitionOf };
  });
  const written = new Map(plans.map(({ name, definition }) => [name, definition]));
  // What the file would bring is not applied yet.
  await tellChanges(context, reply, ({ before, after }) => diffDefinitions(definitionOf(before?.revision), definitionOf(after?.revision) || (written.get(after?.name ?? '') ?? '')));
}

async function remove(context: CommandContext, plan: string, { yes, ...options }: RemoveOptions): Promise<undefined> {
  await withAdmin(context, { write: true }, async (admin) => {
    const target = options.agent === undefined && options.label === undefined ? await onlyTarget(admin, plan) : targetOf(options);
    const request = { target, plans: [{ name: plan, definition: '' }] };
    const would = await admin.applyPlans({ ...request, dryRun: true });
    const losing = (would.changes ?? []).filter(({ before, after }) => before && !after).map(({ agentName }) => agentName ?? '');
    const what = losing.length === 0 ? `The plan ${plan} for ${would.target ?? ''} is taken back; no guest loses it.` : `${countOf(losing.length, 'guest')} (${losing.join(', ')}) ${losing.length === 1 ? 'runs' : 'run'} the plan ${plan} no more; snapshots stay.`;
    await confirm(context, yes === true, what, 'Take it back?');
    const reply = await admin.applyPlans(request);
    if (context.output.json) await context.output.document({ target: reply.target ?? '', changes: (reply.changes ?? []).map(changeJson) });
    else context.output.note(`The plan ${plan} for ${reply.target ?? ''} is taken back.`);
  });
}

/** The target that the plan was applied to, when there is one. PLAN_UNKNOWN, PLAN_AMBIGUOUS. */
async function onlyTarget(admin: AdminApi, plan: string): Promise<v1.PlanTarget.$Properties> {
  const own = (await readAppliedPlans(admin)).plans.filter((facts) => facts.plan?.name === plan);
  const [first] = own;
  if (first?.target === undefined || first.target === null) throw new StillpointError('PLAN_UNKNOWN', `no plan "${plan}" was applied`, { hint: '`stillpoint-collector plan show` lists those that were' });
  if (own.length > 1) throw new StillpointError('PLAN_AMBIGUOUS', `the plan ${plan} was applied to ${own.map(({ targetText }) => targetText ?? '').join(' and to ')}`, { hint: 'say which with --label or --agent, as it was applied' });
  return first.target;
}

/** What the guests make of it, as far as they are connected and answer soon. */
async function answersOf(admin: AdminApi, { plans }: v1.ApplyPlansReply.$Properties, signal: AbortSignal): Promise<Pick<AppliedPlans, 'agents' | 'definitionOf'>> {
  const revisions = new Set((plans ?? []).map(({ revision }) => revision));
  const deadlineMs = performance.now() + answerWaitMs;
  for (;;) {
    const { agents, definitionOf } = await readAppliedPlans(admin);
    const own = agents.filter(({ plan }) => revisions.has(plan?.revision));
    if (admin.bare || performance.now() >= deadlineMs || !own.some(({ connected, state }) => connected === true && state === 'pending')) return { agents: own, definitionOf };
    await wait(lookIntervalMs, undefined, { signal });
  }
}

function targetOf({ agent, label }: TargetOptions): v1.PlanTarget.$Properties {
  const labels = (label ?? []).map(parseLabel);
  const [twice] = labels.find(([key], index) => labels.findIndex(([other]) => other === key) < index) ?? [];
  if (twice !== undefined) throw new StillpointError('USAGE', `--label names ${twice} twice, and no agent has two values of it`, { hint: 'apply the file once for each' });
  return { agents: agent ?? '', labels: Object.fromEntries(labels) };
}

/** Guests for which the same would change, together. */
async function tellChanges({ output }: CommandContext, { target, changes }: v1.ApplyPlansReply.$Properties, differenceOf: (change: Change) => readonly KeyChange[]): Promise<void> {
  const list = changes ?? [];
  if (output.json) {
    await output.document({ target: target ?? '', changes: list.map((change) => ({ ...changeJson(change), keys: differenceOf(change) })) });
    return;
  }
  if (list.length === 0) output.note(`No agent is covered by ${target ?? ''} now; those that come later are.`);
  const groups = Map.groupBy(list, (change) => JSON.stringify([change.plan, change.before?.revision, change.after?.revision, change.overruledBy, change.obstacle]));
  for (const group of groups.values()) {
    const [change] = group;
    if (change === undefined) continue;
    await output.line(`${group.map(({ agentName }) => agentName ?? '').join(', ')}: plan ${change.plan ?? ''}: ${kindOf(change)}${change.obstacle ? `; not run there: ${change.obstacle}` : ''}`);
    for (const { key, before, after } of differenceOf(change)) {
      if (before !== undefined) await output.line(`  - ${key} = ${before}`);
      if (after !== undefined) await output.line(`  + ${key} = ${after}`);
    }
  }
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}
