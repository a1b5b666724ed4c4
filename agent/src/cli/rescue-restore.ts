/** `restore TOKEN`: what a token made with `--restore` gives back, in a rescue system that is no agent. */
import type { KnownSnapshot } from '@stillpoint/proto/address/known-snapshots.ts';
import { restore } from '@stillpoint/proto/cli/commands/restore.ts';
import type { ExitStatus } from '@stillpoint/proto/cli/exit-status.ts';
import type { RestoreFlags } from '@stillpoint/proto/cli/restore-options.ts';
import type { AccessContext, SnapshotAccess } from '@stillpoint/proto/cli/snapshot-access.ts';
import { readKeyRing } from '@stillpoint/proto/encryption/key-file.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { parseHostPort } from '@stillpoint/proto/rpc/address.ts';
import { parseToken } from '@stillpoint/proto/tls/token.ts';

import { openRescueSnapshots } from '../restore/rescue-snapshots.ts';
import { lossText } from './lost-session.ts';

/** What is restored by token, and how. */
export interface RescueFlags extends RestoreFlags {
  readonly collector?: string;
}

/** True for what cannot be an address. */
export function isToken(text: string): boolean {
  return text.startsWith('sp1_');
}

/** Restores what `parts` (ARCHIVE, ARCHIVE/PATH or /PATH; none: the only tree) name in the token's snapshot. USAGE, TOKEN_*, and as {@link restore}. */
export async function restoreByToken(context: AccessContext, tokenText: string, parts: readonly string[], { collector, ...flags }: RescueFlags): Promise<ExitStatus | undefined> {
  if (collector === undefined) throw new StillpointError('USAGE', 'say where the collector is', { hint: 'add --collector HOST:PORT, as `token create` printed it' });
  const token = parseToken(tokenText);
  const address = parseHostPort(collector);
  await using stack = new AsyncDisposableStack();
  const access = stack.use(await openRescueSnapshots({ token, address, keys: readKeyRing(flags.keyFile ?? []), signal: context.signal, lost: (error) => { context.output.warn(lossText(error)); } }));
  const id = onlySnapshot(access);
  const texts = (parts.length === 0 ? [''] : parts).map((part) => `@${id}:${part.startsWith(':') ? part.slice(1) : part}`);
  // It is given back here, whatever becomes of the restore.
  const lent: SnapshotAccess = { ...access, recordEvent: (event) => access.recordEvent(event), findVersions: (request) => access.findVersions(request), [Symbol.asyncDispose]: async () => undefined };
  const status = await restore({ ...context, openSnapshots: async () => lent }, texts, flags);
  if (parts.length === 0) await tellOthers(context, access);
  return status;
}

/** Databases, which the tree does not hold, are easily forgotten. */
async function tellOthers({ output }: AccessContext, access: SnapshotAccess): Promise<void> {
  const snapshot = snapshotOf(access);
  const archives = snapshot === undefined ? [] : await access.listArchives(snapshot);
  const others = archives.filter(({ kind, sourceKind }) => kind !== 'tree' || sourceKind === 'system').map(({ name }) => name);
  if (others.length > 0) output.note(`This snapshot also has: ${others.join(', ')}. Name one behind the token to restore it.`);
}

function onlySnapshot(access: SnapshotAccess): string {
  const snapshot = snapshotOf(access);
  if (snapshot === undefined) throw new StillpointError('SNAPSHOT_UNKNOWN', 'the collector has no snapshot for this token any more', { hint: 'make a new one with `stillpoint-collector token create --restore SNAPSHOT`' });
  return snapshot.id;
}

function snapshotOf({ agents }: SnapshotAccess): KnownSnapshot | undefined {
  return agents.flatMap(({ plans }) => [...plans.values()].flat())[0];
}
