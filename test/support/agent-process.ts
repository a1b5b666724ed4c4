/**
 * An enrolled agent with a configuration of its own; each run is a process.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ChildProgram, type Finished, type ProgramOptions } from './child-program.ts';
import type { CollectorProcess } from './collector-process.ts';
import { agentLauncher } from './programs.ts';

/** A `files` source, with the keys of agent.toml. */
export interface SourceText {
  readonly name?: string;
  readonly paths: readonly string[];
  readonly exclude?: readonly string[];
  readonly include?: readonly string[];
  readonly filesystems?: 'local' | 'one' | 'all';
  readonly require_mounts?: readonly string[];
  readonly default_excludes?: boolean;
  readonly cachedir_tag?: boolean;
}

/** A source of another kind, with the keys of agent.toml. */
export type OtherSourceText = Readonly<Record<string, unknown>> & { readonly kind: string };

/** Plans by name. */
export type Plans = Readonly<Record<string, readonly (SourceText | OtherSourceText)[]>>;

/** Keys of [plan.quiesce], by the plan's name. */
export type QuiesceTables = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The last event of a run with `--json`. */
export interface RunSummary {
  readonly status: 'complete' | 'incomplete' | 'dry-run';
  readonly snapshotId: string;
  readonly address: string;
  readonly shrunk: boolean;
  readonly files: number;
  readonly directories: number;
  readonly others: number;
  readonly bytes: number;
  readonly filesRead: number;
  readonly bytesRead: number;
  readonly filesReused: number;
  readonly filesResumed: number;
  readonly newBytes: number;
  readonly newChunks: number;
  readonly sentBytes: number;
  readonly storedBytes: number;
  readonly elapsedMs: number;
  readonly excluded: number;
  readonly unreadable: number;
  readonly changed: number;
  readonly consistency: 'crash' | 'filesystem' | 'application';
  readonly frozenMs: number;
  readonly skippedMounts: readonly { readonly path: string; readonly filesystem: string; readonly reason: string }[];
  readonly failedSources: readonly { readonly name: string; readonly kind: string; readonly code: string; readonly text: string }[];
}

/** One line of `--json`. */
export type RunEvent = Readonly<Record<string, unknown>> & { readonly event: string };

/** How a run ended, with what it said. */
export interface RunResult extends Finished {
  readonly events: readonly RunEvent[];
  /** Undefined when the run failed. */
  readonly summary: RunSummary | undefined;
}

export class AgentProcess {
  readonly name: string;
  readonly folder: string;
  readonly #collector: CollectorProcess;
  /** How long a run tries to go on after a lost connection, as in agent.toml. */
  reconnect = 'off';
  #plans: Plans = {};
  #quiesce: QuiesceTables = {};
  #restore: Readonly<Record<string, unknown>> | undefined;
  #allow: Readonly<Record<string, unknown>> | undefined;
  #settings: Readonly<Record<string, unknown>> = {};

  private constructor(name: string, folder: string, collector: CollectorProcess) {
    this.name = name;
    this.folder = folder;
    this.#collector = collector;
  }

  /** Enrols an agent whose configuration and state lie in `folder`, a folder that is there and empty. */
  static async enroll(collector: CollectorProcess, folder: string, name: string, plans: Plans): Promise<AgentProcess> {
    const agent = new AgentProcess(name, folder, collector);
    await agent.configure(plans);
    const token = (await collector.ask('token', 'create', '--agent', name)).trim();
    const { code, stdout, stderr } = await (await agent.start(['enroll', token, '--collector', collector.address])).finished;
    if (code !== 0) throw new Error(`enroll failed: ${stdout}${stderr}`);
    return agent;
  }

  /** The agent whose configuration and state lie in `folder` already. */
  static async enrolled(collector: CollectorProcess, folder: string, name: string, plans: Plans): Promise<AgentProcess> {
    const agent = new AgentProcess(name, folder, collector);
    await agent.configure(plans);
    return agent;
  }

  get stateDirectory(): string {
    return join(this.folder, 'state');
  }

  get configFile(): string {
    return join(this.folder, 'agent.toml');
  }

  /** Replaces the plans; `quiesce`: their tables [plan.quiesce]. */
  async configure(plans: Plans, quiesce: QuiesceTables = {}): Promise<void> {
    this.#plans = plans;
    this.#quiesce = quiesce;
    await this.#writeConfig();
  }

  /** Sets the keys of [restore]. */
  async permit(restore: Readonly<Record<string, unknown>>): Promise<void> {
    this.#restore = restore;
    await this.#writeConfig();
  }

  /** Sets the keys of the file's first part. */
  async set(settings: Readonly<Record<string, unknown>>): Promise<void> {
    this.#settings = settings;
    await this.#writeConfig();
  }

  /** Has it take plans of the collector, too, with these keys of [allow]; undefined: none any more. */
  async takeCentralPlans(allow: Readonly<Record<string, unknown>> | undefined): Promise<void> {
    this.#allow = allow;
    await this.#writeConfig();
  }

  /** Starts a command. The collector's present address is written into the configuration before. */
  async start(args: readonly string[], options: ProgramOptions = {}): Promise<ChildProgram> {
    await this.#writeConfig();
    return ChildProgram.start(agentLauncher, [...args, '--config', this.configFile], options);
  }

  /** Runs a plan with `--json` to its end, whatever that is. */
  async run(plan: string, args: readonly string[] = [], options: ProgramOptions = {}): Promise<RunResult> {
    await using program = await this.start(['backup', plan, '--json', ...args], options);
    return resultOf(await program.finished);
  }

  /** Runs a plan that must end complete. */
  async backup(plan: string, args: readonly string[] = [], options: ProgramOptions = {}): Promise<RunSummary> {
    const { code, summary, stdout, stderr } = await this.run(plan, args, options);
    if (code !== 0 || summary === undefined) throw new Error(`backup ended with ${code ?? '?'}:\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
    return summary;
  }

  async #writeConfig(): Promise<void> {
    const lines = [`state_dir = ${text(this.stateDirectory)}`];
    for (const [key, value] of Object.entries(this.#settings)) lines.push(`${key} = ${tomlValue(value)}`);
    if (this.#allow !== undefined) lines.push('plans = "central"', `allow = ${tomlValue(this.#allow)}`);
    if (this.#restore !== undefined) lines.push(`restore = ${tomlValue(this.#restore)}`);
    if (this.#collector.address !== '') lines.push('[collector]', `address = ${text(this.#collector.address)}`);
    // Tests of a lost connection want to see how the run ends; those of one that is found again say so.
    lines.push('[upload]', `reconnect = ${text(this.reconnect)}`);
    for (const [name, sources] of Object.entries(this.#plans)) {
      lines.push('[[plan]]', `name = ${text(name)}`);
      const quiesce = this.#quiesce[name];
      if (quiesce !== undefined) lines.push(`quiesce = ${tomlValue(quiesce)}`);
      for (const source of sources) {
        lines.push('[[plan.source]]', ...('kind' in source ? [] : ['kind = "files"']));
        for (const [key, value] of Object.entries(source)) lines.push(`${key} = ${JSON.stringify(value)}`);
      }
    }
    await writeFile(this.configFile, `${lines.join('\n')}\n`);
  }
}

/** Takes the events out of what a run with `--json` printed. */
export function resultOf(finished: Finished): RunResult {
  const lines = finished.stdout.split('\n').filter((line) => line.startsWith('{'));
  const events = lines.map((line) => JSON.parse(line) as RunEvent);
  const last = events.at(-1);
  return { ...finished, events, summary: last?.event === 'summary' ? (last as unknown as RunSummary) : undefined };
}

/** A value as TOML; a table in one line. */
function tomlValue(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value);
  return `{ ${Object.entries(value).map(([key, part]) => `${key} = ${tomlValue(part)}`).join(', ')} }`;
}

/** JSON's strings are TOML's. */
function text(value: string): string {
  return JSON.stringify(value);
}
