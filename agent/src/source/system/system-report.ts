/**
 * Asks a guest what is needed to rebuild it. What cannot be had is a note in the report and never fails a run; time and size are bounded, whatever the programs do.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';

import { runTool } from '../tool/tool-process.ts';
import { partitionQuestion, systemCopies, systemQuestions, type SystemQuestion } from './system-facts.ts';

/** One file of the archive. */
export interface SystemFile {
  readonly path: string;
  readonly text: string;
}

/** Bounds, for tests. */
export interface SystemLimits {
  readonly toolTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly fileBytes: number;
}

const limits: SystemLimits = { toolTimeoutMs: 10_000, totalTimeoutMs: 45_000, fileBytes: 4 * 1_048_576 };
/** For a program to end once it is told to. */
const graceMs = 5000;
const maxDisks = 256;
/** Of a directory that is copied. */
const maxCopies = 64;
// Of a name that is put behind /dev/.
const diskName = /^[A-Za-z0-9._-]{1,64}$/u;

/** The files, in the order of their paths. Throws only when `signal` is aborted. */
export async function reportSystem(signal: AbortSignal, bounds: SystemLimits = limits): Promise<readonly SystemFile[]> {
  const report = new SystemReport(signal, bounds);
  await report.ask();
  return report.files();
}

class SystemReport {
  readonly #signal: AbortSignal;
  readonly #bounds: SystemLimits;
  readonly #endMs: number;
  readonly #files = new Map<string, string>();
  readonly #notes: string[] = [];

  constructor(signal: AbortSignal, bounds: SystemLimits) {
    this.#signal = signal;
    this.#bounds = bounds;
    this.#endMs = performance.now() + bounds.totalTimeoutMs;
  }

  async ask(): Promise<void> {
    this.#files.set('boot/firmware', existsSync('/sys/firmware/efi') ? 'EFI\n' : 'BIOS\n');
    for (const { file, path } of systemCopies) this.#copy(file, path);
    for (const question of systemQuestions) await this.#answer(question);
    for (const disk of await this.#disks()) await this.#answer(partitionQuestion(disk));
  }

  files(): SystemFile[] {
    const notes = ['What this guest looked like when it was backed up; docs/restore-system.md tells how it is rebuilt.', ...this.#notes];
    this.#files.set('NOTES', `${notes.join('\n')}\n`);
    return [...this.#files].map(([path, text]) => ({ path, text })).sort((left, right) => (left.path < right.path ? -1 : 1));
  }

  async #answer({ file, command }: SystemQuestion): Promise<void> {
    const text = await this.#run(command);
    if (text !== undefined) this.#files.set(file, text);
  }

  /** Undefined when it cannot be had, which is noted. */
  async #run(command: readonly string[]): Promise<string | undefined> {
    const line = command.join(' ');
    const leftMs = this.#endMs - performance.now();
    if (leftMs <= 0) {
      this.#notes.push(`${line}: not asked any more, the time for all of this was over`);
      return undefined;
    }
    try {
      const options = { command, timeoutMs: Math.max(1, Math.min(this.#bounds.toolTimeoutMs, leftMs)), signal: this.#signal };
      return (await Promise.race([runTool(options, undefined, this.#bounds.fileBytes), this.#givenUp(line, options.timeoutMs)])).stdout;
    } catch (error) {
      this.#signal.throwIfAborted();
      if (!(error instanceof StillpointError)) throw error;
      this.#notes.push(error.code === 'TOOL_MISSING' ? `${line}: ${command[0] ?? ''} is not installed` : `${line}: ${error.code}: ${error.message}`);
      return undefined;
    }
  }

  /** Nothing ends a program that waits in the kernel for a disk that has gone: it is left behind. */
  async #givenUp(line: string, timeoutMs: number): Promise<never> {
    await wait(timeoutMs + graceMs, undefined, { ref: false });
    throw new StillpointError('TOOL_TIMEOUT', `${line} cannot be ended`);
  }

  /** Whole disks, as lsblk names them. */
  async #disks(): Promise<string[]> {
    const text = (await this.#run(['lsblk', '--nodeps', '--noheadings', '--raw', '--output', 'NAME,TYPE'])) ?? '';
    const lines = text.split('\n').map((line) => line.split(' '));
    return lines.flatMap(([name = '', type = '']) => (type === 'disk' && diskName.test(name) && !name.startsWith('zram') && !name.startsWith('ram') ? [name] : [])).slice(0, maxDisks);
  }

  #copy(file: string, path: string): void {
    try {
      if (statSync(path).isDirectory()) {
        for (const name of readdirSync(path).filter((name) => diskName.test(name)).slice(0, maxCopies)) this.#copy(`${file}/${name}`, join(path, name));
        return;
      }
      const content = readFileSync(path);
      if (content.length > this.#bounds.fileBytes) this.#notes.push(`${path}: larger than ${String(this.#bounds.fileBytes)} bytes`);
      else this.#files.set(file, content.toString('utf8'));
    } catch (error) {
      const reason = systemErrorCode(error);
      if (reason === undefined) throw error;
      if (reason !== 'ENOENT') this.#notes.push(`${path}: cannot be read (${reason})`);
    }
  }
}
