/**
 * The files of a whole MariaDB server as mariadb-backup copies them while it works (xtrabackup for MySQL), as one stream. The tool writes nothing to the guest's disk: it sends pages,
 * and the log that came about meanwhile, straight into the stream.
 */
import { basename } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { MariadbSourceConfig } from '../../config/agent-config.ts';
import type { DatabaseQuiesce } from '../../quiesce/database-quiesce.ts';
import type { DatabaseFiles } from '../files/database-directory.ts';
import { servedFiles } from '../served-files.ts';
import type { Source, SourceArchive, SourceRun } from '../source.ts';
import { ToolStream } from '../tool/tool-stream.ts';
import { backupConnectionOptions } from './connection-options.ts';
import { checkCopyEnd } from './dump-end.ts';
import { MariadbQuiesce } from './mariadb-quiesce.ts';
import { MariadbServer } from './mariadb-server.ts';
import { compareSeries, getTool, makerOf, refuseOlder, type MariadbTool } from './mariadb-tools.ts';
import { missingForCopy } from './needed-rights.ts';

/** The archive behind the source's name. */
export const PHYSICAL = 'physical';
/** The tool asks for a folder of its own and leaves it alone when it writes a stream. */
const UNUSED_FOLDER = '/nonexistent';

export class MariadbCopySource implements Source {
  readonly name: string;
  readonly kind: string;
  readonly #config: MariadbSourceConfig;

  constructor(config: MariadbSourceConfig) {
    this.name = config.name;
    this.kind = config.kind;
    this.#config = config;
  }

  quiesce(): DatabaseQuiesce | undefined {
    return this.#config.quiesce ? new MariadbQuiesce(this.#config) : undefined;
  }

  databaseFiles(): Promise<readonly DatabaseFiles[]> {
    const { host, port, quiesce } = this.#config;
    // Kept still, so that its files can be part of a tree.
    return Promise.resolve(quiesce ? [] : servedFiles({ kind: 'mariadb', host, port }));
  }

  async *archives(run: SourceRun): AsyncIterable<SourceArchive> {
    const { kind, binDirectory, timeoutMs, runAs } = this.#config;
    const server = await MariadbServer.connect(this.#config, kind, run.signal);
    const tool = await getTool('backup', kind, binDirectory, run.signal);
    refuseOtherSeries(tool, server);
    run.version(makerOf(server.flavour), server.versionText);
    run.version(basename(tool.file), tool.version);
    const missing = missingForCopy(server, await server.grants());
    if (missing.length > 0) {
      throw new StillpointError('DATABASE_RIGHT_MISSING', `${server.account} lacks ${missing.join(', ')} on the server: its files cannot be copied`, { hint: '`stillpoint-agent check --suggest` prints the statements' });
    }
    const stream = kind === 'mariadb' ? 'mbstream' : 'xbstream';
    const command = [tool.file, ...backupConnectionOptions(this.#config), '--backup', `--stream=${stream}`, `--target-dir=${UNUSED_FOLDER}`];
    yield {
      kind: 'stream',
      name: `${this.name}.${PHYSICAL}`,
      contentClass: 'dump',
      description: tool.file,
      open: () =>
        ToolStream.start(
          { command, timeoutMs, signal: run.signal, runAs, keepLine: isWorthKeeping },
          {
            endCheck: (edges, stderr) => {
              checkCopyEnd(edges, stderr, tool.file);
            },
            remarks: warningsOf,
          },
        ),
    };
  }
}

/** The redo log's format is the server's own. Throws TOOL_OUTDATED, SOURCE_FAILED. */
export function refuseOtherSeries(tool: MariadbTool, server: MariadbServer): void {
  refuseOlder(tool, server);
  if (compareSeries(tool.series, server.series) === 0) return;
  throw new StillpointError('SOURCE_FAILED', `the server is ${makerOf(server.flavour)} ${server.version}, and ${tool.file} is ${tool.version}: it only copies servers of its own series`, {
    hint: 'install the tool of the server\'s version, or name its folder with `bin_dir` in agent.toml',
  });
}

/** The tool tells of each file and each step, and lists grants with hashes of passwords: what is kept is what went wrong, and its last line. */
function isWorthKeeping(line: string): boolean {
  if (/GRANT |IDENTIFIED|PASSWORD/.test(line) || / (?:Streaming|Copying|Compressing) /.test(line)) return false;
  return !/^(?:\[\d+\]|\d{4}-\d\d-\d\d) /.test(line) || /error|warning|fail|denied|unable|cannot|can't|completed OK!$/i.test(line);
}

function warningsOf(stderr: string): string {
  return stderr.split(' | ').filter((line) => /\b(?:warning|error)\b/i.test(line)).join(' | ');
}
