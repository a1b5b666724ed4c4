/**
 * A program that a test started: waits for what it prints, ends it, and takes its output. Nothing is left running when it goes out of scope.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';

/** How a program ended. `code` is null when a signal ended it. */
export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is started. `env` comes on top of the test's own environment. */
export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
  /** A command that runs it: `setpriv`, or a shell that enters a control group first. */
  readonly through?: readonly string[];
}

/** One started program, the leader of a process group of its own. */
export class ChildProgram {
  readonly #child: ChildProcess;
  readonly #closed: Promise<Finished>;
  readonly #stdout: Buffer[] = [];
  readonly #stderr: Buffer[] = [];
  readonly #command: string;
  #ended = false;

  private constructor(child: ChildProcess, command: string) {
    this.#child = child;
    this.#command = command;
    child.stdout?.on('data', (chunk: Buffer) => this.#stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.#stderr.push(chunk));
    this.#closed = (async () => {
      const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
      this.#ended = true;
      return { code, signal, stdout: this.stdout, stderr: this.stderr };
    })();
    this.#closed.catch(() => undefined);
  }

  /** Starts `command`; Node's own folder is first on its PATH, so that launchers find the Node that runs the tests. */
  static start(command: string, args: readonly string[], options: ProgramOptions = {}): ChildProgram {
    const [first = command, ...rest] = [...(options.through ?? []), command, ...args];
    const child = spawn(first, rest, {
      cwd: options.cwd,
      env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    // A program that ends without reading its input is no failure of the test.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    return new ChildProgram(child, `${command} ${args.join(' ')}`);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** What it has printed so far. */
  get stdout(): string {
    return Buffer.concat(this.#stdout).toString('utf8');
  }

  get stderr(): string {
    return Buffer.concat(this.#stderr).toString('utf8');
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The end of the program and of its output. */
  get finished(): Promise<Finished> {
    return this.#closed;
  }

  /** Sends a signal to the program and everything that it started. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    if (this.#ended || this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch (error) {
      // It ended between the two lines.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }

  /** The first match of `pattern` in its output. Rejects with all output when the program ends without it or `timeoutMs` pass. */
  async waitFor(pattern: RegExp, from: 'stdout' | 'stderr', timeoutMs = 30_000): Promise<RegExpExecArray> {
    const stream = this.#child[from];
    const deadline = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const match = pattern.exec(this[from]);
      if (match) return match;
      if (this.#ended || stream === null) throw new Error(`${this.#command} ended without ${String(pattern)}:\n${this.stdout}${this.stderr}`);
      if (deadline.aborted) throw new Error(`${this.#command} did not print ${String(pattern)} within ${timeoutMs} ms:\n${this.stdout}${this.stderr}`);
      const giveUp = new AbortController();
      try {
        await Promise.race([once(stream, 'data', { signal: giveUp.signal }), this.#closed, once(deadline, 'abort', { signal: giveUp.signal })]);
      } finally {
        giveUp.abort();
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.kill('SIGKILL');
    await this.#closed;
  }
}

/** Runs a program to its end. */
export async function runProgram(command: string, args: readonly string[], options: ProgramOptions = {}): Promise<Finished> {
  await using program = ChildProgram.start(command, args, options);
  return await program.finished;
}

/** Runs a program that must succeed; returns its stdout. */
export async function outputOf(command: string, args: readonly string[], options: ProgramOptions = {}): Promise<string> {
  const { code, signal, stdout, stderr } = await runProgram(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code ?? signal ?? '?'}:\n${stdout.slice(-4000)}${stderr.slice(-4000)}`);
  return stdout;
}
