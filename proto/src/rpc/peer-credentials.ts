/** Who is at the other end of a Unix socket: SO_PEERCRED, which Node does not offer, through libc. */
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

import type koffiModule from 'koffi';

import { StillpointError } from '../errors.ts';

/** The process that connected, as the kernel recorded it then. */
export interface PeerCredentials {
  readonly pid: number;
  readonly uid: number;
  readonly gid: number;
}

const solSocket = 1;
const soPeercred = 17;
const ucredBytes = 12;

type GetSockOpt = (fd: number, level: number, name: number, value: Buffer, length: [number]) => number;

let getSockOpt: GetSockOpt | undefined;

/** Credentials of the process that connected `socket`, a Unix socket accepted by this process. INTERNAL when the kernel does not tell. */
export function peerCredentials(socket: Socket): PeerCredentials {
  const fd = descriptorOf(socket);
  const value = Buffer.alloc(ucredBytes);
  const length: [number] = [ucredBytes];
  // Loaded at the first local connection: agents never need it.
  getSockOpt ??= loadGetSockOpt();
  if (fd === undefined || getSockOpt(fd, solSocket, soPeercred, value, length) !== 0 || length[0] !== ucredBytes) {
    throw new StillpointError('INTERNAL', 'the kernel did not say which process connected to the local socket');
  }
  return { pid: value.readInt32LE(0), uid: value.readUInt32LE(4), gid: value.readUInt32LE(8) };
}

// Node has no public way from a socket to its descriptor; the handle's `fd` is what its own cluster module uses.
function descriptorOf(socket: Socket): number | undefined {
  const handle: unknown = Reflect.get(socket, '_handle');
  if (typeof handle !== 'object' || handle === null || !('fd' in handle)) return undefined;
  return typeof handle.fd === 'number' && handle.fd >= 0 ? handle.fd : undefined;
}

function loadGetSockOpt(): GetSockOpt {
  const koffi = createRequire(import.meta.url)('koffi') as typeof koffiModule;
  const libc = koffi.load('libc.so.6');
  return libc.func('int getsockopt(int fd, int level, int name, _Out_ uint8_t *value, _Inout_ uint32_t *length)') as GetSockOpt;
}
