/**
 * The one snapshot of a restore token: in a rescue system, which is no agent and has neither key nor configuration. The key that the token is exchanged with lives in this process only.
 */
import type { SnapshotAccess } from '@stillpoint/proto/cli/snapshot-access.ts';
import type { KeyRing } from '@stillpoint/proto/encryption/key-ring.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatHostPort, type HostPort } from '@stillpoint/proto/rpc/address.ts';
import { callUnary } from '@stillpoint/proto/rpc/client-call.ts';
import { openChannel, type Channel } from '@stillpoint/proto/rpc/client.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { fingerprintOf, parseCertificate } from '@stillpoint/proto/tls/certificate.ts';
import { formatToken, type EnrolmentToken } from '@stillpoint/proto/tls/token.ts';

import { hello } from '../identity/hello.ts';
import { openGrantedSnapshots } from './granted-snapshots.ts';

/** The token, and where its collector is. */
export interface RescueOptions {
  readonly token: EnrolmentToken;
  readonly address: HostPort;
  readonly keys: KeyRing;
  readonly signal: AbortSignal;
  readonly lost?: ((error: StillpointError) => void) | undefined;
}

const answerTimeoutMs = 30_000;
/** As long as agents try when nothing else is said: a rescue system has no agent.toml. */
const reconnectMs = 600_000;

/**
 * Exchanges the token and begins a reading; whoever opens it disposes of it. TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_USED, SNAPSHOT_UNKNOWN; CA_MISMATCH when the address is not the token's
 * collector; COLLECTOR_UNREACHABLE, CLOCK_WRONG.
 */
export async function openRescueSnapshots(options: RescueOptions): Promise<SnapshotAccess> {
  const { token: { collectorId }, address, signal, lost } = options;
  const { key, certificate, caCertificate } = await redeem(options);
  const open = (): Promise<Channel> => openChannel({ addresses: [address], trust: { ca: { certificate: caCertificate }, collectorId }, identity: { key, certificate }, signal });
  // Who gives a key expects that it is needed.
  return openGrantedSnapshots({ open, keys: options.keys, encrypts: options.keys.keys.length > 0, reconnectMs, signal, lost });
}

async function redeem({ token, address, signal }: RescueOptions): Promise<{ readonly key: string; readonly certificate: string; readonly caCertificate: string }> {
  const trust = { ca: { fingerprint: token.caFingerprint }, collectorId: token.collectorId };
  using channel = await openChannel({ addresses: [address], trust, signal });
  // Only now: the certificate library costs every start time.
  const { createKeyAndRequest } = await import('@stillpoint/proto/tls/agent-identity.ts');
  const { key, request: certificateRequest } = await createKeyAndRequest();
  const reply = await callUnary(channel, agentService.RedeemRestore, { hello: await hello(), token: formatToken(token), certificateRequest }, { deadlineMs: answerTimeoutMs, signal });
  const authority = parseCertificate(reply.caCertificate);
  if (authority === undefined || fingerprintOf(authority).toString('hex') !== token.caFingerprint) {
    throw new StillpointError('CA_MISMATCH', `the collector at ${formatHostPort(address)} handed out another CA than its own`, { hint: 'make a new token and try again' });
  }
  return { key, certificate: reply.certificate, caCertificate: reply.caCertificate };
}
