/** `ls`: an agent's plans, a snapshot's archives, a directory's entries. */
import type { Command } from 'commander';

import { EntryType, type Entry } from '../../format/entry.ts';
import { formatAge } from '../../text/format-duration.ts';
import { formatBytes } from '../../text/format-bytes.ts';

import { formatAddress, parseAddress, showAddress, type Address, type SnapshotReference } from '../../address/address.ts';
import type { KnownAgent, KnownSnapshot } from '../../address/known-snapshots.ts';
import { resolveArchive, type KnownArchive } from '../../address/resolve-archive.ts';
import { addressOf, resolveAgent, resolveSnapshot } from '../../address/resolve-snapshot.ts';
import { takeAll } from '../../restore/entry-filter.ts';
import { walkTree } from '../../restore/tree-walk.ts';
import type { NodeReader } from '../../tree/node-reader.ts';
import type { ExitStatus } from '../exit-status.ts';
import { entryJson, longLine } from '../entry-text.ts';
import { writeJsonList } from '../json-list.ts';
import { announce, keyFileOption, type AccessContext, type SnapshotAccess } from '../snapshot-access.ts';
import { snapshotAddress, snapshotJson, statusFlags } from '../snapshot-facts.ts';

/** Options of the command. */
export interface LsOptions {
  readonly long?: boolean;
  readonly recursive?: boolean;
  readonly keyFile?: readonly string[];
}

/** Declares the command with what is the same everywhere. */
export function declareLs(parent: Command): Command {
  return parent
    .command('ls')
    .description('look into a snapshot; every line begins or ends with an address that can be pasted into restore')
    .option('-l, --long', 'with mode, owner, size and time')
    .option('-R, --recursive', 'with everything below')
    .option(...keyFileOption);
}

/** Does the command's work. */
export async function list(context: AccessContext, text: string, options: LsOptions): Promise<ExitStatus | undefined> {
  const typed = parseAddress(text);
  await using access = await context.openSnapshots(options.keyFile);
  const address = access.completeAddress(typed);
  const agent = wholeAgent(address);
  if (agent !== undefined) {
    await listPlans(context, resolveAgent(agent, access.agents, {}));
    return undefined;
  }
  const resolved = resolveSnapshot(address.snapshot, access.agents, { zone: context.zone });
  announce(context, resolved);
  const archives = await access.listArchives(resolved.snapshot);
  if (address.within === undefined) {
    await showArchives(context, resolved.snapshot, archives);
    return undefined;
  }
  const archive = resolveArchive(resolved.snapshot, archives, address.within.archive);
  if (archive.kind === 'stream') {
    await showArchives(context, resolved.snapshot, [archive]);
    return undefined;
  }
  return await listEntries(context, access, { snapshot: resolved.snapshot, archive, path: address.within.path ?? '/' }, options);
}

function wholeAgent({ snapshot, within }: Address): string | undefined {
  const reference: SnapshotReference = snapshot;
  return reference.kind === 'agent' && reference.plan === undefined && reference.when === undefined && within === undefined ? reference.agent : undefined;
}

async function listPlans({ output, zone, now }: AccessContext, agent: KnownAgent): Promise<void> {
  const plans = [...agent.plans].sort(([left], [right]) => (left < right ? -1 : 1));
  if (output.json) {
    const listed = plans.map(([plan, [newest, ...older]]) => ({ plan, snapshots: older.length + (newest === undefined ? 0 : 1), newest: newest === undefined ? null : snapshotJson(newest, zone) }));
    await output.document({ agentName: agent.name, plans: listed });
    return;
  }
  if (plans.length === 0) output.note(`Agent ${agent.name} has no snapshot yet.`);
  else {
    await output.table(
      [{ heading: 'ADDRESS' }, { heading: 'SNAPSHOTS', align: 'right' }, { heading: 'NEWEST' }, { heading: 'AGE', align: 'right' }, { heading: 'STATUS' }],
      plans.map(([plan, snapshots]) => {
        const [newest] = snapshots;
        return [
          formatAddress({ snapshot: { kind: 'agent', agent: agent.name, plan, when: undefined }, within: undefined }),
          String(snapshots.length),
          newest === undefined ? '' : snapshotAddress(newest, zone),
          newest === undefined ? '' : formatAge(now() - newest.timeMs),
          newest === undefined ? '' : statusFlags(newest).join(' '),
        ];
      }),
    );
  }
}

async function showArchives({ output, zone }: AccessContext, snapshot: KnownSnapshot, archives: readonly KnownArchive[]): Promise<void> {
  const within = (archive: KnownArchive): Address => addressOf(snapshot, zone, { archive: archive.name, path: undefined });
  if (output.json) {
    const listed = archives.map((archive) => ({ name: archive.name, address: showAddress(within(archive)), kind: archive.kind, sourceKind: archive.sourceKind, entries: archive.entries, bytes: archive.bytes, encryptionKeyId: archive.keyId ?? null }));
    await output.document({ snapshot: snapshotJson(snapshot, zone), archives: listed });
    return;
  }
  await output.table(
    [{ heading: 'ADDRESS' }, { heading: 'KIND' }, { heading: 'SOURCE' }, { heading: 'ENTRIES', align: 'right' }, { heading: 'BYTES', align: 'right' }],
    archives.map((archive) => [formatAddress(within(archive)), archive.kind, archive.sourceKind, archive.kind === 'tree' ? String(archive.entries) : '', formatBytes(archive.bytes)]),
  );
  for (const source of snapshot.record.draft?.failedSources ?? []) output.note(`missing: ${source.name ?? ''} (${source.code ?? ''}: ${source.text ?? ''})`);
}

interface Place {
  readonly snapshot: KnownSnapshot;
  readonly archive: KnownArchive;
  readonly path: string;
}

interface Listed {
  readonly entry: Entry;
  readonly path: string;
}

async function listEntries(context: AccessContext, view: SnapshotAccess, place: Place, options: LsOptions): Promise<ExitStatus | undefined> {
  const { output, zone } = context;
  const nodes = view.nodes.of(place.archive);
  const { entry } = await nodes.lookup(place.archive.root, place.path);
  const damage: string[] = [];
  const entries = entry.type === EntryType.directory ? below(context, nodes, entry, place.path, options.recursive === true, damage) : single(entry, place.path);
  const addressAt = (path: string): Address => addressOf(place.snapshot, zone, { archive: place.archive.name, path });
  if (output.json) {
    const shown = mapped(entries, (listed) => entryJson(listed.entry, listed.path, showAddress(addressAt(listed.path))));
    await writeJsonList(output, { snapshot: snapshotJson(place.snapshot, zone), archive: place.archive.name }, 'entries', shown);
  } else {
    for await (const listed of entries) {
      const address = formatAddress(addressAt(listed.path));
      await output.line(options.long === true ? longLine(listed.entry, address) : address);
    }
  }
  for (const text of damage) output.warn(text);
  return damage.length > 0 ? 3 : undefined;
}

async function* single(entry: Entry, path: string): AsyncGenerator<Listed> {
  yield { entry, path };
}

async function* below(context: AccessContext, nodes: NodeReader, directory: Entry, path: string, recursive: boolean, damage: string[]): AsyncGenerator<Listed> {
  if (directory.content.kind !== 'directory') return;
  if (!recursive) {
    for await (const entry of nodes.listDirectory(directory.content.node)) yield { entry, path: path === '/' ? `/${entry.name}` : `${path}/${entry.name}` };
    return;
  }
  for await (const event of walkTree(nodes, directory, path, takeAll, context.signal)) {
    if (event.kind === 'damaged') damage.push(`${event.error.code}: ${event.error.message}`);
    else if (event.kind !== 'leave') yield { entry: event.entry, path: event.path };
  }
}

async function* mapped<In, Out>(items: AsyncIterable<In>, map: (item: In) => Out): AsyncGenerator<Out> {
  for await (const item of items) yield map(item);
}
