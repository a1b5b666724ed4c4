/** The database files that the paths of a source name on this guest, as it is when a run begins. */
import { readdirSync, statSync } from 'node:fs';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';
import type { Confinement } from '@stillpoint/proto/plan/plan-config.ts';
import { pathGlobs } from '@stillpoint/proto/plan/sqlite-globs.ts';
import type { ByteGlob } from '@stillpoint/proto/text/byte-glob.ts';
import { bytesOfByteString } from '@stillpoint/proto/text/byte-string.ts';

import { confinementFault } from '../confined-path.ts';

/** What becomes of the paths of a source. */
export interface SqlitePaths {
  /** Files, as absolute latin1 strings in byte order, each once. */
  readonly found: readonly string[];
  /** Paths or patterns, as they were written, that lead to no file, with the reason. */
  readonly missing: readonly { readonly path: string; readonly reason: string }[];
}

/** What SQLite keeps beside a database belongs to it, and is no database. */
const companion = /-(?:wal|shm|journal)$/;

/** Looks each path up; symbolic links are followed, as SQLite does. A pattern leaves out what SQLite keeps beside databases. What leaves its confinement is missing. Nothing is opened. */
export function findSqlitePaths(paths: readonly string[], confinement?: Confinement): SqlitePaths {
  const found = new Set<string>();
  const missing: { path: string; reason: string }[] = [];
  for (const path of paths) {
    try {
      const matches = expand(pathGlobs(path));
      if (matches.length === 0) missing.push({ path, reason: 'no file matches' });
      for (const match of matches) {
        const fault = confinement === undefined ? undefined : confinementFault(match, confinement, 'follow');
        if (fault === undefined) found.add(match);
        else missing.push({ path, reason: fault });
      }
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
