/** Which check serves which kind of source. */
import type { SourceConfig } from '../config/agent-config.ts';
import { checkCommand } from './command-check.ts';
import { checkFiles, type FilesCheckOptions } from './files-check.ts';
import type { Finding } from './finding.ts';
import { checkPostgres } from './postgres-check.ts';

/** Everything about one source. Throws the first error that keeps it from being backed up at all. */
export async function checkSource(source: SourceConfig, area: string, options: FilesCheckOptions, signal: AbortSignal): Promise<Finding[]> {
  switch (source.kind) {
    case 'files':
      return checkFiles(source, area, options);
    case 'command':
      return checkCommand(source, area);
    case 'postgres':
      return checkPostgres(source, area, signal);
  }
}
