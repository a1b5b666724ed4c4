/**
 * Connection, clock and certificate, as the collector sees them.
 */
import { asStillpointError } from '@stillpoint/proto/cli/error-text.ts';
import { formatHostPort } from '@stillpoint/proto/rpc/address.ts';
import { callUnary } from '@stillpoint/proto/rpc/client-call.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';

import type { CollectorConfig } from '../config/agent-config.ts';
import { clockDifferenceMs } from '../identity/clock-difference.ts';
import { openCollector } from '../identity/collector-connection.ts';
import type { EnrolledAgent } from '../identity/enrolled-agent.ts';
import { checkWelcome, hello } from '../identity/hello.ts';
import { certificateValidity } from '../identity/renewal.ts';
import { problemOf, type Finding } from './finding.ts';

const answerTimeoutMs = 10_000;
const clockWarningMs = 10_000;
const clockProblemMs = 5 * 60_000;

/** Connects and greets; a failure is one finding. */
export async function checkCollector(config: CollectorConfig, agent: EnrolledAgent, signal: AbortSignal): Promise<Finding[]> {
  try {
    using channel = await openCollector(config, agent, signal);
    const sentMs = Date.now();
    const welcome = await callUnary(channel, agentService.Greet, await hello(), { deadlineMs: answerTimeoutMs, signal });
    checkWelcome(welcome);
    const where = channel.address === undefined ? channel.peer : formatHostPort(channel.address);
    const over = config.segment === undefined ? '' : ` within ${config.segment}`;
    const text = `${where} answers from version ${welcome.softwareVersion}, over ${channel.localAddress}${over}; it knows this agent as ${welcome.agentName}`;
    return [{ level: 'ok', area: 'collector', text }, clockFinding(clockDifferenceMs(welcome.clockMs, sentMs, Date.now()))];
  } catch (error) {
    signal.throwIfAborted();
    return [problemOf('collector', asStillpointError(error))];
  }
}

/** How long the agent's certificate holds. */
export function checkCertificate(agent: EnrolledAgent, nowMs: number): Finding {
  const { notAfterMs, leftMs, due } = certificateValidity(agent, nowMs);
  const until = `until ${formatLocalTime(notAfterMs)}`;
  if (leftMs <= 0) {
    return { level: 'problem', area: 'certificate', code: 'CERTIFICATE_EXPIRED', text: `was valid ${until}`, hint: 'the next backup tries to renew it; if the collector refuses, enrol this guest again with a token for its name' };
  }
  const text = `valid ${until}, ${String(Math.floor(leftMs / 86_400_000))} days left`;
  return due ? { level: 'warning', area: 'certificate', text: `${text}; the next backup renews it` } : { level: 'ok', area: 'certificate', text };
}

function clockFinding(aheadMs: number): Finding {
  const size = Math.abs(aheadMs);
  if (size <= clockWarningMs) return { level: 'ok', area: 'clock', text: 'agrees with the collector\'s' };
  const text = `this host's clock is ${formatDuration(size)} ${aheadMs > 0 ? 'ahead of' : 'behind'} the collector's`;
  const hint = 'synchronise both (`timedatectl` shows the state here); snapshots are dated by the collector\'s clock';
  return size > clockProblemMs ? { level: 'problem', area: 'clock', code: 'CLOCK_WRONG', text, hint } : { level: 'warning', area: 'clock', text, hint };
}
