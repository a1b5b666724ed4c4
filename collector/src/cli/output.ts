/**
 * What a command says: results on stdout, everything else on stderr. With `--json` results are JSON and nothing else is on stdout.
 */
import { once } from 'node:events';
import type { Writable } from 'node:stream';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatTable, type TableColumn } from '@stillpoint/proto/text/format-table.ts';

import { describeError, errorJson } from './error-text.ts';

/** The process' streams, or those of a test. */
export interface OutputStreams {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly stderrIsTerminal: boolean;
}

/** Settings from the command line and the environment. `program` names the program in errors. */
export interface OutputOptions {
  readonly program: string;
  readonly json: boolean;
  /** Print causes and stack traces of errors. */
  readonly debug: boolean;
}

const plainProgressMs = 10_000;
const liveProgressMs = 200;

/** One command's output. Text that holds names goes through `showByteName` before it comes here. */
export class Output {
  readonly json: boolean;
  /** Aborted once nobody reads stdout any more: the command can stop, and says nothing about it. */
  readonly closed: AbortSignal;
  readonly #streams: OutputStreams;
  readonly #options: OutputOptions;
  readonly #closing = new AbortController();
  #liveLine = false;
  #lastProgressMs = 0;

  constructor(streams: OutputStreams, options: OutputOptions) {
    this.#streams = streams;
    this.#options = options;
    this.json = options.json;
    this.closed = this.#closing.signal;
    streams.stdout.on('error', (error: NodeJS.ErrnoException) => {
      this.#closing.abort(error.code === 'EPIPE' ? undefined : error);
    });
    // Nobody is left to tell, and the exit status says the rest.
    streams.stderr.on('error', () => undefined);
  }

  /** Where `restore --stdout` writes. */
  get stdout(): Writable {
    return this.#streams.stdout;
  }

  get stderrIsTerminal(): boolean {
    return this.#streams.stderrIsTerminal;
  }

  /** Writes a line to stdout; waits while its reader is slow. Throws CANCELLED when there is no reader any more. */
  async line(text: string): Promise<void> {
    await this.#write(`${text}\n`);
  }

  /** Writes a table to stdout. */
  async table(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): Promise<void> {
    await this.#write(formatTable(columns, rows));
  }

  /** Writes the one JSON document of a listing, indented. */
  async document(value: unknown): Promise<void> {
    await this.#write(`${JSON.stringify(value, undefined, 2)}\n`);
  }

  /** Writes one event of a stream as a line of JSON. */
  async event(value: unknown): Promise<void> {
    await this.#write(`${JSON.stringify(value)}\n`);
  }

  /** Says something to the person on stderr; silent with `--json`. */
  note(text: string): void {
    if (!this.json) this.#say(text);
  }

  /** As {@link note}, also with `--json`: a program may show it to a person. */
  warn(text: string): void {
    this.#say(this.json ? JSON.stringify({ warning: text }) : text);
  }

  /** How far a long command is: a line that is written over on a terminal, every ten seconds a line elsewhere. Silent with `--json`. */
  progress(text: string, nowMs: number): void {
    if (this.json || nowMs - this.#lastProgressMs < (this.#streams.stderrIsTerminal ? liveProgressMs : plainProgressMs)) return;
    this.#lastProgressMs = nowMs;
    if (!this.#streams.stderrIsTerminal) {
      this.#streams.stderr.write(`${text}\n`);
      return;
    }
    this.#liveLine = true;
    this.#streams.stderr.write(`\r\u001b[K${text}`);
  }

  /** Takes the live line away. */
  endProgress(): void {
    if (this.#liveLine) this.#streams.stderr.write('\r\u001b[K');
    this.#liveLine = false;
  }

  /** Prints an error with its code and the next step. */
  error(error: StillpointError): void {
    this.endProgress();
    if (this.json) this.#streams.stderr.write(`${JSON.stringify({ error: errorJson(error) })}\n`);
    else this.#streams.stderr.write(`${describeError(this.#options.program, error)}\n`);
    if (this.#options.debug) this.#streams.stderr.write(`${debugText(error)}\n`);
  }

  #say(text: string): void {
    this.endProgress();
    this.#streams.stderr.write(`${text}\n`);
  }

  async #write(text: string): Promise<void> {
    this.#throwIfClosed();
    if (this.#streams.stdout.write(text)) return;
    try {
      await once(this.#streams.stdout, 'drain', { signal: this.closed });
    } catch (cause) {
      this.#throwIfClosed();
      throw cause;
    }
  }

  #throwIfClosed(): void {
    if (!this.closed.aborted) return;
    throw new StillpointError('CANCELLED', 'the output cannot be written any more', { cause: this.closed.reason });
  }
}

function debugText(error: unknown): string {
  const parts: string[] = [];
  for (let cause = error; cause !== undefined; cause = cause instanceof Error ? cause.cause : undefined) {
    parts.push(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  }
  return parts.join('\ncaused by ');
}
