/**
 * Loads the dumps of a drill into database servers made for it: one for each source, which lives until the check was run.
 */
import { parseByteName } from '@stillpoint/proto/text/byte-name.ts';
import { bytesOfByteString } from '@stillpoint/proto/text/byte-string.ts';

import { openTrialServer, type RestoredDump, type TrialServer } from './trial-server.ts';

/** A stream that was restored. */
export interface RestoredStream {
  readonly archive: string;
  readonly sourceKind: string;
  readonly path: string;
}

/** What became of the dumps. Whoever opens it disposes of it: then the servers are gone. */
export interface LoadedDumps extends AsyncDisposable {
  readonly wrong: readonly string[];
  readonly done: readonly string[];
  /** For the check: how to reach the servers; of several of one kind, the last. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Loads all of `streams`, the globals of each source first. Errors of the signal; what else fails is told. */
export async function loadDumps(streams: readonly RestoredStream[], scratch: string, signal: AbortSignal): Promise<LoadedDumps> {
  await using stack = new AsyncDisposableStack();
  const wrong: string[] = [];
  const done: string[] = [];
  const environment: Record<string, string> = {};
  for (const [source, dumps] of bySource(streams)) {
    const kind = source.startsWith('mariadb ') ? 'mariadb' : 'postgres';
    const opening = await openTrialServer(kind, scratch, dumps.some(({ isGlobals }) => isGlobals), signal);
    if ('missing' in opening) done.push(`${namesOf(dumps)}: not loaded, for ${opening.missing} is not there`);
    else if ('wrong' in opening) wrong.push(`${namesOf(dumps)}: not loaded: ${opening.wrong}`);
    else {
      const server = stack.use(opening.server);
      Object.assign(environment, server.environment);
      await loadAll(server, dumps, { wrong, done }, signal);
    }
  }
  const servers = stack.move();
  return { wrong, done, environment, [Symbol.asyncDispose]: () => servers.disposeAsync() };
}

async function loadAll(server: TrialServer, dumps: readonly RestoredDump[], { wrong, done }: { readonly wrong: string[]; readonly done: string[] }, signal: AbortSignal): Promise<void> {
  for (const dump of dumps) {
    const verdict = await server.load(dump, signal);
    if (verdict.wrong === undefined) done.push(`${dump.archive}: ${verdict.done}`);
    else wrong.push(`${dump.archive}: it cannot be loaded into a new ${server.name}: ${verdict.wrong}`);
  }
}

/** The dumps of each source, by kind and name of the source; globals first, others by name. */
function bySource(streams: readonly RestoredStream[]): Map<string, RestoredDump[]> {
  const sources = new Map<string, RestoredDump[]>();
  for (const { archive, sourceKind, path } of streams) {
    if (sourceKind !== 'postgres' && sourceKind !== 'mariadb') continue;
    // docs/sources.md: SOURCE.DATABASE, the name escaped; a database called globals is written `\x67lobals`.
    const dot = archive.indexOf('.');
    if (dot < 0) continue;
    const key = `${sourceKind} ${archive.slice(0, dot)}`;
    const dumps = sources.get(key) ?? [];
    const escaped = archive.slice(dot + 1);
    dumps.push({ archive, name: bytesOfByteString(parseByteName(escaped)).toString('utf8'), isGlobals: escaped === 'globals', path });
    sources.set(key, dumps.sort((left, right) => Number(right.isGlobals) - Number(left.isGlobals)));
  }
  return sources;
}

function namesOf(dumps: readonly RestoredDump[]): string {
  return dumps.map(({ archive }) => archive).join(', ');
}
