/**
 * Why a session was cut.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { callUnary } from '@stillpoint/proto/rpc/client-call.ts';
import { agentService } from '@stillpoint/proto/services.ts';

import type { CollectorConfig } from '../config/agent-config.ts';
import { openCollector } from '../identity/collector-connection.ts';
import type { EnrolledAgent } from '../identity/enrolled-agent.ts';
import { hello } from '../identity/hello.ts';

const answerTimeoutMs = 3000;

/**
 * The error to show for a run that ended with `failure`. A collector that revokes an agent ends its connections at once, so that nothing else can be
 * said on them: of a lost session it is asked once whether it still knows this agent. Says what to do next where the peer did not. Never throws.
 */
export async function explainLoss(failure: StillpointError, config: CollectorConfig, agent: EnrolledAgent): Promise<StillpointError> {
  if (failure.code === 'AGENT_REVOKED' && failure.hint === undefined) return withHint(failure, `to let it in again: stillpoint-collector token create --agent ${agent.agentName} --replace`);
  if (failure.code !== 'SESSION_LOST') return failure;
  const dismissal = await findDismissal(config, agent);
  if (dismissal !== undefined) return new StillpointError(dismissal.code, `${dismissal.message}; the run was ended and nothing of it is visible at the collector`, { hint: dismissal.hint, cause: failure });
  return withHint(failure, failure.hint ?? 'nothing of the run is visible; the next one goes on where this one stopped');
}

/** Of a loss that is not the end. */
export function lossText({ message }: StillpointError): string {
  return `warning: the connection was lost and is made again; the restore goes on with what is missing (${message})`;
}

/** Asks the collector once whether it still knows this agent: AGENT_REVOKED or AGENT_UNKNOWN when it does not, undefined when it does or does not answer. Never throws. */
export async function findDismissal(config: CollectorConfig, agent: EnrolledAgent): Promise<StillpointError | undefined> {
  try {
    const signal = AbortSignal.timeout(answerTimeoutMs);
    using channel = await openCollector(config, agent, signal);
    await callUnary(channel, agentService.Greet, await hello(), { deadlineMs: answerTimeoutMs, signal });
  } catch (error) {
    if (error instanceof StillpointError && (error.code === 'AGENT_REVOKED' || error.code === 'AGENT_UNKNOWN')) return error;
    // Any other failure says less than the one that is to be explained.
  }
  return undefined;
}

function withHint(failure: StillpointError, hint: string): StillpointError {
  return new StillpointError(failure.code, failure.message, { hint, cause: failure });
}
