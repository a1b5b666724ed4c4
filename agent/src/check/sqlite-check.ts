/** Whether the databases of a source could be copied; none is opened by SQLite. */
import { openSync, readSync, closeSync } from 'node:fs';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { bytesOfByteString } from '@stillpoint/proto/text/byte-string.ts';

import type { SqliteSourceConfig } from '../config/agent-config.ts';
import { databaseBytes } from '../source/sqlite/copied-database.ts';
import { findSqlitePaths } from '../source/sqlite/sqlite-paths.ts';
import { freeBytesIn, tooSmall } from '../source/sqlite/staging-folder.ts';
import { problemOf, type Finding } from './finding.ts';

const magic = 'SQLite format 3\0';
/** Offset of the header's "file format read version": 2 is WAL. */
const FORMAT_OFFSET = 19;
const WAL_FORMAT = 2;
/** From this size on it is worth saying that writers wait while one that is not in WAL mode is copied: some seconds. */
const LONG_COPY_BYTES = 1_073_741_824;

/** Looks at each path, and at the room for staging. `stateDirectory`: where copies lie unless the source says otherwise. */
export function checkSqlite(source: SqliteSourceConfig, area: string, stateDirectory: string): Finding[] {
  const { name, paths, confinement, stagingDirectory = stateDirectory } = source;
  const { found, missing } = findSqlitePaths(paths, confinement);
  const findings: Finding[] = missing.map(({ path, reason }) => ({ level: 'problem', area, code: 'PATH_MISSING', text: `source ${name}: no database at ${path} (${reason})`, hint: 'correct `paths` in agent.toml' }));
  let largestBytes = 0;
  for (const path of found) {
    const bytes = databaseBytes(path);
    largestBytes = Math.max(largestBytes, bytes);
    findings.push(lookAt(path, bytes, name, area));
  }
  if (found.length === 0) return findings;
  try {
    const freeBytes = freeBytesIn(stagingDirectory);
    if (freeBytes < largestBytes) findings.push(problemOf(area, tooSmall(stagingDirectory, freeBytes, largestBytes, `source ${name}: the largest database`)));
    else findings.push({ level: 'ok', area, text: `source ${name}: copies go through ${stagingDirectory}, ${formatBytes(freeBytes)} free for at most ${formatBytes(largestBytes)} at a time` });
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    findings.push({ level: 'problem', area, code: 'SOURCE_FAILED', text: `source ${name}: ${stagingDirectory}, where copies are to lie, cannot be looked at (${code})`, hint: 'name another folder with staging_dir' });
  }
  return findings;
}

function lookAt(path: string, bytes: number, name: string, area: string): Finding {
  const shown = `source ${name}: ${showByteName(path)}`;
  try {
    const head = readHead(path);
    if (bytes > 0 && head.toString('latin1', 0, magic.length) !== magic) return { level: 'problem', area, code: 'SOURCE_FAILED', text: `${shown} is no SQLite database, or is encrypted`, hint: 'leave it out of `paths`' };
    if (bytes === 0 || head[FORMAT_OFFSET] === WAL_FORMAT) return { level: 'ok', area, text: `${shown}, ${formatBytes(bytes)}, WAL mode: writers go on while it is copied` };
    const level = bytes < LONG_COPY_BYTES ? 'ok' : 'warning';
    return { level, area, text: `${shown}, ${formatBytes(bytes)}, not in WAL mode: writers wait while it is copied`, ...(level === 'ok' ? {} : { hint: '`PRAGMA journal_mode = WAL` lets them go on' }) };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return { level: 'problem', area, code: 'SOURCE_FAILED', text: `${shown} cannot be read (${code})`, hint: 'run the agent as root, or give its user the right to read it' };
  }
}

function readHead(path: string): Buffer {
  const fd = openSync(bytesOfByteString(path), 'r');
  try {
    const head = Buffer.alloc(FORMAT_OFFSET + 1);
    readSync(fd, head, 0, head.length, 0);
    return head;
  } finally {
    closeSync(fd);
  }
}
