/**
 * Snapshots of ZFS datasets, read below `.zfs/snapshot` of their mount points. Those of one pool are made by one command and are of one instant.
 */

import { byteStringFromText } from '@stillpoint/proto/text/byte-string.ts';

import type { PlanFilesystem } from './plan-filesystem.ts';
import { pathArgument, runCommand } from './quiesce-command.ts';
import type { FilesystemSnapshotter, PreparedSnapshot } from './snapshotter.ts';

export const zfsSnapshotter: FilesystemSnapshotter = {
  kind: 'zfs',

  refusal: ({ mount }) => (mount.fsType === 'zfs' ? undefined : `is ${mount.fsType}, not zfs`),

  prepare(filesystems, { runId }) {
    const pools = Map.groupBy(filesystems, ({ mount }) => poolOf(mount.source));
    return Promise.resolve([...pools.values()].map((members) => preparePool(members, `stillpoint-${runId}`)));
  },
};

function preparePool(filesystems: readonly PlanFilesystem[], name: string): PreparedSnapshot {
  const snapshots = filesystems.map(({ mount }) => `${pathArgument(mount.source)}@${name}`);
  return {
    kind: 'zfs',
    filesystems,
    leftover: { kind: 'zfs', snapshots: snapshots.map(byteStringFromText) },
    oneInstant: true,
    notes: [],
    async take(signal) {
      await runCommand(createCommand(snapshots), signal);
    },
    open: () => Promise.resolve(filesystems.map(({ path }) => ({ live: path, frozen: `${path === '/' ? '' : path}/.zfs/snapshot/${name}` }))),
  };
}

/** Makes the snapshots of one pool at once. */
export function createCommand(snapshots: readonly string[]): string[] {
  return ['zfs', 'snapshot', ...snapshots];
}

/** Asks for all snapshots' names, one a line. */
export function listCommand(dataset: string): string[] {
  return ['zfs', 'list', '-H', '-t', 'snapshot', '-o', 'name', '-d', '1', dataset];
}

/** The pool of a dataset: everything up to the first slash. */
export function poolOf(dataset: string): string {
  return dataset.split('/')[0] ?? dataset;
}

/** Destroys snapshots. Those that are not there are no error. Throws TOOL_FAILED. */
export async function removeZfsSnapshots(snapshots: readonly string[]): Promise<void> {
  for (const snapshot of snapshots) {
    const name = pathArgument(snapshot);
    const there = (await runCommand(listCommand(name.slice(0, name.indexOf('@'))))).split('\n');
    // Never without a name behind the @: that would be the dataset itself.
    if (there.includes(name) && /@stillpoint-[^@/]+$/u.test(name)) await runCommand(['zfs', 'destroy', name]);
  }
}

