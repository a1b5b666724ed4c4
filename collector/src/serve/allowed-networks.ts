/** `network.allow` of collector.toml: who may connect at all. */
import { BlockList, isIPv6 } from 'node:net';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatHostPort } from '@stillpoint/proto/rpc/address.ts';

/** Throws PERMISSION_DENIED for the IP address of a peer outside `networks` (ADDRESS/BITS); without any, everybody may connect. */
export function admitFrom(networks: readonly string[]): ((host: string) => void) | undefined {
  if (networks.length === 0) return undefined;
  const list = new BlockList();
  for (const text of networks) {
    const [network = '', bits] = text.split('/');
    list.addSubnet(network, Number(bits), isIPv6(network) ? 'ipv6' : 'ipv4');
  }
  return (host) => {
    // A socket that speaks both families shows IPv4 addresses inside IPv6; link-local ones carry their interface.
    const address = host.replace(/^::ffff:(?=\d+\.)/iu, '').replace(/%.*$/u, '');
    if (list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) return;
    throw new StillpointError('PERMISSION_DENIED', `${formatHostPort({ host: address, port: 0 }).replace(/:0$/u, '')} lies outside the networks that may connect (${networks.join(', ')})`, {
      hint: '`network.allow` in collector.toml names them',
    });
  };
}
