/**
 * Read-only snapshots of btrfs subvolumes. Each is of one instant; nested subvolumes are not part of their parent's and are snapshotted one after another.
 */
import { existsSync, lstatSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { byteStringFromText, bytesOfByteString } from '@stillpoint/proto/text/byte-string.ts';
import { isWithin } from '@stillpoint/proto/text/normal-path.ts';

import type { FrozenPath } from './path-map.ts';
import type { PlanFilesystem } from './plan-filesystem.ts';
import { pathArgument, runCommand } from './quiesce-command.ts';
import type { FilesystemSnapshotter, PreparedSnapshot, SnapshotContext } from './snapshotter.ts';

/** Every subvolume's root directory has this inode number, and no other directory has. */
const SUBVOLUME_INODE = 256n;

/** Name of the folder in a filesystem's root that holds its snapshots while a run lasts; a walk leaves it out. */
export function btrfsFolderName(runId: string): string {
  return `.stillpoint-${runId}`;
}

export const btrfsSnapshotter: FilesystemSnapshotter = {
  kind: 'btrfs',

  refusal({ path, mount }) {
    if (mount.fsType !== 'btrfs') return `is ${mount.fsType}, not btrfs`;
    if (!isSubvolume(path)) return 'is a directory of a subvolume that is mounted by itself';
    return undefined;
  },

  async prepare(filesystems, context) {
    const prepared: PreparedSnapshot[] = [];
    for (const filesystem of filesystems) prepared.push(await prepareOne(filesystem, context));
    return prepared;
  },
};

async function prepareOne(filesystem: PlanFilesystem, { runId }: SnapshotContext): Promise<PreparedSnapshot> {
  const { path } = filesystem;
  const nested = (await listNested(filesystem)).filter((subvolume) => filesystem.reads(subvolume));
  const folder = below(path, btrfsFolderName(runId));
  const copies = [path, ...nested].map((live, index): FrozenPath => ({ live, frozen: `${folder}/${String(index)}` }));
  const notes = nested.length === 0 ? [] : [`${showByteName(path)} and its ${String(nested.length)} nested subvolumes were snapshotted one after another: each is of one instant, all together are not`];
  return {
    kind: 'btrfs',
    filesystems: [filesystem],
    leftover: { kind: 'btrfs', folder },
    oneInstant: nested.length === 0,
    notes,
    async take(signal) {
      mkdirSync(bytesOfByteString(folder), { mode: 0o700 });
      for (const { live, frozen } of copies) {
        try {
          await runCommand(['btrfs', 'subvolume', 'snapshot', '-r', pathArgument(live), pathArgument(frozen)], signal);
        } catch (error) {
          // It was deleted since it was listed: then there is nothing to copy.
          if (live !== path && !existsSync(bytesOfByteString(live))) continue;
          throw error;
        }
      }
    },
    open: () => Promise.resolve(copies.filter(({ frozen }) => existsSync(bytesOfByteString(frozen)))),
  };
}

/** Live paths of the subvolumes below a mounted one. Those in places where something else is mounted cannot be reached and belong to no plan. */
async function listNested({ path, mount }: PlanFilesystem): Promise<string[]> {
  const text = await runCommand(['btrfs', 'subvolume', 'list', pathArgument(path)]);
  if (text.includes('\ufffd')) {
    throw new StillpointError('SNAPSHOT_FAILED', `${showByteName(path)} has subvolumes whose names are not UTF-8, which cannot be named to the program btrfs`, { hint: 'rename them' });
  }
  const { dev } = statSync(bytesOfByteString(path), { bigint: true });
  return parseSubvolumes(text, mount.root)
    .map((relative) => below(path, relative))
    .filter((live) => isSubvolume(live) && isReachable(live, path, dev));
}

/** Paths below `root` (as in mountinfo) in the output of `btrfs subvolume list`, relative to it, parents first. */
export function parseSubvolumes(text: string, root: string): string[] {
  return text
    .split('\n')
    .flatMap((line) => {
      const [, path] = /^ID \d+ gen \d+ top level \d+ path (.+)$/u.exec(line) ?? [];
      if (path === undefined) return [];
      const absolute = `/${byteStringFromText(path)}`;
      return absolute !== root && isWithin(absolute, root) ? [absolute.slice(root === '/' ? 1 : root.length + 1)] : [];
    })
    .sort((left, right) => (left < right ? -1 : 1));
}

// Each directory on the way is a subvolume's root or has its parent's device: otherwise something is mounted over it.
function isReachable(live: string, path: string, dev: bigint): boolean {
  let parent = dev;
  let current = path;
  for (const name of live.slice(path === '/' ? 1 : path.length + 1).split('/')) {
    current = below(current, name);
    const facts = lstatSync(bytesOfByteString(current), { bigint: true });
    if (!facts.isDirectory() || (facts.dev !== parent && facts.ino !== SUBVOLUME_INODE)) return false;
    parent = facts.dev;
  }
  return true;
}

function isSubvolume(path: string): boolean {
  const facts = lstatSync(bytesOfByteString(path), { bigint: true, throwIfNoEntry: false });
  return facts?.isDirectory() === true && facts.ino === SUBVOLUME_INODE;
}

function below(path: string, name: string): string {
  return path === '/' ? `/${name}` : `${path}/${name}`;
}

/** Deletes the snapshots in a folder, and it. Nothing there is no error. Throws TOOL_FAILED and system errors. */
export async function removeBtrfsFolder(folder: string): Promise<void> {
  const bytes = bytesOfByteString(folder);
  if (!existsSync(bytes)) return;
  for (const name of readdirSync(bytes)) await runCommand(['btrfs', 'subvolume', 'delete', `${pathArgument(folder)}/${name}`]);
  rmdirSync(bytes);
}
