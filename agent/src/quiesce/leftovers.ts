/**
 * Undoes what is in force: at the end of a run, and for a run that died. One way for both, so that each run tries what will be needed when one dies.
 */
import { readFileSync } from 'node:fs';

import { StillpointError, type ErrorCode } from '@stillpoint/proto/errors.ts';
import { openDirectory } from '@stillpoint/proto/posix/directory-handle.ts';
import { thawFilesystem } from '@stillpoint/proto/posix/freeze.ts';
import { closeHandle } from '@stillpoint/proto/posix/open-file.ts';
import { PosixError } from '@stillpoint/proto/posix/posix-error.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import { runTool } from '../source/tool/tool-process.ts';
import { removeBtrfsFolder } from './btrfs-snapshotter.ts';
import { removeMarker } from './external-snapshotter.ts';
import { runHook } from './hook.ts';
import { LeftoverRecord, readLeftovers, type Leftover } from './leftover-record.ts';
import { removeLvmSnapshot } from './lvm-snapshotter.ts';
import { removeZfsSnapshots } from './zfs-snapshotter.ts';

/** Something that the run's report tells. `path`: a latin1 string, '' for none. */
export interface QuiesceWarning {
  readonly code: ErrorCode;
  readonly path: string;
  readonly text: string;
}

/**
 * Undoes what a dead run of the plan left behind: thaws, removes copies, runs the post hook that it owed. To be called with the plan's lock held, before anything else of a run. Gives
 * a LEFTOVER_CLEANED for each thing and a LEFTOVER_REMAINS for what could not be undone, which is tried again next time. Throws STATE_INVALID, STATE_IO.
 */
export async function cleanLeftovers(planFolder: string): Promise<readonly QuiesceWarning[]> {
  const left = readLeftovers(planFolder);
  if (left === undefined) return [];
  const record = new LeftoverRecord(planFolder, left.runId, left.plan);
  const warnings: QuiesceWarning[] = [];
  // Thaws first, the hook last, as at the end of a run.
  const order = ['freeze', 'btrfs', 'lvm', 'zfs', 'external', 'markers', 'post'];
  for (const item of [...record.items].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))) {
    const what = describeLeftover(item);
    try {
      if (item.kind === 'post') await runHook({ hook: 'post', command: item.command, timeoutMs: item.timeoutMs, runId: left.runId, plan: left.plan, status: 'killed' }, new AbortController().signal);
      else await undo(item);
      warnings.push({ code: 'LEFTOVER_CLEANED', path: '', text: `a run that died had left ${what}; ${item.kind === 'post' ? 'it was run now' : 'undone now'}` });
      record.remove(item);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      warnings.push({ code: item.kind === 'post' ? 'HOOK_FAILED' : 'LEFTOVER_REMAINS', path: '', text: `a run that died had left ${what}, which could not be undone: ${error.message}` });
      // Tried once: a hook that fails would be run before each backup for ever.
      if (item.kind === 'post') record.remove(item);
    }
  }
  return warnings;
}

/** Undoes one thing; that nothing is there is no error. Throws StillpointError and system errors. Post hooks are not undone: see {@link cleanLeftovers}. */
export async function undo(item: Exclude<Leftover, { kind: 'post' }>): Promise<void> {
  switch (item.kind) {
    case 'freeze':
      if (item.bootId === readBootId()) for (const path of item.mountPoints) thawAt(path);
      return;
    case 'markers':
      for (const path of item.paths) removeMarker(path);
      return;
    case 'btrfs':
      await removeBtrfsFolder(item.folder);
      return;
    case 'lvm':
      await removeLvmSnapshot(item.volume, item.folder);
      return;
    case 'zfs':
      await removeZfsSnapshots(item.snapshots);
      return;
    case 'external':
      await runTool({ command: item.command, environment: item.environment, timeoutMs: item.timeoutMs, signal: new AbortController().signal });
  }
}

/** In words, for messages. */
export function describeLeftover(item: Leftover): string {
  switch (item.kind) {
    case 'freeze':
      return `a freeze of ${item.mountPoints.map((path) => showByteName(path)).join(', ')}`;
    case 'markers':
      return `marker files (${item.paths.map((path) => showByteName(path)).join(', ')})`;
    case 'btrfs':
      return `btrfs snapshots in ${showByteName(item.folder)}`;
    case 'lvm':
      return `the LVM snapshot ${item.volume}`;
    case 'zfs':
      return `the ZFS snapshots ${item.snapshots.map((name) => showByteName(name)).join(', ')}`;
    case 'external':
      return `the copy that \`${item.command.join(' ')}\` removes`;
    case 'post':
      return `its post hook \`${item.command.join(' ')}\` undone`;
  }
}

/** Changes with each boot. */
export function readBootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
}

function thawAt(path: string): void {
  let fd: number;
  try {
    fd = openDirectory(path, { follow: false });
  } catch (error) {
    // Unmounted since: then nothing of it is frozen any more.
    if (error instanceof PosixError && error.code === 'ENOENT') return;
    throw error;
  }
  try {
    thawFilesystem(fd);
  } catch (cause) {
    if (!(cause instanceof PosixError)) throw cause;
    throw new StillpointError('FREEZE_FAILED', `${showByteName(path)} could not be thawed: ${cause.message}`, { hint: 'run `fsfreeze -u` on it as root', cause });
  } finally {
    closeHandle(fd);
  }
}
