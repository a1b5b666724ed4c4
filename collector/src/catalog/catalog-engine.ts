/**
 * Who carries the catalog's work out: this thread, or a worker of its own. Both take the same calls and throw the same errors.
 */
import { Worker } from 'node:worker_threads';

import { isErrorCode, StillpointError } from '@stillpoint/proto/errors.ts';
import { CatalogDatabase } from './catalog-database.ts';
import type { CatalogMode } from './catalog-file.ts';

/** Names of what can be asked of a catalog. */
export type CatalogCall = Exclude<keyof CatalogDatabase, 'close'>;
/** Parameters of a call. */
export type CallInput<Name extends CatalogCall> = Parameters<CatalogDatabase[Name]>;
/** What a call answers. */
export type CallOutput<Name extends CatalogCall> = ReturnType<CatalogDatabase[Name]>;

/** Carries calls out in the order in which they come. Typed arrays that are parameters, or fields of one, are handed over: do not use them afterwards. */
export interface CatalogEngine {
  call<Name extends CatalogCall>(name: Name, ...input: CallInput<Name>): Promise<CallOutput<Name>>;
  /** Resolves with CATALOG_FAILED when calls can be carried out no more although nobody has closed it. */
  readonly failure: Promise<StillpointError>;
  /** Waits for what was called, then closes the file. Safe to call again. */
  close(): Promise<void>;
}

/** A call on its way to the worker. */
export interface CallMessage {
  readonly number: number;
  readonly name: CatalogCall | 'close';
  readonly input: readonly unknown[];
}

/** An answer on its way back; number 0 tells that the file is open. */
export interface AnswerMessage {
  readonly number: number;
  readonly output?: unknown;
  readonly error?: { readonly code: string; readonly message: string; readonly hint: string | undefined };
}

/** The catalog in this thread: for short commands, where a worker would cost more than it saves. */
export class LocalEngine implements CatalogEngine {
  /** Never: it fails with this thread. */
  readonly failure = Promise.withResolvers<StillpointError>().promise;
  readonly #database: CatalogDatabase;

  constructor(file: string, mode: CatalogMode) {
    this.#database = new CatalogDatabase(file, mode);
  }

  async call<Name extends CatalogCall>(name: Name, ...input: CallInput<Name>): Promise<CallOutput<Name>> {
    return callDatabase(this.#database, name, input) as CallOutput<Name>;
  }

  async close(): Promise<void> {
    this.#database.close();
  }
}

interface PendingCall {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The catalog in a worker. */
export class WorkerEngine implements CatalogEngine {
  readonly #worker: Worker;
  readonly #pending = new Map<number, PendingCall>();
  readonly #died = Promise.withResolvers<StillpointError>();
  #nextNumber = 1;
  #failure: StillpointError | undefined;
  #closing: Promise<void> | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: AnswerMessage) => this.#settle(answer));
    worker.on('error', (cause: unknown) => this.#die(`the thread of the catalog failed: ${cause instanceof Error ? cause.message : String(cause)}`, cause));
    worker.on('exit', () => {
      if (this.#closing === undefined) this.#die('the thread of the catalog has ended');
      else this.#fail(new StillpointError('INTERNAL', 'the catalog is closed'));
    });
  }

  get failure(): Promise<StillpointError> {
    return this.#died.promise;
  }

  /** Starts the worker and opens `file` in it. */
  static async open(file: string, mode: CatalogMode): Promise<WorkerEngine> {
    const engine = new WorkerEngine(new Worker(new URL('./catalog-worker.ts', import.meta.url), { workerData: { file, mode }, name: `catalog-${mode}` }));
    try {
      await engine.#answer(0);
    } catch (error) {
      await engine.#worker.terminate();
      throw error;
    }
    return engine;
  }

  async call<Name extends CatalogCall>(name: Name, ...input: CallInput<Name>): Promise<CallOutput<Name>> {
    if (this.#closing !== undefined) throw new StillpointError('INTERNAL', 'the catalog is closed');
    return (await this.#send(name, input)) as CallOutput<Name>;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    if (this.#failure !== undefined) return;
    try {
      await this.#send('close', []);
    } finally {
      await this.#worker.terminate();
    }
  }

  #send(name: CallMessage['name'], input: readonly unknown[]): Promise<unknown> {
    const message: CallMessage = { number: this.#nextNumber++, name, input };
    const answer = this.#answer(message.number);
    this.#worker.postMessage(message, buffersOf(input));
    return answer;
  }

  #answer(number: number): Promise<unknown> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => this.#pending.set(number, { resolve, reject }));
  }

  #settle({ number, output, error }: AnswerMessage): void {
    const pending = this.#pending.get(number);
    this.#pending.delete(number);
    if (error === undefined) pending?.resolve(output);
    else pending?.reject(new StillpointError(isErrorCode(error.code) ? error.code : 'INTERNAL', error.message, { hint: error.hint }));
  }

  #die(text: string, cause?: unknown): void {
    this.#fail(new StillpointError('CATALOG_FAILED', text, { hint: 'try it again: whatever is opened next makes the catalog agree with the datastore', cause }));
    if (this.#failure !== undefined) this.#died.resolve(this.#failure);
  }

  #fail(failure: StillpointError): void {
    this.#failure ??= failure;
    for (const { reject } of this.#pending.values()) reject(this.#failure);
    this.#pending.clear();
  }
}

/** Carries a call out by its name. */
export function callDatabase(database: CatalogDatabase, name: CallMessage['name'], input: readonly unknown[]): unknown {
  const method: unknown = Reflect.get(database, name);
  if (typeof method !== 'function') throw new StillpointError('INTERNAL', `the catalog knows no call ${name}`);
  return Reflect.apply(method, database, input);
}

/** Buffers of the typed arrays in `value`, two levels down, that can be handed over whole: pooled memory of a Buffer cannot. */
export function buffersOf(value: unknown, depth = 2): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    const whole = !Buffer.isBuffer(value) && value.byteLength === value.buffer.byteLength && value.buffer instanceof ArrayBuffer;
    return whole && value.byteLength > 0 ? [value.buffer] : [];
  }
  if (depth === 0 || typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((item: unknown) => buffersOf(item, depth - 1));
}

