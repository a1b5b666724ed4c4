/**
 * What people and programs see of a run while it goes on.
 */
import type { Output } from '@stillpoint/proto/cli/output.ts';
import type { StillpointError } from '@stillpoint/proto/errors.ts';
import { jsonByteName, showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { byteStringFromText } from '@stillpoint/proto/text/byte-string.ts';
import { formatLocalTime, formatUtcTime } from '@stillpoint/proto/text/format-time.ts';
import { formatCount } from '@stillpoint/proto/text/format-count.ts';

import type { RunObserver, RunOutcome } from '../run/run-events.ts';
import { failureJson, jsonTime, progressJson, skippedMountJson, summaryJson, warningJson, type JsonObject } from './backup-json.ts';
import { summaryLines } from './backup-summary.ts';
import { ProgressEstimate } from './progress-estimate.ts';
import { formatProgress } from './progress-text.ts';
import { describeWarning } from './run-text.ts';

/** An observer that also tells the end. Both ends may throw CANCELLED when nobody reads any more. */
export interface RunWatcher {
  readonly observer: RunObserver;
  finish(outcome: RunOutcome): Promise<void>;
  fail(error: StillpointError): Promise<void>;
}

/** Whose run it is, for what is said about it. */
export interface WatchedRun {
  readonly agentName: string;
  readonly plan: string;
  readonly now: () => number;
  /** The collector is not to know what warnings name. */
  readonly confidential?: boolean;
}

/** Warnings that are shown one by one; a whole unreadable tree must not scroll everything else away. */
const warningsShown = 20;

/** For people: progress and warnings on stderr, excluded entries and the summary on stdout. */
export function textWatcher(output: Output, { agentName, plan, now }: WatchedRun): RunWatcher {
  const estimate = new ProgressEstimate();
  const lines = new LineQueue((text: string) => output.line(text));
  let warnings = 0;
  const showMoreWarnings = (): void => {
    if (warnings > warningsShown) output.note(`warning: ${formatCount(warnings - warningsShown)} more are not shown here; the snapshot lists the first 1,000`);
  };
  return {
    observer: {
      began: ({ previousTimeMs, resuming }) => {
        const before = previousTimeMs === undefined ? 'the first snapshot, everything is read' : `previous snapshot ${formatLocalTime(previousTimeMs)}`;
        output.note(`${agentName}/${plan}: ${before}${resuming ? '; going on where an interrupted run stopped' : ''}`);
      },
      progress: (progress) => {
        const seen = { ...progress, bytes: estimate.seenBytes(progress) };
        const bytesPerSecond = estimate.bytesPerSecond(progress.elapsedMs);
        output.progress((columns) => formatProgress(seen, bytesPerSecond, columns), now());
      },
      warning: (warning) => {
        warnings++;
        if (warnings <= warningsShown) output.note(`warning: ${describeWarning(warning)}`);
      },
      skippedMount: () => undefined,
      excluded: (path, { excludedBy, origin }) => {
        lines.add(`${showByteName(path)}  (${origin === 'exclude' ? '' : `${origin}: `}${shownPattern(excludedBy)})`);
      },
    },
    finish: async (outcome) => {
      showMoreWarnings();
      for (const text of summaryLines(outcome)) lines.add(text);
      await lines.end();
    },
    fail: async () => {
      showMoreWarnings();
      await lines.end();
    },
  };
}

// As it is written in agent.toml, where a backslash stands for itself; only a terminal must not take anything in it for a command.
function shownPattern(text: string): string {
  return text.replace(/\p{Cc}/gu, (control) => showByteName(byteStringFromText(control)));
}

/** For programs: everything as events on stdout. */
export function jsonWatcher(output: Output, { agentName, plan, now, confidential = false }: WatchedRun): RunWatcher {
  const estimate = new ProgressEstimate();
  const events = new LineQueue((event: JsonObject) => output.event(event));
  const tell = (event: string, body: JsonObject): void => {
    events.add({ event, time: formatUtcTime(now()), ...body });
  };
  return {
    observer: {
      began: ({ runId, previousTimeMs, resuming }) => {
        tell('began', { agentName, plan, runId, previousTime: jsonTime(previousTimeMs), resuming });
      },
      progress: (progress) => {
        const seen = { ...progress, bytes: estimate.seenBytes(progress) };
        tell('progress', progressJson(seen, estimate.bytesPerSecond(progress.elapsedMs)));
      },
      warning: (warning) => {
        tell('warning', { ...warningJson(warning), ...(confidential ? { confidential } : {}) });
      },
      skippedMount: (mount) => {
        tell('skippedMount', skippedMountJson(mount));
      },
      excluded: (path, { excludedBy, origin }) => {
        tell('excluded', { ...jsonByteName(path), excludedBy, origin });
      },
    },
    finish: async (outcome) => {
      tell('summary', summaryJson(outcome));
      await events.end();
    },
    fail: async (error) => {
      tell('error', failureJson(error));
      await events.end();
    },
  };
}

/** Writes in order without making the caller wait; observers must not block. */
class LineQueue<T> {
  readonly #write: (item: T) => Promise<void>;
  #last: Promise<void> = Promise.resolve();

  constructor(write: (item: T) => Promise<void>) {
    this.#write = write;
  }

  add(item: T): void {
    const write = this.#write;
    this.#last = this.#last.then(() => write(item));
    // Told by `end`; until then nobody waits for it.
    this.#last.catch(() => undefined);
  }

  /** Resolves when everything is written. Throws the first failure. */
  async end(): Promise<void> {
    await this.#last;
  }
}
