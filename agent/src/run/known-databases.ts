/**
 * Which databases of this guest the sources of agent.toml back up: their files need no warning, and those that this plan dumps are left out of its trees.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { CoveredDatabase, KnownDatabases } from '../source/files/database-directory.ts';
import type { Source } from '../source/source.ts';

/** Asks the servers where their files are. One that does not answer covers nothing: its own source says why. */
export async function findKnownDatabases(ofPlan: readonly Source[], ofOthers: readonly Source[], signal: AbortSignal): Promise<KnownDatabases> {
  const covered = await Promise.all([...ofPlan.map((source) => coveredBy(source, true, signal)), ...ofOthers.map((source) => coveredBy(source, false, signal))]);
  return { covered: covered.flat(), redisDirectories: redisDirectories() };
}

async function coveredBy(source: Source, isOfPlan: boolean, signal: AbortSignal): Promise<CoveredDatabase[]> {
  try {
    const databases = (await source.databaseFiles?.(signal)) ?? [];
    return databases.map((database) => ({ ...database, source: source.name, leftOut: isOfPlan }));
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof StillpointError)) throw error;
    return [];
  }
}

/** Working directories of running Redis servers (and of Valkey, which went on from it), where their files lie. */
function redisDirectories(): string[] {
  const directories = new Set<string>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/comm`, 'latin1').trim();
      if (command === 'redis-server' || command === 'valkey-server') directories.add(readlinkSync(`/proc/${pid}/cwd`, { encoding: 'latin1' }));
    } catch {
      // It has ended meanwhile, or may not be looked at.
    }
  }
  return [...directories];
}
