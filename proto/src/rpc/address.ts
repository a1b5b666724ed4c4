/** `HOST:PORT` as people write it: `10.20.0.5:7443`, `[fd00::5]:7443`, `backup.example:7443`. */
import { isIPv4, isIPv6 } from 'node:net';

import { StillpointError } from '../errors.ts';

/** A host (IPv4, IPv6 without brackets, or a name) and a port; port 0 lets the system choose and makes sense for listening only. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

const hostName = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?\.?$/u;

/** Reads `HOST:PORT` or `[IPV6]:PORT`. USAGE names what is wrong with it. */
export function parseHostPort(text: string): HostPort {
  const word = text.trim();
  if (isIPv6(word)) throw invalid(text, 'an IPv6 address is written in brackets, as in [fd00::5]:7443');
  const match = /^(?:\[([^\]]*)\]|([^[\]]*)):(\d{1,5})$/u.exec(word);
  if (match === null) throw invalid(text, 'it has no port, as in 10.20.0.5:7443');
  const [, v6, name, digits] = match;
  const port = Number(digits);
  if (port > 65_535) throw invalid(text, 'a port is a number up to 65535');
  if (v6 !== undefined) {
    if (!isIPv6(v6)) throw invalid(text, `'${v6}' is no IPv6 address`);
    return { host: v6, port };
  }
  const host = name ?? '';
  if (host === '') throw invalid(text, 'it has no host: name the address to use');
  // Four numbers that are no IPv4 address are a slip of the finger, not a host name.
  if (!isIPv4(host) && (/^[\d.]+$/u.test(host) || !hostName.test(host))) throw invalid(text, `'${host}' is neither an IP address nor a host name`);
  return { host, port };
}

/** The address as {@link parseHostPort} reads it. */
export function formatHostPort({ host, port }: HostPort): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${String(port)}`;
}

function invalid(text: string, why: string): StillpointError {
  return new StillpointError('USAGE', `'${text}' is not an address HOST:PORT: ${why}`);
}
