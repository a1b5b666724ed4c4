/**
 * Everything that `check` looks at, in order; one thing that is wrong does not hide the others.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { byteStringFromText } from '@stillpoint/proto/text/byte-string.ts';

import { readAgentConfig } from '../config/agent-config-file.ts';
import type { AgentConfig } from '../config/agent-config.ts';
import type { EnrolledAgent } from '../identity/enrolled-agent.ts';
import { StateDirectory } from '../identity/state-directory.ts';
import { shownPath } from '../identity/state-error.ts';
import { checkCertificate, checkCollector } from './collector-check.ts';
import { problemOf, type Finding } from './finding.ts';
import { checkPlan } from './plan-check.ts';
import { checkOwnRights } from './rights-check.ts';

/** What to check. `choose` picks the plans (it may throw PLAN_UNKNOWN, which ends the check). */
export interface AgentCheckRequest {
  readonly configFile: string;
  readonly choose: (config: AgentConfig) => AgentConfig['plans'];
  readonly nowMs: number;
  readonly signal: AbortSignal;
}

/** All findings. Throws only what stops the check itself: PLAN_UNKNOWN, CANCELLED. */
export async function checkAgent({ configFile, choose, nowMs, signal }: AgentCheckRequest): Promise<Finding[]> {
  const findings: Finding[] = [];
  const config = attempt('configuration', findings, () => readAgentConfig(configFile));
  if (config === undefined) return [...findings, ...checkOwnRights()];
  const plans = choose(config);
  findings.push({ level: 'ok', area: 'configuration', text: `${shownPath(configFile)}, ${config.plans.length === 1 ? '1 plan' : `${String(config.plans.length)} plans`}` });
  if (config.plans.length === 0) findings.push({ level: 'warning', area: 'configuration', text: 'there is no plan, so nothing is backed up', hint: 'add a [[plan]] with a [[plan.source]]' });
  const agent = attempt('state', findings, () => readState(config, findings));
  findings.push(...checkOwnRights());
  if (agent !== undefined) findings.push(...(await checkCollector(config.collector, agent, signal)), checkCertificate(agent, nowMs));
  const protectedPaths = [byteStringFromText(config.stateDirectory)];
  for (const plan of plans) findings.push(...checkPlan(plan, { protectedPaths }));
  return findings;
}

function readState(config: AgentConfig, findings: Finding[]): EnrolledAgent {
  const state = StateDirectory.open(config.stateDirectory);
  const agent = state.readAgent();
  state.assertWritable();
  findings.push({ level: 'ok', area: 'state', text: `${shownPath(state.path)}, enrolled as ${agent.agentName}` });
  return agent;
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
