/**
 * Whether the dumps of a drill are complete in themselves: their own tools, or their last line. That a server takes one is shown by loading it, see load-dumps.ts.
 */
import { chmod, open } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

import { findConfinementFault, findProgram, findServerUser, runStep, withoutFolders } from './trial-step.ts';

/** What a check found: `wrong` undefined when nothing is; `done` says what was looked at. */
export interface DumpVerdict {
  readonly done: string;
  readonly wrong: string | undefined;
}

const tailBytes = 4096;
const toolMs = 600_000;

/** Looks at the dump in `path` of a source of this kind. What cannot be looked at is said. Errors of the signal. */
export async function checkDump(sourceKind: string, path: string, signal: AbortSignal): Promise<DumpVerdict> {
  const head = await readPart(path, 'head');
  if (sourceKind === 'postgres' && head.startsWith('PGDMP')) return runTool('pg_restore', ['--list'], path, signal);
  if (sourceKind === 'mariadb' && head.startsWith('XBSTCK')) return { done: 'content only: a copy of a server’s files', wrong: undefined };
  if (sourceKind === 'postgres' || sourceKind === 'mariadb') return lastLine(sourceKind, await readPart(path, 'tail'));
  if (sourceKind === 'redis') return runTool('redis-check-rdb', ['/dev/stdin'], path, signal);
  if (sourceKind === 'sqlite') return { done: 'integrity check by SQLite', wrong: checkSqlite(path) };
  return { done: 'content only', wrong: undefined };
}

/** The database is a guest's: nothing in its schema may call anything that matters. */
function checkSqlite(path: string): string | undefined {
  try {
    const url = pathToFileURL(path);
    // A file beside it can be of that guest's making, too: SQLite would take it for the journal of a broken transaction, write by it, and in older releases remove whatever file it names.
    url.searchParams.set('immutable', '1');
    const database = new DatabaseSync(url, { readOnly: true });
    try {
      database.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0');
      const [row] = database.prepare('PRAGMA integrity_check(1)').all();
      const answer = String(Object.values(row ?? {})[0] ?? 'no answer');
      return answer === 'ok' ? undefined : answer;
    } finally {
      database.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function lastLine(sourceKind: string, tail: string): DumpVerdict {
  const wanted = sourceKind === 'postgres' ? /-- PostgreSQL database (?:cluster )?dump complete/u : /-- Dump completed/u;
  return { done: 'structure only: the dump’s last line', wrong: wanted.test(tail) ? undefined : 'it does not end as a whole dump does' };
}

/** As nobody where root asks: the tool reads what a guest has made. */
async function runTool(tool: string, args: readonly string[], path: string, signal: AbortSignal): Promise<DumpVerdict> {
  const program = findProgram(tool);
  if (program === undefined) return { done: `content only: ${tool} is not installed here`, wrong: undefined };
  const user = findServerUser();
  // It lies in a folder of root's own, and is open for the tool already.
  if (user !== undefined) await chmod(path, 0o444);
  const { wrong } = await runStep(program, args, { signal, user: user === undefined || (await findConfinementFault(user, signal)) !== undefined ? undefined : withoutFolders(user), inputFile: path, timeoutMs: toolMs });
  return { done: `structure only: ${tool}`, wrong };
}

async function readPart(path: string, part: 'head' | 'tail'): Promise<string> {
  await using handle = await open(path, 'r');
  const { size } = await handle.stat();
  const length = Math.min(size, tailBytes);
  const bytes = Buffer.alloc(length);
  await handle.read(bytes, 0, length, part === 'head' ? 0 : size - length);
  return bytes.toString('latin1');
}
