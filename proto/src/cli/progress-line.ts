/**
 * How far a long command is, on stderr: on a terminal one line that is written over, elsewhere a line every ten seconds.
 */
import { displayWidth } from '../text/display-width.ts';

/** A stream for people: stderr of the process, or a test's. `columns` is the width of the terminal. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const terminalIntervalMs = 250;
const plainIntervalMs = 10_000;
const clearLine = '\r\u001b[K';

/** One command's progress. `clear` before anything else is written to the same terminal. */
export class ProgressLine {
  readonly #stream: ProgressStream;
  #shown = false;
  #dueMs: number | undefined;

  constructor(stream: ProgressStream) {
    this.#stream = stream;
  }

  /** Shows `text`, or nothing when it is too early. `text` may depend on the width that there is; it is only asked for when it is shown. */
  show(text: string | ((columns: number) => string), nowMs: number): void {
    const terminal = this.#stream.isTTY === true;
    // A log gets its first line only once there is something to tell.
    this.#dueMs ??= terminal ? nowMs : nowMs + plainIntervalMs;
    if (nowMs < this.#dueMs) return;
    this.#dueMs = nowMs + (terminal ? terminalIntervalMs : plainIntervalMs);
    // A character in the last column makes some terminals wrap, and the next line would not cover this one.
    // A terminal that does not know its size, as that of script(1), says 0.
    const width = this.#stream.columns === undefined || this.#stream.columns === 0 ? 80 : this.#stream.columns;
    const columns = terminal ? Math.max(width - 1, 1) : Number.POSITIVE_INFINITY;
    const line = fitToWidth(typeof text === 'string' ? text : text(columns), columns);
    this.#stream.write(terminal ? `${clearLine}${line}` : `${line}\n`);
    this.#shown = terminal;
  }

  /** Takes the line away. It comes back with the next `show` that is due. */
  clear(): void {
    if (this.#shown) this.#stream.write(clearLine);
    this.#shown = false;
  }
}

/** `text`, cut to `columns` of a terminal with `…` at its end when it is longer. `text` holds no control characters. */
export function fitToWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let fitting = '';
  let width = 0;
  for (const character of text) {
    const next = width + displayWidth(character);
    if (next > columns - 1) break;
    fitting += character;
    width = next;
  }
  return `${fitting}…`;
}
