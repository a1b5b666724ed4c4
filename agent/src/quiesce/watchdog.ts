/**
 * What lets a guest go on when the agent cannot: a process for each thing that is held, started before it is held. It acts at its deadline, and at once when the agent dies.
 * See watchdog-script.ts for how it works while `/` is frozen.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import { watchdogScript } from './watchdog-script.ts';

/** What is let go: the filesystem of an open directory is thawed, a process that holds a database is killed (its server then lets go). `name` is for messages. */
export type HeldTarget = { readonly kind: 'filesystem'; readonly fd: number; readonly name: string } | { readonly kind: 'process'; readonly pid: number; readonly name: string };

/** Longest wait for a shell to start and to rehearse, and for its last word. */
const ANSWER_MS = 10_000;
/** Where fsfreeze, timeout and head are looked for: never in what somebody has set as this process' PATH. */
const FOLDERS = '/usr/sbin:/usr/bin:/sbin:/bin';

/** One armed watchdog. Whoever arms it disarms it; nothing else ends it but the agent's death. */
export class Watchdog implements AsyncDisposable {
  readonly target: HeldTarget;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #said = '';
  #answer: Promise<boolean> | undefined;

  private constructor(child: ChildProcess, target: HeldTarget) {
    this.#child = child;
    this.target = target;
    child.stdout?.setEncoding('latin1').on('data', (text: string) => {
      this.#said += text;
    });
    // A watchdog that has ended cannot be written to; what it said tells why.
    child.stdin?.on('error', () => undefined);
    this.#ended = once(child, 'close').catch(() => undefined);
  }

  /** Starts one and waits until it has rehearsed. FREEZE_FAILED when it cannot do its work: then nothing may be frozen. */
  static async arm(target: HeldTarget, deadlineMs: number): Promise<Watchdog> {
    const held = target.kind === 'filesystem' ? '3' : String(target.pid);
    // The name is for who looks at the processes. A session of its own: neither Ctrl-C and Ctrl-Z nor a kill of the agent's process group reach it.
    const child = spawn('/bin/sh', ['-c', watchdogScript, 'stillpoint-watchdog', String(deadlineMs / 1000), target.kind, held, target.name], {
      cwd: '/proc',
      env: { PATH: FOLDERS },
      stdio: ['pipe', 'pipe', 'ignore', target.kind === 'filesystem' ? target.fd : 'ignore'],
      detached: true,
    });
    const watchdog = new Watchdog(child, target);
    const word = await watchdog.#word(1);
    if (word === 'armed') return watchdog;
    await watchdog[Symbol.asyncDispose]();
    throw new StillpointError('FREEZE_FAILED', `the watchdog that would thaw ${target.name} cannot do so, so nothing was frozen: ${word === '' ? 'it did not start' : word.replace(/^refused /u, '')}`, {
      hint: 'it needs root, /proc, and the programs sh, head, timeout and fsfreeze (packages coreutils and util-linux)',
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Ends it, once what it watches has been let go. False: it had fired before, or was gone. */
  async disarm(): Promise<boolean> {
    this.#answer ??= (async () => {
      this.#child.stdin?.write('disarm\n');
      const word = await this.#word(2);
      await this[Symbol.asyncDispose]();
      return word === 'disarmed';
    })();
    return this.#answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.stdin?.end();
    await this.#ended;
  }

  /** The `n`th line that it says; '' when it ended without or stays silent. */
  async #word(n: number): Promise<string> {
    const limit = AbortSignal.timeout(ANSWER_MS);
    for (;;) {
      const lines = this.#said.split('\n');
      if (lines.length > n) return lines[n - 1] ?? '';
      if (limit.aborted || this.#child.stdout === null || this.#child.stdout.readableEnded) return '';
      const giveUp = new AbortController();
      try {
        await Promise.race([once(this.#child.stdout, 'data', giveUp), once(this.#child.stdout, 'end', giveUp), this.#ended, once(limit, 'abort', giveUp)]);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        return '';
      } finally {
        giveUp.abort();
      }
    }
  }
}
