/** `diff`: what changed between two snapshots. */
import type { Command } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { jsonByteName, parseByteName } from '@stillpoint/proto/text/byte-name.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { formatUtcTimeNs } from '@stillpoint/proto/text/format-time.ts';

import { formatAddress, normalPath, parseAddress, showAddress, type Address, type SnapshotReference } from '@stillpoint/proto/address/address.ts';
import type { KnownSnapshot } from '@stillpoint/proto/address/known-snapshots.ts';
import { addressOf, resolveSnapshot } from '@stillpoint/proto/address/resolve-snapshot.ts';
import { diffArchives, type DiffItem, type DiffSide } from '../../diff/snapshot-diff.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { entryTypeName } from '@stillpoint/proto/cli/entry-text.ts';
import { announce, keyFileOption } from '@stillpoint/proto/cli/snapshot-access.ts';
import { openSnapshots } from '../admin-access.ts';

const signs: Readonly<Record<DiffItem['change'], string>> = { added: '+', removed: '-', type: 'T', content: 'M', metadata: 'm' };

/** Adds the command to `parent`. */
export function addDiff(parent: Command, run: CommandRunner): void {
  parent
    .command('diff')
    .description('what changed between two snapshots: + added, - removed, M content, m metadata only, T another type')
    .argument('<SNAPSHOT>', 'the older one')
    .argument('<SNAPSHOT>', 'the newer one')
    .argument('[PATH]', 'only this path and what is below it')
    .option(...keyFileOption)
    .addHelpText('after', examples('stillpoint-collector diff db1/daily@-1 db1/daily', 'stillpoint-collector diff db1@2026-11-20 db1@latest /etc'))
    .action(run(diff));
}

async function diff(context: CommandContext, olderText: string, newerText: string, pathText: string | undefined, { keyFile }: { readonly keyFile?: readonly string[] }): Promise<undefined> {
  const { output, signal, zone } = context;
  const references = [wholeSnapshot(olderText), wholeSnapshot(newerText)] as const;
  const path = pathText === undefined ? '/' : absolutePath(pathText);
  await using access = await openSnapshots(context, keyFile);
  const older = resolveSnapshot(references[0], access.agents, { zone });
  const newer = resolveSnapshot(references[1], access.agents, { zone });
  announce(context, older);
  announce(context, newer);
  const counts = { added: 0, removed: 0, type: 0, content: 0, metadata: 0 };
  for await (const item of diffArchives(await access.listArchives(older.snapshot), await access.listArchives(newer.snapshot), path, access.nodes, signal)) {
    counts[item.change] += 1;
    const address = addressOfItem(item, item.change === 'removed' ? older.snapshot : newer.snapshot, zone);
    if (output.json) await output.event(itemJson(item, address));
    else await output.line(`${signs[item.change]} ${formatAddress(address)}${sizes(item)}`);
  }
  output.note(`${counts.added} added, ${counts.removed} removed, ${counts.content} with other content, ${counts.metadata} with other metadata, ${counts.type} of another type`);
}

function wholeSnapshot(text: string): SnapshotReference {
  const { snapshot, within } = parseAddress(text);
  if (within !== undefined) throw new StillpointError('ADDRESS_INVALID', `"${text}" names a part of a snapshot`, { hint: 'give the path once, behind both snapshots: diff SNAPSHOT SNAPSHOT PATH' });
  return snapshot;
}

function absolutePath(text: string): string {
  if (!text.startsWith('/')) throw new StillpointError('ADDRESS_INVALID', `the path "${text}" does not begin with "/"`, { hint: 'write the path from the root, as in /etc' });
  return normalPath(parseByteName(text));
}

function addressOfItem(item: DiffItem, snapshot: KnownSnapshot, zone: string): Address {
  return addressOf(snapshot, zone, { archive: item.archive, path: item.path === '' ? undefined : item.path });
}

function sizes({ before, after }: DiffItem): string {
  if (before === undefined || after === undefined || before.sizeBytes === after.sizeBytes) return '';
  return `  ${formatBytes(before.sizeBytes)} -> ${formatBytes(after.sizeBytes)}`;
}

function itemJson(item: DiffItem, address: Address): Record<string, unknown> {
  return { change: item.change, archive: item.archive, ...jsonByteName(item.path), address: showAddress(address), before: sideJson(item.before), after: sideJson(item.after) };
}

function sideJson(side: DiffSide | undefined): Record<string, unknown> | null {
  if (side === undefined) return null;
  const { entry, sizeBytes } = side;
  if (entry === undefined) return { size: sizeBytes };
  return { size: sizeBytes, type: entryTypeName(entry.type), mode: entry.mode.toString(8).padStart(4, '0'), uid: entry.uid, gid: entry.gid, mtime: formatUtcTimeNs(entry.mtimeNs) };
}
