/** Whether a PostgreSQL server could be backed up; it is not. */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { z } from 'zod';

import type { PostgresSourceConfig } from '../config/agent-config.ts';
import { canReadPasswords } from '../source/postgres/postgres-dump-source.ts';
import { listClosedDatabases, listMissingRights, type MissingRight } from '../source/postgres/postgres-rights.ts';
import { PostgresServer } from '../source/postgres/postgres-server.ts';
import { problemOf, type Finding } from './finding.ts';
import { checkPhysical } from './physical-check.ts';

/** How many objects a finding names. */
const NAMED = 5;

/** Everything about a source: tools, connection, databases, each missing right. Throws TOOL_MISSING, TOOL_OUTDATED, DATABASE_UNREACHABLE, and SOURCE_FAILED for a user that cannot be changed to. */
export async function checkPostgres(config: PostgresSourceConfig, area: string, signal: AbortSignal): Promise<Finding[]> {
  const server = await PostgresServer.connect(config, signal);
  if (config.method === 'physical') return checkPhysical(server, area);
  const findings: Finding[] = [];
  const tell = (level: Finding['level'], text: string, hint?: string): void => {
    findings.push({ level, area, text: `source ${config.name}: ${text}`, ...(hint === undefined ? {} : { hint }) });
  };
  const pgDump = await server.tool('pg_dump');
  const [session] = await server.query(z.object({ user: z.string(), standby: z.boolean() }), `select current_user as "user", pg_is_in_recovery() as standby`);
  const user = session?.user ?? '';
  tell('ok', `PostgreSQL ${server.version}${session?.standby === true ? ' (a standby)' : ''} at ${server.name} as ${user}, dumped with ${pgDump.file} ${pgDump.version}`);
  if (await canReadPasswords(server)) tell('ok', 'takes roles with their passwords, and tablespaces');
  else tell('warning', `takes roles without their passwords: ${user} may not read pg_authid`, 'after a restore on a fresh server passwords have to be set again; `GRANT SELECT ON pg_catalog.pg_authid` lets the user read them');

  const databases = await server.databases();
  const chosen = config.databases === 'all' ? databases.map(({ name }) => name).filter((name) => !config.excludeDatabases.includes(name)) : config.databases;
  const refused = await listClosedDatabases(server, chosen);
  for (const name of chosen) {
    const known = databases.find((database) => database.name === name);
    if (known === undefined) tell('problem', `there is no database ${name}`, 'correct `databases` in agent.toml');
    else if (!known.open) tell('problem', `the database ${name} lets nobody connect, so it cannot be dumped`, 'name it in exclude_databases when it is not needed');
    else if (refused.includes(name)) tell('problem', `${user} may not connect to the database ${name}: it lacks CONNECT`, grantHint);
    else findings.push(...(await databaseFindings(server, config, user, name, area)));
  }
  if (chosen.length > 1) tell('ok', `${chosen.length} databases, each dumped at a moment of its own; method = "physical" has all of one moment`);
  return findings;
}

const grantHint = '`stillpoint-agent check --suggest` prints the statements that give it';

async function databaseFindings(server: PostgresServer, config: PostgresSourceConfig, user: string, database: string, area: string): Promise<Finding[]> {
  try {
    const missing = await listMissingRights(server, database);
    if (missing.length === 0) return [{ level: 'ok', area, text: `source ${config.name}: takes the database ${database}` }];
    // A table that is left out needs no rights; which ones pg_dump's patterns name only pg_dump knows.
    const excludes = config.excludeTables.length > 0;
    return missing.map((right) => ({
      level: excludes ? 'warning' : 'problem',
      area,
      text: `source ${config.name}: database ${database}: ${lackText(user, right)}${excludes ? ', unless exclude_tables leaves that out' : ''}`,
      hint: grantHint,
    }));
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    const problem = problemOf(area, error);
    return [{ ...problem, text: `source ${config.name}: database ${database}: ${problem.text}` }];
  }
}

function lackText(user: string, { right, objects }: MissingRight): string {
  const named = `${objects.slice(0, NAMED).join(', ')}${objects.length > NAMED ? ` and ${objects.length - NAMED} more` : ''}`;
  switch (right) {
    case 'LARGE OBJECTS':
      return `${user} may not read the large objects ${named}`;
    case 'BYPASSRLS':
      return `${user} lacks BYPASSRLS for tables with row security: ${named}`;
    default:
      return `${user} lacks ${right} on ${named}`;
  }
}
