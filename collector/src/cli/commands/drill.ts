/** `drill`: does it come back? Tries a restore, and writes down how it went. */
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';

import type { Command } from 'commander';

import { parseAddress } from '@stillpoint/proto/address/address.ts';
import { jsonTime } from '@stillpoint/proto/cli/json-fields.ts';
import { keyFileOption, type AccessContext } from '@stillpoint/proto/cli/snapshot-access.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import { formatAge, formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';

import { drillEvent, drillOf } from '../../drill/drill-result.ts';
import { runDrill, type DrillOptions, type DrillOutcome } from '../../drill/run-drill.ts';
import { openSnapshots } from '../admin-access.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { withAdmin } from '../with-admin.ts';

interface DrillFlags {
  readonly scratch?: string;
  readonly check?: string;
  readonly load?: boolean;
  readonly keep?: boolean;
  readonly keyFile?: readonly string[];
}

/** Adds the command to `parent`. */
export function addDrill(parent: Command, run: CommandRunner): void {
  parent
    .command('drill')
    .description('restore a snapshot for trying: into a scratch folder, compared with the snapshot byte by byte; without a snapshot: lists the drills there were')
    .argument('[SNAPSHOT]', 'as in AGENT/PLAN, its newest')
    .option('--scratch <DIR>', 'folder with room for it (default: that of temporary files)')
    .option('--check <COMMAND>', 'run by the shell in the folder that was restored; status 0 means that it is good')
    .option('--load', 'load dumps of PostgreSQL and MariaDB into servers made for it; runs what the dumps say as the user nobody, and needs root for that')
    .option('--keep', 'leave what was restored')
    .option(...keyFileOption)
    .addHelpText('after', examples('stillpoint-collector drill db1/daily --scratch /srv/scratch', "stillpoint-collector drill web7/daily --check 'nginx -t -c etc/nginx/nginx.conf'", "stillpoint-collector drill db1/daily --load --check 'test $(psql -At shop -c \"select count(*) from orders\") -gt 1000'", 'stillpoint-collector drill'))
    .action(run(drill));
}

async function drill(context: CommandContext, text: string | undefined, flags: DrillFlags): Promise<undefined> {
  if (text === undefined) return listDrills(context);
  const { output } = context;
  const address = parseAddress(text);
  if (address.within !== undefined) throw new StillpointError('ADDRESS_INVALID', `"${text}" names a part of a snapshot; a drill tries all of it`, { hint: 'leave out what stands behind the colon' });
  const accessContext = { ...context, openSnapshots: () => openSnapshots(context, flags.keyFile) };
  const { facts, folder } = await tryRestore(accessContext, { text, address, scratch: resolve(flags.scratch ?? tmpdir()), check: flags.check, load: flags.load ?? false, keep: flags.keep ?? false });
  // Without a collector the datastore was open for reading only until now.
  await withAdmin(context, { write: true }, async (admin) => admin.recordEvent(drillEvent(facts)));
  if (output.json) await output.document({ ...drillJson(facts), folder: folder ?? null });
  else {
    output.note(`${facts.agentName ?? ''}/${facts.plan ?? ''} of ${formatLocalTime(facts.snapshotTimeMs ?? 0)}: ${countOf(facts.files ?? 0, 'file')}, ${formatBytes(facts.bytes ?? 0)} were back after ${formatDuration(facts.durationMs ?? 0)}; the data was ${formatAge((facts.startedMs ?? 0) - (facts.snapshotTimeMs ?? 0))} old`);
    output.note(facts.text ?? '');
    if (folder !== undefined) output.note(`It lies in ${folder}.`);
  }
  if (facts.passed !== true) throw new StillpointError('DRILL_FAILED', `the drill of ${text} found something wrong: ${facts.text ?? ''}`, { hint: '`stillpoint-collector verify --read-data` names what is damaged; the next backup that still has the content heals it' });
  return undefined;
}

async function tryRestore(context: AccessContext, options: DrillOptions): Promise<DrillOutcome> {
  await using access = await context.openSnapshots();
  return await runDrill(context, access, options);
}

async function listDrills(context: CommandContext): Promise<undefined> {
  const { output } = context;
  const drills = await withAdmin(context, { write: false }, async (admin) => {
    const found: v1.DrillFacts.$Properties[] = [];
    for await (const { events } of admin.listEvents({ kinds: ['drill'] })) {
      for (const { object, text } of events ?? []) found.push(...[drillOf({ object: object ?? '', text: text ?? '' })].filter((one) => one !== undefined));
    }
    return found;
  });
  if (output.json) {
    await output.document({ drills: drills.map(drillJson) });
    return;
  }
  if (drills.length === 0) {
    output.note('There was no drill yet; `stillpoint-collector drill AGENT/PLAN` tries a restore.');
    return;
  }
  await output.table(
    [{ heading: 'PLAN' }, { heading: 'WHEN' }, { heading: 'RESULT' }, { heading: 'TOOK', align: 'right' }, { heading: 'DATA', align: 'right' }, { heading: 'AGE', align: 'right' }, { heading: 'WHAT WAS CHECKED' }],
    drills.map((facts) => [
      `${facts.agentName ?? ''}/${facts.plan ?? ''}`,
      formatLocalTime(facts.startedMs ?? 0),
      facts.passed === true ? 'passed' : 'FAILED',
      formatDuration(facts.durationMs ?? 0),
      formatBytes(facts.bytes ?? 0),
      // One that could not begin has taken no snapshot.
      facts.snapshotTimeMs ? formatAge((facts.startedMs ?? 0) - facts.snapshotTimeMs) : '',
      facts.text ?? '',
    ]),
  );
}

/** A drill in JSON. */
export function drillJson(facts: v1.DrillFacts.$Properties): Record<string, unknown> {
  return {
    agentName: facts.agentName ?? '',
    plan: facts.plan ?? '',
    snapshotId: Buffer.from(facts.snapshotId ?? []).toString('hex'),
    snapshotTime: jsonTime(facts.snapshotTimeMs),
    started: jsonTime(facts.startedMs),
    durationMs: facts.durationMs ?? 0,
    dataAgeMs: facts.snapshotTimeMs ? (facts.startedMs ?? 0) - facts.snapshotTimeMs : null,
    files: facts.files ?? 0,
    bytes: facts.bytes ?? 0,
    passed: facts.passed ?? false,
    text: facts.text ?? '',
  };
}
