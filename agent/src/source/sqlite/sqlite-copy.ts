/**
 * A program of its own: copies one database while others write to it, and checks the copy. Its one parameter is a {@link CopyOrder}; it prints a {@link CopyAnswer}. A process, because SQLite
 * waits for locks in whatever thread asks for them, and because a time limit can end it.
 */
import { statSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

/** What is to be copied. */
export interface CopyOrder {
  /** Latin1 string. */
  readonly path: string;
  /** Not there yet, in a folder of nobody else's. */
  readonly target: string;
  /** How long others may keep the database locked. */
  readonly lockTimeoutMs: number;
  readonly check: boolean;
}

/** How it went. `code` is SQLite's (primary) result code. */
export type CopyAnswer =
  | { readonly kind: 'copied'; readonly bytes: number; readonly walBytes: number; readonly problems: readonly string[]; readonly violations: readonly string[] }
  | { readonly kind: 'failed'; readonly during: 'opening' | 'copying'; readonly code: number; readonly text: string };

/** 16 MiB of 4 KiB pages: a step takes some 50 ms of a thread, after which a signal is noticed. */
const PAGES_PER_STEP = 4096;
const LOCK_POLL_MS = 2;
const BUSY = 5;
/** Findings of PRAGMA quick_check that are told. */
const MAX_FINDINGS = 5;

/** Rows that break what their table asks for: the application's data, not the file's structure. SQLite lets them come about (a constraint added later, an imported row). */
const violation = /^(?:NULL value in|CHECK constraint failed in|NUMERIC value in|TEXT value in|non-\w+ value in|non-unique entry in)/;

if (process.argv[2] !== undefined) {
  process.umask(0o077);
  process.stdout.write(JSON.stringify(await copyDatabase(JSON.parse(process.argv[2]) as CopyOrder)));
}

/** Copies and checks. Rejects with defects only. */
export async function copyDatabase({ path, target, lockTimeoutMs, check }: CopyOrder): Promise<CopyAnswer> {
  let during: 'opening' | 'copying' = 'opening';
  try {
    const walBytes = await copy(path, target, lockTimeoutMs, () => {
      during = 'copying';
    });
    const bytes = statSync(target).size;
    return { kind: 'copied', bytes, walBytes, ...(check && bytes > 0 ? checkCopy(target) : { problems: [], violations: [] }) };
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    return { kind: 'failed', during, code: error.errcode & 0xff, text: error.message };
  }
}

async function copy(path: string, target: string, lockTimeoutMs: number, opened: () => void): Promise<number> {
  // Read-only: nothing of the application's is written to, not even to bring a crashed database in order.
  const source = new DatabaseSync(Buffer.from(path, 'latin1'), { readOnly: true, timeout: 0 });
  try {
    // Inside a transaction that has begun to read, SQLite gives the state of that moment; without, every commit of another process makes the copy begin anew, for ever.
    await beginReading(source, Date.now() + lockTimeoutMs);
    opened();
    await backup(source, target, { rate: PAGES_PER_STEP });
    source.exec('COMMIT');
    return sizeOf(`${path}-wal`);
  } finally {
    source.close();
  }
}

/** Asks again and again: SQLite's own waiting backs off to 100 ms, and finds a database that is written to all the time locked each time. */
async function beginReading(source: DatabaseSync, untilMs: number): Promise<void> {
  for (;;) {
    try {
      source.exec('BEGIN');
      source.prepare('SELECT count(*) FROM sqlite_schema').get();
      return;
    } catch (error) {
      if (!isSqliteError(error) || (error.errcode & 0xff) !== BUSY || Date.now() > untilMs) throw error;
      if (source.isTransaction) source.exec('ROLLBACK');
      await sleep(LOCK_POLL_MS);
    }
  }
}

/** Looks at the copy, so that the application is not held up. */
function checkCopy(target: string): { problems: string[]; violations: string[] } {
  const url = pathToFileURL(target);
  // Else SQLite would want files beside one that was in WAL mode.
  url.searchParams.set('immutable', '1');
  const copied = new DatabaseSync(url, { readOnly: true });
  try {
    const findings = copied.prepare(`PRAGMA quick_check(${MAX_FINDINGS})`).all().map((row) => String(Object.values(row)[0]));
    const bad = findings.filter((finding) => finding !== 'ok');
    return { problems: bad.filter((finding) => !violation.test(finding)), violations: bad.filter((finding) => violation.test(finding)) };
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    const CORRUPT = 11;
    const NOTADB = 26;
    const isDamage = [CORRUPT, NOTADB].includes(error.errcode & 0xff);
    // A function or a collation that only the application knows.
    return isDamage ? { problems: [error.message], violations: [] } : { problems: [], violations: [`could not be checked: ${error.message}`] };
  } finally {
    copied.close();
  }
}

function sizeOf(path: string): number {
  return statSync(Buffer.from(path, 'latin1'), { throwIfNoEntry: false })?.size ?? 0;
}

function isSqliteError(error: unknown): error is Error & { readonly errcode: number } {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
}
