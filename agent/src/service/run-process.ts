/**
 * One run as a process of its own: its memory is given back at its end, and it can be stopped or killed without losing the service.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

import { v1 } from '@stillpoint/proto/messages.ts';

import { failed } from './run-report-json.ts';

/** What is run, and with which program. */
export interface RunCommand {
  /** Empty for a restore. */
  readonly plan: string;
  /** The command of `program`, which prints events as JSON, and what it gets on its standard input. */
  readonly args: readonly string[];
  readonly input?: string;
  /** 32 hexadecimal digits. */
  readonly runId: string;
  /** What started it, for the report. */
  readonly reason: string;
  /** What an event of the command adds to the report. */
  readonly reportOf: (before: v1.RunReport.$Properties, event: Readonly<Record<string, unknown>>) => v1.RunReport.$Properties;
  /** Program and arguments that stand for `stillpoint-agent`. */
  readonly program: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => number;
}

/** A run ends within five seconds of being asked to; what takes longer hangs in a system call. */
const killAfterMs = 15_000;
/** Longest line of events; a longer one is passed over. */
const maxLineLength = 1_048_576;
const maxTailLength = 16_384;
/** The service manager hears of the service from the service alone. */
const managerKeys = new Set(['NOTIFY_SOCKET', 'WATCHDOG_USEC', 'WATCHDOG_PID']);

/** A run that goes on. `report` is called with everything new, at most about once a second for progress. */
export class RunProcess {
  /** Resolves with the last report when the process has ended; never rejects. */
  readonly ended: Promise<v1.RunReport.$Properties>;
  readonly #command: RunCommand;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #tell: (report: v1.RunReport.$Properties) => void;
  #report: v1.RunReport.$Properties;
  #toldMs = Number.NEGATIVE_INFINITY;
  #line = '';
  #skipping = false;
  #errorTail = '';
  #cancelled = false;
  #killTimer: NodeJS.Timeout | undefined;

  constructor(command: RunCommand, tell: (report: v1.RunReport.$Properties) => void) {
    this.#command = command;
    this.#tell = tell;
    const { plan, runId, reason, args, input, program, now } = command;
    this.#report = { runId: Buffer.from(runId, 'hex'), plan, reason, state: v1.RunState.RUN_RUNNING, startedMs: now() };
    const [file = process.execPath, ...before] = program;
    const env = Object.fromEntries(Object.entries(command.env).filter(([name]) => !managerKeys.has(name)));
    this.#child = spawn(file, [...before, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    // A process that ends without reading says by its end what was wrong.
    this.#child.stdin.on('error', () => undefined);
    this.#child.stdin.end(input ?? '');
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => { this.#take(text); });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => { this.#errorTail = (this.#errorTail + text).slice(-maxTailLength); });
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => { resolve(this.#end({ code: 'INTERNAL', message: `the process of the run cannot be started: ${error.message}` })); });
      this.#child.once('close', (code, signal) => { resolve(this.#end(this.#reasonOf(code, signal))); });
    });
    tell(this.#report);
  }

  /** Asks the run to stop; kills it when it does not. */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.#child.kill('SIGTERM');
    this.#killTimer = setTimeout(() => this.#child.kill('SIGKILL'), killAfterMs);
  }

  #take(text: string): void {
    const lines = (this.#line + text).split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) {
      if (this.#skipping) this.#skipping = false;
      else this.#event(line);
    }
    if (this.#line.length > maxLineLength) {
      this.#line = '';
      this.#skipping = true;
    }
  }

  #event(line: string): void {
    const event = parseObject(line);
    if (event === undefined) return;
    const nowMs = this.#command.now();
    this.#report = withNoteTimes(this.#command.reportOf(this.#report, event), nowMs);
    if (event['event'] !== 'progress' || this.#hasEnded || nowMs - this.#toldMs < 1000) return;
    this.#toldMs = nowMs;
    this.#tell(this.#report);
  }

  get #hasEnded(): boolean {
    return this.#report.state !== v1.RunState.RUN_RUNNING;
  }

  #end(reason: Readonly<Record<string, unknown>>): v1.RunReport.$Properties {
    clearTimeout(this.#killTimer);
    const report = this.#hasEnded ? this.#report : failed(this.#report, reason);
    return { ...report, endedMs: this.#command.now() };
  }

  // Without a last event: what it printed as its error, or how it died.
  #reasonOf(code: number | null, signal: NodeJS.Signals | null): Readonly<Record<string, unknown>> {
    const printed = this.#errorTail.split('\n').map(parseObject).findLast((value) => value?.['error'] !== undefined)?.['error'];
    if (typeof printed === 'object' && printed !== null) return printed as Readonly<Record<string, unknown>>;
    if (this.#cancelled) return { code: 'RUN_CANCELLED', message: 'the run was stopped', hint: 'the next run goes on where this one stopped' };
    const how = signal === null ? `ended with status ${String(code)}` : `was killed by ${signal}`;
    return { code: 'RUN_LOST', message: `the process of the run ${how}`, hint: 'the next run goes on where it stopped; the kernel’s log says whether memory ran out' };
  }
}

/** Says of notes that are new when they were made: since the beginning, as the collector's clock is another one. */
function withNoteTimes(report: v1.RunReport.$Properties, nowMs: number): v1.RunReport.$Properties {
  const times = report.noteAfterMs ?? [];
  const missing = (report.notes ?? []).length - times.length;
  if (missing <= 0) return report;
  return { ...report, noteAfterMs: [...times, ...new Array<number>(missing).fill(Math.max(0, nowMs - (report.startedMs ?? nowMs)))] };
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    // A line that was cut when the process died.
    return undefined;
  }
}
