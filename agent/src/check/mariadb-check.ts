/** Whether a MariaDB or MySQL server could be backed up; it is not. */
import type { MariadbSourceConfig } from '../config/agent-config.ts';
import type { Grants } from '../source/mariadb/grants.ts';
import { refuseOtherSeries } from '../source/mariadb/mariadb-copy-source.ts';
import { chosenDatabases, uncoveredText } from '../source/mariadb/mariadb-dump-source.ts';
import { MariadbServer } from '../source/mariadb/mariadb-server.ts';
import { getTool, makerOf, refuseOlder, toolFile } from '../source/mariadb/mariadb-tools.ts';
import { missingForCopy, missingForDumps, missingForPosition, quiescePrivileges } from '../source/mariadb/needed-rights.ts';
import { chosenTables, listTables, uncoveredTables } from '../source/mariadb/table-choice.ts';
import type { Finding } from './finding.ts';

const grantHint = '`stillpoint-agent check --suggest` prints the statements that give it';

/**
 * Everything about a source of kind `mariadb` or `mysql`: tools, connection, databases, each missing right. Throws TOOL_MISSING, TOOL_OUTDATED, DATABASE_UNREACHABLE, and SOURCE_FAILED
 * for what keeps a server from being reached at all.
 */
export async function checkMariadb(config: MariadbSourceConfig, area: string, signal: AbortSignal): Promise<Finding[]> {
  const server = await MariadbServer.connect(config, config.kind, signal);
  const findings: Finding[] = [];
  const tell = (level: Finding['level'], text: string, more: Pick<Finding, 'code' | 'hint'> = {}): void => {
    findings.push({ level, area, text: `source ${config.name}: ${text}`, ...more });
  };
  const purpose = config.method === 'physical' ? 'backup' : 'dump';
  const tool = await getTool(purpose, config.kind, config.binDirectory, signal);
  if (purpose === 'backup') refuseOtherSeries(tool, server);
  else refuseOlder(tool, server);
  tell('ok', `${makerOf(server.flavour)} ${server.version} at ${server.name} as ${server.account}, read with ${tool.file} ${tool.version}`);
  const grants = await server.grants();
  if (config.quiesce) {
    for (const privilege of grants.missing(quiescePrivileges())) tell('problem', `${server.account} lacks ${privilege}: the server cannot be kept still`, { code: 'DATABASE_RIGHT_MISSING', hint: grantHint });
  }
  if (purpose === 'backup') {
    for (const privilege of missingForCopy(server, grants)) tell('problem', `${server.account} lacks ${privilege}: the server's files cannot be copied`, { code: 'DATABASE_RIGHT_MISSING', hint: grantHint });
    // Only the restore needs it, and most restores are on the same guest.
    toolFile('unpack', config.kind, config.binDirectory);
    tell('ok', 'takes the whole server at one moment; nothing is written to the guest\'s disk');
    return findings;
  }
  await checkDumps(config, server, grants, tell);
  return findings;
}

async function checkDumps(config: MariadbSourceConfig, server: MariadbServer, grants: Grants, tell: (level: Finding['level'], text: string, more?: Pick<Finding, 'code' | 'hint'>) => void): Promise<void> {
  const known = await server.databases();
  const chosen = await chosenDatabases(config, server);
  for (const { privilege, database, consequence } of missingForDumps(server, grants, chosen, config.databases === 'all', config.lockTables)) {
    tell('problem', `${server.account} lacks ${privilege} on ${database ?? 'the server'}: ${consequence}`, { code: 'DATABASE_RIGHT_MISSING', hint: grantHint });
  }
  tellPosition(config, server, grants, tell);
  for (const database of chosen) {
    // One of the server's own may be named.
    if (!known.includes(database) && database !== 'mysql') {
      tell('problem', `there is no database ${database} that ${server.account} may see`, { hint: 'correct `databases` in agent.toml, or grant the account its rights' });
      continue;
    }
    tell('ok', `takes the database ${database}`);
    const tables = await listTables(server, database);
    const leftOut = [...chosenTables(config.excludeTables, database, tables), ...chosenTables(config.excludeTableData, database, tables)];
    const uncovered = uncoveredTables(tables).filter((table) => !leftOut.includes(table));
    if (uncovered.length > 0 && !config.lockTables && !config.schemaOnly) tell('warning', `${database}: ${uncoveredText(uncovered)}`, { code: 'TABLE_NOT_TRANSACTIONAL' });
  }
  if (chosen.length > 1) tell('ok', `${chosen.length} databases, each dumped at a moment of its own; method = "physical" has all of one moment`);
}

function tellPosition({ lockTables }: MariadbSourceConfig, server: MariadbServer, grants: Grants, tell: (level: Finding['level'], text: string, more?: Pick<Finding, 'code' | 'hint'>) => void): void {
  if (!server.hasBinaryLog) tell('ok', 'the server writes no binary log (log_bin is off), so dumps tell no position in it');
  else if (lockTables) tell('ok', 'with lock_tables dumps tell no position in the binary log');
  else {
    const missing = missingForPosition(server, grants);
    if (missing.length === 0) tell('ok', 'each dump tells its position in the binary log');
    else tell('warning', `${server.account} lacks ${missing.join(', ')}: dumps do not tell their position in the binary log`, { code: 'POSITION_NOT_RECORDED', hint: grantHint });
  }
}
