/**
 * Where the server that a source connects to has its files. Asked of the kernel and not of the server, which tells that to its administrators only.
 */
import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { DatabaseFiles, DatabaseKind } from './files/database-directory.ts';
import { findLiveDatabases, type LiveDatabase } from './live-databases.ts';

/** How a server is reached. `host`: a socket, its folder, or the name of a host; undefined: whatever the client takes. */
export interface ServerPlace {
  readonly kind: DatabaseKind;
  readonly host: string | undefined;
  readonly port: number | undefined;
}

const ownHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

/** Data directories of the servers of this guest that are reached there; none when it is on another host or does not run. */
export function servedFiles({ kind, host, port }: ServerPlace, live: readonly LiveDatabase[] = findLiveDatabases()): DatabaseFiles[] {
  const servers = live.filter((database) => database.kind === kind && !database.contained);
  const [only] = servers;
  if (host === undefined) return servers.length === 1 && only !== undefined ? [{ kind, path: only.path }] : [];
  return servers.filter((server) => (host.startsWith('/') ? isAtSocket(server, host, port) : ownHosts.has(host) && port !== undefined && server.ports.includes(port))).map(({ path }) => ({ kind, path }));
}

/** `/var/run` is `/run` on most guests, and PostgreSQL's clients are given the folder only. */
function isAtSocket({ sockets }: LiveDatabase, host: string, port: number | undefined): boolean {
  const wanted = [realFile(host), realFile(join(host, `.s.PGSQL.${String(port)}`))];
  return sockets.some((socket) => wanted.includes(realFile(socket)) || (port === undefined && dirname(realFile(socket)) === realFile(host)));
}

function realFile(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    // A socket outlives its folder.
    return path;
  }
}
