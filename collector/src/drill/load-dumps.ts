/**
 * Loads the dumps of a drill into database servers made for it: one for each source, which lives until the check was run.
 */
import { parseByteName } from '@stillpoint/proto/text/byte-name.ts';
import { bytesOfByteString } from '@stillpoint/proto/text/byte-string.ts';

import { RoomWatch } from './room-watch.ts';
import { openTrialServer, type RestoredDump } from './trial-server.ts';

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
  /** Ends the check, too. */
  readonly signal: AbortSignal;
}

/** Loads all of `streams`, the globals of each source first. Errors of the signal; what else fails is told. */
export async function loadDumps(streams: readonly RestoredStream[], scratch: string, signal: AbortSignal): Promise<LoadedDumps> {
  await using stack = new AsyncDisposableStack();
  const room = stack.use(RoomWatch.start({ folder: scratch, signal }));
  const found: Found = { wrong: [], done: [], environment: {} };
  try {
    for (const [source, dumps] of bySource(streams)) await loadSource(source.startsWith('mariadb ') ? 'mariadb' : 'postgres', dumps, { scratch, signal: room.signal, stack, found });
  } catch (error) {
    if (room.failure === undefined) throw error;
    // Nothing that fills it goes on beside the check.
    return { wrong: [...found.wrong, `not everything was loaded: ${room.failure.message}`], done: found.done, environment: {}, signal, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const servers = stack.move();
  return { ...found, signal: room.signal, [Symbol.asyncDispose]: () => servers.disposeAsync() };
}

interface Found {
  readonly wrong: string[];
  readonly done: string[];
  readonly environment: Record<string, string>;
}

interface LoadOptions {
  readonly scratch: string;
  readonly signal: AbortSignal;
  /** Servers are closed with it. */
  readonly stack: AsyncDisposableStack;
  readonly found: Found;
}

async function loadSource(kind: 'mariadb' | 'postgres', dumps: readonly RestoredDump[], { scratch, signal, stack, found: { wrong, done, environment } }: LoadOptions): Promise<void> {
  const opening = await openTrialServer(kind, scratch, dumps.some(({ isGlobals }) => isGlobals), signal);
  if ('missing' in opening) done.push(`${namesOf(dumps)}: not loaded, for ${opening.missing} is not there`);
  else if ('wrong' in opening) wrong.push(`${namesOf(dumps)}: not loaded: ${opening.wrong}`);
  else {
    const server = stack.use(opening.server);
    Object.assign(environment, server.environment);
    for (const dump of dumps) {
      const verdict = await server.load(dump, signal);
      if (verdict.wrong === undefined) done.push(`${dump.archive}: ${verdict.done}`);
      else wrong.push(`${dump.archive}: it cannot be loaded into a new ${server.name}: ${verdict.wrong}`);
    }
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
