/** Which check serves which kind of source. */
import type { SourceConfig } from '../config/agent-config.ts';
import { checkCommand } from './command-check.ts';
import { checkFiles, type FilesCheckOptions } from './files-check.ts';
import type { Finding } from './finding.ts';
import { checkMariadb } from './mariadb-check.ts';
import { checkRedis } from './redis-check.ts';
import { checkSqlite } from './sqlite-check.ts';
import { checkPostgres } from './postgres-check.ts';

/** Surroundings of {@link checkSource}. */
export interface SourceCheckOptions extends FilesCheckOptions {
  /** Where copies lie that a source has to make first, unless it says otherwise. */
  readonly stateDirectory: string;
}

/** Everything about one source. Throws the first error that keeps it from being backed up at all. */
export async function checkSource(source: SourceConfig, area: string, options: SourceCheckOptions, signal: AbortSignal): Promise<Finding[]> {
  switch (source.kind) {
    case 'files':
      return checkFiles(source, area, options);
    case 'command':
      return checkCommand(source, area);
    case 'redis':
      return checkRedis(source, area);
    case 'sqlite':
      return checkSqlite(source, area, options.stateDirectory);
    case 'postgres':
      return checkPostgres(source, area, signal);
    case 'mariadb':
    case 'mysql':
      return checkMariadb(source, area, signal);
  }
}
