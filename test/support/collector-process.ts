/**
 * A collector with a datastore of its own: initialised, started, stopped and killed as an administrator or a power cut would.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ChildProgram, runProgram, type Finished, type ProgramOptions } from './child-program.ts';
import { collectorLauncher, sourceCollectorLauncher } from './programs.ts';

/** Facts of a snapshot as `snapshots --json` gives them. */
export interface SnapshotFacts {
  readonly snapshotId: string;
  readonly address: string;
  readonly agentName: string;
  readonly plan: string;
  readonly sequence: number;
  readonly time: string;
  readonly status: 'complete' | 'incomplete';
  readonly shrunk: boolean;
  readonly files: number;
  readonly bytes: number;
  readonly newBytes: number;
  readonly sentBytes: number;
  readonly storedBytes: number;
  readonly entriesUnreadable: number;
  readonly entriesChanged: number;
  readonly warnings: readonly { readonly code: string; readonly path: string; readonly text: string }[];
  readonly skippedMounts: readonly { readonly path: string; readonly filesystem: string }[];
}

export class CollectorProcess {
  readonly datastore: string;
  #program: ChildProgram | undefined;
  #address = '';

  private constructor(datastore: string) {
    this.datastore = datastore;
  }

  /** The datastore in `folder`, which is there already. Nothing runs. */
  static at(folder: string): CollectorProcess {
    return new CollectorProcess(folder);
  }

  /** Makes a datastore in `folder`, which is not there yet. Nothing runs. */
  static async init(folder: string): Promise<CollectorProcess> {
    const collector = new CollectorProcess(folder);
    const { code, stderr } = await collector.cli(['init', '--listen', '127.0.0.1:0']);
    if (code !== 0) throw new Error(`init failed: ${stderr}`);
    return collector;
  }

  /** Makes a datastore and starts its collector. */
  static async start(folder: string): Promise<CollectorProcess> {
    const collector = await CollectorProcess.init(folder);
    await collector.serve();
    return collector;
  }

  /** HOST:PORT where agents are answered; another after each start. */
  get address(): string {
    return this.#address;
  }

  get pid(): number {
    return this.#serving.pid;
  }

  /** What the running (or last) process logged. */
  get log(): string {
    return this.#program?.stderr ?? '';
  }

  /** Resolves when the process has ended, whatever ended it. */
  get ended(): Promise<Finished> {
    return this.#serving.finished;
  }

  /** Starts `serve` and waits until it answers, at `address` instead of a free port when one is given. */
  async serve(env: Readonly<Record<string, string>> = {}, address = '127.0.0.1:0'): Promise<void> {
    const config = join(this.datastore, 'collector.toml');
    const before = await readFile(config, 'utf8');
    const after = before.replace(/^listen = .*$/m, `listen = ["${address}"]`);
    // On a full disk even the same text could not be written again.
    if (after !== before) await writeFile(config, after);
    // What others set for Node does not reach the program of a package.
    const launcher = 'NODE_OPTIONS' in env ? sourceCollectorLauncher : collectorLauncher;
    const program = ChildProgram.start(launcher, ['serve', '--datastore', this.datastore], { env });
    this.#program = program;
    const [, bound = ''] = await program.waitFor(/^listening on (\S+)$/m, 'stderr');
    this.#address = bound;
  }

  /** Stops it as an administrator does; it must end well. */
  async stop(): Promise<void> {
    this.#serving.kill('SIGTERM');
    const { code, signal, stderr } = await this.#serving.finished;
    this.#program = undefined;
    if (code !== 0) throw new Error(`the collector ended with ${code ?? signal ?? '?'}:\n${stderr}`);
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    this.#serving.kill('SIGKILL');
    await this.#serving.finished;
    this.#program = undefined;
  }

  /** Runs a command of the CLI on this datastore, through the collector when it runs. */
  cli(args: readonly string[], options: ProgramOptions = {}): Promise<Finished> {
    return runProgram(collectorLauncher, [...args, '--datastore', this.datastore], options);
  }

  /** Runs a command that must succeed; returns its stdout. */
  async ask(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.cli(args);
    if (code !== 0) throw new Error(`stillpoint-collector ${args.join(' ')} ended with ${code ?? '?'}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** All snapshots, oldest first. */
  async snapshots(): Promise<readonly SnapshotFacts[]> {
    const { snapshots } = JSON.parse(await this.ask('snapshots', '--json')) as { snapshots: SnapshotFacts[] };
    return snapshots;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program?.[Symbol.asyncDispose]();
  }

  get #serving(): ChildProgram {
    if (this.#program === undefined) throw new Error('the collector does not run');
    return this.#program;
  }
}
