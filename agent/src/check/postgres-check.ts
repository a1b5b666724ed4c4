/** Whether a PostgreSQL server could be backed up; it is not. */
import type { PostgresSourceConfig } from '../config/agent-config.ts';
import { PostgresServer } from '../source/postgres/postgres-server.ts';
import type { Finding } from './finding.ts';

/** Throws TOOL_MISSING, TOOL_OUTDATED, DATABASE_UNREACHABLE, and SOURCE_FAILED for a user that cannot be changed to. */
export async function checkPostgres(config: PostgresSourceConfig, area: string, signal: AbortSignal): Promise<Finding[]> {
  const server = await PostgresServer.connect(config, signal);
  const pgDump = await server.tool('pg_dump');
  return [{ level: 'ok', area, text: `source ${config.name}: PostgreSQL ${server.version} at ${server.name}, dumped with ${pgDump.file} ${pgDump.version}` }];
}
