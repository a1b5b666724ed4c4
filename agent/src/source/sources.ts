/** Which class serves which kind of source. */
import type { PlanConfig, SourceConfig } from '../config/agent-config.ts';
import { CommandSource } from './command/command-source.ts';
import { FilesSource } from './files/files-source.ts';
import { MariadbCopySource } from './mariadb/mariadb-copy-source.ts';
import { MariadbDumpSource } from './mariadb/mariadb-dump-source.ts';
import { PhysicalSource } from './postgres/physical-source.ts';
import { PostgresDumpSource } from './postgres/postgres-dump-source.ts';
import { RedisSource } from './redis/redis-source.ts';
import type { Source } from './source.ts';
import { SqliteSource } from './sqlite/sqlite-source.ts';
import { systemSources } from './system/system-source.ts';

/** The sources of a plan; nothing is opened yet. What the agent adds of its own comes last. */
export function sourcesOf(plan: PlanConfig): Source[] {
  return [...plan.sources.map(sourceOf), ...systemSources(plan)];
}

/** The source that `config` describes; nothing is opened yet. */
export function sourceOf(config: SourceConfig): Source {
  switch (config.kind) {
    case 'files':
      return new FilesSource(config);
    case 'command':
      return new CommandSource(config);
    case 'redis':
      return new RedisSource(config);
    case 'sqlite':
      return new SqliteSource(config);
    case 'postgres':
      return config.method === 'physical' ? new PhysicalSource(config) : new PostgresDumpSource(config);
    case 'mariadb':
    case 'mysql':
      return config.method === 'physical' ? new MariadbCopySource(config) : new MariadbDumpSource(config);
  }
}
