/**
 * SQLite databases by path, an archive for each. SQLite can copy a live database only into another database file, so each is staged on the guest's disk; the copy is gone when it has been read.
 * docs/sources.md, "sqlite".
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import type { SqliteSourceConfig } from '../../config/agent-config.ts';
import { archiveNameOfBytes } from '../archive-name.ts';
import type { DatabaseFiles } from '../files/database-directory.ts';
import type { Source, SourceArchive, SourceRun } from '../source.ts';
import { CopiedDatabase } from './copied-database.ts';
import { findSqlitePaths } from './sqlite-paths.ts';

export class SqliteSource implements Source {
  readonly name: string;
  readonly kind = 'sqlite';
  readonly #config: SqliteSourceConfig;

  constructor(config: SqliteSourceConfig) {
    this.name = config.name;
    this.#config = config;
  }

  databaseFiles(): Promise<readonly DatabaseFiles[]> {
    return Promise.resolve(findSqlitePaths(this.#config.paths, this.#config.confinement).found.map((path) => ({ kind: 'sqlite', path })));
  }

  async *archives(run: SourceRun): AsyncIterable<SourceArchive> {
    const { paths, confinement, stagingDirectory = run.folder, timeoutMs, lockTimeoutMs, check } = this.#config;
    const { found, missing } = findSqlitePaths(paths, confinement);
    for (const { path, reason } of missing) run.missing('PATH_MISSING', path, `no database at ${path} (${reason})`);
    if (found.length === 0) throw new StillpointError('SOURCE_FAILED', `none of the paths of source ${this.name} leads to a database`, { hint: 'correct `paths` in agent.toml' });
    for (const path of found) {
      yield await Promise.resolve({
        kind: 'stream',
        name: archiveNameOfBytes(this.name, path),
        contentClass: 'pages',
        description: showByteName(path),
        open: () => CopiedDatabase.open({ path, stagingDirectory, timeoutMs, lockTimeoutMs, check, signal: run.signal }),
      } as const);
    }
  }
}
