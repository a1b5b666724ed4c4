/**
 * Everything that `check` looks at, in order; one thing that is wrong does not hide the others.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';

import { readGuestPlans, refusalText, type GuestPlans } from '../central/guest-plans.ts';
import { readAgentConfig } from '../config/agent-config-file.ts';
import type { AgentConfig } from '../config/agent-config.ts';
import { ownPathsOf } from '../encryption/key-store.ts';
import type { EnrolledAgent } from '../identity/enrolled-agent.ts';
import { StateDirectory } from '../identity/state-directory.ts';
import { shownPath } from '../identity/state-error.ts';
import { checkCertificate, checkCollector } from './collector-check.ts';
import { checkEncryption } from './encryption-check.ts';
import { problemOf, type Finding } from './finding.ts';
import { checkPlan } from './plan-check.ts';
import { checkOwnRights } from './rights-check.ts';

// Room for the smallest journal and tree; what large runs need depends on their files.
const minStateBytes = 1_048_576;

/** What to check. `choose` picks the plans (it may throw PLAN_UNKNOWN, which ends the check). */
export interface AgentCheckRequest {
  readonly configFile: string;
  readonly choose: (plans: GuestPlans) => AgentConfig['plans'];
  readonly nowMs: number;
  readonly signal: AbortSignal;
}

/** All findings. Throws only what stops the check itself: PLAN_UNKNOWN, CANCELLED. */
export async function checkAgent({ configFile, choose, nowMs, signal }: AgentCheckRequest): Promise<Finding[]> {
  const findings: Finding[] = [];
  const ownConfig = attempt('configuration', findings, () => readAgentConfig(configFile));
  if (ownConfig === undefined) return [...findings, ...checkOwnRights()];
  const guestPlans = attempt('central plans', findings, () => readGuestPlans(ownConfig)) ?? { config: ownConfig, refusals: [] };
  const { config, refusals } = guestPlans;
  for (const refusal of refusals) findings.push({ level: 'problem', area: 'central plans', code: 'PLAN_REFUSED', text: refusalText(refusal), hint: 'permit it with [allow] in agent.toml, or have the plan corrected at the collector' });
  const plans = choose(guestPlans);
  findings.push({ level: 'ok', area: 'configuration', text: `${shownPath(configFile)}, ${config.plans.length === 1 ? '1 plan' : `${String(config.plans.length)} plans`}` });
  if (config.plans.length === 0) findings.push({ level: 'warning', area: 'configuration', text: 'there is no plan, so nothing is backed up', hint: noPlanHint(config) });
  const agent = attempt('state', findings, () => readState(config, findings));
  findings.push(...checkEncryption(config), ...checkOwnRights());
  if (agent !== undefined) findings.push(...(await checkCollector(config.collector, agent, signal)), checkCertificate(agent, nowMs));
  const protectedPaths = ownPathsOf(config);
  for (const plan of plans) findings.push(...(await checkPlan(plan, { protectedPaths, stateDirectory: config.stateDirectory }, signal)));
  return findings;
}

function noPlanHint({ planOrigin }: AgentConfig): string {
  return planOrigin === 'local' ? 'add a [[plan]] with a [[plan.source]]' : 'apply one at the collector: stillpoint-collector plan apply FILE';
}

function readState(config: AgentConfig, findings: Finding[]): EnrolledAgent {
  const state = StateDirectory.open(config.stateDirectory);
  const agent = state.readAgent();
  state.assertWritable();
  findings.push(checkStateSpace(state.path, state.freeBytes()) ?? { level: 'ok', area: 'state', text: `${shownPath(state.path)}, enrolled as ${agent.agentName}` });
  return agent;
}

/** What is wrong with a state directory at `path` that has `freeBytes` left; undefined: nothing. */
export function checkStateSpace(path: string, freeBytes: number): Finding | undefined {
  if (freeBytes >= minStateBytes) return undefined;
  return {
    level: 'problem',
    area: 'state',
    code: 'STATE_IO',
    text: `the filesystem of the state directory ${shownPath(path)} is full: ${formatBytes(freeBytes)} are free`,
    hint: 'free space there, or move the folder and correct state_dir in agent.toml: a run keeps its journal and the last trees in it',
  };
}

function attempt<T>(area: string, findings: Finding[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    findings.push(problemOf(area, error));
    return undefined;
  }
}
