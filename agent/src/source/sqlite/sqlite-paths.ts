/** The database files that the paths of a source name on this guest, as it is when a run begins. */
import { readdirSync, statSync } from 'node:fs';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import type { ByteGlob } from '@stillpoint/proto/text/byte-glob.ts';
import { parsePattern } from '@stillpoint/proto/text/byte-pattern.ts';
import { bytesOfByteString } from '@stillpoint/proto/text/byte-string.ts';

/** What becomes of the paths of a source. */
export interface SqlitePaths {
  /** Files, as absolute latin1 strings in byte order, each once. */
  readonly found: readonly string[];
  /** Paths or patterns, as they were written, that lead to no file, with the reason. */
  readonly missing: readonly { readonly path: string; readonly reason: string }[];
}

/** What SQLite keeps beside a database belongs to it, and is no database. */
const companion = /-(?:wal|shm|journal)$/;

/** The pattern's names from the root down. Throws PATTERN_INVALID for what is no absolute path, or leaves the depth open. */
export function pathGlobs(text: string): readonly ByteGlob[] {
  if (!text.startsWith('/')) throw new StillpointError('PATTERN_INVALID', `"${text}" is no absolute path`, { hint: 'write the path of a database, or a pattern such as /srv/app/*.db' });
  const { directoryOnly, segments } = parsePattern(text);
  if (directoryOnly) throw new StillpointError('PATTERN_INVALID', `"${text}" names a folder`, { hint: 'name the database files in it, such as /srv/app/*.db' });
  if (segments.some(({ isAnyDepth }) => isAnyDepth)) throw new StillpointError('PATTERN_INVALID', `"${text}" would search every folder`, { hint: 'write a `*` for each folder' });
  return segments;
}

/** Looks each path up; symbolic links are followed, as SQLite does. A pattern leaves out what SQLite keeps beside databases. Nothing is opened. */
export function findSqlitePaths(paths: readonly string[]): SqlitePaths {
  const found = new Set<string>();
  const missing: { path: string; reason: string }[] = [];
  for (const path of paths) {
    try {
      const matches = expand(pathGlobs(path));
      if (matches.length === 0) missing.push({ path, reason: 'no file matches' });
      for (const match of matches) found.add(match);
    } catch (error) {
      const reason = systemErrorCode(error);
      if (reason === undefined) throw error;
      missing.push({ path, reason });
    }
  }
  return { found: [...found].sort(), missing };
}

function expand(globs: readonly ByteGlob[]): string[] {
  let places = [''];
  let guessed = false;
  for (const glob of globs) {
    const { literal } = glob;
    guessed ||= literal === undefined;
    places = literal === undefined ? places.flatMap((place) => namesIn(place).filter((name) => glob.matches(name)).map((name) => `${place}/${name}`)) : places.map((place) => `${place}/${literal}`);
  }
  if (!guessed) return places.filter((path) => isFile(path, true));
  const files = places.filter((path) => isFile(path, false));
  return files.filter((path) => !companion.test(path) || !isFile(path.replace(companion, ''), false));
}

/** Nothing for what is no directory: other places may match. */
function namesIn(directory: string): string[] {
  try {
    return readdirSync(bytesOfByteString(directory === '' ? '/' : directory), 'latin1');
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}

function isFile(path: string, mustExist: boolean): boolean {
  try {
    return statSync(bytesOfByteString(path)).isFile();
  } catch (error) {
    if (!mustExist && isAbsence(error)) return false;
    throw error;
  }
}

function isAbsence(error: unknown): boolean {
  const code = systemErrorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
