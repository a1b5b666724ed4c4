/**
 * `segment` of agent.toml: the network that everything between agent and collector must go through. A full backup over the network that users work on is what
 * it is to prevent.
 */
import { BlockList, isIPv6 } from 'node:net';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { openDeviceSocket } from '@stillpoint/proto/posix/device-socket.ts';
import { findRoute, type Route } from '@stillpoint/proto/posix/route.ts';
import type { ChooseLocalEnd, LocalEnd } from '@stillpoint/proto/rpc/local-end.ts';

/** What is looked at on this host. */
export interface HostNetwork {
  /** As `os.networkInterfaces()`: those that are up. */
  readonly interfaces: () => Readonly<Record<string, readonly Pick<NetworkInterfaceInfo, 'address'>[] | undefined>>;
  /** As in proto/src/posix/route.ts. */
  readonly findRoute: (remote: string, source: string) => Route | undefined;
}

const thisHost: HostNetwork = { interfaces: networkInterfaces, findRoute };

interface End {
  readonly interfaceName: string;
  readonly address: string;
}

/** Chooses the end of each connection in the segment (a network as ADDRESS/BITS, or the name of an interface); undefined when there is none to keep to. */
export function segmentEnds(segment: string | undefined): ChooseLocalEnd | undefined {
  return segment === undefined ? undefined : (remote) => findSegmentEnd(segment, remote);
}

/**
 * The end from which the IP address `remote` is reached within `segment`: an address of this host that belongs to it, and from which the kernel would send through the
 * interface that has it. The socket is tied to that interface, so that a route which changes later cannot lead it elsewhere. SEGMENT_VIOLATION names what is in the way.
 */
export function findSegmentEnd(segment: string, remote: string, host: HostNetwork = thisHost): LocalEnd {
  const family = isIPv6(remote) ? 6 : 4;
  const ends = endsIn(segment, family, host);
  const [first] = ends;
  if (first === undefined) throw violation(segment, remote, segment.includes('/') ? `no IPv${family} address of this host lies in it` : `there is no such interface that is up and has an IPv${family} address`);
  let elsewhere: string | undefined;
  for (const { interfaceName, address } of ends) {
    const route = host.findRoute(remote, address);
    if (route?.isLocal === true) return { localAddress: address, openSocket: () => undefined };
    if (route?.interfaceName === interfaceName) return { localAddress: address, openSocket: () => openDeviceSocket(family, interfaceName) };
    elsewhere ??= route === undefined ? `there is no route from ${address} (${interfaceName})` : `the route from ${address} (${interfaceName}) leaves this host through ${route.interfaceName}`;
  }
  throw violation(segment, remote, elsewhere ?? '');
}

function endsIn(segment: string, family: 4 | 6, host: HostNetwork): End[] {
  const [network = '', bits] = segment.split('/');
  const list = new BlockList();
  if (bits !== undefined) list.addSubnet(network, Number(bits), isIPv6(network) ? 'ipv6' : 'ipv4');
  const belongs = ({ interfaceName, address }: End): boolean => (bits === undefined ? interfaceName === segment : list.check(address, family === 6 ? 'ipv6' : 'ipv4'));
  return Object.entries(host.interfaces())
    .flatMap(([interfaceName, addresses = []]) => addresses.map(({ address }) => ({ interfaceName, address })))
    // Link-local addresses need the interface's number beside them, and reach no router.
    .filter((end) => isIPv6(end.address) === (family === 6) && !/^fe[89ab]/iu.test(end.address) && belongs(end));
}

function violation(segment: string, remote: string, why: string): StillpointError {
  return new StillpointError('SEGMENT_VIOLATION', `the collector at ${remote} is not reached within the segment ${segment}: ${why}; nothing was sent`, {
    hint: `bring the interface of that segment up, set the route (\`ip route get ${remote}\` shows it), or correct collector.segment and collector.address in agent.toml`,
  });
}
