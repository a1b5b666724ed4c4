/**
 * Renews the agent's certificate before it ends, with a new key each time.
 */
import { callUnary } from '@stillpoint/proto/rpc/client-call.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { parsePeerCertificate } from '@stillpoint/proto/tls/peer-certificate.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { CollectorConfig } from '../config/agent-config.ts';
import { openCollector } from './collector-connection.ts';
import type { EnrolledAgent } from './enrolled-agent.ts';
import { hello } from './hello.ts';
import { checkIssued } from './issued-certificate.ts';
import type { StateDirectory } from './state-directory.ts';

/** What {@link renewWhenDue} works with. */
export interface RenewalContext {
  readonly collector: CollectorConfig;
  readonly state: StateDirectory;
  /** ms since 1970. */
  readonly nowMs: number;
  readonly signal: AbortSignal;
  /** Also when it is not due: the collector has asked for it. */
  readonly always?: boolean;
}

const answerTimeoutMs = 30_000;

/** Validity of the agent's certificate; `due`: less than a third of it is left. */
export function certificateValidity(agent: EnrolledAgent, nowMs: number): { readonly notAfterMs: number; readonly leftMs: number; readonly due: boolean } {
  const identity = parsePeerCertificate(agent.certificate);
  if (identity === undefined) throw new StillpointError('STATE_INVALID', 'the certificate of this agent cannot be read', { hint: 'enrol this guest again' });
  const notAfterMs = identity.notAfter.getTime();
  const leftMs = notAfterMs - nowMs;
  return { notAfterMs, leftMs, due: leftMs < (notAfterMs - identity.notBefore.getTime()) / 3 };
}

/**
 * The identity to work with: the one that is there, or a renewed one, stored before it is given back. While the old certificate holds, a failed renewal is
 * not fatal and is handed to `failed`; after its end the failure is thrown.
 */
export async function renewWhenDue(context: RenewalContext, failed: (error: StillpointError) => void): Promise<EnrolledAgent> {
  const { state, nowMs, always = false } = context;
  const agent = state.readAgent();
  const { due, leftMs } = certificateValidity(agent, nowMs);
  if (!due && !always) return agent;
  try {
    return await renewAlone(context, agent);
  } catch (error) {
    if (leftMs <= 0 || !(error instanceof StillpointError) || error.code === 'CANCELLED') throw error;
    failed(error);
    return agent;
  }
}

/** The service and runs of several plans may find at one moment that it is time. */
async function renewAlone(context: RenewalContext, before: EnrolledAgent): Promise<EnrolledAgent> {
  const { state, nowMs } = context;
  using lock = state.lockRenewal();
  const agent = state.readAgent();
  if (agent.certificate !== before.certificate) return agent;
  if (lock !== undefined) {
    const renewed = await renew(context, agent);
    state.writeAgent(renewed);
    return renewed;
  }
  if (certificateValidity(agent, nowMs).leftMs > 0) return agent;
  throw new StillpointError('CERTIFICATE_EXPIRED', 'the certificate of this agent has ended; another process renews it at this moment', { hint: 'try again in a minute' });
}

/** Writes down the name that the collector knows this agent by: it was renamed. PERMISSION_DENIED, STATE_IO, STATE_INVALID. */
export function noteName(state: StateDirectory, agentName: string): void {
  if (agentName === '' || state.readAgent().agentName === agentName) return;
  using lock = state.lockRenewal();
  // Whoever renews writes the record; the name is told again at the next connection.
  if (lock !== undefined) state.writeAgent({ ...state.readAgent(), agentName });
}

async function renew({ collector, signal }: RenewalContext, agent: EnrolledAgent): Promise<EnrolledAgent> {
  using channel = await openCollector(collector, agent, signal);
  // Only now: the certificate library costs every start time and every run memory.
  const { createKeyAndRequest } = await import('@stillpoint/proto/tls/agent-identity.ts');
  const { key, request: certificateRequest } = await createKeyAndRequest();
  const reply = await callUnary(channel, agentService.Renew, { hello: await hello(), certificateRequest }, { deadlineMs: answerTimeoutMs, signal });
  const { certificate, caCertificate } = reply;
  const renewed = { ...agent, key, certificate, caCertificate: caCertificate === '' ? agent.caCertificate : caCertificate };
  if (checkIssued(renewed) !== agent.agentId) {
    throw new StillpointError('PROTOCOL_VIOLATION', 'the collector renewed the certificate of another agent', { hint: 'bring agent and collector to the same version' });
  }
  return renewed;
}
