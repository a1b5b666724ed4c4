/** `serve`: the collector itself. */
import type { Command } from 'commander';

import { Collector } from '../../serve/collector.ts';
import type { CommandContext, CommandRunner } from '../command-context.ts';

/** Adds the command to `parent`. */
export function addServe(parent: Command, run: CommandRunner): void {
  parent.command('serve').description('run the collector in the foreground until SIGINT or SIGTERM; a second signal ends it at once').action(run(serve));
}

async function serve(context: CommandContext): Promise<undefined> {
  const { log, output, signal } = context;
  await using collector = await Collector.open(context.datastore, { now: context.now, log, pretty: output.stderrIsTerminal });
  for (const address of collector.listeners()) log.write(`listening on ${address}\n`);
  const stopped = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => { resolve(undefined); }, { once: true });
  });
  const failure = await Promise.race([stopped, collector.failure]);
  if (failure !== undefined) throw failure;
}
