/** The process that holds a core, from outside: orders go in one at a time, and it may die of any. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

import { StillpointError, isErrorCode } from '@stillpoint/proto/errors.ts';

import type { Look } from './core.ts';
import type { Order } from './order.ts';

/** A line for the process. `ids`: the snapshots of runs. `marks`: a file that is told what is begun and what has ended. */
export type CoreRequest = { readonly nowMs: number } & (
  | { readonly kind: 'create'; readonly directory: string }
  | { readonly kind: 'open'; readonly directory: string; readonly fault?: string | undefined; readonly marks?: string | undefined }
  | { readonly kind: 'look' }
  | { readonly kind: 'close' }
  | { readonly kind: 'do'; readonly order: Order; readonly ids: Readonly<Record<string, string>> }
);

/** A line from it. */
export type CoreAnswer = { readonly ready: true } | { readonly value: unknown } | { readonly error: { readonly code: string | undefined; readonly message: string; readonly stack: string | undefined } };

/** It was killed before it answered. `point`: where, as far as it could tell. */
export class CoreDied extends Error {
  readonly point: string;

  constructor(point: string) {
    super(`the process was killed at ${point}`);
    this.point = point;
  }
}

/** Whoever starts it disposes of it. */
export class CoreChild implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #answers: PromiseWithResolvers<unknown>[] = [];
  readonly #ready = Promise.withResolvers<undefined>();
  #stderr = '';
  #isOver = false;

  private constructor(child: ChildProcess) {
    this.#child = child;
    if (child.stdout === null || child.stderr === null) throw new Error('a child without its outputs');
    // A process that is killed leaves orders that it did not read.
    child.stdin?.on('error', () => undefined);
    child.stderr.on('data', (text: Buffer) => (this.#stderr = (this.#stderr + text.toString()).slice(-20_000)));
    createInterface({ input: child.stdout }).on('line', (line) => { this.#take(JSON.parse(line) as CoreAnswer); });
    this.#ready.promise.catch(() => undefined);
    this.#ended = this.#end();
  }

  /** Starts `program` (see bundleCore), which loads its modules and waits. */
  static start(program: string, env: Readonly<Record<string, string>> = {}): CoreChild {
    const environment: NodeJS.ProcessEnv = { ...process.env, NODE_COMPILE_CACHE: join(dirname(program), 'cache'), ...env };
    delete environment['STILLPOINT_FAULT'];
    return new CoreChild(spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], { stdio: ['pipe', 'pipe', 'pipe'], env: environment }));
  }

  /** Opens the datastore in `directory`. Throws {@link CoreDied} like all others. */
  async open(directory: string, nowMs: number, options: { readonly fault?: string | undefined; readonly marks?: string | undefined } = {}): Promise<void> {
    await this.#ask({ kind: 'open', directory, nowMs, ...options });
  }

  /** See Core.create. */
  async create(directory: string, nowMs: number): Promise<void> {
    await this.#ask({ kind: 'create', directory, nowMs });
  }

  async look(nowMs: number): Promise<Look> {
    return (await this.#ask({ kind: 'look', nowMs })) as Look;
  }

  async close(nowMs: number): Promise<void> {
    await this.#ask({ kind: 'close', nowMs });
  }

  async do(order: Order, nowMs: number, ids: Readonly<Record<string, string>>): Promise<unknown> {
    return this.#ask({ kind: 'do', order, nowMs, ids });
  }

  /** Kills it at once, whatever it does. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isOver) await this.kill();
  }

  async #ask(request: CoreRequest): Promise<unknown> {
    await this.#ready.promise;
    if (this.#isOver) throw this.#death();
    const answer = Promise.withResolvers<unknown>();
    this.#answers.push(answer);
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    return answer.promise;
  }

  #take(answer: CoreAnswer): void {
    if ('ready' in answer) {
      this.#ready.resolve(undefined);
      return;
    }
    const waiting = this.#answers.shift();
    if ('value' in answer) waiting?.resolve(answer.value);
    else waiting?.reject(errorOf(answer.error));
  }

  async #end(): Promise<void> {
    await once(this.#child, 'close');
    this.#isOver = true;
    const death = this.#death();
    this.#ready.reject(death);
    for (const { reject } of this.#answers.splice(0)) reject(death);
  }

  #death(): Error {
    if (this.#child.signalCode !== 'SIGKILL') return new Error(`the process ended with ${this.#child.exitCode ?? this.#child.signalCode ?? ''}:\n${this.#stderr}`);
    return new CoreDied(/^fault point (\S+)$/mu.exec(this.#stderr)?.[1] ?? 'an unknown point');
  }
}

function errorOf({ code, message, stack }: { readonly code: string | undefined; readonly message: string; readonly stack: string | undefined }): Error {
  if (code !== undefined && isErrorCode(code)) return new StillpointError(code, message);
  return new Error(stack ?? message);
}
