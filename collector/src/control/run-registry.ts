/**
 * The runs that go on, as orders and reports tell it, and who follows them. Beginnings and ends go into the catalog's history; progress does not. Must not
 * know of streams.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { v1 } from '@stillpoint/proto/messages.ts';

import type { AgentRow, Catalog } from '../catalog/catalog.ts';
import type { boundedReport } from './report-bounds.ts';
import { boundedLines, type RunLog } from './run-log.ts';

/** The catalog's part; `clock` gives ms since 1970; `log` has what the collector's log says of runs that go on. */
export interface RunRegistryParts {
  readonly catalog: Pick<Catalog, 'putRuns' | 'listRuns' | 'findRun'>;
  readonly clock: () => number;
  readonly log?: Pick<RunLog, 'of' | 'forget'> | undefined;
}

/** What is ordered. */
export interface RunOrder {
  readonly agent: Pick<AgentRow, 'agentId' | 'name'>;
  readonly plan: string;
  /** 16 bytes. */
  readonly runId: Uint8Array;
  readonly reason: string;
  readonly actor: string;
  /** The time of the schedule, 0 for none, and how many attempts with this one. */
  readonly scheduledMs: number;
  readonly attempt: number;
  /** Of a restore, whose plan is empty. */
  readonly restore?: v1.RestoreFacts.$Properties;
}

type Report = ReturnType<typeof boundedReport>;
type Facts = v1.RunFacts.$Properties;

/** Runs of one agent that may go on at a time. */
const maxGoing = 64;
/** Restores of one agent, each of which has a reading of its own. */
const maxRestores = 4;

/** Runs by agent (hex) and run (hex). Nothing to close. */
export class RunRegistry {
  readonly #parts: RunRegistryParts;
  readonly #going = new Map<string, Map<string, Facts>>();
  readonly #followers = new Map<string, Set<(facts: Facts) => void>>();
  readonly #endListeners: ((facts: Facts) => void)[] = [];

  constructor(parts: RunRegistryParts) {
    this.#parts = parts;
  }

  /** Calls `listener` with each run that has ended. */
  onEnd(listener: (facts: Facts) => void): void {
    this.#endListeners.push(listener);
  }

  /** Takes up what an earlier collector knew to go on. */
  async resume(): Promise<void> {
    for (const facts of await this.#parts.catalog.listRuns({ going: true, limit: 10_000 })) this.#ofAgent(hex(facts.agentId)).set(hex(facts.runId), facts);
  }

  /** Those that go on, of one agent or all. */
  going(agentId?: string): Facts[] {
    if (agentId !== undefined) return [...(this.#going.get(agentId)?.values() ?? [])];
    return [...this.#going.values()].flatMap((runs) => [...runs.values()]);
  }

  /** A run with what the log says of it up to now. */
  withLines(facts: Facts): Facts {
    const lines = this.#parts.log?.of(hex(facts.runId)) ?? [];
    return lines.length === 0 ? facts : { ...facts, lines: boundedLines([...(facts.lines ?? []), ...lines]) };
  }

  /** Writes down what the log says of runs that go on, for a later collector. */
  async keepLines(): Promise<void> {
    const runs = this.going();
    if (runs.length > 0) await this.#parts.catalog.putRuns(runs.map((facts) => this.withLines(facts)));
  }

  /** A run is about to be ordered. RUN_ACTIVE when the plan has one, LIMIT_EXCEEDED. */
  async queue({ agent, plan, runId, ...facts }: RunOrder): Promise<Facts> {
    const runs = this.#ofAgent(agent.agentId);
    if (facts.restore !== undefined) refuseManyRestores(agent.name, [...runs.values()]);
    const other = facts.restore === undefined ? [...runs.values()].find((run) => run.plan === plan) : undefined;
    if (other !== undefined) {
      throw new StillpointError('RUN_ACTIVE', `a run of ${agent.name}/${plan} is ${other.state === v1.RunState.RUN_QUEUED ? 'queued' : 'going on'} already`, {
        hint: `\`stillpoint-collector runs --agent ${agent.name}\` shows it, \`stillpoint-collector run ${agent.name}/${plan} --cancel\` stops it`,
      });
    }
    if (runs.size >= maxGoing) throw new StillpointError('LIMIT_EXCEEDED', `${agent.name} has ${maxGoing} runs already`);
    const queued: Facts = { runId, agentId: Buffer.from(agent.agentId, 'hex'), agentName: agent.name, plan, state: v1.RunState.RUN_QUEUED, queuedMs: this.#parts.clock(), ...facts };
    // Entered before it is written: another order must not come in between.
    this.#set(queued);
    await this.#parts.catalog.putRuns([queued]);
    return queued;
  }

  /** An agent's report; resolves when what has to be kept is in the catalog. LIMIT_EXCEEDED. */
  async report(agent: Pick<AgentRow, 'agentId' | 'name'>, { plan, ...report }: Report): Promise<void> {
    const runId = hex(report.runId);
    const runs = this.#ofAgent(agent.agentId);
    const known = runs.get(runId) ?? (await this.#parts.catalog.listRuns({ agentId: agent.agentId, runId, limit: 1 }))[0];
    // A restore whose order is not known any more, since the catalog was lost.
    if (plan === '' && !known?.restore) return;
    const nowMs = this.#parts.clock();
    const before: Facts = known ?? { runId: report.runId, agentId: Buffer.from(agent.agentId, 'hex'), plan, queuedMs: nowMs, actor: `agent ${agent.agentId}`, attempt: 1 };
    const { reason, ...news } = report;
    const facts: Facts = { ...before, ...news, reason: before.reason ?? reason ?? '', agentName: agent.name, startedMs: (before.startedMs ?? 0) === 0 ? nowMs : (before.startedMs ?? 0) };
    if (report.state === v1.RunState.RUN_RUNNING) {
      // It was taken for lost, or another report overtook this one.
      if (known !== undefined && isOver(known) && !runs.has(runId) && known.errorCode !== 'RUN_LOST') return;
      if (!runs.has(runId) && runs.size >= maxGoing) throw new StillpointError('LIMIT_EXCEEDED', `an agent has at most ${maxGoing} runs at a time`);
      const isNew = runs.get(runId)?.state !== v1.RunState.RUN_RUNNING;
      this.#set({ ...facts, endedMs: 0 });
      if (isNew) await this.#parts.catalog.putRuns([facts]);
      return;
    }
    // Told again because the answer was lost.
    if (known !== undefined && isOver(known) && known.errorCode !== 'RUN_LOST') return;
    await this.#end({ ...facts, endedMs: nowMs });
  }

  /** A run will not end by itself: refused, or nobody knows of it any more. */
  async fail(agentId: string, runId: Uint8Array, error: StillpointError): Promise<void> {
    const facts = this.#going.get(agentId)?.get(hex(runId));
    if (facts === undefined) return;
    // What was committed is there, whether or not its agent lived to tell.
    const snapshot = error.code === 'RUN_LOST' ? await this.#parts.catalog.findRun(agentId, runId) : undefined;
    if (snapshot === undefined) {
      await this.#end({ ...facts, state: v1.RunState.RUN_FAILED, endedMs: this.#parts.clock(), errorCode: error.code, errorText: error.message, errorHint: error.hint ?? '' });
      return;
    }
    const state = snapshot.draft?.status === v1.SnapshotStatus.COMPLETE ? v1.RunState.RUN_COMPLETE : v1.RunState.RUN_INCOMPLETE;
    await this.#end({ ...facts, state, endedMs: snapshot.committedMs ?? 0, snapshotId: snapshot.snapshotId ?? new Uint8Array(0) });
  }

  /** Notes that somebody has asked it to stop. */
  stopping(agentId: string, runId: Uint8Array, by: string): void {
    const facts = this.#going.get(agentId)?.get(hex(runId));
    if (facts !== undefined) this.#set({ ...facts, stoppedBy: by });
  }

  /** The newest facts of a run until it has ended; ends when `signal` is aborted. What comes too fast for its reader is passed over. */
  async *follow(agentId: string, runId: Uint8Array, signal: AbortSignal): AsyncGenerator<Facts> {
    const key = `${agentId} ${hex(runId)}`;
    let newest = this.#going.get(agentId)?.get(hex(runId));
    if (newest === undefined) return;
    let wake = Promise.withResolvers<undefined>();
    const take = (facts: Facts): void => {
      newest = facts;
      wake.resolve(undefined);
    };
    const stop = (): void => { wake.resolve(undefined); };
    const followers = this.#followers.get(key) ?? new Set();
    this.#followers.set(key, followers.add(take));
    signal.addEventListener('abort', stop, { once: true });
    try {
      while (!signal.aborted) {
        const facts: Facts | undefined = newest;
        newest = undefined;
        wake = Promise.withResolvers<undefined>();
        if (facts === undefined) continue;
        yield facts;
        if (isOver(facts)) return;
        if (hasNone(newest)) await wake.promise;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      followers.delete(take);
      if (followers.size === 0) this.#followers.delete(key);
    }
  }

  async #end(facts: Facts): Promise<void> {
    await this.#parts.catalog.putRuns([this.withLines(facts)]);
    this.#parts.log?.forget(hex(facts.runId));
    const agentId = hex(facts.agentId);
    const runs = this.#going.get(agentId);
    runs?.delete(hex(facts.runId));
    if (runs?.size === 0) this.#going.delete(agentId);
    this.#tell(facts);
    for (const listener of this.#endListeners) listener(facts);
  }

  #set(facts: Facts): void {
    this.#ofAgent(hex(facts.agentId)).set(hex(facts.runId), facts);
    this.#tell(facts);
  }

  #tell(facts: Facts): void {
    for (const take of this.#followers.get(`${hex(facts.agentId)} ${hex(facts.runId)}`) ?? []) take(facts);
  }

  #ofAgent(agentId: string): Map<string, Facts> {
    const runs = this.#going.get(agentId) ?? new Map<string, Facts>();
    this.#going.set(agentId, runs);
    return runs;
  }
}

/** True for a run that has ended. */
export function isOver({ state }: Facts): boolean {
  return state !== v1.RunState.RUN_QUEUED && state !== v1.RunState.RUN_RUNNING;
}

function refuseManyRestores(name: string, runs: readonly Facts[]): void {
  const count = runs.filter(({ restore }) => restore).length;
  if (count >= maxRestores) throw new StillpointError('LIMIT_EXCEEDED', `${count} restores into ${name} go on already`, { hint: `\`stillpoint-collector runs --agent ${name}\` shows them` });
}

// Set by another while this one yielded, which a type cannot know.
function hasNone(facts: Facts | undefined): boolean {
  return facts === undefined;
}

function hex(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
