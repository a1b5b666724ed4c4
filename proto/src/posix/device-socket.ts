/** TCP sockets that can leave this host through one network interface only, whatever the routes say later. */
import { closeSync } from 'node:fs';

import { lastErrno, libc } from './libc.ts';
import { errnoName, PosixError } from './posix-error.ts';

// linux/socket.h, never change; the same on x86-64 and arm64.
const AF_INET = 2;
const AF_INET6 = 10;
const SOCK_STREAM_NONBLOCK_CLOEXEC = 1 | 0o4000 | 0o2_000_000;
const SOL_SOCKET = 1;
const SO_BINDTODEVICE = 25;

/**
 * A socket, not connected, that is tied to the interface; its owner closes it. Undefined when this user may not tie one (kernels before 5.7 ask for CAP_NET_RAW).
 * PosixError when there is no such interface.
 */
export function openDeviceSocket(family: 4 | 6, interfaceName: string): number | undefined {
  const fd = libc.socket(family === 4 ? AF_INET : AF_INET6, SOCK_STREAM_NONBLOCK_CLOEXEC, 0);
  if (fd < 0) throw new PosixError('socket', lastErrno());
  const name = Buffer.from(`${interfaceName}\0`, 'latin1');
  if (libc.setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, name, name.length) === 0) return fd;
  const errno = lastErrno();
  closeSync(fd);
  if (errnoName(errno) === 'EPERM') return undefined;
  throw new PosixError('setsockopt SO_BINDTODEVICE', errno, interfaceName);
}
