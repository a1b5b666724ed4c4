/** `restore`: gives back files, trees and streams. This process writes the files, with its caller's rights. */
import type { Command } from 'commander';

import { parseAddress } from '../../address/address.ts';
import { StillpointError } from '../../errors.ts';
import { entryFilter, type FilterLevel } from '../../restore/entry-filter.ts';
import { singleContent, writeRaw } from '../../restore/raw-output.ts';
import { assertRestorable, planRestore, type PlanConflict, type RestorePlan } from '../../restore/restore-plan.ts';
import { incompleteError, type RestoreReport } from '../../restore/restore-report.ts';
import { writeRestore } from '../../restore/restore-writer.ts';
import { writeTar } from '../../restore/tar-output.ts';
import { jsonByteName, showByteName } from '../../text/byte-name.ts';
import { formatBytes } from '../../text/format-bytes.ts';
import { countOf, formatCount } from '../../text/format-count.ts';
import type { TargetPlace } from '../../restore/target-place.ts';
import type { ExitStatus } from '../exit-status.ts';
import { audited, progressOf, resolveJob, type RestoreJob } from '../restore-job.ts';
import { chooseRestore, type RestoreChoice, type RestoreFlags, type RestoreTarget } from '../restore-options.ts';
import { keyFileOption, type AccessContext } from '../snapshot-access.ts';
import { snapshotJson } from '../snapshot-facts.ts';

/** Declares the command with what is the same everywhere. */
export function declareRestore(parent: Command): Command {
  return parent
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
    .option(...keyFileOption)
    .option('--dry-run', 'say what would be restored, and write nothing');
}

/** Does the command's work. With `place` the target of `flags.to` is found and opened by that. */
export async function restore(context: AccessContext, texts: readonly string[], flags: RestoreFlags, place?: TargetPlace): Promise<ExitStatus | undefined> {
  const choice = chooseRestore(flags);
  const addresses = texts.map(parseAddress);
  const filter = entryFilter(flags.include ?? [], flags.exclude ?? []);
  await using access = await context.openSnapshots(flags.keyFile);
  const job: FileJob = { ...(await resolveJob(context, access, { texts, addresses, placement: choice.target.placement })), filter, choice, flags, place };
  const report = choice.target.kind === 'stdout' ? await toStdout(job, choice.target) : await toDirectory(job, choice.target);
  return report === undefined ? undefined : await finish(job, report);
}

interface FileJob extends RestoreJob {
  readonly filter: FilterLevel;
  readonly choice: RestoreChoice;
  readonly flags: RestoreFlags;
  readonly place: TargetPlace | undefined;
}

async function toStdout(job: FileJob, target: RestoreTarget & { kind: 'stdout' }): Promise<RestoreReport> {
  const { context: { output, signal }, access, resolved: { items }, filter } = job;
  if (output.json) throw new StillpointError('USAGE', '--json and --stdout do not go together', { hint: 'stdout carries the content' });
  const raw = target.format === 'raw' || (target.format === undefined && singleContent(items) !== undefined);
  const options = { signal, onProgress: progressOf(job.context, undefined) };
  return audited(job, { where: 'to stdout', resumable: false }, async () => {
    try {
      return raw ? await writeRaw(items, access, output.stdout, options) : await writeTar(items, access, output.stdout, filter, options);
    } finally {
      output.endProgress();
    }
  });
}

async function toDirectory(job: FileJob, target: RestoreTarget & { kind: 'directory' }): Promise<RestoreReport | undefined> {
  const { context, access, resolved, filter, choice, flags, place } = job;
  const { output, signal } = context;
  const onConflict = output.json ? (conflict: PlanConflict) => output.event({ event: 'conflict', ...jsonByteName(conflict.path), text: conflict.text }) : undefined;
  const plan = await planRestore({ items: resolved.items, target: target.target, place, filter, overwrite: choice.overwrite, ...(onConflict === undefined ? {} : { onConflict }) }, access.nodes, signal);
  const refusal = findRefusal(plan);
  await tellPlan(job, plan, refusal);
  if (flags.dryRun === true) {
    if (refusal !== undefined) output.note(`It would be refused: ${refusal.code}: ${refusal.message}`);
    output.note('Nothing was written (--dry-run).');
    return undefined;
  }
  if (refusal !== undefined) throw refusal;
  const options = { ownerRule: choice.owner, special: flags.special, signal, onProgress: progressOf(context, plan.bytes) };
  return audited(job, { where: `to ${showByteName(target.target)}`, resumable: true }, async () => {
    try {
      return await writeRestore(plan, access, options);
    } finally {
      output.endProgress();
    }
  });
}

async function tellPlan({ context: { output, zone }, resolved, flags }: FileJob, plan: RestorePlan, refusal: StillpointError | undefined): Promise<void> {
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
      refusal: refusal === undefined ? null : `${refusal.code}: ${refusal.message}`,
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

async function finish({ context, flags, choice }: FileJob, report: RestoreReport): Promise<ExitStatus | undefined> {
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

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}
