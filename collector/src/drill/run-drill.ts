/**
 * A drill: restores the newest snapshot of a plan into a folder that is made for it, compares every byte with the snapshot, looks at dumps, loads them into servers of its own where that is
 * wanted, and runs the check that was asked for.
 * The entrance of this folder. Runs in the CLI's process, with its caller's rights.
 */
import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';

import type { Address } from '@stillpoint/proto/address/address.ts';
import { progressOf, resolveJob, type RestoreJob } from '@stillpoint/proto/cli/restore-job.ts';
import type { AccessContext, SnapshotAccess } from '@stillpoint/proto/cli/snapshot-access.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { takeAll } from '@stillpoint/proto/restore/entry-filter.ts';
import type { RestoreItem } from '@stillpoint/proto/restore/restore-item.ts';
import { assertRestorable, planRestore } from '@stillpoint/proto/restore/restore-plan.ts';
import { writeRestore } from '@stillpoint/proto/restore/restore-writer.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';

import { compareRestored } from './compare-restored.ts';
import { DrillFolder } from './drill-folder.ts';
import { checkDump } from './dump-check.ts';
import { loadDumps, type RestoredStream } from './load-dumps.ts';

/** What a drill is told. */
export interface DrillOptions {
  /** What is to be restored, as it was typed and parsed: a whole snapshot. */
  readonly text: string;
  readonly address: Address;
  /** Folder in which the drill makes its own. */
  readonly scratch: string;
  /** Run by the shell in the folder that was restored; undefined: none. */
  readonly check: string | undefined;
  /** Load dumps into database servers that are made for it. */
  readonly load: boolean;
  /** Leave what was restored. */
  readonly keep: boolean;
}

/** A drill's result, and where what it restored lies, if that was to be kept. */
export interface DrillOutcome {
  readonly facts: v1.DrillFacts.$Properties;
  readonly folder: string | undefined;
}

/** Runs a drill; what was wrong is in its result. Errors of addresses, TARGET_*, and of the audit log. */
export async function runDrill(context: AccessContext, access: SnapshotAccess, options: DrillOptions): Promise<DrillOutcome> {
  const startedMs = context.now();
  const job = await resolveJob(context, access, { texts: [options.text], addresses: [options.address], placement: 'contents' });
  const [resolved] = job.resolved.snapshots;
  if (resolved === undefined) throw new StillpointError('INTERNAL', `${options.text} names no snapshot`);
  await using own = options.keep ? undefined : await DrillFolder.make(options.scratch);
  const folder = own?.path ?? (await mkdtemp(join(options.scratch, 'stillpoint-drill-')));
  try {
    // Before, as with every restore: nobody reads a guest's data unnoticed.
    await access.recordEvent({ kind: 'restore', object: options.text, text: `drill in ${folder}` });
    const restored = await restoreInto(job, folder);
    const found = { ...restored, ...(await examine(job, folder, options, restored.problems)) };
    const { id, timeMs, agentName, plan } = resolved.snapshot;
    const facts = { agentName, plan, snapshotId: Buffer.from(id, 'hex'), snapshotTimeMs: timeMs, startedMs, durationMs: context.now() - startedMs, files: found.files, bytes: found.bytes, passed: found.wrong.length === 0, text: [...found.wrong, ...found.done].join('; ') };
    return { facts, folder: options.keep ? folder : undefined };
  } finally {
    context.output.endProgress();
  }
}

interface Restored {
  readonly files: number;
  readonly bytes: number;
  readonly problems: readonly string[];
}

async function restoreInto({ context, access, resolved }: RestoreJob, target: string): Promise<Restored> {
  const plan = await planRestore({ items: resolved.items, target, filter: takeAll, overwrite: 'never' }, access.nodes, context.signal);
  assertRestorable(plan);
  // Nobody else's files and no devices: a drill is for content, and runs with any rights.
  const report = await writeRestore(plan, access, { ownerRule: 'none', special: false, signal: context.signal, onProgress: progressOf(context, plan.bytes) });
  // What a caller without rights could not set (an owner, an attribute) is no damage.
  const lost = report.problems.filter(({ kind }) => kind !== 'metadata');
  return { files: report.files, bytes: report.bytes, problems: lost.map(({ text }) => text) };
}

async function examine({ context: { signal }, access, resolved: { items } }: RestoreJob, folder: string, { check, load, scratch }: DrillOptions, problems: readonly string[]): Promise<{ readonly wrong: string[]; readonly done: string[] }> {
  const wrong = [...problems];
  const comparison = await compareRestored(items, folder, access, signal);
  const done = [`${countOf(comparison.files, 'file')} (${formatBytes(comparison.bytes)}) compared with the snapshot`];
  if (comparison.differenceCount > 0) wrong.push(`${countOf(comparison.differenceCount, 'entry differs', 'entries differ')}: ${comparison.differences.slice(0, 3).join(', ')}`);
  const streams: RestoredStream[] = items.filter((item) => item.source.kind === 'stream').map((item) => ({ archive: item.archive.name, sourceKind: item.archive.sourceKind, path: pathOf(folder, item) }));
  for (const { archive, sourceKind, path } of streams) {
    const verdict = await checkDump(sourceKind, path, signal);
    if (verdict.wrong !== undefined) wrong.push(`${archive}: ${verdict.wrong}`);
    done.push(`${archive}: ${verdict.done}`);
  }
  await using loaded = load ? await loadDumps(streams, scratch, signal) : undefined;
  wrong.push(...(loaded?.wrong ?? []));
  done.push(...(loaded?.done ?? []));
  if (check === undefined) return { wrong, done };
  const failure = await runCheck(check, { folder, environment: loaded?.environment ?? {}, signal: loaded?.signal ?? signal });
  if (failure === undefined) done.push('the check passed');
  else wrong.push(`the check failed: ${failure}`);
  return { wrong, done };
}

async function runCheck(command: string, { folder, environment, signal }: { readonly folder: string; readonly environment: Readonly<Record<string, string>>; readonly signal: AbortSignal }): Promise<string | undefined> {
  const ended = Promise.withResolvers<string | undefined>();
  const child = spawn('/bin/sh', ['-c', command], { cwd: folder, env: { ...process.env, ...environment, STILLPOINT_DRILL_DIR: folder }, stdio: ['ignore', 'pipe', 'pipe'], signal });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said = `${said}${text}`.slice(-500); });
  child.on('error', (error) => { ended.resolve(error.message); });
  child.on('close', (code) => { ended.resolve(code === 0 ? undefined : `it ended with ${code ?? 'a signal'}: ${said.trim()}`); });
  return ended.promise;
}

function pathOf(folder: string, { parents, archive }: RestoreItem): string {
  return join(folder, ...parents.map(({ name }) => name), archive.name);
}
