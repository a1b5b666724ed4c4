/** `verify`: is everything there, and is it what it was? */
import { access, constants } from 'node:fs/promises';

import type { Command } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf, formatCount } from '@stillpoint/proto/text/format-count.ts';
import { parseSize } from '@stillpoint/proto/text/parse-size.ts';
import { shellQuote } from '@stillpoint/proto/text/shell-quote.ts';

import type { AdminApi } from '../../admin/admin-api.ts';
import { readKnownAgents } from '../../admin/known-agents.ts';
import { parseAddress } from '@stillpoint/proto/address/address.ts';
import { resolveSnapshot } from '@stillpoint/proto/address/resolve-snapshot.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { jsonId } from '@stillpoint/proto/cli/json-fields.ts';
import { announce } from '@stillpoint/proto/cli/snapshot-access.ts';
import { parseShare } from '../../verify/sample-share.ts';
import { withAdmin } from '../with-admin.ts';

interface VerifyOptions {
  readonly readData?: boolean;
  readonly rate?: number;
  readonly sample?: number;
  readonly restart?: boolean;
}

/** Adds the command to `parent`. */
export function addVerify(parent: Command, run: CommandRunner): void {
  parent
    .command('verify')
    .description('check that everything that snapshots need is there; names every snapshot and path that damage hurts')
    .argument('[SNAPSHOT]', 'only what this snapshot needs')
    .option('--read-data', 'also read and hash every byte; goes on where one that was interrupted has stopped')
    .option('--rate <BYTES>', 'read no more than this in a second, such as 50M', rateOption)
    .option('--sample <SHARE>', 'read only a part, such as 5%, and another one each time', shareOption)
    .option('--restart', 'read everything from the beginning')
    .addHelpText('after', examples('stillpoint-collector verify', 'stillpoint-collector verify --read-data --rate 50M', 'stillpoint-collector verify --read-data --sample 5%', 'stillpoint-collector verify db1/daily --read-data'))
    .action(run(verify));
}

async function verify(context: CommandContext, text: string | undefined, options: VerifyOptions): Promise<undefined> {
  const { output, now, zone } = context;
  if (options.readData !== true && (options.rate ?? options.sample ?? options.restart) !== undefined) throw new StillpointError('USAGE', '--rate, --sample and --restart are about reading data', { hint: 'add --read-data' });
  if (options.sample !== undefined && (text !== undefined || options.restart === true)) throw new StillpointError('USAGE', 'a sample is a part of all data: it goes without a snapshot and without --restart');
  const summary = await withVerifier(context, options.readData === true, async (admin) => {
    let snapshotId = Buffer.alloc(0);
    if (text !== undefined) {
      const { snapshot: reference, within } = parseAddress(text);
      if (within !== undefined) throw new StillpointError('ADDRESS_INVALID', `"${text}" names a part of a snapshot; only whole snapshots can be verified`, { hint: 'leave out what stands behind the colon' });
      const resolved = resolveSnapshot(reference, await readKnownAgents(admin), { zone });
      announce(context, resolved);
      snapshotId = Buffer.from(resolved.snapshot.id, 'hex');
    }
    let last: v1.VerifySummary.$Properties | undefined;
    for await (const { progress, finding, summary: end } of admin.verify({ snapshotId, readData: options.readData ?? false, rateBytes: options.rate ?? 0, sampleShare: options.sample ?? 0, restart: options.restart ?? false })) {
      if (progress) output.progress(progressLine(progress), now());
      if (finding) await showFinding(context, finding);
      if (end) last = end;
    }
    return last ?? {};
  });
  output.endProgress();
  await showSummary(context, summary);
  if ((summary.findings ?? 0) > 0) {
    throw new StillpointError('DAMAGE_FOUND', `${countOf(summary.findings ?? 0, 'thing is', 'things are')} wrong in ${context.datastore}`, {
      hint: options.readData === true ? 'back up again: content that still exists on the guests heals; restore gives back what is whole; a snapshot that stays damaged can be deleted' : 'run it with --read-data to see everything that is damaged',
    });
  }
  return undefined;
}

function rateOption(text: string): number {
  const rateBytes = parseSize(text);
  if (rateBytes === undefined || rateBytes === 0) throw new StillpointError('USAGE', `--rate: "${text}" is no number of bytes`, { hint: 'write something like 50M' });
  return rateBytes;
}

function shareOption(text: string): number {
  const share = parseShare(text);
  if (share === undefined) throw new StillpointError('USAGE', `--sample: "${text}" is no share`, { hint: 'write something like 5%' });
  return share;
}

/** Whoever may write marks what is damaged, so that the next backup heals it; everyone else, and a journal that takes no mark, only gets a report. */
async function withVerifier<T>(context: CommandContext, marks: boolean, work: (admin: AdminApi) => Promise<T>): Promise<T> {
  if (marks && (await mayWrite(context.datastore))) {
    try {
      return await withAdmin(context, { write: true }, work);
    } catch (error) {
      if (!(error instanceof StillpointError) || error.code !== 'JOURNAL_CORRUPT') throw error;
    }
  }
  return withAdmin(context, { write: false }, work);
}

async function mayWrite(directory: string): Promise<boolean> {
  try {
    await access(directory, constants.W_OK);
    return true;
  } catch {
    // Read-only mount, another user's, or not there at all, which opening it will tell.
    return false;
  }
}

function progressLine({ step = '', done, total }: v1.VerifyProgress.$Properties): string {
  const share = total ? ` ${Math.floor(((done ?? 0) / total) * 100)} %` : '';
  return step === 'reading packs' ? `${step}: ${formatBytes(done ?? 0)} of ${formatBytes(total ?? 0)}${share}` : `${step ?? ''}:${share}`;
}

async function showFinding({ output }: CommandContext, finding: v1.VerifyFinding.$Properties): Promise<void> {
  const paths = finding.paths ?? [];
  if (output.json) {
    await output.event({
      event: finding.harmless === true ? 'note' : 'finding',
      code: finding.code ?? '',
      object: finding.object ?? '',
      text: finding.text ?? '',
      paths: paths.map((path) => ({ snapshotId: jsonId(path.snapshotId), address: path.address ?? '' })),
      morePaths: finding.morePaths ?? 0,
    });
    return;
  }
  await output.line(`${finding.harmless === true ? 'note: ' : ''}${finding.code ?? ''}: ${finding.object ?? ''}: ${finding.text ?? ''}`);
  for (const path of paths) await output.line(`  hurts ${shellQuote(path.address ?? '')}`);
  if ((finding.morePaths ?? 0) > 0) await output.line(`  ... and ${formatCount(finding.morePaths ?? 0)} more`);
}

async function showSummary({ output }: CommandContext, summary: v1.VerifySummary.$Properties): Promise<void> {
  const { snapshots, nodes, chunks, packs, readBytes, findings, harmless, resumedBytes } = summary;
  if (output.json) await output.event({ event: 'summary', snapshots: snapshots ?? 0, nodes: nodes ?? 0, chunks: chunks ?? 0, packs: packs ?? 0, readBytes: readBytes ?? 0, findings: findings ?? 0, notes: harmless ?? 0, resumedBytes: resumedBytes ?? 0 });
  else {
    const checked = [countOf(snapshots ?? 0, 'snapshot'), countOf(nodes ?? 0, 'node'), countOf(chunks ?? 0, 'chunk'), countOf(packs ?? 0, 'pack')].join(', ');
    const whole = harmless ? 'everything that snapshots need is whole' : 'everything is whole';
    await output.line(`${checked} checked, ${formatBytes(readBytes ?? 0)} read${resumedBytes ? ` (went on behind ${formatBytes(resumedBytes)})` : ''}: ${findings ? countOf(findings, 'finding') : whole}`);
  }
}
