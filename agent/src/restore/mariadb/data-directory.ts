/**
 * Makes a data directory, ready to be started, of a stream of mariadb-backup or xtrabackup: unpacked, prepared (the log that came about during the backup is applied) and given to the
 * server's user.
 */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';

import { compareSeries, getTool, makerOf, parseServerVersion, toolFile, type Flavour } from '../../source/mariadb/mariadb-tools.ts';
import { runTool } from '../../source/tool/tool-process.ts';
import { getProgram } from '../../source/tool/tool-user.ts';
import { feedTool } from '../tool-input.ts';

/** Where and how. */
export interface DataDirectoryOptions {
  /** Made when it is not there; must be empty otherwise. */
  readonly directory: string;
  readonly flavour: Flavour;
  readonly binDirectory: string | undefined;
  /** User that the server runs as (`mysql`); undefined: files belong to whoever restores. Needs root. */
  readonly owner: string | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** What the copy says of its server, by the names of different releases. */
const infoFiles = ['xtrabackup_info', 'mariadb_backup_info'] as const;
const DIRECTORY_MODE = 0o700;
const DONE = 'completed OK!';

/** Throws TARGET_CONFLICT for a folder that is not empty, TARGET_NOT_WRITABLE, TOOL_MISSING, TOOL_OUTDATED, TOOL_FAILED with what the tools said, and what the stream throws. */
export async function makeDataDirectory(stream: AsyncIterable<Uint8Array>, options: DataDirectoryOptions): Promise<void> {
  const { directory, flavour, binDirectory, owner, timeoutMs, signal, say } = options;
  const tool = await getTool('backup', flavour, binDirectory, signal);
  const unpack = toolFile('unpack', flavour, binDirectory);
  await makeEmpty(directory);
  await feedTool({ command: [unpack, '-x', '-C', directory], timeoutMs, signal }, stream);
  await refuseOtherSeries(directory, tool);
  say('unpacked; applies the log that came about during the backup');
  const { stderr } = await runTool({ command: [tool.file, '--no-defaults', '--prepare', `--target-dir=${directory}`], timeoutMs, signal });
  if (!stderr.endsWith(DONE)) throw new StillpointError('TOOL_FAILED', `${tool.file} --prepare did not say "${DONE}": ${stderr}`);
  if (owner !== undefined) await runTool({ command: [getProgram('chown'), '-R', `${owner}:`, directory], timeoutMs, signal });
  say(`${directory} is a data directory that a server of ${makerOf(flavour)} ${tool.series.major}.${tool.series.minor} can be started on`);
}

async function makeEmpty(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: DIRECTORY_MODE });
    if ((await readdir(directory)).length === 0) return;
  } catch (cause) {
    throw new StillpointError('TARGET_NOT_WRITABLE', `the folder ${directory} cannot be made or read: ${systemErrorCode(cause) ?? 'unknown'}`, { cause });
  }
  throw new StillpointError('TARGET_CONFLICT', `the folder ${directory} is not empty; nothing was written`, { hint: 'choose another folder, or move what is there away; a server must not run on it' });
}

/** Applying the log is for the tool of the server's own series: another may damage the files without saying so. */
async function refuseOtherSeries(directory: string, tool: Awaited<ReturnType<typeof getTool>>): Promise<void> {
  const info = await readInfo(directory);
  const server = parseServerVersion(/^server_version = (\S+)/m.exec(info)?.[1] ?? '');
  if (server === undefined || (server.flavour === tool.flavour && compareSeries(server.series, tool.series) === 0)) return;
  throw new StillpointError('TOOL_OUTDATED', `the copy is of ${makerOf(server.flavour)} ${server.version}, and ${tool.file} is ${tool.version}: it cannot prepare it`, {
    hint: `the files are unpacked in ${directory}; run mariadb-backup --prepare of the server's version there, or name its folder with \`bin_dir\``,
  });
}

async function readInfo(directory: string): Promise<string> {
  for (const name of infoFiles) {
    try {
      return await readFile(join(directory, name), 'utf8');
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error;
    }
  }
  throw new StillpointError('TOOL_FAILED', `what was unpacked into ${directory} is no copy of a server: it has no ${infoFiles.join(' and no ')}`);
}
