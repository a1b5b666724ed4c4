/**
 * What every restore begins and ends with, whatever it writes to: addresses become items, the snapshots are named, and the audit log is told. Restores that write
 * to something of their own (a database) are built on this too.
 */
import { parseAddress, showAddress, type Address } from '../address/address.ts';
import { doubtOf, snapshotKeyId } from '../encryption/snapshot-details.ts';
import { StillpointError } from '../errors.ts';
import type { v1 } from '../messages.ts';
import { resolveItems, type Placement, type ResolvedItems } from '../restore/restore-item.ts';
import type { RestoreProgress, RestoreReport } from '../restore/restore-report.ts';
import { formatBytes } from '../text/format-bytes.ts';
import { countOf } from '../text/format-count.ts';
import { formatDuration } from '../text/format-duration.ts';
import { asStillpointError } from './error-text.ts';
import { announce, type AccessContext, type SnapshotAccess } from './snapshot-access.ts';

/** A restore whose addresses are resolved. `texts` are the addresses as they were typed. */
export interface RestoreJob {
  readonly context: AccessContext;
  readonly access: SnapshotAccess;
  readonly resolved: ResolvedItems;
  readonly texts: readonly string[];
}

/** What {@link resolveJob} is asked for. */
export interface RestoreWish {
  readonly texts: readonly string[];
  /** The texts, parsed. */
  readonly addresses: readonly Address[];
  readonly placement: Placement;
}

const toldIntervalMs = 1000;
const goOn = 'the same command with --overwrite changed goes on where this one stopped';

/** Resolves what is wished for and says which snapshots are taken. Errors as {@link resolveItems}, and AGENT_UNKNOWN. */
export async function resolveJob(context: AccessContext, access: SnapshotAccess, { texts, addresses, placement }: RestoreWish): Promise<RestoreJob> {
  const complete = addresses.map((address) => access.completeAddress(address));
  const resolved = await resolveItems(complete, access, placement, { zone: context.zone });
  for (const snapshot of resolved.snapshots) {
    announce(context, snapshot);
    const { record } = snapshot.snapshot;
    const isUnexpected = access.encrypts === true && snapshotKeyId(record) === undefined;
    const doubt = isUnexpected ? 'this snapshot is not encrypted: it is of before that was switched on, or the guest that encrypts did not make it' : doubtOf(record, access.nodes.keys);
    if (doubt === undefined) continue;
    context.output.warn(`warning: ${doubt}`);
    await context.tellDoubt?.(doubt);
  }
  return { context, access, resolved, texts };
}

/**
 * Runs the part of a restore that reads content. Who restored what is written down before, so that nobody reads a guest's data unnoticed, and how it ended after. With `resumable`
 * errors say how to go on, and an interruption is CANCELLED.
 */
export async function audited(job: RestoreJob, { where, resumable }: { readonly where: string; readonly resumable: boolean }, work: () => Promise<RestoreReport>): Promise<RestoreReport> {
  const object = toldAddresses(job);
  await record(job, { kind: 'restore', object, text: where });
  try {
    return await work();
  } catch (error) {
    const { signal, output } = job.context;
    const interrupted = signal.aborted;
    const failure = !interrupted && error instanceof StillpointError ? toldFailure(job, error) : 'interrupted or failed';
    // Nothing that goes wrong here may hide why the restore failed: often it is the same, a collector that has died.
    await record(job, { kind: 'restore-failed', object, text: `${where}: ${failure}` }).catch((unrecorded: unknown) => {
      output.warn(`warning: the audit log could not be written: ${asStillpointError(unrecorded).message}`);
    });
    if (!resumable) throw error;
    if (!interrupted) throw error instanceof StillpointError && error.hint === undefined ? new StillpointError(error.code, error.message, { hint: goOn, cause: error }) : error;
    throw new StillpointError('CANCELLED', 'interrupted; files that are complete stay', { hint: goOn, cause: error });
  }
}

/** What the audit log is told, which the collector keeps: of what it cannot read, not the paths. */
function toldAddresses({ texts, resolved: { items } }: RestoreJob): string {
  if (!isEncrypted(items)) return texts.join(' ');
  return texts.map((text) => {
    const { snapshot, within } = parseAddress(text);
    return showAddress({ snapshot, within: within?.archive === undefined ? undefined : { archive: within.archive, path: undefined } });
  }).join(' ');
}

/** Why a restore failed: of what the collector cannot read, not in words, which name paths. */
function toldFailure({ resolved: { items } }: RestoreJob, { code, message }: StillpointError): string {
  return isEncrypted(items) ? code : `${code}: ${message}`;
}

function isEncrypted(items: ResolvedItems['items']): boolean {
  return items.some(({ archive }) => archive.keyId !== undefined);
}

// A datastore that is full or fails is when a restore is needed most: what the audit log cannot take is told, and keeps nobody from it.
async function record({ access, context }: RestoreJob, event: v1.AuditEvent.$Properties): Promise<void> {
  try {
    await access.recordEvent(event);
  } catch (error) {
    if (!(error instanceof StillpointError) || (error.code !== 'DATASTORE_FULL' && error.code !== 'DATASTORE_IO')) throw error;
    context.output.warn(`warning: the audit log could not be written: ${error.code}: ${error.message}`);
  }
}

/** What shows a restore's progress: as a share of `totalBytes` where that is known. */
export function progressOf({ output, now, tellProgress }: Pick<AccessContext, 'output' | 'now' | 'tellProgress'>, totalBytes: number | undefined): (progress: RestoreProgress) => void {
  const startedMs = now();
  let toldMs = startedMs;
  return ({ files, bytes }) => {
    const nowMs = now();
    const elapsedMs = Math.max(nowMs - startedMs, 1);
    const rate = (bytes * 1000) / elapsedMs;
    if (tellProgress !== undefined && nowMs - toldMs >= toldIntervalMs) {
      toldMs = nowMs;
      tellProgress({ files, bytes, bytesPerSecond: Math.round(rate) });
    }
    const share = totalBytes === undefined || totalBytes === 0 ? '' : ` of ${formatBytes(totalBytes)} (${Math.floor((bytes / totalBytes) * 100)} %)`;
    const left = totalBytes === undefined || rate === 0 || elapsedMs < 2000 ? '' : `, ${formatDuration(((totalBytes - bytes) / rate) * 1000)} left`;
    output.progress(`${countOf(files, 'file')}, ${formatBytes(bytes)}${share}, ${formatBytes(rate)}/s${left}`, nowMs);
  };
}
