/**
 * How the tools are told where the server is. Never a password: they take that from a password file or a service file.
 */
import type { PostgresSourceConfig } from '../../config/agent-config.ts';

/** Seconds that a connection may take to come about. */
const CONNECT_TIMEOUT_S = 30;

/** Value of `--dbname` for any tool of PostgreSQL: a name with `=` or a space in it would be taken for something else than a name. `settings`: `-c NAME=VALUE` for the session. */
export function connectionString(config: PostgresSourceConfig, database: string, settings?: string): string {
  const { service, host, port, user, passwordFile } = config;
  const parts: readonly (readonly [string, string | undefined])[] = [
    ['service', service],
    ['host', host],
    ['port', port === undefined ? undefined : String(port)],
    ['user', user],
    ['passfile', passwordFile],
    ['dbname', database],
    ['connect_timeout', String(CONNECT_TIMEOUT_S)],
    ['application_name', 'stillpoint'],
    ['options', settings],
  ];
  return parts.flatMap(([key, value]) => (value === undefined ? [] : [`${key}='${value.replaceAll(/['\\]/g, '\\$&')}'`])).join(' ');
}

/** What the tools need in their environment for it. */
export function connectionEnvironment({ serviceFile }: PostgresSourceConfig): Readonly<Record<string, string>> {
  return serviceFile === undefined ? {} : { PGSERVICEFILE: serviceFile };
}

/** For messages: `/var/run/postgresql:5432`, `service shop`. */
export function serverName({ service, host, port }: PostgresSourceConfig): string {
  return host === undefined ? `service ${service ?? ''}` : `${host}:${port ?? 5432}`;
}
