/**
 * Runs targets in a thread that can be ended when an input never ends, and keeps the input that broke something. The entrance of this folder.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { systemErrorCode } from '../../proto/src/errors.ts';
import { fuzzHeadBytes, type FuzzAnswer, type FuzzOrder, type FuzzStart } from './fuzz-order.ts';

/** How a target went. `file` holds the input that broke something. */
export interface FuzzResult extends FuzzAnswer {
  readonly file?: string;
}

const inputBytes = 2_097_152;
/** An input for which the thread shows no progress for so long never ends. */
const stuckMs = 30_000;
const lookMs = 1000;

/** One thread, started again after an input that never ended. Whoever opens it closes it. */
export class Fuzzer implements AsyncDisposable {
  readonly #shared = new SharedArrayBuffer(fuzzHeadBytes + inputBytes);
  /** Not the thread's: it may have to be ended in the middle. */
  readonly #scratch = mkdtempSync(join(scratchRoot(), 'stillpoint-fuzz-'));
  #worker: Worker | undefined;

  /** Runs one target; see {@link FuzzOrder}. */
  async run(order: FuzzOrder): Promise<FuzzResult> {
    const worker = (this.#worker ??= new Worker(new URL('./fuzz-thread.ts', import.meta.url), { workerData: { shared: this.#shared, scratch: this.#scratch } satisfies FuzzStart, name: 'fuzz', trackUnmanagedFds: false }));
    const answered = Promise.withResolvers<FuzzAnswer>();
    const fail = (error: unknown): void => { answered.resolve(broken(`the thread ended: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)); };
    worker.once('message', answered.resolve).once('error', fail);
    worker.postMessage(order);
    const counter = new Int32Array(this.#shared, 0, 2);
    let seen = -1;
    let idleMs = 0;
    const watch = setInterval(() => {
      const now = Atomics.load(counter, 0);
      idleMs = now === seen ? idleMs + lookMs : 0;
      seen = now;
      if (idleMs >= stuckMs) answered.resolve(broken(`the input of ${counter[1] ?? 0} bytes takes more than ${stuckMs / 1000} s`));
    }, lookMs);
    let answer;
    try {
      answer = await answered.promise;
    } finally {
      clearInterval(watch);
      worker.off('message', answered.resolve).off('error', fail);
    }
    if (answer.failure === undefined) return answer;
    await worker.terminate();
    this.#worker = undefined;
    return { ...answer, file: this.#keepInput(order.target) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    if (worker !== undefined) {
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      worker.postMessage('close');
      await ended;
    }
    rmSync(this.#scratch, { recursive: true, force: true });
  }

  #keepInput(target: string): string {
    const length = new Int32Array(this.#shared, 0, 2)[1] ?? 0;
    const bytes = Buffer.from(new Uint8Array(this.#shared, fuzzHeadBytes, Math.min(length, inputBytes)));
    const folder = join(tmpdir(), 'stillpoint-fuzz-failures', target);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `regression-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`);
    writeFileSync(file, bytes);
    return file;
  }
}

function broken(failure: string): FuzzAnswer {
  return { runs: 0, decoded: 0, slowestMs: 0, grownBytes: 0, failure };
}

/** In memory where there is a filesystem for that: some targets write a file for each input. */
function scratchRoot(): string {
  try {
    const folder = mkdtempSync('/dev/shm/stillpoint-');
    rmSync(folder, { recursive: true });
    return '/dev/shm';
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return tmpdir();
  }
}
