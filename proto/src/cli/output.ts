/**
 * What a command says: results on stdout, everything else on stderr. With `--json` results are JSON and nothing else is on stdout.
 */
import { once } from 'node:events';
import type { Writable } from 'node:stream';

import { StillpointError } from '../errors.ts';
import { formatTable, type TableColumn } from '../text/format-table.ts';
import { debugText, describeError, errorJson } from './error-text.ts';
import { ProgressLine } from './progress-line.ts';

/** The process' streams, or those of a test. */
export interface OutputStreams {
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
}

/** Settings from the command line and the environment. `program` names the program in errors. */
export interface OutputOptions {
  readonly program: string;
  readonly json: boolean;
  /** Print causes and stack traces of errors. */
  readonly debug: boolean;
}

/** One command's output. Text that holds names goes through `showByteName` before it comes here. */
export class Output {
  readonly json: boolean;
  /** Aborted once nobody reads stdout any more: the command can stop, and says nothing about it. */
  readonly closed: AbortSignal;
  readonly #streams: OutputStreams;
  readonly #options: OutputOptions;
  readonly #closing = new AbortController();
  readonly #progress: ProgressLine;

  constructor(streams: OutputStreams, options: OutputOptions) {
    this.#streams = streams;
    this.#options = options;
    this.json = options.json;
    this.closed = this.#closing.signal;
    this.#progress = new ProgressLine(streams.stderr);
    streams.stdout.on('error', (error: NodeJS.ErrnoException) => {
      this.#closing.abort(error.code === 'EPIPE' ? undefined : error);
    });
    // Nobody is left to tell, and the exit status says the rest.
    streams.stderr.on('error', () => undefined);
  }

  /** For raw bytes. */
  get stdout(): Writable {
    return this.#streams.stdout;
  }

  /** Where a service's log goes. */
  get logStream(): Writable {
    return this.#streams.stderr;
  }

  /** True when a person looks at stderr. */
  get stderrIsTerminal(): boolean {
    return this.#streams.stderr.isTTY === true;
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

  /** Writes a line to stderr as it is, also with `--json`: scripts wait for it. */
  notice(text: string): void {
    this.#say(text);
  }

  /** How far a long command is, see {@link ProgressLine}. Silent with `--json`. */
  progress(text: string | ((columns: number) => string), nowMs: number): void {
    if (!this.json) this.#progress.show(text, nowMs);
  }

  /** Takes the progress line away. */
  endProgress(): void {
    this.#progress.clear();
  }

  /** Prints an error with its code and the next step. */
  error(error: StillpointError): void {
    this.#say(this.json ? JSON.stringify({ error: errorJson(error) }) : describeError(this.#options.program, error));
    if (this.#options.debug) this.#say(debugText(error));
  }

  #say(text: string): void {
    this.#progress.clear();
    this.#streams.stderr.write(`${withoutControls(text)}\n`);
  }

  async #write(text: string): Promise<void> {
    this.#throwIfClosed();
    // On a terminal both are the same screen.
    this.#progress.clear();
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

/** What a guest says of its failures is shown on the backup server's terminal, which must not take orders from it. */
function withoutControls(text: string): string {
  return text.replaceAll(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
