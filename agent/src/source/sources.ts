/** Which class serves which kind of source. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { SourceConfig } from '../config/agent-config.ts';
import { CommandSource } from './command/command-source.ts';
import { FilesSource } from './files/files-source.ts';
import { PostgresDumpSource } from './postgres/postgres-dump-source.ts';
import type { Source } from './source.ts';
import { SqliteSource } from './sqlite/sqlite-source.ts';

/** The source that `config` describes; nothing is opened yet. */
export function sourceOf(config: SourceConfig): Source {
  switch (config.kind) {
    case 'files':
      return new FilesSource(config);
    case 'command':
      return new CommandSource(config);
    case 'sqlite':
      return new SqliteSource(config);
    case 'postgres':
      if (config.method === 'physical') throw new StillpointError('SOURCE_FAILED', `source ${config.name}: method "physical" is not in this release`);
      return new PostgresDumpSource(config);
  }
}
