/**
 * Makes a data directory of what a physical backup restored: the files of `NAME.data` below a folder, with their full paths, and the tar of `NAME.wal`. Everything that led out of the
 * data directory leads into that folder then, never to the places where it once was: another server may live there.
 */
import { existsSync } from 'node:fs';
import { chmod, lchown, lstat, mkdir, open, readdir, readFile, rename, rm, rmdir, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { syncFilesystem } from '@stillpoint/proto/posix/open-file.ts';

import { CONTROL_FILE } from '../../source/postgres/control-file.ts';
import { SETTINGS_FILE } from '../../source/postgres/recovery-tar.ts';
import { ToolProcess } from '../../source/tool/tool-process.ts';
import { parseTablespaceMap, tablespaceMapText, type TablespacePlace } from './tablespace-map.ts';

/** What was restored where. */
export interface RestoredFiles {
  /** Absolute; the tree lies below with its full paths. `/`: where it was. */
  readonly folder: string;
  /** Where the data directory was: the first path of the archive. */
  readonly dataDirectory: string;
}

/** A data directory that `pg_ctl start` recovers. */
export interface RestoredCluster {
  readonly dataDirectory: string;
  readonly tablespaces: readonly TablespacePlace[];
  /** The configuration that the new postgresql.conf includes; undefined: the data directory has its own. */
  readonly configuration: string | undefined;
}

/** In the data directory, so that everything comes to its place by renaming. */
const STAGING = 'stillpoint_restore';
const UNPACK_LIMIT_MS = 0x7fff_ffff;

/**
 * Unpacks the tar and puts everything in its place; what makes a server start there comes last. Throws TARGET_CONFLICT when there is a control file already, PATH_UNKNOWN when the files are not
 * there, TOOL_FAILED, and SOURCE_FAILED when the tar is not whole.
 */
export async function completeCluster({ folder, dataDirectory }: RestoredFiles, tar: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<RestoredCluster> {
  const moved = (path: string): string => join(folder, path);
  const data = moved(dataDirectory);
  if (!existsSync(join(data, 'PG_VERSION'))) throw new StillpointError('PATH_UNKNOWN', `${data} holds no restored data directory`, { hint: 'restore the archive of the files first' });
  if (existsSync(join(data, CONTROL_FILE))) throw new StillpointError('TARGET_CONFLICT', `${data} is a whole data directory already`, { hint: 'restore into a folder that is empty' });
  const staging = join(data, STAGING);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { mode: 0o700 });
  await unpack(tar, staging, signal);
  for (const part of ['pg_wal', 'backup_label', CONTROL_FILE]) if (!existsSync(join(staging, part))) throw new StillpointError('SOURCE_FAILED', `the archive of the log lacks ${part}`);
  const owner = await lstat(data);
  const tablespaces = await relink(staging, data, moved, owner);
  const configuration = await includeConfiguration(staging, data, moved, owner);
  await emptyPlace(join(data, 'pg_wal'));
  for (const part of ['pg_wal', 'tablespace_map', 'backup_label']) if (existsSync(join(staging, part))) await rename(join(staging, part), join(data, part));
  await flush(data);
  await rename(join(staging, CONTROL_FILE), join(data, CONTROL_FILE));
  await rm(staging, { recursive: true });
  await flush(data);
  return { dataDirectory: data, tablespaces, configuration };
}

async function unpack(tar: AsyncIterable<Uint8Array>, target: string, signal: AbortSignal): Promise<void> {
  await using tool = await ToolProcess.start({ command: ['tar', '--extract', '--numeric-owner', '--preserve-permissions', `--directory=${target}`], timeoutMs: UNPACK_LIMIT_MS, signal }, 'ignore', 'pipe');
  if (tool.stdin === null) throw new StillpointError('INTERNAL', 'tar was started without a pipe');
  try {
    await pipeline(tar, tool.stdin, { signal });
  } catch (error) {
    // A tar that has failed says why; the pipe only says that it has gone.
    if (systemErrorCode(error) !== 'EPIPE') throw error;
  }
  await tool.succeeded();
}

/** Makes the links of the tablespaces lead to where they lie now, and says so in their map, from which recovery makes them again. */
async function relink(staging: string, data: string, moved: (path: string) => string, owner: { readonly uid: number; readonly gid: number }): Promise<TablespacePlace[]> {
  const file = join(staging, 'tablespace_map');
  if (!existsSync(file)) return [];
  const places = parseTablespaceMap(await readFile(file)).map(({ oid, path }) => ({ oid, path: moved(path) }));
  for (const { oid, path } of places) {
    const link = join(data, 'pg_tblspc', oid);
    await unlink(link).catch(ignoreMissing);
    await symlink(path, link);
    await lchown(link, owner.uid, owner.gid);
  }
  await writeFile(file, tablespaceMapText(places));
  return places;
}

/** A configuration that lay elsewhere is included where it lies now, and told where everything else is. */
async function includeConfiguration(staging: string, data: string, moved: (path: string) => string, owner: { readonly uid: number; readonly gid: number }): Promise<string | undefined> {
  const file = join(staging, SETTINGS_FILE);
  if (!existsSync(file)) return undefined;
  const settings = new Map<string, string>();
  for (const [, name = '', value = ''] of (await readFile(file, 'utf8')).matchAll(/^(\w+) = '(.*)'$/gm)) settings.set(name, moved(value.replaceAll("''", "'")));
  const configuration = settings.get('config_file');
  if (configuration === undefined) return undefined;
  settings.delete('config_file');
  settings.set('data_directory', data).set('external_pid_file', '');
  const lines = [`include '${quoted(configuration)}'`, ...[...settings].map(([name, value]) => `${name} = '${quoted(value)}'`)];
  const target = join(data, 'postgresql.conf');
  await writeFile(target, `# Written when this cluster was restored.\n${lines.join('\n')}\n`, { flag: 'wx', mode: 0o600 });
  await lchown(target, owner.uid, owner.gid);
  await chmod(target, 0o600);
  return configuration;
}

function quoted(value: string): string {
  return value.replaceAll("'", "''");
}

/** The log may have been a link to another disk, or an empty directory made by hand. Anything else is not touched. */
async function emptyPlace(path: string): Promise<void> {
  const stat = await lstat(path).catch(ignoreMissing);
  if (stat === undefined) return;
  if (stat.isSymbolicLink()) {
    await unlink(path);
    return;
  }
  if ((await readdir(path)).length > 0) throw new StillpointError('TARGET_CONFLICT', `${path} is not empty`, { hint: 'restore into a folder that is empty' });
  await rmdir(path);
}

async function flush(data: string): Promise<void> {
  await using handle = await open(data, 'r');
  await syncFilesystem(handle.fd);
}

function ignoreMissing(error: unknown): undefined {
  if (systemErrorCode(error) === 'ENOENT') return undefined;
  throw error;
}
