/**
 * What a plan would do on this guest as it is now.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { PlanConfig } from '../config/agent-config.ts';
import { sourceOf } from '../source/sources.ts';
import { problemOf, type Finding } from './finding.ts';
import { checkQuiesce } from './quiesce-check.ts';
import { checkSource, type SourceCheckOptions } from './source-check.ts';

/** Everything about one plan, problems included. */
export async function checkPlan(plan: PlanConfig, options: SourceCheckOptions, signal: AbortSignal): Promise<Finding[]> {
  const area = `plan ${plan.name}`;
  const findings: Finding[] = [{ level: 'ok', area, text: plan.schedule === undefined ? 'runs when it is asked for' : `schedule ${plan.schedule}, unless the collector sets another` }];
  if (plan.central !== undefined) findings.push({ level: 'ok', area, text: `defined by the collector, revision ${String(plan.central.revision)}` });
  for (const source of plan.sources) {
    try {
      findings.push(...(await checkSource(source, area, options, signal)));
    } catch (error) {
      if (!(error instanceof StillpointError)) throw error;
      const problem = problemOf(area, error);
      findings.push({ ...problem, text: `source ${source.name}: ${problem.text}` });
    }
  }
  const sources = plan.sources.map(sourceOf);
  const quiesce = {
    ...options,
    trees: sources.flatMap((source) => source.trees ?? []),
    databases: sources.flatMap((source) => source.quiesce?.() ?? []).length,
    dumps: sources.filter((source) => source.trees === undefined && source.unknownMoment !== true).length,
    unknown: sources.filter((source) => source.unknownMoment === true).length,
  };
  return [...findings, ...(await checkQuiesce(plan, quiesce))];
}
