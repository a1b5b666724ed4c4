/** Whether a physical backup of a PostgreSQL server could be made: its files, its settings, and each right that is missing. */
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { z } from 'zod';

import { findClusterFiles } from '../source/postgres/cluster-files.ts';
import type { PostgresServer } from '../source/postgres/postgres-server.ts';
import type { Finding } from './finding.ts';

const factsRow = z.object({ user: z.string(), replicates: z.boolean(), walLevel: z.string(), slots: z.int(), used: z.int() });
const grantHint = 'docs/sources.md has the statements that give it';

/** Everything about the source of that server. Throws as {@link findClusterFiles}. */
export async function checkPhysical(server: PostgresServer, area: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const tell = (level: Finding['level'], text: string, hint?: string): void => {
    findings.push({ level, area, text: `source ${server.config.name}: ${text}`, ...(hint === undefined ? {} : { hint }) });
  };
  const functions = server.major >= 15 ? ['pg_backup_start(text, boolean)', 'pg_backup_stop(boolean)'] : ['pg_start_backup(text, boolean, boolean)', 'pg_stop_backup(boolean, boolean)'];
  const [facts] = await server.query(
    factsRow,
    `select current_user as "user", rolsuper or rolreplication as replicates, current_setting('wal_level') as "walLevel",
       current_setting('max_replication_slots')::int as slots, (select count(*)::int from pg_replication_slots) as used from pg_roles where rolname = current_user`,
  );
  const rights = await server.query(z.object({ name: z.string(), may: z.boolean() }), `select name, has_function_privilege(name, 'execute') as may from unnest(array['${functions.join("', '")}']) as name`);
  const user = facts?.user ?? '';
  tell('ok', `PostgreSQL ${server.version} at ${server.name} as ${user}, copied as files with the log that brings them to one moment`);
  if (facts?.replicates === false) tell('problem', `${user} lacks the attribute REPLICATION`, grantHint);
  for (const { name, may } of rights) if (!may) tell('problem', `${user} may not execute ${name}`, grantHint);
  if (facts?.walLevel === 'minimal') tell('problem', 'wal_level is minimal, and the log does not hold what a backup needs', 'set wal_level = replica and start the server anew');
  if (facts !== undefined && facts.used >= facts.slots) tell('problem', `no replication slot is free: ${facts.used} of ${facts.slots} are used`, 'raise max_replication_slots, or drop one that nobody needs');
  const { selection, dataDirectory, walDirectory } = await findClusterFiles(server);
  for (const path of selection.paths) tell('ok', `takes ${showByteName(path)}${path === dataDirectory ? ', the data directory' : ''}`);
  tell('ok', `takes from ${showByteName(walDirectory)} the log that is written meanwhile; there must be room to keep it`);
  return findings;
}
