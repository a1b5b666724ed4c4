/**
 * Addresses as configuration files and command lines give them.
 */

import { isIP, isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';

/** A host (name or address, IPv6 without brackets) and a TCP port. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

const hostName = /^(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*\.?$/;
const dottedNumbers = /^[0-9.]+$/;
const interfaceName = /^[^\s/:]{1,15}$/;

/** Reads `HOST:PORT` or `[IPV6]:PORT`; undefined when `text` is neither or the port is not from `lowestPort` (default 1; 0 lets a listener choose) to 65535. */
export function parseHostPort(text: string, lowestPort = 1): HostPort | undefined {
  const parts = /^(?:\[([^\]]*)\]|([^:[\]]*)):([0-9]{1,5})$/.exec(text);
  if (parts === null) return undefined;
  const port = Number(parts[3]);
  if (port < lowestPort || port > 65_535) return undefined;
  const ipv6 = parts[1];
  if (ipv6 !== undefined) return isIPv6(ipv6) ? { host: ipv6, port } : undefined;
  const host = parts[2] ?? '';
  // 10.20.0.500 is a mistyped address, not a name to ask the resolver for.
  const valid = dottedNumbers.test(host) ? isIPv4(host) : hostName.test(host);
  return valid ? { host, port } : undefined;
}

/** True for `ADDRESS/BITS` of IPv4 or IPv6. */
export function isCidr(text: string): boolean {
  const parts = /^([^/]+)\/([0-9]{1,3})$/.exec(text);
  if (parts === null) return false;
  const family = isIP(parts[1] ?? '');
  return family !== 0 && Number(parts[2]) <= (family === 4 ? 32 : 128);
}

/** True for what Linux takes as the name of a network interface and what is no address by mistake. */
export function isInterfaceName(text: string): boolean {
  return interfaceName.test(text) && !dottedNumbers.test(text) && isIP(text) === 0;
}

/** Schema of one `HOST:PORT` or a list of them; gives a list. `lowestPort` as in {@link parseHostPort}. */
export function hostPortList(lowestPort = 1): z.ZodType<string[]> {
  return z.unknown().transform((value, context) => {
    if (typeof value !== 'string' && !Array.isArray(value)) {
      context.addIssue({ code: 'custom', message: 'expected HOST:PORT or a list of them' });
      return z.NEVER;
    }
    const addresses: string[] = [];
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const [index, item] of items.entries()) {
      if (typeof item === 'string' && parseHostPort(item, lowestPort) !== undefined) addresses.push(item);
      else {
        const message = `expected HOST:PORT or [IPV6]:PORT with a port from ${String(lowestPort)} to 65535`;
        context.addIssue({ code: 'custom', path: Array.isArray(value) ? [index] : [], message });
      }
    }
    return addresses;
  });
}

/** Schema of a network segment: CIDR or the name of an interface. */
export const segmentText = z.string().refine((text) => isCidr(text) || isInterfaceName(text), {
  error: 'expected a network as ADDRESS/BITS ("10.20.0.0/24") or the name of a network interface ("eth1")',
});
