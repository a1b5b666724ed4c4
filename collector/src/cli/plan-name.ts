/** AGENT/PLAN as it is typed. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

/** A plan of an agent. */
export interface PlanName {
  readonly agent: string;
  readonly plan: string;
}

/** Takes it apart. USAGE. */
export function parsePlanName(text: string): PlanName {
  const [agent = '', plan = '', ...rest] = text.split('/');
  if (agent !== '' && plan !== '' && rest.length === 0) return { agent, plan };
  throw new StillpointError('USAGE', `"${text}" is no AGENT/PLAN`, { hint: 'write it as in db1/daily; `stillpoint-collector agents show db1` names the plans of an agent' });
}
