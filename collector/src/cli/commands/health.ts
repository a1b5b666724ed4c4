/** `health`: one line and a status, as monitoring plugins give them. */
import type { Command } from 'commander';

import { asStillpointError } from '@stillpoint/proto/cli/error-text.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';

import type { CommandContext, CommandRunner, ExitStatus } from '../command-context.ts';
import { alarmJson, alarmText } from '../alarm-text.ts';
import { withAdmin } from '../with-admin.ts';

/** Adds the command to `parent`. */
export function addHealth(parent: Command, run: CommandRunner): void {
  parent
    .command('health')
    .description('one line for a monitoring system')
    .addHelpText('after', '\nExit status: 0 all is well; 1 something needs attention; 2 backups are missing, or the datastore is damaged; 3 it cannot be said.\n')
    .action(run(health));
}

const words = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'] as const;

async function health(context: CommandContext): Promise<ExitStatus> {
  const { output } = context;
  try {
    const status = await withAdmin(context, { write: false }, (admin) => admin.getStatus());
    const alarms = status.alarms ?? [];
    const problems = status.problems ?? [];
    const critical = alarms.filter((alarm) => alarm.critical === true);
    // A datastore without its collector can be read, and nothing is backed up into it.
    const isServing = Boolean(status.servingSinceMs);
    const level = critical.length > 0 || (status.damagedChunks ?? 0) > 0 || !isServing ? 2 : alarms.length + problems.length > 0 ? 1 : 0;
    if (output.json) await output.document({ status: words[level], serving: isServing, alarms: alarms.map(alarmJson), problems });
    else await output.line(line(words[level], [...(isServing ? [] : ['no collector runs']), ...alarms.map(alarmText), ...problems], status.snapshots ?? 0));
    return level;
  } catch (error) {
    const { code, message } = asStillpointError(error);
    if (output.json) await output.document({ status: 'UNKNOWN', alarms: [], problems: [`${code}: ${message}`] });
    else await output.line(line('UNKNOWN', [`${code}: ${message}`], 0));
    return 3;
  }
}

const shown = 3;

function line(word: string, texts: readonly string[], snapshots: number): string {
  const first = texts.slice(0, shown).map((text) => text.replaceAll('|', '/'));
  const more = texts.length > shown ? [`and ${String(texts.length - shown)} more`] : [];
  return `STILLPOINT ${word} - ${texts.length === 0 ? `all plans have their backups, ${countOf(snapshots, 'snapshot')}` : [...first, ...more].join('; ')}`;
}
