/**
 * Worker threads that use native modules, ended without harm: a thread that is terminated while such a module is being loaded or is working takes the whole
 * process with it (SIGABRT out of node-addon-api: "terminate called after throwing an instance of 'Napi::Error'", seen with koffi and zstd-napi). So a thread says when
 * it is loaded, and ends by itself between two messages; only one that does not within the time it is given is terminated.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { MessageChannel, Worker, workerData, type MessagePort, type WorkerOptions } from 'node:worker_threads';

/** Longer than any thread works on one message, but for a reader's, which waits for others. */
const GRACE_MS = 5000;

/** What the owner holds: a flag that is 1 when the thread has loaded its modules, and where it is told to end. */
interface ThreadHold {
  readonly loaded: Int32Array;
  readonly end: MessagePort;
}

const holds = new WeakMap<Worker, ThreadHold>();

interface ThreadData {
  readonly loaded: SharedArrayBuffer;
  readonly end: MessagePort;
  readonly data: unknown;
}

/** Starts a thread; whoever started it ends it with {@link endThread}. Its module takes `data` with {@link threadLoaded}. */
export function startThread(file: URL, data: unknown, options: Omit<WorkerOptions, 'workerData'> = {}): Worker {
  const loaded = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  port1.unref();
  const worker = new Worker(file, { ...options, workerData: { loaded: loaded.buffer, end: port2, data } satisfies ThreadData, transferList: [port2] });
  holds.set(worker, { loaded, end: port1 });
  return worker;
}

/** In the thread, behind its imports: it may be ended from now on. Returns the data that it was started with. */
export function threadLoaded(): unknown {
  const { loaded, end, data } = workerData as ThreadData;
  // Ends this thread, not the process. As a message it comes when nothing native is at work.
  end.on('message', () => process.exit());
  end.unref();
  const flag = new Int32Array(loaded);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
  return data;
}

/** Ends a thread: by itself when it comes to it within `graceMs`, else whatever it does, as soon as it is loaded. Does nothing to one that has ended. */
export async function endThread(worker: Worker, graceMs = GRACE_MS): Promise<void> {
  const hold = holds.get(worker);
  // A thread that has ended by itself has the id -1.
  if (hold !== undefined && worker.threadId !== -1) {
    // Not `once` of node:events: it rejects with the error that ended the thread, which its owner is told anyway.
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    const { async, value } = Atomics.waitAsync(hold.loaded, 0, 0);
    if (async) await Promise.race([value, exited]);
    hold.end.postMessage(undefined);
    await Promise.race([exited, wait(graceMs, undefined, { ref: false })]);
  }
  hold?.end.close();
  await worker.terminate();
}
