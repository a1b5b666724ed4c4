/**
 * A whole PostgreSQL cluster as files: copied while the server goes on, with the log that brings the copy to one moment. Two archives that are worth nothing without each other:
 * `NAME.data`, the tree of the data directory, its tablespaces and its configuration, and `NAME.wal`, the tar that is unpacked into it. Nothing is staged on the guest's disk.
 */
import type { PostgresSourceConfig } from '../../config/agent-config.ts';
import type { DatabaseQuiesce } from '../../quiesce/database-quiesce.ts';
import type { DatabaseFiles } from '../files/database-directory.ts';
import { servedFiles } from '../served-files.ts';
import type { Source, SourceArchive, SourceRun, StreamArchive, TreeArchive } from '../source.ts';
import { MadeStream } from '../stream/made-stream.ts';
import { findClusterFiles, type ClusterFiles } from './cluster-files.ts';
import { PhysicalBackup } from './physical-backup.ts';
import { PostgresCheckpoint } from './postgres-checkpoint.ts';
import { PostgresServer } from './postgres-server.ts';
import { recoveryTar } from './recovery-tar.ts';

/** Last parts of the archives' names. */
export const DATA = 'data';
export const WAL = 'wal';

export class PhysicalSource implements Source {
  readonly name: string;
  readonly kind = 'postgres';
  readonly indivisible = true;
  readonly #config: PostgresSourceConfig;

  constructor(config: PostgresSourceConfig) {
    this.name = config.name;
    this.#config = config;
  }

  databaseFiles(): Promise<readonly DatabaseFiles[]> {
    const { host, port } = this.#config;
    return Promise.resolve(servedFiles({ kind: 'postgres', host, port }));
  }

  quiesce(): DatabaseQuiesce | undefined {
    return this.#config.quiesce ? new PostgresCheckpoint(this.#config) : undefined;
  }

  async *archives(run: SourceRun): AsyncIterable<SourceArchive> {
    const server = await PostgresServer.connect(this.#config, run.signal);
    run.version('PostgreSQL', server.version);
    if (run.dryRun) {
      yield this.#data(await findClusterFiles(server));
      return;
    }
    await using backup = await PhysicalBackup.begin(server);
    yield { ...this.#data(backup.cluster), live: backup.live };
    yield await this.#wal(backup);
  }

  #data({ selection }: ClusterFiles): TreeArchive {
    return { kind: 'tree', name: `${this.name}.${DATA}`, contentClass: 'pages', files: selection };
  }

  async #wal(backup: PhysicalBackup): Promise<StreamArchive> {
    const end = await backup.end();
    return {
      kind: 'stream',
      name: `${this.name}.${WAL}`,
      contentClass: 'files',
      description: 'log and label of the backup',
      open: () => Promise.resolve(MadeStream.start(recoveryTar(backup.cluster, end, Date.now()), () => backup.requireLog())),
    };
  }
}
