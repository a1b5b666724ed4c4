/**
 * What the collector's own log says of each run, kept beside the log so that the run's history can have it. A taken guest may fill it as it likes: it is bounded in lines, in
 * their length and in runs, and its own runs are all that it can crowd out of a full record.
 */
import { lineText } from '@stillpoint/proto/log/line-text.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import { clip } from './report-bounds.ts';

type Line = v1.RunLine.$Properties;

/** Of one run: the first ones say how it began, the last ones how it ended. */
const firstLines = 24;
const lastLines = 40;
const maxLineLength = 512;
/** Runs that may go on at a time, and more; the longest untouched goes first. */
const maxRuns = 2000;
/** Whoever reads the lines of one run knows whose they are. */
const known = new Set(['run', 'agent', 'plan']);

/** Lines by run, 32 hexadecimal digits. Nothing to close. */
export class RunLog {
  readonly #runs = new Map<string, Line[]>();

  /** Takes a line of the log, as JSON; those that name no run are passed over unread. */
  take(text: string): void {
    const [, runId] = /"run":"([0-9a-f]{32})"/u.exec(text) ?? [];
    if (runId === undefined) return;
    const fields = JSON.parse(text) as Readonly<Record<string, unknown>>;
    // It may stand in a text only.
    if (fields['run'] !== runId) return;
    const told = Object.fromEntries(Object.entries(fields).filter(([name]) => !known.has(name)));
    const line = { timeMs: Date.parse(String(fields['time'])), level: String(fields['level']), text: clip(lineText(told), maxLineLength) };
    const lines = boundedLines([...(this.#runs.get(runId) ?? []), line]);
    // Behind all others: it was touched last.
    this.#runs.delete(runId);
    this.#runs.set(runId, lines);
    const [oldest] = this.#runs.keys();
    if (this.#runs.size > maxRuns && oldest !== undefined) this.#runs.delete(oldest);
  }

  /** What there is of one run, oldest first. */
  of(runId: string): readonly Line[] {
    return this.#runs.get(runId) ?? [];
  }

  /** The run is over, and its lines were taken. */
  forget(runId: string): void {
    this.#runs.delete(runId);
  }
}

/** So many of `lines` as are kept of one run: the first and the last ones. */
export function boundedLines(lines: readonly Line[]): Line[] {
  return lines.length <= firstLines + lastLines ? [...lines] : [...lines.slice(0, firstLines), ...lines.slice(-lastLines)];
}
