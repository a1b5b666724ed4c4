/**
 * What a plan would do to come to its still point, whether everything is there for it, and which consistency its snapshots will have. Freezes, copies and runs nothing of the
 * administrator's.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { Mount } from '@stillpoint/proto/posix/mounts.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { shellQuote } from '@stillpoint/proto/text/shell-quote.ts';

import type { FilesSelection, PlanConfig } from '../config/agent-config.ts';
import { consistencyOf } from '../quiesce/consistency.ts';
import { FrozenFilesystems } from '../quiesce/frozen-filesystems.ts';
import { planFilesystems, type PlanFilesystem } from '../quiesce/plan-filesystem.ts';
import { chooseSnapshots, freezePoints, groupBySnapshotter, type SnapshotChoice } from '../quiesce/snapshot-choice.ts';
import type { PreparedSnapshot } from '../quiesce/snapshotter.ts';
import { findProgram } from '../source/tool/tool-user.ts';
import { problemOf, type Finding } from './finding.ts';

/** What the sources of the plan give to the still point, as in `StillPointOptions`. */
export interface QuiesceCheckOptions {
  readonly trees: readonly FilesSelection[];
  /** Number of databases that are to be at rest. */
  readonly databases: number;
  readonly dumps: number;
  readonly unknown: number;
  readonly protectedPaths: readonly string[];
  readonly mounts?: readonly Mount[];
}

/** All findings about the plan's still point. Selections that are wrong are told by the check of their source. */
export async function checkQuiesce(plan: PlanConfig, options: QuiesceCheckOptions): Promise<Finding[]> {
  const area = `plan ${plan.name}`;
  const findings = commandFindings(plan, area);
  let filesystems: PlanFilesystem[];
  try {
    filesystems = planFilesystems(options.trees, options);
  } catch (error) {
    if (error instanceof StillpointError) return findings;
    throw error;
  }
  const choices = chooseSnapshots(plan.quiesce, filesystems);
  const prepared = await prepareAll(plan, choices, area, findings);
  for (const { filesystem, snapshotter, unchanging, reason } of choices) {
    const copied = prepared.some((snapshot) => snapshot.filesystems.includes(filesystem));
    if (snapshotter !== undefined && !copied) continue;
    const how = snapshotter !== undefined ? `is copied at the still point (${snapshotter.kind})` : unchanging ? 'cannot be written, so it needs no copy' : `is read while it lives: ${reason}`;
    findings.push({ level: 'ok', area, text: `${showByteName(filesystem.path)} (${filesystem.mount.fsType}) ${how}` });
  }
  findings.push(...(await freezeFindings(plan, prepared, area)), verdict(plan, options, filesystems, choices, prepared, area));
  return findings;
}

/** Programs of the administrator: there, and may be run. */
function commandFindings({ quiesce }: PlanConfig, area: string): Finding[] {
  const { pre, post, hookTimeoutMs, external } = quiesce;
  const hook = `, at most ${formatDuration(hookTimeoutMs)}`;
  const commands: [string, readonly string[] | undefined, string][] = [
    ['pre', pre, ` before it reads${hook}`],
    ['post', post, ` at its end${hook}`],
    ['external.create', external?.create, external?.freeze === false ? ' to copy the filesystems' : ' to copy the filesystems while they are frozen'],
    ['external.mount', external?.mount, ' to make the copy readable'],
    ['external.remove', external?.remove, ' to remove the copy'],
  ];
  return commands.flatMap(([key, command, when]): Finding[] => {
    const [program] = command ?? [];
    if (command === undefined || program === undefined) return [];
    if (findProgram(program) !== undefined) return [{ level: 'ok', area, text: `runs ${command.map(shellQuote).join(' ')}${when}` }];
    return [{ level: 'problem', area, code: 'TOOL_MISSING', text: `plan.quiesce.${key}: there is no program ${program} that could be run`, hint: 'install it, correct its path, or make it executable' }];
  });
}

/** What the snapshotters say beforehand: room in a volume group, names of subvolumes. They make nothing yet. */
async function prepareAll({ name, quiesce }: PlanConfig, choices: readonly SnapshotChoice[], area: string, findings: Finding[]): Promise<PreparedSnapshot[]> {
  const prepared: PreparedSnapshot[] = [];
  for (const [snapshotter, filesystems] of groupBySnapshotter(choices)) {
    try {
      prepared.push(...(await snapshotter.prepare(filesystems, { runId: 'check', markerId: 'check', plan: name, planFolder: '/' })));
    } catch (error) {
      if (!(error instanceof StillpointError)) throw error;
      const where = filesystems.map(({ path }) => showByteName(path)).join(', ');
      if (quiesce.snapshot === 'auto') findings.push({ level: 'ok', area, text: `${where}: is read while it lives, since it cannot be copied (${snapshotter.kind}): ${error.message}` });
      else findings.push({ ...problemOf(area, error), text: `${where}: cannot be copied (${snapshotter.kind}): ${error.message}` });
    }
  }
  return prepared;
}

/** The watchdogs are armed and disarmed, which proves all that a freeze needs but the freeze. */
async function freezeFindings({ quiesce }: PlanConfig, prepared: readonly PreparedSnapshot[], area: string): Promise<Finding[]> {
  const points = quiesce.external?.freeze === true ? freezePoints(prepared.flatMap(({ filesystems }) => filesystems)) : [];
  if (points.length === 0) return [];
  try {
    await using frozen = await FrozenFilesystems.arm(points, quiesce.freezeDeadlineMs);
    await frozen.disarm();
    return [{ level: 'ok', area, text: `freezes ${points.map((path) => showByteName(path)).join(', ')} for at most ${formatDuration(quiesce.freezeDeadlineMs)}` }];
  } catch (error) {
    if (error instanceof StillpointError) return [problemOf(area, error)];
    throw error;
  }
}

function verdict(plan: PlanConfig, { databases, dumps, unknown }: QuiesceCheckOptions, filesystems: readonly PlanFilesystem[], choices: readonly SnapshotChoice[], prepared: readonly PreparedSnapshot[], area: string): Finding {
  const { snapshot, external } = plan.quiesce;
  const isStill = external?.freeze !== false;
  const copied = choices.filter(({ unchanging, filesystem }) => unchanging || (isStill && prepared.some((one) => one.filesystems.includes(filesystem)))).length;
  const oneInstant = prepared.length === 1 && prepared.every((one) => one.oneInstant);
  const consistency = consistencyOf({ filesystems: filesystems.length, copied, oneInstant, databases: Array.from({ length: databases }, () => 'settled' as const), dumps, unknown });
  const why = {
    application: filesystems.length === 0 ? 'every source is consistent by itself' : 'the filesystems are copied while the databases are at rest',
    filesystem: 'the filesystems are copied at the still point',
    crash: unknown > 0 ? 'nobody knows of which moment the files are that a command packs into a tar' : isStill ? 'not every filesystem of the plan is copied at a still point' : 'with freeze = false nobody knows whether the copy is of a still point',
  }[consistency];
  // Asked for by name, a still point that cannot be had is worth a warning; `auto` and `none` take what there is.
  const missed = consistency === 'crash' && snapshot !== 'auto' && snapshot !== 'none';
  return { level: missed ? 'warning' : 'ok', area, text: `snapshots will have consistency ${consistency}: ${why}` };
}
