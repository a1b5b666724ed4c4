/**
 * The administrator's commands before and after a run.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { ToolProcess } from '../source/tool/tool-process.ts';

/** Which hook, for whom. `status` (post only): how the run ended. */
export interface HookRun {
  readonly hook: 'pre' | 'post';
  readonly command: readonly string[];
  readonly timeoutMs: number;
  readonly runId: string;
  readonly plan: string;
  readonly status?: RunStatus;
}

/** What a post hook is told. `killed`: the run died without a word, and the next one runs its hook. */
export type RunStatus = 'complete' | 'incomplete' | 'failed' | 'cancelled' | 'killed';

/** Runs a hook to its end. HOOK_FAILED names exit status and the end of its standard error; when `signal` aborts, its reason is thrown. */
export async function runHook({ hook, command, timeoutMs, runId, plan, status }: HookRun, signal: AbortSignal): Promise<void> {
  const environment = { STILLPOINT_RUN_ID: runId, STILLPOINT_PLAN: plan, STILLPOINT_HOOK: hook, ...(status === undefined ? {} : { STILLPOINT_STATUS: status }) };
  try {
    await using tool = await ToolProcess.start({ command, timeoutMs, environment, signal }, 'ignore');
    await tool.succeeded();
  } catch (cause) {
    signal.throwIfAborted();
    if (!(cause instanceof StillpointError)) throw cause;
    throw new StillpointError('HOOK_FAILED', `the ${hook} hook of plan ${plan} failed: ${cause.message}`, {
      hint: cause.code === 'TOOL_TIMEOUT' ? 'see why it hangs, or raise plan.quiesce.hook_timeout' : `run the command of plan.quiesce.${hook} by hand to see more`,
      cause,
    });
  }
}
