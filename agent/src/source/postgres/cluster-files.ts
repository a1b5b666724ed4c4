/**
 * Which files of this guest are a server's cluster, and which of them a backup takes: what pg_basebackup takes, and the configuration where it lies outside of the data directory.
 */
import { lstatSync, realpathSync, statSync } from 'node:fs';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { isWithin } from '@stillpoint/proto/text/normal-path.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { z } from 'zod';

import type { FilesSelection } from '../../config/agent-config.ts';
import type { PostgresServer } from './postgres-server.ts';

/** The cluster of a server. Paths are byte strings without symbolic links. */
export interface ClusterFiles {
  readonly dataDirectory: string;
  /** Where its log is written: `pg_wal` in the data directory, or what that leads to. */
  readonly walDirectory: string;
  readonly walSegmentBytes: number;
  /** As the server and pg_control know the cluster. */
  readonly systemIdentifier: string;
  /** Owner of the data directory. */
  readonly uid: number;
  readonly gid: number;
  /** Where `config_file`, `hba_file` and `ident_file` are. */
  readonly settings: readonly { readonly name: string; readonly path: string }[];
  readonly selection: FilesSelection;
}

/** A path as the server says it, in hexadecimal digits: it may be any bytes. */
const hexPath = z.string().transform((hex) => Buffer.from(hex, 'hex').toString('latin1'));
const factsRow = z.object({
  standby: z.boolean(),
  dataDirectory: hexPath,
  systemIdentifier: z.string(),
  catalogVersion: z.string(),
  walSegmentBytes: z.string().transform(Number),
});
const pathRow = z.object({ name: z.string(), path: hexPath });

/** The bytes of a text in the server's encoding, as hexadecimal digits. */
export function hexOf(expression: string): string {
  return `encode(convert_to(${expression}, current_setting('server_encoding')), 'hex')`;
}

const factsSelect = `select pg_is_in_recovery() as standby, ${hexOf("current_setting('data_directory')")} as "dataDirectory", system_identifier::text as "systemIdentifier",
  catalog_version_no::text as "catalogVersion", pg_size_bytes(current_setting('wal_segment_size'))::text as "walSegmentBytes" from pg_control_system()`;
const tablespaceSelect = `select spcname as name, ${hexOf('pg_tablespace_location(oid)')} as path from pg_tablespace where pg_tablespace_location(oid) <> ''`;
const configurationSelect = `select name, ${hexOf('path')} as path from (
  select distinct '' as name, sourcefile as path from pg_settings where sourcefile is not null
  union all select name, setting from pg_settings where name in ('config_file', 'hba_file', 'ident_file') and setting is not null) as files`;

/** Directories of a data directory that hold data. A symbolic link in place of one would be backed up as a link. */
const dataParts = ['base', 'global', 'pg_xact', 'pg_multixact', 'pg_commit_ts', 'pg_twophase', 'pg_logical', 'pg_tblspc'];

/** Below the data directory: of the running server only, made anew by its start, or added when the backup ends. */
const leftOut = [
  'postmaster.pid',
  'postmaster.opts',
  'backup_label',
  'tablespace_map',
  'backup_manifest',
  'postgresql.auto.conf.tmp',
  'current_logfiles.tmp',
  '.s.PGSQL.*',
  'pg_wal',
  'global/pg_control',
  ...['pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'].map((folder) => `${folder}/*`),
];
/** Below the data directory and below each tablespace: sorts, relation caches, temporary tables (`t3_16384`, beside `16384`). */
const leftOutAnywhere = ['**/pgsql_tmp*', '**/pg_internal.init*', '**/t[0-9]*_[0-9]*'];

/** Folders that hold other programs' configuration beside the server's. */
const sharedFolders: ReadonlySet<string> = new Set(['/', '/etc', '/usr/local/etc', '/opt', '/srv', '/home', '/root']);

/** Finds them. Throws SOURCE_FAILED when the server is a standby, when the user may not ask, and when its files are not on this guest, and what asking throws. */
export async function findClusterFiles(server: PostgresServer): Promise<ClusterFiles> {
  const [facts] = await asked(server, () => server.query(factsRow, factsSelect));
  if (facts === undefined) throw new StillpointError('INTERNAL', 'the server told nothing of itself');
  if (facts.standby) {
    throw new StillpointError('SOURCE_FAILED', `the server ${server.name} is a standby, and a physical backup is made of the primary`, { hint: 'back up the primary, or use method = "logical" here' });
  }
  const dataDirectory = localPath(server, facts.dataDirectory, 'data directory');
  refuseLinkedParts(dataDirectory);
  const versionFolder = `PG_${server.major}_${facts.catalogVersion}`;
  // Other servers may have their own folders there.
  const tablespaces = (await server.query(pathRow, tablespaceSelect)).map(({ path }) => localPath(server, path.startsWith('/') ? `${path}/${versionFolder}` : `${dataDirectory}/${path}`, 'tablespace'));
  const configuration = (await server.query(pathRow, configurationSelect)).map(({ name, path }) => ({ name, path: localPath(server, path, 'configuration file') }));
  const walDirectory = localPath(server, `${dataDirectory}/pg_wal`, 'log');
  const { uid, gid } = statSync(bytes(dataDirectory));
  return {
    dataDirectory,
    walDirectory,
    walSegmentBytes: facts.walSegmentBytes,
    systemIdentifier: facts.systemIdentifier,
    uid,
    gid,
    settings: configuration.filter(({ name }) => name !== ''),
    selection: selectionOf({ dataDirectory, walDirectory, tablespaces, configuration: configuration.map(({ path }) => path) }),
  };
}

/** Places of a cluster, without symbolic links. */
export interface ClusterPlaces {
  readonly dataDirectory: string;
  readonly walDirectory: string;
  /** The server's own folder of each. */
  readonly tablespaces: readonly string[];
  /** Files. */
  readonly configuration: readonly string[];
}

/** What of a cluster a tree takes. The data directory is the first of its paths. */
export function selectionOf({ dataDirectory, walDirectory, tablespaces, configuration }: ClusterPlaces): FilesSelection {
  const data = [dataDirectory, ...tablespaces];
  const paths = [dataDirectory];
  for (const path of [...tablespaces, ...configuration.map((file) => configurationPath(file, [...data, walDirectory]))].sort()) if (!paths.some((other) => isWithin(path, other))) paths.push(path);
  const exclude = [
    ...leftOut.map((pattern) => `${patternOf(dataDirectory)}/${pattern}`),
    ...[`${dataDirectory}/base`, `${dataDirectory}/global`, `${dataDirectory}/pg_tblspc`, ...tablespaces].flatMap((path) => leftOutAnywhere.map((pattern) => `${patternOf(path)}/${pattern}`)),
  ];
  return { paths, exclude, include: undefined, filesystems: 'all', defaultExcludes: false, cachedirTag: false };
}

async function asked<Answer>(server: PostgresServer, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof StillpointError) || cause.code !== 'TOOL_FAILED') throw cause;
    throw new StillpointError('SOURCE_FAILED', `the server ${server.name} does not tell where its files are: ${cause.message} (the user of the source needs the role pg_read_all_settings)`, { cause });
  }
}

function localPath(server: PostgresServer, path: string, what: string): string {
  try {
    return realpathSync(bytes(path), { encoding: 'buffer' }).toString('latin1');
  } catch (cause) {
    throw new StillpointError('SOURCE_FAILED', `the ${what} ${showByteName(path)} of the server ${server.name} cannot be reached on this guest (${systemErrorCode(cause) ?? String(cause)})`, {
      hint: 'method = "physical" reads the server\'s files: the agent must run where the server runs, as root or as its user',
      cause,
    });
  }
}

/** The folder of a configuration file: it may hold more that the file includes. */
function configurationPath(file: string, data: readonly string[]): string {
  const folder = file.slice(0, Math.max(1, file.lastIndexOf('/')));
  return sharedFolders.has(folder) || data.some((path) => isWithin(path, folder)) ? file : folder;
}

function refuseLinkedParts(dataDirectory: string): void {
  for (const part of dataParts) {
    const stat = lstatSync(bytes(`${dataDirectory}/${part}`), { throwIfNoEntry: false });
    if (stat?.isSymbolicLink() === true) {
      throw new StillpointError('SOURCE_FAILED', `${showByteName(`${dataDirectory}/${part}`)} is a symbolic link, so what it leads to would not be in the backup`, { hint: 'mount the other disk there in place of the link' });
    }
  }
}

/** The pattern that matches exactly this path. */
function patternOf(path: string): string {
  return path.replaceAll(/[^A-Za-z0-9/_.-]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function bytes(path: string): Buffer {
  return Buffer.from(path, 'latin1');
}
