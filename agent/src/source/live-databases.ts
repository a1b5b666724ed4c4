/**
 * Databases that run on this guest, from what the kernel tells of their processes: nobody is asked, so nothing can be refused.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

import type { DatabaseKind } from './files/database-directory.ts';

/** One server, or one SQLite file that somebody has open. Paths are latin1 strings. */
export interface LiveDatabase {
  readonly kind: DatabaseKind;
  /** Data directory of a server, file of SQLite. */
  readonly path: string;
  /** Uid that it runs as. */
  readonly uid: number;
  /** Unix sockets that it listens on, and TCP ports. */
  readonly sockets: readonly string[];
  readonly ports: readonly number[];
  /** Runs in a container: its paths are not those of the guest. */
  readonly contained: boolean;
}

const servers: ReadonlyMap<string, DatabaseKind> = new Map([
  ['postgres', 'postgres'],
  ['postmaster', 'postgres'],
  ['mariadbd', 'mariadb'],
  ['mysqld', 'mariadb'],
  ['redis-server', 'redis'],
  ['valkey-server', 'redis'],
]);

/** Looks at all processes below `proc`; what may not be looked at is left out. Sorted by kind and path. */
export function findLiveDatabases(proc = '/proc'): LiveDatabase[] {
  const own = linkOf(join(proc, 'self', 'ns', 'mnt'));
  const listeners = new Listeners(proc);
  const found = new Map<string, LiveDatabase>();
  for (const pid of readdirSync(proc).filter((name) => /^\d+$/.test(name))) {
    const folder = join(proc, pid);
    for (const { kind, path } of databasesOf(folder)) {
      const contained = linkOf(join(folder, 'ns', 'mnt')) !== own;
      const uid = uidOf(folder);
      if (uid === undefined) continue;
      const key = `${kind} ${contained ? pid : ''} ${path}`;
      const known = found.get(key);
      const { sockets, ports } = listeners.of(folder);
      // Of the processes of one server the first that listens tells where.
      if (known === undefined || known.sockets.length + known.ports.length === 0) found.set(key, { kind, path, uid, sockets, ports, contained });
    }
  }
  return [...found.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, database]) => database);
}

/** A server works in its data directory; a SQLite file in WAL mode is open together with its log. */
function databasesOf(folder: string): { kind: DatabaseKind; path: string }[] {
  const kind = servers.get(textOf(join(folder, 'comm')).trim());
  if (kind !== undefined) {
    const path = linkOf(join(folder, 'cwd'));
    return path === undefined ? [] : [{ kind, path }];
  }
  return openFiles(folder)
    .filter((path) => path.startsWith('/') && path.endsWith('-wal'))
    .map((path) => ({ kind: 'sqlite', path: path.slice(0, -'-wal'.length) }));
}

/** Sockets that processes listen on. */
class Listeners {
  readonly #unix: ReadonlyMap<string, string>;

  constructor(proc: string) {
    this.#unix = new Map(
      textOf(join(proc, 'net', 'unix'))
        .split('\n')
        .map((line) => line.trim().split(/\s+/u))
        .flatMap(([, , , flags, , , inode, path]): [string, string][] => (flags === '00010000' && inode !== undefined && path?.startsWith('/') === true ? [[inode, path]] : [])),
    );
  }

  of(folder: string): { sockets: string[]; ports: number[] } {
    const inodes = openFiles(folder).flatMap((target) => /^socket:\[(\d+)\]$/u.exec(target)?.[1] ?? []);
    const sockets = inodes.flatMap((inode) => this.#unix.get(inode) ?? []);
    const tcp = listeningPorts([join(folder, 'net', 'tcp'), join(folder, 'net', 'tcp6')].map((file) => textOf(file)).join('\n'));
    return { sockets: [...new Set(sockets)].sort(), ports: [...new Set(inodes.flatMap((inode) => tcp.get(inode) ?? []))].sort((left, right) => left - right) };
  }
}

/** Ports by inode, of the lines of /proc/PID/net/tcp whose state is LISTEN. */
function listeningPorts(text: string): ReadonlyMap<string, number> {
  const ports = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/u);
    const port = Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16);
    if (state === '0A' && inode !== undefined && Number.isInteger(port)) ports.set(inode, port);
  }
  return ports;
}

function openFiles(folder: string): string[] {
  try {
    return readdirSync(join(folder, 'fd')).flatMap((fd) => linkOf(join(folder, 'fd', fd)) ?? []);
  } catch {
    return [];
  }
}

function uidOf(folder: string): number | undefined {
  const [, uid] = /^Uid:\s+(\d+)/mu.exec(textOf(join(folder, 'status'))) ?? [];
  return uid === undefined ? undefined : Number(uid);
}

// A process may end while it is looked at, and others' may be closed to this user: then there is nothing to tell.
function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

function linkOf(file: string): string | undefined {
  try {
    return readlinkSync(file, { encoding: 'latin1' });
  } catch {
    return undefined;
  }
}
