/**
 * Finds the snapshot that an address names, among those known. Pure: clock and zone come in.
 */
import { StillpointError, type ErrorCode } from '../errors.ts';
import { nearestWord } from '../text/nearest-word.ts';
import { countOf } from '../text/format-count.ts';

import { formatAddress, showName, type Address, type SnapshotReference } from './address.ts';
import type { KnownAgent, KnownSnapshot } from './known-snapshots.ts';
import { zoneOffsetMinutes } from './wall-clock.ts';
import { formatWhen, latestMomentOf, type When } from './when.ts';

/** `zone` is the collector's time zone. `exact` (for deleting) takes no shortened ids and no shortened agent names. */
export interface ResolveOptions {
  readonly zone: string;
  readonly exact?: boolean;
}

/** The snapshot, and sentences that the person should read beside the headline (the newest one is incomplete, ...). */
export interface ResolvedSnapshot {
  readonly snapshot: KnownSnapshot;
  readonly notes: readonly string[];
}

const listedChoices = 10;

/**
 * The snapshot that `reference` names. AGENT_UNKNOWN, PLAN_UNKNOWN, PLAN_AMBIGUOUS, SNAPSHOT_UNKNOWN and SNAPSHOT_AMBIGUOUS name what there is instead.
 */
export function resolveSnapshot(reference: SnapshotReference, agents: readonly KnownAgent[], options: ResolveOptions): ResolvedSnapshot {
  if (reference.kind === 'id') return described(findById(reference.id, agents, options), undefined);
  const agent = resolveAgent(reference.agent, agents, options);
  const snapshots = resolvePlan(agent, reference.plan);
  return described(choose(snapshots, reference.when ?? { kind: 'latest' }, options.zone), reference.when);
}

/** The agent by name, id (hexadecimal digits or UUID) or, unless `exact`, the beginning of its name. AGENT_UNKNOWN suggests the nearest. */
export function resolveAgent(name: string, agents: readonly KnownAgent[], options: { readonly exact?: boolean }): KnownAgent {
  const wanted = name.toLowerCase();
  const named = agents.find((agent) => agent.name === wanted) ?? agents.find((agent) => agent.id === wanted.replaceAll('-', ''));
  if (named !== undefined) return named;
  const begun = agents.filter((agent) => agent.name.startsWith(wanted));
  const [only] = begun;
  if (only !== undefined && options.exact === true) throw failure('AGENT_UNKNOWN', `there is no agent "${name}"`, `names are not completed here; write ${listed(begun.map((agent) => agent.name))}`);
  if (only !== undefined && begun.length === 1) return only;
  if (begun.length > 1) throw failure('AGENT_UNKNOWN', `"${name}" is the beginning of ${begun.length} agents' names`, `write one of ${listed(begun.map((agent) => agent.name))}`);
  throw failure('AGENT_UNKNOWN', `there is no agent "${name}"`, suggestion(wanted, agents.map((agent) => agent.name), 'agents'));
}

/** The address of a snapshot, exact to the second and with an offset: valid for ever, in every time zone. */
export function addressOf(snapshot: KnownSnapshot, zone: string, within?: Address['within']): Address {
  const when: When = { kind: 'moment', unixSeconds: Math.floor(snapshot.timeMs / 1000), offsetMinutes: zoneOffsetMinutes(snapshot.timeMs, zone) };
  return { snapshot: { kind: 'agent', agent: snapshot.agentName, plan: snapshot.plan, when }, within };
}

function resolvePlan(agent: KnownAgent, plan: string | undefined): readonly KnownSnapshot[] {
  const plans = [...agent.plans.keys()].sort();
  if (plan !== undefined) {
    const snapshots = agent.plans.get(plan);
    if (snapshots !== undefined) return snapshots;
    throw failure('PLAN_UNKNOWN', `agent ${agent.name} has no snapshot of a plan "${plan}"`, suggestion(plan, plans, 'plans', (name) => showName(agent.name, name)));
  }
  const [only] = plans;
  if (only === undefined) throw failure('SNAPSHOT_UNKNOWN', `agent ${agent.name} has no snapshot yet`, 'run `stillpoint-agent backup` on it');
  if (plans.length > 1) throw failure('PLAN_AMBIGUOUS', `agent ${agent.name} has snapshots of ${plans.length} plans`, `write one of ${listed(plans.map((name) => showName(agent.name, name)))}`);
  return agent.plans.get(only) ?? [];
}

function findById(id: string, agents: readonly KnownAgent[], options: ResolveOptions): KnownSnapshot {
  if (options.exact === true && id.length < 32) throw failure('SNAPSHOT_UNKNOWN', `"@${id}" is not a whole id`, 'ids are not completed here; write all 32 digits');
  const found: KnownSnapshot[] = [];
  for (const agent of agents) {
    for (const snapshots of agent.plans.values()) found.push(...snapshots.filter((snapshot) => snapshot.id.startsWith(id)));
  }
  const [only] = found;
  if (only === undefined) throw failure('SNAPSHOT_UNKNOWN', `there is no snapshot @${id}`, '`snapshots` lists all');
  if (found.length > 1) throw failure('SNAPSHOT_AMBIGUOUS', `"@${id}" is the beginning of ${found.length} snapshots' ids`, `write one of ${listed(found.map((snapshot) => `@${snapshot.id}`))}`);
  return only;
}

/** `snapshots` are of one plan, newest first, at least one. */
function choose(snapshots: readonly KnownSnapshot[], when: When, zone: string): KnownSnapshot {
  const [newest] = snapshots;
  if (newest === undefined) throw failure('SNAPSHOT_UNKNOWN', 'the plan has no snapshot', undefined);
  const name = showName(newest.agentName, newest.plan);
  const limitMs = latestMomentOf(when, zone);
  if (limitMs !== undefined) {
    const found = snapshots.find((snapshot) => snapshot.timeMs <= limitMs);
    if (found !== undefined) return found;
    // Newest first, so the last ones are the nearest after that time.
    const neighbours = snapshots.slice(-3).reverse().map((snapshot) => formatAddress(addressOf(snapshot, zone)));
    throw failure('SNAPSHOT_UNKNOWN', `${name} has no snapshot at or before ${formatWhen(when)}`, `the ${neighbours.length === 1 ? 'first one after it is' : 'first ones after it are'} ${neighbours.join(', ')}`);
  }
  if (when.kind === 'latest-complete') {
    const found = snapshots.find((snapshot) => snapshot.complete);
    if (found === undefined) throw failure('SNAPSHOT_UNKNOWN', `${name} has no complete snapshot, only ${snapshots.length} incomplete`, `the newest is ${formatAddress(addressOf(newest, zone))}`);
    return found;
  }
  const found = when.kind === 'back' ? snapshots[when.count] : newest;
  if (found === undefined) {
    const oldest = snapshots.at(-1) ?? newest;
    throw failure('SNAPSHOT_UNKNOWN', `${name} has no snapshot @${formatWhen(when)}: there ${snapshots.length === 1 ? 'is one' : `are ${snapshots.length}`} in all`, `the oldest is ${formatAddress(addressOf(oldest, zone))}`);
  }
  return found;
}

function described(snapshot: KnownSnapshot, when: When | undefined): ResolvedSnapshot {
  if (snapshot.complete) return { snapshot, notes: [] };
  const draft = snapshot.record.draft;
  const reasons: string[] = [];
  const unreadable = draft?.counts?.entriesUnreadable ?? 0;
  if (unreadable > 0) reasons.push(`${countOf(unreadable, 'entry', 'entries')} could not be read`);
  for (const source of draft?.failedSources ?? []) reasons.push(`source ${source.name ?? ''} failed (${source.code ?? ''})`);
  const about = `this snapshot is incomplete${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}`;
  const isLatest = when === undefined || when.kind === 'latest';
  return { snapshot, notes: [isLatest ? `${about}; @latest-complete takes the newest complete one` : about] };
}

function suggestion(word: string, known: readonly string[], what: string, show: (name: string) => string = (name) => name): string {
  const near = nearestWord(word, known);
  if (near !== undefined) return `did you mean ${show(near)}?`;
  return known.length === 0 ? `there are no ${what} yet` : `known ${what}: ${listed(known.map(show))}`;
}

function listed(names: readonly string[]): string {
  const more = names.length - listedChoices;
  return names.slice(0, listedChoices).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function failure(code: ErrorCode, message: string, hint: string | undefined): StillpointError {
  return new StillpointError(code, message, { hint });
}
