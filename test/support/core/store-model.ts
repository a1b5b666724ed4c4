/**
 * What a datastore must hold, as numbers in memory. An order that was begun and not answered may or may not have happened; what is seen then settles it. Everything else must be exactly as the
 * model says, to the last byte.
 */
import { agentNames, type Look, type SeenSnapshot } from './core.ts';
import { contentOf, fingerprintOf, type Files } from './contents.ts';
import type { Order } from './order.ts';

/** `deleted`: can be taken back. `gone`: never again. `absent`: was never committed. */
type State = 'listed' | 'deleted' | 'gone' | 'absent';

interface ModelSnapshot {
  readonly runId: string;
  readonly agent: number;
  readonly plan: string;
  readonly files: Files;
  /** When it was committed, in the order of commits. */
  readonly order: number;
  id: string | undefined;
  /** More than one: an order was interrupted. */
  states: Set<State>;
  goneMs: number;
}

/** Clock, and time of serving: so long is kept what a broken session has sent. */
export const dayMs = 86_400_000;

/** Holds nothing to close. */
export class StoreModel {
  readonly #snapshots = new Map<string, ModelSnapshot>();
  #commits = 0;
  nowMs: number;
  /** Nothing but what snapshots need is in the index: true right behind a collection that was not disturbed, a day after the last broken session. */
  #tidy = false;
  #daysSinceBroken = 0;

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  /** Run ids of snapshots that are listed, for sure. */
  get listed(): string[] {
    return this.#in('listed');
  }

  /** Run ids of snapshots that can be taken back, for sure, and will be for a while. */
  get deleted(): string[] {
    return this.#in('deleted');
  }

  /** Ids of the snapshots of runs, of those that anybody was told. */
  get ids(): Record<string, string> {
    return Object.fromEntries([...this.#snapshots.values()].flatMap(({ runId, id }) => (id === undefined ? [] : [[runId, id]])));
  }

  /** True when the order makes sense now: what it names is there. */
  allows(order: Order): boolean {
    if (order.kind === 'delete') return this.listed.includes(order.runId);
    if (order.kind === 'undelete') return this.deleted.includes(order.runId);
    return true;
  }

  /** The order is given; from now on it may have happened. */
  begin(order: Order): void {
    this.nowMs += 10_000;
    this.#tidy = false;
    switch (order.kind) {
      case 'backup':
        this.#beginBackup(order);
        break;
      case 'delete':
        this.#mayBecome([order.runId], order.graceMs === 0 ? 'gone' : 'deleted', this.nowMs + order.graceMs);
        break;
      case 'undelete':
        this.#mayBecome([order.runId], 'listed');
        break;
      case 'prune':
        this.#mayBecome(this.#prunable(order.keepLast), order.graceMs === 0 ? 'gone' : 'deleted', this.nowMs + order.graceMs);
        break;
      case 'collect':
        this.#mayBecome(this.#due(), 'gone');
        break;
      case 'pass':
        this.nowMs += dayMs;
        this.#daysSinceBroken += 1;
        break;
      case 'busy':
        for (const inner of order.orders) this.begin(inner);
        break;
      case 'rebuild':
        // What was condemned is in the index again until the next collection.
        this.#daysSinceBroken = 0;
        break;
      case 'restart':
    }
  }

  /** It was answered: with the id of a backup's snapshot, with nothing for one that was abandoned or refused, with the answers to several orders. */
  end(order: Order, answer: unknown): void {
    switch (order.kind) {
      case 'backup':
        this.#endBackup(order.runId, typeof answer === 'string' ? answer : undefined);
        break;
      case 'delete':
        this.#became([order.runId], order.graceMs === 0 ? 'gone' : 'deleted');
        break;
      case 'undelete':
        this.#became([order.runId], 'listed');
        break;
      case 'prune':
        this.#settle(order.graceMs === 0 ? 'gone' : 'deleted');
        break;
      case 'collect':
        this.#settle('gone');
        // A base that a broken session was told of is held by nobody any more; what it has sent is, for a day.
        this.#tidy = this.#daysSinceBroken > 1;
        break;
      case 'busy':
        for (const [at, inner] of order.orders.entries()) this.end(inner, Array.isArray(answer) ? answer[at] : undefined);
        this.#tidy = false;
        break;
      case 'pass':
      case 'rebuild':
      case 'restart':
    }
  }

  /** The process has died: sessions that were under way are broken. */
  crashed(): void {
    this.#daysSinceBroken = 0;
    this.#tidy = false;
  }

  /** Compares, and takes over what was not certain. Answers what is wrong, in sentences; none when all is well. */
  compare(look: Look): string[] {
    const wrong = look.findings.map((finding) => `verify: ${finding}`);
    const seen = new Map<string, State>();
    const see = (snapshot: SeenSnapshot, state: State): void => {
      if (seen.has(snapshot.runId)) wrong.push(`run ${snapshot.runId} has two snapshots`);
      seen.set(snapshot.runId, state);
      wrong.push(...this.#compareSnapshot(snapshot));
    };
    for (const snapshot of look.listed) see(snapshot, 'listed');
    for (const snapshot of look.deleted) see(snapshot, 'deleted');
    for (const snapshot of this.#snapshots.values()) {
      const state = seen.get(snapshot.runId) ?? (snapshot.states.has('gone') ? 'gone' : 'absent');
      if (!snapshot.states.has(state)) wrong.push(`the snapshot of run ${snapshot.runId} is ${state}, not ${[...snapshot.states].join(' or ')}`);
      if (snapshot.states.size > 1) snapshot.states = new Set([state]);
      if (state === 'absent') this.#snapshots.delete(snapshot.runId);
    }
    const known = new Set([...look.listed, ...look.deleted].map(({ snapshotId }) => snapshotId));
    for (const snapshotId of look.stored) if (!known.has(snapshotId)) wrong.push(`there is a file of snapshot ${snapshotId}, which nobody can list or take back`);
    for (const snapshotId of known) if (!look.stored.includes(snapshotId)) wrong.push(`snapshot ${snapshotId} has no file`);
    wrong.push(...sameTimes([...look.listed, ...look.deleted]));
    if (this.#tidy && look.unreached !== 0) wrong.push(`${look.unreached} of ${look.chunks} chunks are in the index although no snapshot reaches them`);
    return wrong;
  }

  #in(state: State): string[] {
    return [...this.#snapshots.values()].filter(({ states, goneMs }) => states.size === 1 && states.has(state) && (state !== 'deleted' || goneMs > this.nowMs + dayMs)).map(({ runId }) => runId);
  }

  #beginBackup({ runId, agent, plan, files, abandoned }: Order & { kind: 'backup' }): void {
    if (abandoned === true) {
      this.#daysSinceBroken = 0;
      return;
    }
    // The same run again: a lost answer is asked for.
    const before = this.#snapshots.get(runId);
    if (before === undefined) this.#snapshots.set(runId, { runId, agent, plan, files, order: ++this.#commits, id: undefined, states: new Set<State>(['absent', 'listed']), goneMs: 0 });
  }

  #endBackup(runId: string, snapshotId: string | undefined): void {
    const snapshot = this.#snapshots.get(runId);
    if (snapshot === undefined) return;
    if (snapshotId === undefined) {
      this.#daysSinceBroken = 0;
      this.#snapshots.delete(runId);
      return;
    }
    if (snapshot.id !== undefined && snapshot.id !== snapshotId) throw new Error(`run ${runId} was answered snapshot ${snapshot.id}, and now ${snapshotId}`);
    snapshot.id = snapshotId;
    snapshot.states.delete('absent');
  }

  #mayBecome(runIds: readonly string[], state: State, goneMs?: number): void {
    for (const runId of runIds) {
      const snapshot = this.#snapshots.get(runId);
      if (snapshot === undefined) throw new Error(`there is no run ${runId}`);
      snapshot.states.add(state);
      snapshot.goneMs = goneMs ?? snapshot.goneMs;
    }
  }

  #became(runIds: readonly string[], state: State): void {
    for (const runId of runIds) {
      const snapshot = this.#snapshots.get(runId);
      if (snapshot?.states.has(state) === true) snapshot.states = new Set([state]);
    }
  }

  /** What may have come to `state` has. */
  #settle(state: State): void {
    this.#became([...this.#snapshots.keys()], state);
  }

  #prunable(keepLast: number): string[] {
    const plans = Map.groupBy(
      [...this.#snapshots.values()].filter(({ states }) => states.size === 1 && states.has('listed')),
      ({ agent, plan }) => `${agent}/${plan}`,
    );
    return [...plans.values()].flatMap((snapshots) => snapshots.sort((left, right) => right.order - left.order).slice(Math.max(1, keepLast)).map(({ runId }) => runId));
  }

  #due(): string[] {
    return [...this.#snapshots.values()].filter(({ states, goneMs }) => states.has('deleted') && goneMs <= this.nowMs).map(({ runId }) => runId);
  }

  #compareSnapshot({ snapshotId, runId, agent, plan, files }: SeenSnapshot): string[] {
    const snapshot = this.#snapshots.get(runId);
    if (snapshot === undefined) return [`snapshot ${snapshotId} of run ${runId} was never committed`];
    const wrong: string[] = [];
    if (snapshot.id !== undefined && snapshot.id !== snapshotId) wrong.push(`run ${runId} has snapshot ${snapshotId}, but its agent was told ${snapshot.id}`);
    snapshot.id = snapshotId;
    if (agent !== agentNames[snapshot.agent] || plan !== snapshot.plan) wrong.push(`snapshot ${snapshotId} is of ${agent}/${plan}`);
    const expected = Object.fromEntries(Object.entries(snapshot.files).map(([path, number]) => [path, fingerprintOf(contentOf(number))]));
    for (const path of new Set([...Object.keys(expected), ...Object.keys(files)])) {
      if (expected[path] !== files[path]) wrong.push(`${path} of snapshot ${snapshotId} is ${files[path] ?? 'missing'}, not ${expected[path] ?? 'there'}`);
    }
    return wrong;
  }
}

/** A time names a snapshot of its plan. */
function sameTimes(snapshots: readonly SeenSnapshot[]): string[] {
  const names = snapshots.map(({ agent, plan, timeMs }) => `${agent}/${plan}@${Math.floor(timeMs / 1000)}`);
  return names.filter((name, at) => names.indexOf(name) !== at).map((name) => `two snapshots are called ${name}`);
}
