/**
 * Runs a command and says what it took: wall time, CPU of it and its children, peak memory. Everything comes from /proc, so that peers and Stillpoint are
 * measured by the same means.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';

/** A command with its surroundings. `logFile` takes its output. */
export interface MeasuredCommand {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly signal: AbortSignal;
  /** Exit statuses that mean that the work is done. */
  readonly doneStatuses: readonly number[];
  /** A process that works for the command without being its child: the collector. */
  readonly serverPid?: number;
}

/** What a command took. PSS and RSS are peaks of the whole process tree; PSS was sampled. */
export interface Measurement {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly pssBytes: number;
  readonly rssBytes: number;
  /** 0 without a server. */
  readonly serverCpuSeconds: number;
  readonly serverPssBytes: number;
}

/** Asking for the proportional set size walks all page tables: every 50 ms took a quarter of a core from a run of three processes. */
const SAMPLE_INTERVAL_MS = 250;
/** USER_HZ, the unit of /proc/PID/stat: 100 on every Linux. */
const TICKS_PER_SECOND = 100;

/** Runs the command to its end. Throws with the end of its output when it fails. */
export async function measure(request: MeasuredCommand): Promise<Measurement> {
  const { command, serverPid } = request;
  const log = openSync(request.logFile, 'w');
  const serverTicks = serverPid === undefined ? 0 : ownTicks(serverPid);
  const childrenTicks = ticksOfEndedChildren();
  const begun = process.hrtime.bigint();
  const child = spawn(command[0], command.slice(1), { cwd: request.cwd, env: request.env, stdio: ['ignore', log, log] });
  closeSync(log);
  const peak = { pss: 0, rss: 0, serverPss: 0 };
  const sample = (): void => {
    const tree = child.pid === undefined ? [] : processTree(child.pid);
    peak.pss = Math.max(peak.pss, sum(tree.map(pssBytes)));
    peak.rss = Math.max(peak.rss, sum(tree.map(peakRssBytes)));
    if (serverPid !== undefined) peak.serverPss = Math.max(peak.serverPss, pssBytes(serverPid));
  };
  const timer = setInterval(sample, SAMPLE_INTERVAL_MS);
  const stop = (): void => void child.kill('SIGTERM');
  request.signal.addEventListener('abort', stop, { once: true });
  try {
    const ended = Promise.withResolvers<string | undefined>();
    child.once('error', ended.reject);
    child.once('exit', (status, signal) => {
      ended.resolve(status !== null && request.doneStatuses.includes(status) ? undefined : (signal ?? `status ${status}`));
    });
    const failure = await ended.promise;
    const wallSeconds = Number(process.hrtime.bigint() - begun) / 1e9;
    request.signal.throwIfAborted();
    if (failure !== undefined) throw new Error(`${command.join(' ')} ended with ${failure}:\n${readFileSync(request.logFile, 'utf8').slice(-2000)}`);
    return {
      wallSeconds,
      cpuSeconds: (ticksOfEndedChildren() - childrenTicks) / TICKS_PER_SECOND,
      pssBytes: peak.pss,
      rssBytes: peak.rss,
      serverCpuSeconds: serverPid === undefined ? 0 : (ownTicks(serverPid) - serverTicks) / TICKS_PER_SECOND,
      serverPssBytes: peak.serverPss,
    };
  } finally {
    clearInterval(timer);
    request.signal.removeEventListener('abort', stop);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The text of a file in /proc, '' when its process has just ended. */
function readProc(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

/** The process and all its descendants. */
function processTree(pid: number): number[] {
  const tree = [pid];
  for (const parent of tree) {
    for (const thread of listThreads(parent)) {
      const children = readProc(`/proc/${parent}/task/${thread}/children`).trim();
      if (children !== '') tree.push(...children.split(' ').map(Number));
    }
  }
  return tree;
}

function listThreads(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function kilobytes(text: string, key: string): number {
  return Number(new RegExp(`^${key}:\\s*(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
}

function pssBytes(pid: number): number {
  return kilobytes(readProc(`/proc/${pid}/smaps_rollup`), 'Pss');
}

/** The kernel's own high-water mark: exact up to the last sample. */
function peakRssBytes(pid: number): number {
  return kilobytes(readProc(`/proc/${pid}/status`), 'VmHWM');
}

/** Fields of /proc/PID/stat from the third on; the second, the name, may hold anything. */
function statFields(pid: number | 'self'): number[] {
  const text = readProc(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
}

function ownTicks(pid: number): number {
  const fields = statFields(pid);
  return (fields[11] ?? 0) + (fields[12] ?? 0);
}

/** User and system time of this process' children, and theirs, that have ended. */
function ticksOfEndedChildren(): number {
  const fields = statFields('self');
  return (fields[13] ?? 0) + (fields[14] ?? 0);
}
