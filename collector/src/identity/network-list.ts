/**
 * Networks that something is allowed from.
 */
import { BlockList, isIP, isIPv6 } from 'node:net';

/** `ADDRESS/BITS` or one address, as ADDRESS/BITS; undefined when `text` is neither. */
export function parseNetwork(text: string): string | undefined {
  const [, address = '', bits] = /^([0-9A-Fa-f:.]{2,45})(?:\/([0-9]{1,3}))?$/u.exec(text) ?? [];
  const family = isIP(address);
  if (family === 0) return undefined;
  const longest = family === 4 ? 32 : 128;
  const length = bits === undefined ? longest : Number(bits);
  return length <= longest ? `${address}/${String(length)}` : undefined;
}

/** True when `peer` (`HOST:PORT` of a connection) comes from one of `networks`, or there are none. */
export function isFrom(networks: readonly string[], peer: string): boolean {
  if (networks.length === 0) return true;
  const host = peer.replace(/:[0-9]+$/u, '').replace(/^\[(.*)\]$/u, '$1').replace(/^::ffff:(?=\d+\.)/iu, '').replace(/%.*$/u, '');
  const family = isIP(host);
  if (family === 0) return false;
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits), isIPv6(address) ? 'ipv6' : 'ipv4');
  }
  return list.check(host, family === 6 ? 'ipv6' : 'ipv4');
}
