/** `restore`: gives back files, trees and streams. This process writes the files, with its caller's rights. */
import type { Command } from 'commander';

import { asStillpointError } from '@stillpoint/proto/cli/error-text.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { jsonByteName, showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf, formatCount } from '@stillpoint/proto/text/format-count.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';

import type { AdminApi } from '../../admin/admin-api.ts';
import { entryFilter, type FilterLevel } from '../../restore/entry-filter.ts';
import { resolveItems, type ResolvedItems } from '../../restore/restore-item.ts';
import { assertRestorable, planRestore, type PlanConflict, type RestorePlan } from '../../restore/restore-plan.ts';
import { incompleteError, type RestoreProgress, type RestoreReport } from '../../restore/restore-report.ts';
import { writeRestore } from '../../restore/restore-writer.ts';
import { singleContent, writeRaw } from '../../restore/raw-output.ts';
import { writeTar } from '../../restore/tar-output.ts';
import { examples, type CommandContext, type CommandRunner, type ExitStatus } from '../command-context.ts';
import { chooseRestore, type RestoreChoice, type RestoreFlags, type RestoreTarget } from '../restore-options.ts';
import { snapshotJson } from '../snapshot-facts.ts';
import { announce, openSnapshotView, parseAddresses, type SnapshotView } from '../snapshot-view.ts';
import { withAdmin } from '../with-admin.ts';

/** Adds the command to `parent`. */
export function addRestore(parent: Command, run: CommandRunner): void {
  parent
    .command('restore')
    .description('restore files, directories, archives or whole snapshots')
    .argument('<ADDRESS...>', 'what to restore, as `ls`, `find` and `snapshots` print it')
    .option('--to <DIR>', 'into this directory: a named file or directory arrives as DIR/<its name>, a whole archive under DIR with its full paths')
    .option('--in-place', 'to where it was, on this host')
    .option('--stdout', 'to stdout: one file or stream raw, everything else as a tar')
    .option('--format <FORMAT>', 'raw or tar, with --stdout')
    .option('--full-path', 'keep the path of a named file or directory below DIR')
    .option('--include <PATTERN>', 'only what matches, with gitignore meaning; may be given again', collect)
    .option('--exclude <PATTERN>', 'not what matches; may be given again', collect)
    .option('--overwrite <RULE>', 'what happens to what is there: never (all conflicts are listed, nothing is written), changed, older, always (default: never)')
    .option('--owner <RULE>', 'ids, names (look the names up here), none (default: ids)')
    .option('--no-special', 'without devices, setuid and setgid bits and capabilities')
    .option('--dry-run', 'say what would be restored, and write nothing')
    .addHelpText(
      'after',
      examples(
        'stillpoint-collector restore db1:/etc/hosts --to /tmp/look',
        'stillpoint-collector restore db1/daily@-1:/srv/www --to / --full-path --overwrite changed',
        'stillpoint-collector restore db1/daily:postgres.shop --stdout | pg_restore -d shop',
        "stillpoint-collector restore db1 --stdout --format tar --include '*.conf' | tar -xf - -C /tmp/conf",
      ),
    )
    .action(run(restore));
}

async function restore(context: CommandContext, texts: readonly string[], flags: RestoreFlags): Promise<ExitStatus | undefined> {
  const choice = chooseRestore(flags);
  const addresses = parseAddresses(texts);
  const filter = entryFilter(flags.include ?? [], flags.exclude ?? []);
  return withAdmin(context, { write: false }, async (admin) => {
    const view = await openSnapshotView(admin);
    const resolved = await resolveItems(addresses, view.agents, view.nodes, choice.target.placement, { zone: context.zone });
    for (const snapshot of resolved.snapshots) announce(context, snapshot);
    const job: RestoreJob = { context, admin, view, resolved, filter, choice, flags, texts };
    const report = choice.target.kind === 'stdout' ? await toStdout(job, choice.target) : await toDirectory(job, choice.target);
    return report === undefined ? undefined : finish(job, report);
  });
}

interface RestoreJob {
  readonly context: CommandContext;
  readonly admin: AdminApi;
  readonly view: SnapshotView;
  readonly resolved: ResolvedItems;
  readonly filter: FilterLevel;
  readonly choice: RestoreChoice;
  readonly flags: RestoreFlags;
  readonly texts: readonly string[];
}

async function toStdout(job: RestoreJob, target: RestoreTarget & { kind: 'stdout' }): Promise<RestoreReport> {
  const { context: { output, signal }, view, resolved: { items }, filter } = job;
  if (output.json) throw new StillpointError('USAGE', '--json and --stdout do not go together', { hint: 'stdout carries the content' });
  const raw = target.format === 'raw' || (target.format === undefined && singleContent(items) !== undefined);
  const options = { signal, onProgress: progressOf(job.context, undefined) };
  return audited(job, 'to stdout', async () => {
    try {
      return raw ? await writeRaw(items, view, output.stdout, options) : await writeTar(items, view, output.stdout, filter, options);
    } finally {
      output.endProgress();
    }
  });
}

async function toDirectory(job: RestoreJob, target: RestoreTarget & { kind: 'directory' }): Promise<RestoreReport | undefined> {
  const { context, view, resolved, filter, choice, flags } = job;
  const { output, signal } = context;
  const onConflict = output.json ? (conflict: PlanConflict) => output.event({ event: 'conflict', ...jsonByteName(conflict.path), text: conflict.text }) : undefined;
  const plan = await planRestore({ items: resolved.items, target: target.target, filter, overwrite: choice.overwrite, ...(onConflict === undefined ? {} : { onConflict }) }, view.nodes, signal);
  await tellPlan(job, plan);
  const refusal = findRefusal(plan);
  if (flags.dryRun === true) {
    if (refusal !== undefined) output.note(`It would be refused: ${refusal.code}: ${refusal.message}`);
    output.note('Nothing was written (--dry-run).');
    return undefined;
  }
  if (refusal !== undefined) throw refusal;
  const options = { ownerRule: choice.owner, special: flags.special, signal, onProgress: progressOf(context, plan.bytes) };
  return audited(job, `to ${showByteName(target.target)}`, async () => {
    try {
      return await writeRestore(plan, view, options);
    } finally {
      output.endProgress();
    }
  });
}

async function tellPlan({ context: { output, zone }, resolved, flags }: RestoreJob, plan: RestorePlan): Promise<void> {
  const { target } = plan.request;
  if (output.json) {
    await output.event({
      event: 'plan',
      dryRun: flags.dryRun ?? false,
      snapshots: resolved.snapshots.map(({ snapshot }) => snapshotJson(snapshot, zone)),
      target: jsonByteName(target).path,
      files: plan.files,
      directories: plan.directories,
      others: plan.others,
      bytes: plan.bytes,
      same: plan.same,
      kept: plan.kept,
      damaged: plan.damaged,
      conflicts: plan.conflictCount,
      freeBytes: plan.freeBytes,
    });
    return;
  }
  const already = [...(plan.same > 0 ? [`${countOf(plan.same, 'has its content', 'have their content')} already`] : []), ...(plan.kept > 0 ? [`${formatCount(plan.kept)} not older here`] : [])];
  const damaged = plan.damaged > 0 ? [`${countOf(plan.damaged, 'directory', 'directories')} cannot be read`] : [];
  if (plan.files + plan.others + plan.same + plan.kept === 0 && (flags.include ?? flags.exclude) !== undefined) output.note('note: --include and --exclude leave nothing to restore; a slash within a pattern stands for a path from the root');
  output.note([`${countsText(plan)} into ${showByteName(target)}, which has ${formatBytes(plan.freeBytes)} free`, ...already, ...damaged].join('; '));
  // A single one is named by the error.
  if (plan.conflictCount < 2) return;
  for (const conflict of plan.conflicts) output.note(`in the way: ${showByteName(conflict.path)}: ${conflict.text}`);
  if (plan.conflictCount > plan.conflicts.length) output.note(`... and ${formatCount(plan.conflictCount - plan.conflicts.length)} more (--json lists all)`);
}

function findRefusal(plan: RestorePlan): StillpointError | undefined {
  try {
    assertRestorable(plan);
    return undefined;
  } catch (error) {
    if (error instanceof StillpointError) return error;
    throw error;
  }
}

function countsText({ files, bytes, directories, others }: Pick<RestorePlan, 'files' | 'bytes' | 'directories' | 'others'>): string {
  return `${countOf(files, 'file')} (${formatBytes(bytes)}), ${countOf(directories, 'directory', 'directories')}, ${countOf(others, 'other')}`;
}

const goOn = 'the same command with --overwrite changed goes on where this one stopped';

// Who restored what is written down before, so that nobody reads a guest's data unnoticed, and how it ended after.
async function audited(job: RestoreJob, where: string, work: () => Promise<RestoreReport>): Promise<RestoreReport> {
  const object = job.texts.join(' ');
  await record(job, { kind: 'restore', object, text: where });
  try {
    return await work();
  } catch (error) {
    const { signal, output } = job.context;
    const interrupted = signal.aborted;
    const failure = !interrupted && error instanceof StillpointError ? `${error.code}: ${error.message}` : 'interrupted or failed';
    // Nothing that goes wrong here may hide why the restore failed: often it is the same, a collector that has died.
    await record(job, { kind: 'restore-failed', object, text: `${where}: ${failure}` }).catch((unrecorded: unknown) => {
      output.warn(`warning: the audit log could not be written: ${asStillpointError(unrecorded).message}`);
    });
    if (job.choice.target.kind === 'stdout') throw error;
    if (!interrupted) throw error instanceof StillpointError && error.hint === undefined ? new StillpointError(error.code, error.message, { hint: goOn, cause: error }) : error;
    throw new StillpointError('CANCELLED', 'interrupted; files that are complete stay', { hint: goOn, cause: error });
  }
}

// A datastore that is full or fails is when a restore is needed most: what the audit log cannot take is told, and keeps nobody from it.
async function record({ admin, context }: RestoreJob, event: Parameters<AdminApi['recordEvent']>[0]): Promise<void> {
  try {
    await admin.recordEvent(event);
  } catch (error) {
    if (!(error instanceof StillpointError) || (error.code !== 'DATASTORE_FULL' && error.code !== 'DATASTORE_IO')) throw error;
    context.output.warn(`warning: the audit log could not be written: ${error.code}: ${error.message}`);
  }
}

async function finish({ context, flags, choice }: RestoreJob, report: RestoreReport): Promise<ExitStatus | undefined> {
  const { output } = context;
  const incomplete = incompleteError(report);
  if (output.json) {
    for (const problem of report.problems) await output.event({ event: 'problem', kind: problem.kind, code: problem.code ?? null, ...jsonByteName(problem.path), text: problem.text });
    for (const { path, text } of report.unfit) await output.event({ event: 'leftOut', ...jsonByteName(path), text });
    const { files, directories, others, bytes, same, corrected, kept, leftOut, problemCount } = report;
    await output.event({ event: 'done', files, directories, others, bytes, same, corrected, kept, leftOut, problems: problemCount });
  } else {
    for (const problem of report.problems) output.note(`not restored as it was: ${showByteName(problem.path)}: ${problem.code === undefined ? '' : `${problem.code}: `}${problem.text}`);
    if (report.problemCount > report.problems.length) output.note(`... and ${formatCount(report.problemCount - report.problems.length)} more`);
    for (const { path, text } of report.unfit) output.note(`left out: ${showByteName(path)}: ${text}`);
    const extra = [...(report.same > 0 ? [`${countOf(report.same, 'was', 'were')} right already`] : []), ...(report.corrected > 0 ? [`${formatCount(report.corrected)} had their content and got their metadata`] : []), ...(report.kept > 0 ? [`${formatCount(report.kept)} kept, not older here`] : []), ...(report.leftOut > 0 ? [`${formatCount(report.leftOut)} left out${flags.special ? '' : ' (--no-special)'}`] : [])];
    const verb = choice.target.kind === 'stdout' ? 'written' : 'restored';
    output.note(`${countsText(report)} ${verb}${extra.length > 0 ? `; ${extra.join(', ')}` : ''}`);
  }
  if (incomplete !== undefined) throw incomplete;
  return undefined;
}

function progressOf({ output, now }: CommandContext, totalBytes: number | undefined): (progress: RestoreProgress) => void {
  const startedMs = now();
  return ({ files, bytes }) => {
    const nowMs = now();
    const elapsedMs = Math.max(nowMs - startedMs, 1);
    const rate = (bytes * 1000) / elapsedMs;
    const share = totalBytes === undefined || totalBytes === 0 ? '' : ` of ${formatBytes(totalBytes)} (${Math.floor((bytes / totalBytes) * 100)} %)`;
    const left = totalBytes === undefined || rate === 0 || elapsedMs < 2000 ? '' : `, ${formatDuration(((totalBytes - bytes) / rate) * 1000)} left`;
    output.progress(`${countOf(files, 'file')}, ${formatBytes(bytes)}${share}, ${formatBytes(rate)}/s${left}`, nowMs);
  };
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}
