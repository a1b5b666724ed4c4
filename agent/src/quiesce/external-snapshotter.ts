/**
 * Copies that the administrator's own commands make: of a LUN by the storage array, of a disk by the hypervisor. The agent gives the still point, they give the copy.
 *
 * A command that ended well proves nothing. So each filesystem gets a small file before the freeze and another one right after the thaw, and what is said to be the copy
 * must hold the first and not the second: then it is of this filesystem, of this run, and was not made later.
 */
import { closeSync, fsyncSync, lstatSync, openSync, rmSync, writeFileSync } from 'node:fs';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { byteStringFromText, bytesOfByteString } from '@stillpoint/proto/text/byte-string.ts';
import { normalPath } from '@stillpoint/proto/text/normal-path.ts';

import type { ExternalConfig } from '../config/agent-config.ts';
import { runTool } from '../source/tool/tool-process.ts';
import type { FrozenPath } from './path-map.ts';
import type { PlanFilesystem } from './plan-filesystem.ts';
import { pathArgument } from './quiesce-command.ts';
import type { FilesystemSnapshotter, PreparedSnapshot, SnapshotContext } from './snapshotter.ts';

/** Name of the file in a filesystem's root that is there from before the freeze to the end of the run; a walk leaves it out. */
export function stillMarkerName(runId: string): string {
  return `.stillpoint-${runId}-still`;
}

/** As {@link stillMarkerName}, made right after the thaw. */
export function thawedMarkerName(runId: string): string {
  return `.stillpoint-${runId}-thawed`;
}

/** `config` are the plan's commands. */
export function externalSnapshotter(config: ExternalConfig): FilesystemSnapshotter {
  return {
    kind: 'external',
    refusal: () => undefined,
    prepare: (filesystems, context) => Promise.resolve([prepareAll(filesystems, config, context)]),
  };
}

function prepareAll(filesystems: readonly PlanFilesystem[], config: ExternalConfig, context: SnapshotContext): PreparedSnapshot {
  const environment = externalEnvironment(filesystems, config, context);
  let printed = '';
  const run = async (command: readonly string[], signal: AbortSignal): Promise<void> => {
    const { stdout } = await runTool({ command, environment, timeoutMs: config.timeoutMs, signal }, undefined, 65_536);
    if (stdout.trim() !== '') printed = stdout;
  };
  return {
    kind: 'external',
    filesystems,
    leftover: { kind: 'external', command: config.remove, environment, timeoutMs: config.timeoutMs },
    oneInstant: config.freeze,
    notes: [],
    take: (signal) => run(config.create, signal),
    async open(signal) {
      if (config.mount !== undefined) await run(config.mount, signal);
      const copies = copyPaths(filesystems.map(({ path }) => path), config.path, printed);
      for (const copy of copies) assertCopy(copy, context.markerId, config.freeze);
      return copies;
    },
  };
}

/** What the commands find in their environment; lists have one item a line, in the same order. */
export function externalEnvironment(filesystems: readonly PlanFilesystem[], { path }: ExternalConfig, { runId, plan }: SnapshotContext): Record<string, string> {
  const mounts = filesystems.map((filesystem) => pathArgument(filesystem.path));
  return {
    STILLPOINT_RUN_ID: runId,
    STILLPOINT_PLAN: plan,
    STILLPOINT_MOUNT: mounts[0] ?? '',
    STILLPOINT_MOUNTS: mounts.join('\n'),
    STILLPOINT_DEVICES: filesystems.map(({ mount }) => pathArgument(mount.source)).join('\n'),
    STILLPOINT_COPY_PATH: path ?? '',
  };
}

/**
 * Where the copies of filesystems mounted at `live` (byte strings) are read. The last command that printed something names the folder, else `configured`. One filesystem is that folder;
 * of several each lies in it under its own path. SNAPSHOT_FAILED when no folder is named, or more than one.
 */
export function copyPaths(live: readonly string[], configured: string | undefined, printed: string): FrozenPath[] {
  const lines = printed.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const folder = lines.length === 0 ? configured : lines.length === 1 ? normalPath(lines[0] ?? '') : undefined;
  if (folder === undefined) {
    const wrong = lines.length === 0 ? 'neither plan.quiesce.external.path nor its commands name' : `the external commands printed ${JSON.stringify(printed.slice(0, 200))}, which is not`;
    throw new StillpointError('SNAPSHOT_FAILED', `${wrong} the one absolute path of a folder where the copy can be read`, { hint: 'set `path`, or have `create` or `mount` print the folder and nothing else' });
  }
  const root = byteStringFromText(folder);
  return live.map((path) => ({ live: path, frozen: live.length === 1 || path === '/' ? root : `${root === '/' ? '' : root}${path}` }));
}

/** SNAPSHOT_FAILED unless `frozen` holds the marker of before the freeze and, with a freeze, not that of after the thaw. */
function assertCopy({ live, frozen }: FrozenPath, runId: string, isFrozen: boolean): void {
  const has = (name: string): boolean => lstatSync(bytesOfByteString(`${frozen}/${name}`), { throwIfNoEntry: false }) !== undefined;
  const shown = `what should be the copy of ${showByteName(live)}, ${showByteName(frozen)},`;
  if (!has(stillMarkerName(runId))) {
    throw new StillpointError('SNAPSHOT_FAILED', `${shown} is none of this run: the file ${stillMarkerName(runId)} of before the freeze is not in it`, { hint: 'see that the commands copy the right disk, do not end before the copy is made, and mount it where `path` says' });
  }
  if (isFrozen && has(thawedMarkerName(runId))) {
    throw new StillpointError('SNAPSHOT_FAILED', `${shown} was made after the thaw: the file ${thawedMarkerName(runId)} is in it`, { hint: '`create` must not end before the copy is made' });
  }
}

/** Makes a marker durably. SNAPSHOT_FAILED when the filesystem cannot be written: what cannot be marked cannot be told from an older copy. */
export function writeMarker(path: string): void {
  try {
    const fd = openSync(bytesOfByteString(path), 'w', 0o600);
    try {
      writeFileSync(fd, 'made by the Stillpoint agent for the time of a backup\n');
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch (cause) {
    const code = systemErrorCode(cause);
    if (code === undefined) throw cause;
    throw new StillpointError('SNAPSHOT_FAILED', `${showByteName(path)} cannot be written (${code}), by which a copy is known`, { hint: 'the filesystem must be writable and not full', cause });
  }
}

/** Removes one; nothing there is no error. */
export function removeMarker(path: string): void {
  rmSync(bytesOfByteString(path), { force: true });
}
