/** `gc`: gives back the space of what no snapshot needs. */
import type { Command } from 'commander';

import type { v1 } from '@stillpoint/proto/messages.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf, formatCount } from '@stillpoint/proto/text/format-count.ts';

import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { withAdmin } from '../with-admin.ts';

interface GcOptions {
  readonly despiteDamage?: boolean;
  readonly acceptTime?: boolean;
}

/** Adds the command to `parent`. */
export function addGc(parent: Command, run: CommandRunner): void {
  parent
    .command('gc')
    .description('give back the space of what no snapshot needs any more; backups and restores go on meanwhile')
    .option('--despite-damage', 'also when trees of snapshots cannot be read to their end: what only they lead to is given up')
    .option('--accept-time', "the collector's clock is right although it has jumped")
    .addHelpText('after', examples('stillpoint-collector gc'))
    .action(run(collect));
}

async function collect(context: CommandContext, options: GcOptions): Promise<undefined> {
  const { output, now } = context;
  const summary = await withAdmin(context, { write: true }, async (admin) => {
    if (options.acceptTime === true) await admin.acceptTime();
    let last: v1.GarbageSummary.$Properties = {};
    for await (const { progress, summary: end } of admin.collectGarbage({ despiteDamage: options.despiteDamage ?? false })) {
      if (progress) output.progress(`${progress.step ?? ''}: ${formatCount(progress.done ?? 0)} of ${formatCount(progress.total ?? 0)}`, now());
      if (end) last = end;
    }
    return last;
  });
  output.endProgress();
  const { expiredSnapshots, waitingSnapshots, markedSnapshots, keptChunks, freedChunks, deletedPacks, rewrittenPacks, freedBytes, deadBytes, unreadableNodes } = summary;
  if (output.json) {
    await output.document({
      expiredSnapshots: expiredSnapshots ?? 0, waitingSnapshots: waitingSnapshots ?? 0, markedSnapshots: markedSnapshots ?? 0, keptChunks: keptChunks ?? 0, freedChunks: freedChunks ?? 0,
      deletedPacks: deletedPacks ?? 0, rewrittenPacks: rewrittenPacks ?? 0, freedBytes: freedBytes ?? 0, deadBytes: deadBytes ?? 0, unreadableNodes: unreadableNodes ?? 0,
    });
    return;
  }
  const packs = [...(deletedPacks ? [`${countOf(deletedPacks, 'pack')} deleted`] : []), ...(rewrittenPacks ? [`${countOf(rewrittenPacks, 'pack')} rewritten`] : [])];
  await output.line(`${formatBytes(freedBytes ?? 0)} freed${packs.length > 0 ? ` (${packs.join(', ')})` : ''}; ${countOf(freedChunks ?? 0, 'chunk')} let go, ${formatCount(keptChunks ?? 0)} kept for ${countOf(markedSnapshots ?? 0, 'snapshot')}`);
  if (expiredSnapshots) await output.line(`${countOf(expiredSnapshots, 'deleted snapshot')} can be taken back no more`);
  if (deadBytes) await output.line(`${formatBytes(deadBytes)} of garbage stay in packs that are mostly alive or still open`);
  if (unreadableNodes) output.warn(`${countOf(unreadableNodes, 'node')} could not be read; what only they led to is gone`);
  if (waitingSnapshots) output.warn(`${countOf(waitingSnapshots, 'deleted snapshot')} would have expired by a clock that is not trusted; if it is right: \`stillpoint-collector gc --accept-time\``);
}
