/**
 * Which way the kernel would send: asked of the kernel itself (netlink), so that rules, tables and metrics count as they do for real packets. Nothing is sent
 * to anybody.
 */
import { closeSync, readSync, writeSync } from 'node:fs';
import { isIPv6 } from 'node:net';

import { lastError, libc } from './libc.ts';
import { errnoName, PosixError } from './posix-error.ts';

/** A way from this host. */
export interface Route {
  /** Name of the interface that packets leave through; `lo` when they do not leave. */
  readonly interfaceName: string;
  /** The address is one of this host: nothing goes over any wire. */
  readonly isLocal: boolean;
}

// Numbers of the kernel, never change: linux/netlink.h, linux/rtnetlink.h.
const AF_INET = 2;
const AF_INET6 = 10;
const AF_NETLINK = 16;
const SOCK_RAW_CLOEXEC = 3 | 0o2_000_000;
const RTM_NEWROUTE = 24;
const RTM_GETROUTE = 26;
const NLMSG_ERROR = 2;
const NLM_F_REQUEST = 1;
const RTA_DST = 1;
const RTA_SRC = 2;
const RTA_OIF = 4;
const RTN_LOCAL = 2;
const HEADER_BYTES = 16;
const ROUTE_BYTES = 12;

/** The way from `source`, an address of this host, to `remote`; both IP addresses of one family. Undefined when there is none. PosixError when the kernel cannot be asked. */
export function findRoute(remote: string, source: string): Route | undefined {
  const fd = libc.socket(AF_NETLINK, SOCK_RAW_CLOEXEC, 0);
  if (fd < 0) throw lastError('socket', 'for routes');
  try {
    writeSync(fd, encodeRequest(remote, source));
    const answer = Buffer.alloc(8192);
    return decodeAnswer(answer.subarray(0, readSync(fd, answer)));
  } finally {
    closeSync(fd);
  }
}

function encodeRequest(remote: string, source: string): Buffer {
  const addresses = [encodeAddress(remote), encodeAddress(source)] as const;
  const bits = addresses[0].length * 8;
  const route = Buffer.from([bits === 128 ? AF_INET6 : AF_INET, bits, bits, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  const body = Buffer.concat([route, attribute(RTA_DST, addresses[0]), attribute(RTA_SRC, addresses[1])]);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(HEADER_BYTES + body.length, 0);
  header.writeUInt16LE(RTM_GETROUTE, 4);
  header.writeUInt16LE(NLM_F_REQUEST, 6);
  header.writeUInt32LE(1, 8);
  return Buffer.concat([header, body]);
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(4 + value.length, 0);
  head.writeUInt16LE(type, 2);
  return Buffer.concat([head, value]);
}

function decodeAnswer(answer: Buffer): Route | undefined {
  const type = answer.readUInt16LE(4);
  if (type === NLMSG_ERROR) {
    const errno = -answer.readInt32LE(HEADER_BYTES);
    if (['ENETUNREACH', 'EHOSTUNREACH', 'EACCES', 'EINVAL'].includes(errnoName(errno))) return undefined;
    throw new PosixError('netlink', errno, 'for a route');
  }
  if (type !== RTM_NEWROUTE) throw new PosixError('netlink', 0, `answered with a message of type ${type}`);
  const isLocal = answer[HEADER_BYTES + 7] === RTN_LOCAL;
  const end = answer.readUInt32LE(0);
  for (let at = HEADER_BYTES + ROUTE_BYTES; at + 4 <= end; ) {
    const length = answer.readUInt16LE(at);
    if (answer.readUInt16LE(at + 2) === RTA_OIF) return { interfaceName: interfaceName(answer.readUInt32LE(at + 4)), isLocal };
    at += (Math.max(length, 4) + 3) & ~3;
  }
  return undefined;
}

function interfaceName(index: number): string {
  const name = Buffer.alloc(16);
  if (libc.if_indextoname(index, name) === null) return `interface ${index}`;
  return name.toString('latin1', 0, name.indexOf(0));
}

/** 4 or 16 bytes. */
function encodeAddress(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail] = plainIpv6(address).split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const before = groups(head);
  const after = groups(tail ?? '');
  const all = [...before, ...Array<string>(tail === undefined ? 0 : 8 - before.length - after.length).fill('0'), ...after];
  const bytes = Buffer.alloc(16);
  all.forEach((group, index) => bytes.writeUInt16BE(Number.parseInt(group, 16), index * 2));
  return bytes;
}

// The last 32 bits may be written as an IPv4 address.
function plainIpv6(address: string): string {
  const [, head, v4] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/u.exec(address) ?? [];
  if (head === undefined || v4 === undefined) return address;
  const bytes = Buffer.from(v4.split('.').map(Number));
  return `${head}${bytes.readUInt16BE(0).toString(16)}:${bytes.readUInt16BE(2).toString(16)}`;
}
