/**
 * The way from an enrolled agent to its collector.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { parseHostPort, type HostPort } from '@stillpoint/proto/rpc/address.ts';
import { openChannel, type Channel } from '@stillpoint/proto/rpc/client.ts';

import type { CollectorConfig } from '../config/agent-config.ts';
import type { EnrolledAgent } from './enrolled-agent.ts';
import { segmentEnds } from './segment.ts';

/** Where the collector is looked for, in order: the addresses of agent.toml, or else that of enrolment. */
export function collectorAddresses(config: CollectorConfig, agent: EnrolledAgent): readonly HostPort[] {
  const addresses = (config.addresses.length > 0 ? config.addresses : agent.addresses).map(parseHostPort);
  if (addresses.length === 0) throw new StillpointError('CONFIG_INVALID', 'no address of the collector is known', { hint: 'write collector.address into agent.toml' });
  return addresses;
}

/**
 * Connects as `agent`; who opens closes. Throws what `openChannel` does (COLLECTOR_UNREACHABLE, CA_MISMATCH, CLOCK_WRONG, CERTIFICATE_EXPIRED, CANCELLED), and
 * SEGMENT_VIOLATION, before anything is sent, when the way does not go through `collector.segment`. gRPC's own later attempts to connect are checked alike.
 */
export async function openCollector(config: CollectorConfig, agent: EnrolledAgent, signal?: AbortSignal): Promise<Channel> {
  return openChannel({
    addresses: collectorAddresses(config, agent),
    trust: { ca: { certificate: agent.caCertificate }, collectorId: agent.collectorId },
    identity: { key: agent.key, certificate: agent.certificate },
    localEnd: segmentEnds(config.segment),
    signal,
  });
}
