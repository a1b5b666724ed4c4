/** `notify`: telling people of alarms. */
import type { Command } from 'commander';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';

import type { CommandContext, CommandRunner, ExitStatus } from '../command-context.ts';
import { wordOrNull } from '../run-text.ts';
import { withAdmin } from '../with-admin.ts';

/** Adds the group to `parent`. */
export function addNotify(parent: Command, run: CommandRunner): void {
  const group = parent.command('notify').description('telling people of alarms: test');
  group
    .command('test')
    .description('send a test through every way of [notify] in collector.toml, and say how each went')
    .addHelpText('after', '\nThe running collector sends it, with the settings that it was started with. Exit status: 0 all went well; 1 one did not.\n')
    .action(run(test));
}

async function test(context: CommandContext): Promise<ExitStatus | undefined> {
  const { output } = context;
  const outcomes = await withAdmin(context, { write: false }, async (admin) => (await admin.testNotify()).outcomes ?? []);
  if (outcomes.length === 0) {
    throw new StillpointError('USAGE', 'no way of telling is configured', { hint: 'write [notify] into collector.toml and start the collector again' });
  }
  const failed = outcomes.filter(({ errorText }) => errorText);
  if (output.json) {
    await output.document({ channels: outcomes.map(({ channel, target, errorText, durationMs }) => ({ channel: channel ?? '', target: target ?? '', sent: !errorText, error: wordOrNull(errorText), durationMs: durationMs ?? 0 })) });
    return failed.length === 0 ? undefined : 1;
  }
  for (const { channel, target, errorText, durationMs } of outcomes) {
    await output.line(errorText ? `${channel ?? ''}: FAILED: ${errorText}` : `${channel ?? ''}: sent to ${target ?? ''} in ${formatDuration(durationMs ?? 0)}`);
  }
  if (failed.length === 0) return undefined;
  throw new StillpointError('NOTIFY_FAILED', `${String(failed.length)} of ${String(outcomes.length)} could not send the test`, { hint: 'correct [notify] in collector.toml and start the collector again; docs/monitoring.md has an example of each' });
}
