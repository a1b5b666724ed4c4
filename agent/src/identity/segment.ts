/**
 * `segment` of agent.toml: the network that everything between agent and collector must go through.
 */
import { BlockList, isIPv6 } from 'node:net';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

import { StillpointError } from '@stillpoint/proto/errors.ts';

/** Interfaces of this host by name, as `os.networkInterfaces()` gives them. */
export type Interfaces = Readonly<Record<string, readonly Pick<NetworkInterfaceInfo, 'address'>[] | undefined>>;

/**
 * Throws COLLECTOR_UNREACHABLE unless `localAddress` (this host's end of the connection) belongs to `segment`: a network as ADDRESS/BITS or the name of an
 * interface. A full backup over the network that users work on is what the setting is to prevent.
 */
export function checkSegment(segment: string | undefined, localAddress: string, interfaces: Interfaces = networkInterfaces()): void {
  if (segment === undefined || belongs(segment, plainAddress(localAddress), interfaces)) return;
  throw new StillpointError('COLLECTOR_UNREACHABLE', `the way to the collector leaves this host from ${localAddress}, which is not in the segment ${segment}`, {
    hint: 'bring the interface of that segment up, or correct collector.segment and collector.address in agent.toml',
  });
}

function belongs(segment: string, address: string, interfaces: Interfaces): boolean {
  const [network = '', bits] = segment.split('/');
  if (bits === undefined) return interfaces[segment]?.some((end) => plainAddress(end.address) === address) ?? false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), isIPv6(network) ? 'ipv6' : 'ipv4');
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

// A socket that speaks both families shows IPv4 addresses inside IPv6; link-local ones carry their interface.
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/iu, '').replace(/%.*$/u, '');
}
