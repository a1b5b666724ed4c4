/** What the main thread and the thread of a {@link Fuzzer} tell each other. */

/** What is to be done: `runs` changed inputs, or so many as `budgetMs` allows; with `replay` that input only. */
export interface FuzzOrder {
  readonly target: string;
  readonly seed: number;
  readonly runs: number;
  readonly budgetMs: number;
  readonly replay?: Uint8Array;
}

/** What the thread is started with: see {@link fuzzHeadBytes}, and a folder for files. */
export interface FuzzStart {
  readonly shared: SharedArrayBuffer;
  readonly scratch: string;
}

/** How it went. `failure` names the input that broke something; the input lies in the shared memory. */
export interface FuzzAnswer {
  readonly runs: number;
  /** Of changed inputs that decoded all the same. */
  readonly decoded: number;
  readonly slowestMs: number;
  readonly grownBytes: number;
  readonly failure?: string;
}

/** Shared with the main thread: a counter of inputs, the length of the present one, and its bytes. */
export const fuzzHeadBytes = 8;
