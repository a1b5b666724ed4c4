/**
 * Tells systemd how a service is doing (sd_notify): ready, stopping, and alive as often as its watchdog wants. Without a service manager every call does nothing.
 *
 * The protocol is one datagram of `KEY=VALUE` lines to the socket that NOTIFY_SOCKET names. Node has no datagrams over unix sockets, and a child process could not
 * speak for the service: systemd takes the word of the main process only.
 */
import { StillpointError } from '../errors.ts';
import { lastError, libc } from './libc.ts';

const AF_UNIX = 1;
const SOCK_DGRAM = 2;
const SOCK_CLOEXEC = 0o2000000;
const MSG_DONTWAIT = 0x40;
const MSG_NOSIGNAL = 0x4000;
/** Of `sockaddr_un`, without the family. */
const pathBytes = 108;

/** What a service manager passes on. */
export interface ServiceEnvironment {
  readonly NOTIFY_SOCKET?: string | undefined;
  readonly WATCHDOG_USEC?: string | undefined;
  readonly WATCHDOG_PID?: string | undefined;
}

/** The way to the service manager. Whoever opens it closes it. */
export class ServiceNotifier implements Disposable {
  readonly #fd: number | undefined;
  readonly #address: Uint8Array;
  readonly #watchdogMs: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(fd: number | undefined, address: Uint8Array, watchdogMs: number | undefined) {
    this.#fd = fd;
    this.#address = address;
    this.#watchdogMs = watchdogMs;
  }

  /** `pid` is that of this process. USAGE when NOTIFY_SOCKET is no path, INTERNAL when there is no socket to be had. */
  static open(env: ServiceEnvironment, pid: number): ServiceNotifier {
    const { NOTIFY_SOCKET: path } = env;
    if (path === undefined || path === '') return new ServiceNotifier(undefined, new Uint8Array(), undefined);
    const address = socketAddress(path);
    const fd = libc.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) throw new StillpointError('INTERNAL', 'there is no socket for the service manager', { cause: lastError('socket') });
    return new ServiceNotifier(fd, address, watchdogInterval(env, pid));
  }

  /** The service answers from now on. Begins to feed the watchdog, twice as often as it asks for, by a timer: when the event loop stands still, it starves. */
  ready(status: string): void {
    this.#send(`READY=1\nSTATUS=${status.replaceAll('\n', ' ')}`);
    if (this.#watchdogMs === undefined || this.#timer !== undefined || this.#closed) return;
    this.#timer = setInterval(() => { this.#send('WATCHDOG=1'); }, this.#watchdogMs / 2).unref();
  }

  /** The service has begun to end. The watchdog is fed on: stopping may take as long as it needs. */
  stopping(): void {
    this.#send('STOPPING=1');
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#timer);
    if (this.#fd !== undefined) libc.close(this.#fd);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  // Lost when the manager is away or its queue is full: a service does not end because nobody listens, and the next word follows.
  #send(text: string): void {
    if (this.#fd === undefined || this.#closed) return;
    const message = Buffer.from(text, 'utf8');
    libc.sendto(this.#fd, message, message.length, MSG_NOSIGNAL | MSG_DONTWAIT, this.#address, this.#address.length);
  }
}

/** `sockaddr_un` in the length that says where the name ends; `@` in front stands for the abstract namespace. */
function socketAddress(path: string): Uint8Array {
  const name = Buffer.from(path, 'utf8');
  const isAbstract = path.startsWith('@');
  if ((!isAbstract && !path.startsWith('/')) || name.length >= pathBytes) throw new StillpointError('USAGE', `NOTIFY_SOCKET is no path of a socket: ${path}`);
  if (isAbstract) name[0] = 0;
  const address = Buffer.alloc(2 + name.length + (isAbstract ? 0 : 1));
  address.writeUInt16LE(AF_UNIX, 0);
  name.copy(address, 2);
  return address;
}

/** ms between two signs of life at most; undefined when there is no watchdog, or when it watches another process. */
function watchdogInterval({ WATCHDOG_USEC: span = '', WATCHDOG_PID: watched = '' }: ServiceEnvironment, pid: number): number | undefined {
  if (watched !== '' && Number(watched) !== pid) return undefined;
  const microseconds = /^[0-9]+$/.test(span) ? Number(span) : 0;
  return microseconds > 0 ? microseconds / 1000 : undefined;
}
