/** `find`: every version of a path, over all snapshots. */
import type { Command } from 'commander';

import { jsonByteName, parseByteName } from '../../text/byte-name.ts';
import { snapshotKeyId } from '../../encryption/snapshot-details.ts';
import { StillpointError } from '../../errors.ts';
import { formatBytes } from '../../text/format-bytes.ts';
import { countOf } from '../../text/format-count.ts';
import { formatLocalTime, formatUtcTimeNs } from '../../text/format-time.ts';
import type { v1 } from '../../messages.ts';

import { formatAddress, showAddress, type Address } from '../../address/address.ts';
import type { KnownSnapshot } from '../../address/known-snapshots.ts';
import { addressOf, resolveAgent } from '../../address/resolve-snapshot.ts';
import { entryTypeName } from '../entry-text.ts';
import { jsonId, jsonTime, jsonUuid } from '../json-fields.ts';
import type { AccessContext } from '../snapshot-access.ts';

/** Options of the command, where they are offered. */
export interface FindOptions {
  readonly agent?: string;
  readonly ignoreCase?: boolean;
  readonly deleted?: boolean;
}

/** Declares the command with what is the same everywhere. */
export function declareFind(parent: Command): Command {
  return parent
    .command('find')
    .description('find every version of files by name or path; each line begins with an address that can be pasted into restore')
    .argument('<PATTERN>', 'a name (hosts, *.conf) or, with a slash, a path from the root (/etc/**/*.conf)')
    .option('-i, --ignore-case', 'take upper and lower case of a to z as equal')
    .option('--deleted', 'only what the newest snapshot no longer has');
}

/** Does the command's work. */
export async function findVersions({ output, signal, zone, openSnapshots }: AccessContext, pattern: string, options: FindOptions): Promise<undefined> {
  await using access = await openSnapshots();
  const { agents } = access;
  const snapshots = new Map<string, KnownSnapshot>();
  for (const agent of agents) for (const list of agent.plans.values()) for (const snapshot of list) snapshots.set(snapshot.id, snapshot);
  const request = {
    pattern: patternBytes(pattern),
    agent: options.agent === undefined ? '' : resolveAgent(options.agent, agents, {}).id,
    ignoreCase: options.ignoreCase ?? false,
    deleted: options.deleted ?? false,
  };
  const searched = [...snapshots.values()].filter(({ agentId }) => request.agent === '' || agentId === request.agent);
  const unseen = unsearchable(searched);
  // Before the collector is told what for: the pattern may be a name that it is not to know.
  if (unseen?.count === searched.length) throw unseen.error;
  let found = 0;
  for await (const { versions } of access.findVersions(request)) {
    signal.throwIfAborted();
    for (const version of versions ?? []) {
      const snapshot = snapshots.get(jsonId(version.lastSnapshot));
      // Deleted between the two questions.
      if (snapshot === undefined) continue;
      found += 1;
      const address = addressOf(snapshot, zone, { archive: version.archive ?? '', path: Buffer.from(version.path ?? []).toString('latin1') });
      if (output.json) await output.event(versionJson(version, address));
      else await output.line(versionLine(version, address));
    }
  }
  for (const problem of await access.searchProblems()) output.warn(`note: ${problem}`);
  if (unseen !== undefined) output.warn(`note: ${unseen.error.code}: ${unseen.error.message}; ${unseen.error.hint ?? ''}`);
  if (found === 0) output.note('Nothing found. A pattern with a slash is a whole path from the root; `**` stands for any number of directories.');
}

/** How many of the snapshots are encrypted, and what there is to say of them: nobody but the guest knows what is in them. Undefined when none is. */
function unsearchable(searched: readonly KnownSnapshot[]): { readonly count: number; readonly error: StillpointError } | undefined {
  const encrypted = searched.filter(({ record }) => snapshotKeyId(record) !== undefined);
  if (encrypted.length === 0) return undefined;
  const plans = [...new Set(encrypted.map(({ agentName, plan }) => `${agentName}/${plan}`))].sort().join(', ');
  const error = new StillpointError('ARCHIVE_ENCRYPTED', `${countOf(encrypted.length, 'snapshot')} of ${plans} cannot be searched, since the agent has encrypted ${encrypted.length === 1 ? 'it' : 'them'}`, { hint: 'look into them with `ls -R`, in the guest or with --key-file' });
  return { count: encrypted.length, error };
}

// UTF-8 stands for its bytes; escapes are the pattern's own business, except that what a listing shows must be taken.
function patternBytes(pattern: string): Uint8Array {
  return Buffer.from(pattern.includes('\\') ? pattern : Buffer.from(parseByteName(pattern, 'PATTERN_INVALID'), 'latin1').toString('utf8'), 'utf8');
}

function versionLine(version: v1.FileVersion.$Properties, address: Address): string {
  const mtime = formatLocalTime((version.mtimeSeconds ?? 0) * 1000);
  const first = formatLocalTime(version.firstTimeMs ?? 0);
  const last = version.living === true ? 'now' : formatLocalTime(version.lastTimeMs ?? 0);
  return `${formatAddress(address)}  ${formatBytes(version.size ?? 0)}, modified ${mtime}, in snapshots from ${first} to ${last}`;
}

function versionJson(version: v1.FileVersion.$Properties, address: Address): Record<string, unknown> {
  return {
    ...jsonByteName(Buffer.from(version.path ?? []).toString('latin1')),
    address: showAddress(address),
    agentId: jsonUuid(version.agentId),
    agentName: version.agentName ?? '',
    plan: version.plan ?? '',
    archive: version.archive ?? '',
    type: entryTypeName(version.type ?? 0),
    size: version.size ?? 0,
    mtime: formatUtcTimeNs(BigInt(version.mtimeSeconds ?? 0) * 1_000_000_000n + BigInt(version.mtimeNanoseconds ?? 0)),
    firstSnapshot: jsonId(version.firstSnapshot),
    firstTime: jsonTime(version.firstTimeMs),
    lastSnapshot: jsonId(version.lastSnapshot),
    lastTime: jsonTime(version.lastTimeMs),
    living: version.living ?? false,
  };
}
