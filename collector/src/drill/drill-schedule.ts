/**
 * Drills that a collector begins by itself, one after another. Each is a process of its own, the same command that an administrator would type: what it restores is not in the collector's memory, and
 * one that hangs or dies hurts nothing else.
 */
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';
import type { Logger } from '@stillpoint/proto/log/logger.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { EventRow } from '../catalog/catalog.ts';
import { drillEvent, drillOf } from './drill-result.ts';

/** One that is to be repeated. */
export interface PlannedDrill {
  /** `AGENT/PLAN`. */
  readonly plan: string;
  readonly intervalMs: number;
  readonly scratch: string;
  readonly check: string | undefined;
  readonly load: boolean;
}

/** Tries one; what it said when it failed, undefined when it passed. */
export type DrillCommand = (drill: PlannedDrill, signal: AbortSignal) => Promise<string | undefined>;

/** What a schedule works with. */
export interface DrillScheduleOptions {
  readonly drills: readonly PlannedDrill[];
  /** Of each plan, the newest event of a drill. */
  readonly latestDrills: () => Promise<readonly EventRow[]>;
  readonly recordEvent: (event: v1.AuditEvent.$Properties) => Promise<void>;
  readonly run: DrillCommand;
  readonly now: () => number;
  readonly logger: Logger;
  /** Whether one is due is asked so often; 10 minutes unless a test says otherwise. */
  readonly checkMs?: number;
}

const checkMs = 600_000;
/** A collector that was started again looks soon, when those who want to connect have done so. */
const firstLookMs = 10_000;
/** One that failed is tried again after a day at the latest. */
const retryMs = 86_400_000;
const saidLength = 2000;
/** A restore of days is none to wait for. */
const longestMs = 3 * 86_400_000;

/** Whoever starts it closes it. */
export class DrillSchedule implements AsyncDisposable {
  readonly #options: DrillScheduleOptions;
  readonly #stop = new AbortController();
  readonly #first: NodeJS.Timeout | undefined;
  readonly #clock: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  private constructor(options: DrillScheduleOptions) {
    this.#options = options;
    if (options.drills.length === 0) return;
    this.#first = setTimeout(() => { this.#look(); }, Math.min(firstLookMs, options.checkMs ?? checkMs));
    this.#first.unref();
    this.#clock = setInterval(() => { this.#look(); }, options.checkMs ?? checkMs);
    this.#clock.unref();
  }

  static start(options: DrillScheduleOptions): DrillSchedule {
    return new DrillSchedule(options);
  }

  /** Ends a drill that is under way; it is begun anew after the next start. Safe to call again. */
  async close(): Promise<void> {
    clearTimeout(this.#first);
    clearInterval(this.#clock);
    this.#stop.abort();
    await this.#running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #look(): void {
    if (this.#running !== undefined || this.#stop.signal.aborted) return;
    this.#running = this.#runDue()
      .catch((error: unknown) => { this.#options.logger.error({ err: error }, 'a drill could not be begun'); })
      .finally(() => { this.#running = undefined; });
  }

  async #runDue(): Promise<void> {
    const { drills, latestDrills, now } = this.#options;
    const tried = new Set<PlannedDrill>();
    for (;;) {
      const due = dueDrill(drills.filter((drill) => !tried.has(drill)), await latestDrills(), now());
      if (due === undefined || this.#stop.signal.aborted) return;
      // Each once, whatever is written down of it: a clock that is set back makes it due at once.
      tried.add(due);
      await this.#try(due);
    }
  }

  async #try(drill: PlannedDrill): Promise<void> {
    const { logger, latestDrills, recordEvent, run, now } = this.#options;
    const { signal } = this.#stop;
    const startedMs = now();
    const before = eventOf(drill, await latestDrills());
    logger.info({ plan: drill.plan, scratch: drill.scratch }, 'a drill begins');
    const said = await run(drill, signal);
    if (signal.aborted) return;
    const isWritten = eventOf(drill, await latestDrills())?.text !== before?.text;
    if (said === undefined && isWritten) {
      logger.info({ plan: drill.plan, durationMs: now() - startedMs }, 'the drill passed');
      return;
    }
    // The command completes names; what it wrote down under another is not found here, and would be due for ever.
    const text = said ?? 'it was written down under another name; `plan` of [[drill]] has to be the whole name of the agent as it is now, and the plan';
    logger.error({ plan: drill.plan, said: text }, 'the drill failed');
    // A drill that found something has written it down. One that could not even begin (no room, no snapshot) must not look like one that was never to be.
    if (isWritten) return;
    const [agentName = '', plan = ''] = drill.plan.split('/');
    await recordEvent(drillEvent({ agentName, plan, snapshotId: Buffer.alloc(16), startedMs, durationMs: now() - startedMs, passed: false, text }));
  }
}

function eventOf({ plan }: PlannedDrill, latest: readonly EventRow[]): EventRow | undefined {
  return latest.find(({ object }) => object === plan);
}

/** The one that has waited longest; undefined when none is due. */
export function dueDrill(drills: readonly PlannedDrill[], latest: readonly EventRow[], nowMs: number): PlannedDrill | undefined {
  const last = new Map(latest.map((event) => [event.object, event]));
  const waiting = drills.map((drill) => ({ drill, dueMs: dueOf(drill, last.get(drill.plan), nowMs) })).filter(({ dueMs }) => dueMs <= nowMs);
  return waiting.sort((left, right) => left.dueMs - right.dueMs)[0]?.drill;
}

function dueOf({ intervalMs }: PlannedDrill, last: EventRow | undefined, nowMs: number): number {
  // One of the future: the clock was set back since.
  if (last === undefined || last.timeMs > nowMs) return Number.NEGATIVE_INFINITY;
  return last.timeMs + (drillOf(last)?.passed === true ? intervalMs : Math.min(intervalMs, retryMs));
}

/** Tries drills with this program's own command `drill`, on the datastore in `directory`, at a low priority. */
export function drillCommand(directory: string): DrillCommand {
  return async ({ plan, scratch, check, load }, signal) => {
    const ended = Promise.withResolvers<string | undefined>();
    const args = ['drill', plan, '--datastore', directory, '--scratch', scratch, ...(check === undefined ? [] : ['--check', check]), ...(load ? ['--load'] : [])];
    const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...args], { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', signal, timeout: longestMs, killSignal: 'SIGTERM' });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => { said = `${said}${text}`.slice(-saidLength); });
    child.on('error', (error) => { ended.resolve(error.message); });
    child.on('close', (code) => { ended.resolve(code === 0 ? undefined : (said.trim() === '' ? `the command ended with ${code ?? 'a signal'}` : said.trim())); });
    lowerPriority(child.pid);
    return ended.promise;
  };
}

/** Backups and restores go first. */
function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch (error) {
    // It has ended already.
    if (systemErrorCode(error) === undefined) throw error;
  }
}
