/**
 * Worker threads that load native modules, ended without harm: a thread that is terminated while such a module is being loaded takes the whole process
 * with it (SIGABRT out of node-addon-api, seen with koffi and zstd-napi). So a thread says when it is loaded, and is not terminated before.
 */
import { Worker, workerData, type WorkerOptions } from 'node:worker_threads';

/** Is 1 when the thread has loaded its modules. */
const loadedFlags = new WeakMap<Worker, Int32Array>();

interface ThreadData {
  readonly loaded: SharedArrayBuffer;
  readonly data: unknown;
}

/** Starts a thread; whoever started it ends it with {@link endThread}. Its module takes `data` with {@link threadLoaded}. */
export function startThread(file: URL, data: unknown, options: Omit<WorkerOptions, 'workerData'> = {}): Worker {
  const loaded = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(file, { ...options, workerData: { loaded: loaded.buffer, data } satisfies ThreadData });
  loadedFlags.set(worker, loaded);
  return worker;
}

/** In the thread, behind its imports: it may be ended from now on. Returns the data that it was started with. */
export function threadLoaded(): unknown {
  const { loaded, data } = workerData as ThreadData;
  const flag = new Int32Array(loaded);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
  return data;
}

/** Terminates a thread, whatever it does, as soon as it is loaded. Does nothing to one that has ended. */
export async function endThread(worker: Worker): Promise<void> {
  const flag = loadedFlags.get(worker);
  // A thread that has ended by itself has the id -1.
  if (flag !== undefined && worker.threadId !== -1) {
    const { async, value } = Atomics.waitAsync(flag, 0, 0);
    // Not `once` of node:events: it rejects with the error that ended the thread, which its owner is told anyway.
    if (async) await Promise.race([value, new Promise((resolve) => worker.once('exit', resolve))]);
  }
  await worker.terminate();
}
