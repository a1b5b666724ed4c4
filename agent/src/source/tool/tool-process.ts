/**
 * A program of others that a source runs: a dump tool, a client, a command of the administrator. Always ends: by itself, at its time limit, when the run is
 * stopped or when its owner closes it, together with everything it has started.
 */
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import { endingWithAgent, getProgram, toolEnvironment, toolUser } from './tool-user.ts';

/** What to run, and how. No shell takes `command` apart. */
export interface ToolOptions {
  readonly command: readonly string[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** User of the operating system; undefined: the agent's own. */
  readonly runAs?: string | undefined;
  /** Besides what every tool finds (PATH, LANG, HOME, USER, LOGNAME). */
  readonly environment?: Readonly<Record<string, string>>;
  /** Default `/`. */
  readonly directory?: string | undefined;
  /** Which lines of its standard error are kept: some tools repeat passwords' hashes there, or the data that they were given. Default: all. */
  readonly keepLine?: (line: string) => boolean;
  /** The tool is told to end (SIGTERM) when the agent dies, however: where setpriv can do that. Not for what must not be broken off. */
  readonly endsWithAgent?: boolean;
}

/** How a tool ended. */
export interface ToolExit {
  /** undefined when a signal ended it. */
  readonly status: number | undefined;
  readonly killedBy: string | undefined;
  /** The end of what it wrote to its standard error: at most 8 KiB. */
  readonly stderr: string;
}

const STDERR_BYTES = 8192;
/** After SIGTERM; then SIGKILL. */
const TERM_GRACE_MS = 3000;
/** How long the standard error of a tool that has ended may be held open by what it left behind. */
const STDERR_GRACE_MS = 1000;

export class ToolProcess implements AsyncDisposable {
  /** The program's name, for messages. */
  readonly program: string;
  /** Aborted at the time limit. Whoever reads what the tool writes gives up then: something that it has started may hold the pipe open for ever. */
  readonly expired: AbortSignal;
  /** Resolves when the tool has ended, however. Rejects with TOOL_MISSING when it could not be started. */
  readonly exited: Promise<ToolExit>;
  readonly #child: ChildProcess;
  readonly #signal: AbortSignal;
  readonly #timeoutMs: number;
  readonly #limit: NodeJS.Timeout;
  readonly #stop = (): void => {
    // Waits only; whoever needs the end asks for `exited`.
    this.stop().catch(() => undefined);
  };
  /** At its time limit it had not ended. */
  #hung = false;
  #ended = false;
  #closed = false;

  private constructor(child: ChildProcess, options: ToolOptions) {
    this.program = options.command[0] ?? '';
    this.#child = child;
    const expiry = new AbortController();
    this.expired = expiry.signal;
    this.#limit = setTimeout(() => {
      this.#hung = child.exitCode === null && child.signalCode === null;
      this.#stop();
      expiry.abort();
    }, options.timeoutMs);
    this.#signal = options.signal;
    this.#timeoutMs = options.timeoutMs;
    this.#signal.addEventListener('abort', this.#stop, { once: true });
    this.exited = this.#follow(options.keepLine ?? (() => true));
    this.exited.catch(() => undefined);
  }

  /**
   * Starts the tool. `stdin` and `stdout`: a file descriptor that the child gets a copy of, 'pipe' for {@link stdin} and {@link stdout}, or 'ignore'. Throws TOOL_MISSING, and
   * SOURCE_FAILED for a user that cannot be changed to.
   */
  static async start(options: ToolOptions, stdout: number | 'pipe' | 'ignore', stdin: number | 'pipe' | 'ignore' = 'ignore'): Promise<ToolProcess> {
    const [program = '', ...parameters] = options.command;
    const file = getProgram(program);
    const user = await toolUser(options.runAs);
    const prefix = options.endsWithAgent === true ? await endingWithAgent(user.prefix) : user.prefix;
    options.signal.throwIfAborted();
    const [first = file, ...rest] = [...prefix, file, ...parameters];
    const stdio: StdioOptions = [stdin, stdout, 'pipe'];
    // A group of its own: what a script has started ends with it, and Ctrl-C reaches the agent alone, which ends its tools in order.
    const child = spawn(first, rest, { stdio, cwd: options.directory ?? '/', env: toolEnvironment(user, options.environment ?? {}), detached: true });
    return new ToolProcess(child, options);
  }

  /** Of the tool itself: what changes the user before it is replaced by it. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Only with 'pipe'. */
  get stdin(): Writable | null {
    return this.#child.stdin;
  }

  /** Only with 'pipe'. */
  get stdout(): Readable | null {
    return this.#child.stdout;
  }

  /** Ends the tool and what it has started; resolves when it is gone. */
  async stop(): Promise<void> {
    if (!this.#ended) {
      this.#kill('SIGTERM');
      const timer = setTimeout(() => {
        this.#kill('SIGKILL');
      }, TERM_GRACE_MS);
      await this.exited.catch(() => undefined);
      clearTimeout(timer);
    }
    // What it left running may hold its pipes.
    this.#kill('SIGKILL');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#limit);
    this.#signal.removeEventListener('abort', this.#stop);
    await this.stop();
  }

  async #follow(keepLine: (line: string) => boolean): Promise<ToolExit> {
    try {
      const stderr = collectTail(this.#child.stderr, keepLine);
      const { status, killedBy } = await this.#exit();
      return { status, killedBy, stderr: await stderr.text(STDERR_GRACE_MS) };
    } finally {
      this.#ended = true;
    }
  }

  /** Resolves when the tool has ended with status 0. Throws TOOL_TIMEOUT or TOOL_FAILED, with the end of its standard error, and TOOL_MISSING as {@link exited}. */
  async succeeded(): Promise<ToolExit> {
    const exit = await this.exited;
    this.#signal.throwIfAborted();
    const said = exit.stderr === '' ? '' : `: ${exit.stderr}`;
    if (this.expired.aborted) {
      const limit = formatDuration(this.#timeoutMs);
      const what = this.#hung ? `had not ended after ${limit} and was stopped` : `ended, but its output was still open after ${limit}: something that it has started goes on`;
      throw new StillpointError('TOOL_TIMEOUT', `${this.program} ${what}${said}`, { hint: 'see why it hangs, or raise `timeout` of the source' });
    }
    if (exit.status === 0) return exit;
    throw new StillpointError('TOOL_FAILED', `${this.program} ${exit.status === undefined ? `was ended by ${exit.killedBy ?? 'a signal'}` : `ended with exit status ${exit.status}`}${said}`, {
      hint: 'run the same command by hand to see more; `stillpoint-agent check` looks at tools and rights',
    });
  }

  #exit(): Promise<{ status: number | undefined; killedBy: string | undefined }> {
    return new Promise((resolve, reject) => {
      this.#child.once('error', (cause) => {
        reject(new StillpointError('TOOL_MISSING', `the program ${this.program} cannot be started: ${cause.message}`, { cause }));
      });
      this.#child.once('exit', (status, killedBy) => {
        resolve({ status: status ?? undefined, killedBy: killedBy ?? undefined });
      });
    });
  }

  #kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // Nobody of the group is left.
    }
  }
}

/** Runs a tool to its end and gives what it wrote, at most `maxBytes`. Throws TOOL_MISSING, TOOL_TIMEOUT, TOOL_FAILED, and SOURCE_FAILED when it writes more. */
export async function runTool(options: ToolOptions, input?: string | Uint8Array, maxBytes = 16_777_216): Promise<{ readonly stdout: string; readonly stderr: string }> {
  await using tool = await ToolProcess.start(options, 'pipe', input === undefined ? 'ignore' : 'pipe');
  const parts: Buffer[] = [];
  let bytes = 0;
  tool.stdin?.on('error', () => undefined);
  tool.stdin?.end(input);
  tool.expired.addEventListener('abort', () => tool.stdout?.destroy(), { once: true });
  try {
    for await (const part of tool.stdout ?? []) {
      const chunk = part as Buffer;
      bytes += chunk.length;
      if (bytes > maxBytes) throw new StillpointError('SOURCE_FAILED', `${tool.program} wrote more than ${maxBytes} bytes where a short answer was expected`);
      parts.push(chunk);
    }
  } catch (error) {
    if (tool.expired.aborted) await tool.succeeded();
    throw error;
  }
  const { stderr } = await tool.succeeded();
  return { stdout: Buffer.concat(parts).toString('utf8'), stderr };
}

/** Keeps the end of what a tool says, in one line, without control characters. */
function collectTail(stream: Readable | null, keepLine: (line: string) => boolean): { text(graceMs: number): Promise<string> } {
  let tail = Buffer.alloc(0);
  stream?.on('data', (part: Buffer) => {
    tail = Buffer.concat([tail, part]).subarray(-STDERR_BYTES);
  });
  const closed = new Promise<void>((resolve) => {
    if (stream === null) resolve();
    else stream.once('close', resolve).once('error', () => undefined);
  });
  return {
    text: async (graceMs) => {
      const grace = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => {
        grace.resolve(undefined);
      }, graceMs);
      await Promise.race([closed, grace.promise]);
      clearTimeout(timer);
      stream?.destroy();
      const lines = tail.toString('latin1').split('\n').map((line) => line.trimEnd()).filter((line) => line !== '' && keepLine(line)).map((line) => showByteName(line));
      return lines.join(' | ');
    },
  };
}
