/**
 * Takes the identity and everything else out of a state directory, so that the guest can become a template. Nothing runs meanwhile: the locks of the service and of each plan are held.
 */
import { StillpointError, type ErrorCode } from '@stillpoint/proto/errors.ts';

import type { StateDirectory } from './state-directory.ts';

/** What was removed, in words. */
export interface ResetReport {
  /** Undefined when there was no identity, or a damaged one. */
  readonly agentName: string | undefined;
  readonly removed: readonly string[];
  readonly warnings: readonly string[];
}

/** Undoes what dead runs of a plan have left in the guest, and tells of it. */
export type LeftoverCleaner = (planFolder: string) => Promise<readonly { readonly code: ErrorCode; readonly text: string }[]>;

/**
 * Removes everything but the directory itself, the key first. SERVICE_ACTIVE, RUN_ACTIVE while something runs; LEFTOVER_REMAINS when a dead run has left something in the guest that
 * cannot be undone, of which nothing else knows; PERMISSION_DENIED, STATE_IO.
 */
export async function resetState(state: StateDirectory, cleanLeftovers: LeftoverCleaner): Promise<ResetReport> {
  state.assertWritable();
  using locks = new DisposableStack();
  locks.use(state.lockService());
  const plans = state.planNames();
  for (const plan of plans) locks.use(state.lockPlan(plan));
  const warnings: string[] = [];
  for (const plan of plans) {
    for (const { code, text } of await cleanLeftovers(state.planFolder(plan))) {
      if (code === 'LEFTOVER_REMAINS') throw new StillpointError(code, text, { hint: 'undo it by hand, run a backup of that plan, or see docs/quiesce.md; then reset again' });
      warnings.push(text);
    }
  }
  const agentName = nameIn(state);
  const names = state.removeContent();
  const removed = names.map((name) => (name === 'agent.json' ? 'key and certificate (agent.json)' : name === 'plans' ? `journals and trees (plans: ${plans.join(', ')})` : name));
  return { agentName, removed: removed.length === 0 ? ['nothing, it was empty'] : removed, warnings };
}

// Whatever is wrong with an identity, it can be removed.
function nameIn(state: StateDirectory): string | undefined {
  try {
    return state.readAgent().agentName;
  } catch (error) {
    if (error instanceof StillpointError && (error.code === 'AGENT_NOT_ENROLLED' || error.code === 'STATE_INVALID')) return undefined;
    throw error;
  }
}
