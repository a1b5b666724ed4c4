/** One database as it was at one moment: copied to a folder for staging, and read from there. The copy has no name any more when reading begins. */
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { bytesOfByteString } from '@stillpoint/proto/text/byte-string.ts';

import type { StreamEdges, StreamInput } from '../source.ts';
import { StreamStop } from '../stream/stream-reader.ts';
import { runTool } from '../tool/tool-process.ts';
import { StagingFolder } from './staging-folder.ts';
import type { CopyAnswer, CopyOrder } from './sqlite-copy.ts';

/** How a database is copied. */
export interface CopyOptions {
  /** Latin1 string. */
  readonly path: string;
  readonly stagingDirectory: string;
  readonly timeoutMs: number;
  readonly lockTimeoutMs: number;
  readonly check: boolean;
  readonly signal: AbortSignal;
}

const program = fileURLToPath(new URL('sqlite-copy.ts', import.meta.url));
const magic = 'SQLite format 3\0';

export class CopiedDatabase implements StreamInput {
  readonly fd: number;
  readonly stop = new StreamStop();
  readonly #path: string;
  readonly #copied: Extract<CopyAnswer, { kind: 'copied' }>;
  readonly #staging: StagingFolder;

  private constructor(fd: number, path: string, copied: Extract<CopyAnswer, { kind: 'copied' }>, staging: StagingFolder) {
    this.fd = fd;
    this.#path = path;
    this.#copied = copied;
    this.#staging = staging;
  }

  /** Copies the database. Throws SOURCE_FAILED, DATABASE_UNREACHABLE (locked for too long), TOOL_TIMEOUT. */
  static async open(options: CopyOptions): Promise<CopiedDatabase> {
    const { path, stagingDirectory } = options;
    const shown = showByteName(path);
    using stack = new DisposableStack();
    const staging = stack.use(StagingFolder.open(stagingDirectory, databaseBytes(path), shown));
    const target = join(staging.path, 'copy.sqlite');
    const copied = await copy(options, target);
    if (copied.problems.length > 0) {
      throw new StillpointError('SOURCE_FAILED', `${shown} is damaged: ${copied.problems.join(' | ')}`, { hint: 'restore an earlier snapshot of it, or repair it (`sqlite3 FILE .recover`); check = false backs it up as it is' });
    }
    const fd = openSync(target, 'r');
    try {
      // Whatever happens to the agent from here on, its space comes back.
      rmSync(target);
      stack.move();
      return new CopiedDatabase(fd, shown, copied, staging);
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  finish({ head, bytes }: StreamEdges): Promise<{ readonly said: string }> {
    const { bytes: copiedBytes, violations } = this.#copied;
    if (bytes !== copiedBytes) throw new StillpointError('SOURCE_FAILED', `the copy of ${this.#path} has ${copiedBytes} bytes, of which ${bytes} could be read`);
    // A database without any table has no bytes at all.
    if (bytes > 0 && Buffer.from(head.subarray(0, magic.length)).toString('latin1') !== magic) throw new StillpointError('SOURCE_FAILED', `the copy of ${this.#path} is no SQLite database`);
    return Promise.resolve({ said: violations.join(' | ') });
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.stop.stop();
    this.#staging[Symbol.dispose]();
    return Promise.resolve();
  }
}

/** What the copy of a database takes at most: the file, and what waits in its write-ahead log. Throws SOURCE_FAILED. */
export function databaseBytes(path: string): number {
  const file = statSync(bytesOfByteString(path), { throwIfNoEntry: false });
  if (file === undefined) throw new StillpointError('SOURCE_FAILED', `${showByteName(path)} is gone`);
  return file.size + (statSync(bytesOfByteString(`${path}-wal`), { throwIfNoEntry: false })?.size ?? 0);
}

async function copy({ path, timeoutMs, lockTimeoutMs, check, signal }: CopyOptions, target: string): Promise<Extract<CopyAnswer, { kind: 'copied' }>> {
  const shown = showByteName(path);
  const order: CopyOrder = { path, target, lockTimeoutMs, check };
  try {
    const { stdout } = await runTool({ command: [process.execPath, '--disable-warning=ExperimentalWarning', program, JSON.stringify(order)], timeoutMs, signal });
    const answer = JSON.parse(stdout) as CopyAnswer;
    if (answer.kind === 'copied') return answer;
    throw refusal(shown, answer);
  } catch (cause) {
    if (!(cause instanceof StillpointError) || !cause.code.startsWith('TOOL_')) throw cause;
    throw new StillpointError(cause.code, `copying ${shown}: ${cause.message}`, { hint: cause.hint, cause });
  }
}

/** Primary result codes of SQLite. Never change. */
const BUSY = 5;
const READONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

function refusal(shown: string, { code, during, text }: Extract<CopyAnswer, { kind: 'failed' }>): StillpointError {
  switch (code) {
    case BUSY:
      return new StillpointError('DATABASE_UNREACHABLE', `${shown} was locked by others for too long`, { hint: 'raise lock_timeout, or find out which program keeps a transaction open (`fuser FILE`)' });
    case READONLY:
      return new StillpointError('SOURCE_FAILED', `${shown} was left in the middle of a change (${text})`, { hint: 'its application brings it in order when it opens it; start that once' });
    case CORRUPT:
      return new StillpointError('SOURCE_FAILED', `${shown} is damaged: ${text}`, { hint: 'restore an earlier snapshot of it, or repair it (`sqlite3 FILE .recover`)' });
    case FULL:
      return new StillpointError('SOURCE_FAILED', `there is no room to copy ${shown}: ${text}`, { hint: 'name another folder with staging_dir' });
    case CANTOPEN:
      return new StillpointError('SOURCE_FAILED', `${shown} cannot be opened: ${text}`, { hint: 'one in WAL mode needs its folder to be writable; on a read-only filesystem back it up as a file' });
    case NOTADB:
      return new StillpointError('SOURCE_FAILED', `${shown} is no SQLite database, or is encrypted`, { hint: 'leave it out of `paths`; an encrypted one can only be copied by its application' });
    default:
      return new StillpointError('SOURCE_FAILED', `${shown} failed while ${during}: ${text} (SQLite ${code})`);
  }
}
