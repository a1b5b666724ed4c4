/**
 * Snapshots of logical volumes. LVM freezes the filesystem itself while it makes one. Several are not of one instant.
 */
import { mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { readMounts } from '@stillpoint/proto/posix/mounts.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { byteStringFromText, bytesOfByteString } from '@stillpoint/proto/text/byte-string.ts';
import { z } from 'zod';

import type { PlanFilesystem } from './plan-filesystem.ts';
import { pathArgument, runCommand } from './quiesce-command.ts';
import type { FilesystemSnapshotter, PreparedSnapshot, SnapshotContext } from './snapshotter.ts';

/** What `lvs` tells of a logical volume. Sizes in bytes. */
export interface LogicalVolume {
  readonly name: string;
  readonly group: string;
  readonly sizeBytes: number;
  readonly freeBytes: number;
  /** In a thin pool: a snapshot needs no room of its own. */
  readonly isThin: boolean;
}

const report = z.object({
  report: z.array(z.object({ lv: z.array(z.object({ lv_name: z.string(), vg_name: z.string(), lv_size: z.string(), vg_free: z.string(), pool_lv: z.string() })) })),
});

/** `size`: as `plan.quiesce.lvm_size`. */
export function lvmSnapshotter(size: string): FilesystemSnapshotter {
  return {
    kind: 'lvm',
    refusal: ({ mount: { major, minor } }) => (isLogicalVolume(major, minor) ? undefined : 'is not on a logical volume'),
    async prepare(filesystems, context) {
      const prepared: PreparedSnapshot[] = [];
      for (const [index, filesystem] of filesystems.entries()) prepared.push(await prepareOne(filesystem, index, size, context));
      return prepared;
    },
  };
}

async function prepareOne(filesystem: PlanFilesystem, index: number, size: string, { runId, planFolder }: SnapshotContext): Promise<PreparedSnapshot> {
  const { path, mount } = filesystem;
  const origin = parseLogicalVolume(await runCommand(lvsCommand(pathArgument(mount.source))));
  const neededBytes = origin.isThin ? 0 : snapshotBytes(size, origin.sizeBytes);
  if (neededBytes > origin.freeBytes) {
    throw new StillpointError('SNAPSHOT_FAILED', `the volume group ${origin.group} has ${String(origin.freeBytes)} bytes free, and a snapshot of ${showByteName(path)} needs ${String(neededBytes)}`, {
      hint: 'give the volume group more room, or set plan.quiesce.lvm_size lower',
    });
  }
  const name = `stillpoint-${runId}-${String(index)}`;
  const folder = join(planFolder, `snapshot-${String(index)}`);
  return {
    kind: 'lvm',
    filesystems: [filesystem],
    leftover: { kind: 'lvm', volume: `${origin.group}/${name}`, folder: byteStringFromText(folder) },
    oneInstant: true,
    notes: [],
    async take(signal) {
      await runCommand(createCommand(origin, name, size), signal);
    },
    async open(signal) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      await runCommand(mountCommand(mount.fsType, `/dev/${origin.group}/${name}`, folder), signal);
      return [{ live: path, frozen: byteStringFromText(folder) }];
    },
  };
}

/** Asks for one logical volume by its device. */
export function lvsCommand(device: string): string[] {
  return ['lvs', '--reportformat', 'json', '--units', 'b', '--nosuffix', '--options', 'lv_name,vg_name,lv_size,vg_free,pool_lv', device];
}

/** Reads the answer to {@link lvsCommand}. SNAPSHOT_FAILED when it is none. */
export function parseLogicalVolume(text: string): LogicalVolume {
  try {
    const [row] = report.parse(JSON.parse(text)).report.flatMap(({ lv }) => lv);
    if (row === undefined) throw new Error('no logical volume in it');
    return { name: row.lv_name, group: row.vg_name, sizeBytes: Number(row.lv_size), freeBytes: Number(row.vg_free), isThin: row.pool_lv !== '' };
  } catch (cause) {
    throw new StillpointError('SNAPSHOT_FAILED', `lvs gave an answer that is not understood: ${text.slice(0, 200)}`, { cause });
  }
}

/** Makes the snapshot. A thin one is activated too, which LVM by itself leaves out. */
export function createCommand(origin: LogicalVolume, name: string, size: string): string[] {
  const volume = `${origin.group}/${origin.name}`;
  if (origin.isThin) return ['lvcreate', '--yes', '--snapshot', '--setactivationskip', 'n', '--name', name, volume];
  const room = size.endsWith('%') ? ['--extents', `${size}ORIGIN`] : ['--size', size];
  return ['lvcreate', '--yes', '--snapshot', ...room, '--name', name, volume];
}

/** Mounts it read-only; xfs refuses a second filesystem of the same UUID unless told. */
export function mountCommand(fsType: string, device: string, folder: string): string[] {
  const options = ['ro', 'nosuid', 'nodev', 'noexec', ...(fsType === 'xfs' ? ['nouuid'] : [])].join(',');
  return ['mount', '-t', fsType, '-o', options, device, folder];
}

function snapshotBytes(size: string, originBytes: number): number {
  if (size.endsWith('%')) return Math.ceil((originBytes * Number.parseInt(size, 10)) / 100);
  const units: Readonly<Record<string, number>> = { M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };
  return Number.parseInt(size, 10) * (units[size.at(-1) ?? ''] ?? 1);
}

/** Device mapper names the owner of a device at the start of its uuid. */
function isLogicalVolume(major: number, minor: number): boolean {
  try {
    return readFileSync(`/sys/dev/block/${String(major)}:${String(minor)}/dm/uuid`, 'latin1').startsWith('LVM-');
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return false;
  }
}

/** Unmounts and removes a snapshot. Nothing there is no error. Throws TOOL_FAILED and system errors. */
export async function removeLvmSnapshot(volume: string, folder: string): Promise<void> {
  if (readMounts().some(({ mountPoint }) => mountPoint === folder)) await runCommand(['umount', pathArgument(folder)]);
  const left = await runCommand(['lvs', '--noheadings', '--options', 'vg_name,lv_name', '--separator', '/', volume.split('/')[0] ?? '']);
  if (left.split('\n').some((line) => line.trim() === volume)) await runCommand(['lvremove', '--yes', volume]);
  try {
    rmdirSync(bytesOfByteString(folder));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}
