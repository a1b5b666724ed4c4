/**
 * Runs as an administrator starts, follows, stops and lists them.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { nearestWord } from '@stillpoint/proto/text/nearest-word.ts';

import type { ControlHub } from '../control/control-hub.ts';
import { isOver } from '../control/run-registry.ts';
import type { AdminParts } from './admin-parts.ts';
import { getAgent } from './agent-administration.ts';
import { refuseRefusedPlan } from './plan-administration.ts';

const defaultLimit = 100;
const maxLimit = 10_000;

/** Starts a run and tells how it goes until it ends or `signal` is aborted. AGENT_UNKNOWN, AGENT_OFFLINE, PLAN_UNKNOWN, PLAN_REFUSED, RUN_ACTIVE; COLLECTOR_UNREACHABLE when none runs. */
export async function* runPlan(parts: AdminParts, { actor, signal }: { readonly actor: string; readonly signal: AbortSignal }, request: v1.RunPlanRequest.$Properties): AsyncGenerator<v1.RunFacts.$Properties> {
  const hub = hubOf(parts);
  const agent = await getAgent(parts, request.agent ?? '');
  const plan = request.plan ?? '';
  const known = hub.connected().find(({ agentId }) => agentId === agent.agentId)?.plans.map(({ name }) => name ?? '') ?? [];
  if (!known.includes(plan)) await refuseRefusedPlan(parts, agent, plan);
  if (known.length > 0 && !known.includes(plan)) {
    const near = nearestWord(plan, known);
    throw new StillpointError('PLAN_UNKNOWN', `agent ${agent.name} has no plan "${plan}"`, { hint: near === undefined ? `its plans are ${known.join(', ')}` : `did you mean ${agent.name}/${near}?` });
  }
  const queued = await hub.start({ agentId: agent.agentId, plan, reason: 'asked', actor, scheduledMs: 0, attempt: 1 });
  if (request.noWait === true) {
    yield queued;
    return;
  }
  yield* hub.runs.follow(agent.agentId, queued.runId ?? new Uint8Array(0), signal);
}

/** Asks the agent to stop a run; answers what is known of it then. RUN_UNKNOWN, AGENT_OFFLINE. */
export async function cancelRun(parts: AdminParts, actor: string, { runId, agent, plan }: v1.CancelPlanRunRequest.$Properties): Promise<v1.RunFacts.$Properties> {
  const hub = hubOf(parts);
  const wanted = Buffer.from(runId ?? []).toString('hex');
  const agentId = agent === '' || agent === null || agent === undefined ? undefined : (await getAgent(parts, agent)).agentId;
  const found = hub.runs
    .going(agentId)
    .find((run) => (wanted === '' ? agentId !== undefined && run.plan === plan : Buffer.from(run.runId ?? []).toString('hex') === wanted));
  if (found === undefined) {
    throw new StillpointError('RUN_UNKNOWN', wanted === '' ? `no run of ${agent ?? ''}/${plan ?? ''} is going on` : `no run ${wanted} is going on`, { hint: '`stillpoint-collector runs` lists them' });
  }
  const id = found.runId ?? new Uint8Array(0);
  await hub.cancel(Buffer.from(found.agentId ?? []).toString('hex'), id, actor);
  return found;
}

/** The history, with the newest of what goes on; what was said of runs is in it when one is asked for by its id, and of restores. AGENT_UNKNOWN. */
export async function listRuns(parts: AdminParts, request: v1.ListRunsRequest.$Properties): Promise<v1.RunFacts.$Properties[]> {
  if (request.runId && request.runId.length > 0) return findRun(parts, request.runId);
  const agent = request.agent ?? '';
  const plan = request.plan ?? '';
  const agentId = agent === '' ? undefined : (await getAgent(parts, agent)).agentId;
  const limit = Math.min(request.limit === 0 || request.limit === null || request.limit === undefined ? defaultLimit : request.limit, maxLimit);
  const runs = await parts.catalog.listRuns({ agentId, plan: plan === '' ? undefined : plan, limit });
  const going = new Map((parts.serving?.control.runs.going(agentId) ?? []).map((run) => [keyOf(run), run]));
  // In full, many of them would be more than a message holds.
  return runs.map((run) => (isOver(run) ? run : (going.get(keyOf(run)) ?? run))).map((run) => ({ ...run, lines: [], ...(run.restore ? {} : { notes: [], noteAfterMs: [] }) }));
}

async function findRun({ catalog, serving }: AdminParts, runId: Uint8Array): Promise<v1.RunFacts.$Properties[]> {
  const wanted = Buffer.from(runId).toString('hex');
  const runs = serving?.control.runs;
  const going = (runs?.going() ?? []).filter((run) => Buffer.from(run.runId ?? []).toString('hex') === wanted);
  return going.length > 0 ? going.map((run) => runs?.withLines(run) ?? run) : catalog.listRuns({ runId: wanted, limit: 1 });
}

function keyOf({ agentId, runId }: v1.RunFacts.$Properties): string {
  return `${Buffer.from(agentId ?? []).toString('hex')} ${Buffer.from(runId ?? []).toString('hex')}`;
}

/** The hub of the collector that serves. COLLECTOR_UNREACHABLE when this is a bare datastore. */
export function hubOf(parts: AdminParts): ControlHub {
  if (parts.serving !== undefined) return parts.serving.control;
  throw new StillpointError('COLLECTOR_UNREACHABLE', 'no collector runs on this datastore, so no agent is connected', { hint: 'start it: `systemctl start stillpoint-collector`, or `stillpoint-collector serve`' });
}
