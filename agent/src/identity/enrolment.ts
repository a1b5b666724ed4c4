/**
 * Makes an agent of this guest: a key of its own, certified by the collector whose CA the token pins.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatHostPort, type HostPort } from '@stillpoint/proto/rpc/address.ts';
import { callUnary } from '@stillpoint/proto/rpc/client-call.ts';
import { openChannel } from '@stillpoint/proto/rpc/client.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { fingerprintOf, parseCertificate } from '@stillpoint/proto/tls/certificate.ts';
import { formatToken, type EnrolmentToken } from '@stillpoint/proto/tls/token.ts';

import { clockDifferenceMs } from './clock-difference.ts';
import type { EnrolledAgent } from './enrolled-agent.ts';
import { hello } from './hello.ts';
import { checkIssued } from './issued-certificate.ts';
import { segmentEnds } from './segment.ts';

/** How to enrol. `name` is a wish: a token that names an agent wins. */
export interface EnrolmentRequest {
  readonly token: EnrolmentToken;
  readonly address: HostPort;
  readonly name: string;
  /** As `collector.segment` of agent.toml. */
  readonly segment: string | undefined;
  readonly signal: AbortSignal;
}

/** The new identity, not stored yet, and how far this host's clock is ahead of the collector's. */
export interface Enrolment {
  readonly agent: EnrolledAgent;
  readonly clockAheadMs: number;
}

const answerTimeoutMs = 30_000;

/**
 * Spends the token. SEGMENT_VIOLATION before anything is sent; CA_MISMATCH when the address is not the token's collector; COLLECTOR_UNREACHABLE, CLOCK_WRONG; TOKEN_INVALID, TOKEN_UNKNOWN, TOKEN_EXPIRED,
 * TOKEN_USED, AGENT_NAME_TAKEN as the collector says; PROTOCOL_VIOLATION when its answer does not hold together.
 */
export async function enrol(request: EnrolmentRequest): Promise<Enrolment> {
  const { token, address, signal } = request;
  const trust = { ca: { fingerprint: token.caFingerprint }, collectorId: token.collectorId };
  using channel = await openChannel({ addresses: [address], trust, localEnd: segmentEnds(request.segment), signal });
  // Only now: the certificate library costs every start time and every run memory.
  const { createKeyAndRequest } = await import('@stillpoint/proto/tls/agent-identity.ts');
  const { key, request: certificateRequest } = await createKeyAndRequest();
  const askedMs = Date.now();
  const reply = await callUnary(
    channel,
    agentService.Enroll,
    { hello: await hello(), token: formatToken(token), certificateRequest, agentName: request.name },
    { deadlineMs: answerTimeoutMs, signal },
  );
  const { certificate, caCertificate, welcome } = reply;
  const authority = parseCertificate(caCertificate);
  if (authority === undefined || fingerprintOf(authority).toString('hex') !== token.caFingerprint) {
    throw new StillpointError('CA_MISMATCH', `the collector at ${formatHostPort(address)} handed out another CA than its own`, { hint: 'make a new token and try again' });
  }
  const agentId = checkIssued({ certificate, caCertificate, key });
  return {
    agent: {
      agentId,
      agentName: welcome?.agentName ?? request.name,
      collectorId: token.collectorId,
      key,
      certificate,
      caCertificate,
      addresses: [formatHostPort(address)],
    },
    clockAheadMs: clockDifferenceMs(welcome?.clockMs ?? askedMs, askedMs, Date.now()),
  };
}
