/**
 * How the tools are told where the server is. Never a password: they take that from an option file.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { MariadbSourceConfig } from '../../config/agent-config.ts';

/** What of a source says how its server is reached. */
export type ServerAddress = Pick<MariadbSourceConfig, 'host' | 'port' | 'user' | 'runAs' | 'defaultsFile' | 'binDirectory'>;

/** What packages call the socket in its folder. */
const socketNames = ['mysqld.sock', 'mariadb.sock', 'mysql.sock'] as const;

/** Bits of a mode that let others than the owner in. */
const OTHERS = 0o077;

/** Options that come first on any tool's command line. Throws SOURCE_FAILED for an option file that others may read, or none. */
export function connectionOptions(address: ServerAddress): string[] {
  const { host, port, user, defaultsFile } = address;
  if (defaultsFile !== undefined) refuseReadable(defaultsFile);
  return [
    // Must be the first of all.
    ...(defaultsFile === undefined ? [] : [`--defaults-extra-file=${defaultsFile}`]),
    // Without a protocol `localhost` would mean the socket, whatever the port.
    ...(host === undefined ? [] : host.startsWith('/') ? ['--protocol=socket', `--socket=${socketFile(host)}`] : ['--protocol=tcp', `--host=${host}`]),
    ...(port === undefined ? [] : [`--port=${port}`]),
    ...(user === undefined ? [] : [`--user=${user}`]),
  ];
}

/** As {@link connectionOptions}, for tools that do not know `--protocol` (the physical ones). */
export function backupConnectionOptions(address: ServerAddress): string[] {
  return connectionOptions(address).filter((option) => !option.startsWith('--protocol='));
}

/** For messages: `/run/mysqld/mysqld.sock`, `db1:3306`. */
export function serverName({ host, port, defaultsFile }: ServerAddress): string {
  if (host === undefined) return defaultsFile === undefined ? 'this guest' : `the one of ${defaultsFile}`;
  return host.startsWith('/') ? socketFile(host) : `${host}:${port ?? 3306}`;
}

/** A folder stands for the socket in it. */
function socketFile(path: string): string {
  if (!isDirectory(path)) return path;
  const files = socketNames.map((name) => join(path, name));
  return files.find((file) => statSync(file, { throwIfNoEntry: false })?.isSocket() === true) ?? join(path, socketNames[0]);
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // The tool says that it is not there.
    return false;
  }
}

function refuseReadable(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new StillpointError('SOURCE_FAILED', `the option file ${file} does not exist`, { hint: 'correct `defaults_file` in agent.toml' });
  if ((found.mode & OTHERS) === 0) return;
  throw new StillpointError('SOURCE_FAILED', `others than its owner may read the option file ${file}, which holds a password`, { hint: `chmod 600 ${file}; it must belong to the user that the tools run as` });
}
