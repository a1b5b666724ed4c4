/** Everything that is fuzzed. */
import { agentTargets } from './agent-targets.ts';
import { datastoreTargets } from './datastore-targets.ts';
import { encryptionTargets } from './encryption-targets.ts';
import { formatTargets } from './format-targets.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { messageTargets } from './message-targets.ts';

export const targets: readonly FuzzTarget[] = [...formatTargets, ...datastoreTargets, ...messageTargets, ...agentTargets, ...encryptionTargets];

/** The target of that name; an error that lists them when there is none. */
export function getTarget(name: string): FuzzTarget {
  const target = targets.find((candidate) => candidate.name === name);
  if (target === undefined) throw new Error(`there is no target "${name}"; there are ${targets.map((one) => one.name).join(', ')}`);
  return target;
}
