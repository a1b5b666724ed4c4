/**
 * What turns the files of a backup into a data directory that recovers, as a tar to be unpacked there: the log from the backup's begin to its end, the label that says where recovery
 * begins, and, last, the control file without which no server starts. So files that lack any of it cannot be taken for a whole cluster.
 */
import { open, readdir, type FileHandle } from 'node:fs/promises';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { isWithin } from '@stillpoint/proto/text/normal-path.ts';

import type { ClusterFiles } from './cluster-files.ts';
import { CONTROL_FILE } from './control-file.ts';
import type { BackupEnd } from './physical-backup.ts';
import { tarEnd, tarHeader, tarPadding, type TarOwner } from './tar-blocks.ts';
import { segmentStart } from './wal-segments.ts';

/** Where the configuration was that did not lie in the data directory: lines like `hba_file = '/etc/postgresql/15/main/pg_hba.conf'`. */
export const SETTINGS_FILE = 'stillpoint_settings.conf';

const PIECE_BYTES = 1_048_576;
/** In a segment's first page: where in the log it begins. */
const PAGE_POSITION_OFFSET = 8;
const PAGE_POSITION_END = 16;

/** The tar, piece by piece. A piece is the next one's memory. Throws SOURCE_FAILED when a segment is not there any more. */
export async function* recoveryTar(cluster: ClusterFiles, end: BackupEnd, nowMs: number): AsyncIterable<Uint8Array> {
  const { walDirectory, walSegmentBytes, uid, gid } = cluster;
  const owner: TarOwner = { uid, gid, mtimeMs: nowMs };
  const piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
  yield tarHeader('pg_wal/', 0, owner);
  yield tarHeader('pg_wal/archive_status/', 0, owner);
  for (const name of await historyFiles(walDirectory)) {
    await using file = await openLog(walDirectory, name);
    yield* tarFile(`pg_wal/${name}`, await file.readFile(), owner);
    yield tarHeader(`pg_wal/archive_status/${name}.done`, 0, owner);
  }
  for (const name of end.segments) {
    await using file = await openLog(walDirectory, name);
    yield tarHeader(`pg_wal/${name}`, walSegmentBytes, owner);
    yield* segment(file, name, walSegmentBytes, piece);
    yield tarPadding(walSegmentBytes);
    // An archive of the server's own has it already, or never will: a restored server does not send it there again.
    yield tarHeader(`pg_wal/archive_status/${name}.done`, 0, owner);
  }
  const settings = cluster.settings.some(({ name, path }) => name === 'config_file' && !isWithin(path, cluster.dataDirectory)) ? cluster.settings : [];
  if (settings.length > 0) yield* tarFile(SETTINGS_FILE, settingsText(settings), owner);
  yield* tarFile('backup_label', end.label, owner);
  if (end.tablespaceMap.length > 0) yield* tarFile('tablespace_map', end.tablespaceMap, owner);
  yield* tarFile(CONTROL_FILE, end.control, owner);
  yield tarEnd;
}

async function* segment(file: FileHandle, name: string, segmentBytes: number, piece: Buffer): AsyncIterable<Uint8Array> {
  for (let at = 0; at < segmentBytes; ) {
    const { bytesRead } = await file.read(piece, 0, Math.min(PIECE_BYTES, segmentBytes - at), at);
    // A segment that the server has renamed for later use begins elsewhere.
    const isForeign = at === 0 && bytesRead >= PAGE_POSITION_END && piece.readBigUInt64LE(PAGE_POSITION_OFFSET) !== segmentStart(name, segmentBytes);
    if (bytesRead === 0 || isForeign) throw new StillpointError('SOURCE_FAILED', `the log segment ${name} does not hold what the backup needs`);
    yield piece.subarray(0, bytesRead);
    at += bytesRead;
  }
}

function* tarFile(name: string, content: Buffer, owner: TarOwner): Iterable<Uint8Array> {
  yield tarHeader(name, content.length, owner);
  yield content;
  yield tarPadding(content.length);
}

function settingsText(settings: ClusterFiles['settings']): Buffer {
  return Buffer.from(settings.map(({ name, path }) => `${name} = '${path.replaceAll("'", "''")}'\n`).join(''), 'latin1');
}

/** Which timelines the log has been on. */
async function historyFiles(walDirectory: string): Promise<string[]> {
  return (await readdir(Buffer.from(walDirectory, 'latin1'))).filter((name) => /^[0-9A-F]{8}\.history$/.test(name)).sort();
}

async function openLog(walDirectory: string, name: string): Promise<FileHandle> {
  const path = `${walDirectory}/${name}`;
  try {
    return await open(Buffer.from(path, 'latin1'), 'r');
  } catch (cause) {
    throw new StillpointError('SOURCE_FAILED', `${showByteName(path)}, a part of the log that the backup needs, cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
