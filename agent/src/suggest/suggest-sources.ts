/**
 * Suggestions for every database that runs on this guest, with what the configuration covers already.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import type { PlanConfig } from '../config/agent-config.ts';
import { findKnownDatabases } from '../run/known-databases.ts';
import { datastoreMarkerName } from '../selection/directory-marker.ts';
import type { CoveredDatabase } from '../source/files/database-directory.ts';
import { sourceOf } from '../source/sources.ts';
import { findLiveDatabases, type LiveDatabase } from '../source/live-databases.ts';
import { suggestServer } from './server-suggestions.ts';
import { sourceText, type Suggestion } from './suggestion.ts';

/** Suggestions, for SQLite one for all files. `plans`: those of agent.toml. */
export async function suggestSources(plans: readonly PlanConfig[], signal: AbortSignal, live: readonly LiveDatabase[] = findLiveDatabases()): Promise<Suggestion[]> {
  const sources = plans.flatMap((plan) => plan.sources.map(sourceOf));
  const { covered } = await findKnownDatabases(sources, [], signal);
  const suggestions: Suggestion[] = [];
  const named = new Set(sources.map(({ name }) => name));
  for (const database of live.filter(({ kind }) => kind !== 'sqlite')) {
    const coveredBy = sourceThatCovers(database, covered);
    const name = coveredBy === undefined ? freeName(database.kind, named) : undefined;
    suggestions.push(database.contained ? suggestContained(database) : { ...(await suggestServer(database, name, signal)), coveredBy });
  }
  return [...suggestions, ...suggestSqlite(live, covered)];
}

/** Undefined as long as the kind itself is free, which a source is called by when it says nothing else. */
function freeName(kind: string, named: Set<string>): string | undefined {
  let name = kind;
  for (let number = 2; named.has(name); number++) name = `${kind}-${String(number)}`;
  named.add(name);
  return name === kind ? undefined : name;
}

function sourceThatCovers({ kind, path }: LiveDatabase, covered: readonly CoveredDatabase[]): string | undefined {
  return covered.find((one) => one.kind === kind && one.path === path)?.source;
}

/** Its tools and its socket are inside, so it is asked there. */
function suggestContained({ kind, path }: LiveDatabase): Suggestion {
  return {
    title: `a ${kind} server in a container (its data directory there: ${showByteName(path)})`,
    coveredBy: undefined,
    source: sourceText({ kind: 'command', name: kind, command: ['docker', 'exec', 'CONTAINER', 'DUMP-TOOL', '…'] }),
    statements: [],
    leastPrivilegeSource: undefined,
    notes: ['put the container\'s name and its dump tool in; docs/sources.md has recipes'],
  };
}

function suggestSqlite(live: readonly LiveDatabase[], covered: readonly CoveredDatabase[]): Suggestion[] {
  const files = live.filter(({ kind, contained }) => kind === 'sqlite' && !contained);
  // A collector's own catalog is made anew from its datastore.
  const open = files.filter((file) => sourceThatCovers(file, covered) === undefined && !existsSync(join(dirname(file.path), datastoreMarkerName)));
  const paths = [...new Set(open.map(({ path }) => showByteName(path)))];
  if (paths.length === 0) return [];
  return [
    {
      title: `SQLite: ${String(paths.length)} ${paths.length === 1 ? 'file' : 'files'} open in WAL mode`,
      coveredBy: undefined,
      source: sourceText({ kind: 'sqlite', paths }),
      statements: [],
      leastPrivilegeSource: undefined,
      notes: [],
    },
  ];
}
