/** `serve`: the collector itself. */
import type { Command } from 'commander';

import { asStillpointError } from '@stillpoint/proto/cli/error-text.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { JournalWriter } from '@stillpoint/proto/log/journal-writer.ts';
import type { ServiceNotifier } from '@stillpoint/proto/posix/service-notifier.ts';

import type { CommandContext, CommandRunner, ExitStatus } from '../command-context.ts';

/** Adds the command to `parent`. */
export function addServe(parent: Command, run: CommandRunner): void {
  parent.command('serve').description('run the collector in the foreground until SIGINT or SIGTERM; a second signal ends it at once').action(run(serve));
}

async function serve(context: CommandContext): Promise<ExitStatus> {
  try {
    await serveUntilStopped(context);
    return 0;
  } catch (error) {
    if (!context.signal.aborted) throw error;
    // A signal is how it ends, not why something in it fails: as an interruption, a full disk would not be told.
    const { code, message, hint } = asStillpointError(error);
    context.output.error(new StillpointError(code, `the collector has stopped, but not everything could be put in order: ${message}`, { hint, cause: error }));
    return 1;
  }
}

async function serveUntilStopped(context: CommandContext): Promise<void> {
  const { log, output, signal } = context;
  // All other commands start without what only a running collector needs.
  const { Collector } = await import('../../serve/collector.ts');
  using manager = await openManager(context);
  using journal = await openJournal(context);
  await using collector = await Collector.open(context.datastore, { now: context.now, log, pretty: output.stderrIsTerminal, journal });
  for (const address of collector.listeners()) log.write(`listening on ${address}\n`);
  manager?.ready(`listening on ${collector.listeners().join(', ')}`);
  const stopped = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => { resolve(undefined); }, { once: true });
  });
  const failure = await Promise.race([stopped, collector.failure]);
  manager?.stopping();
  if (failure !== undefined) throw failure;
}

async function openJournal({ env }: CommandContext): Promise<JournalWriter | undefined> {
  if (env['JOURNAL_STREAM'] === undefined) return undefined;
  const { isJournal, JournalWriter } = await import('@stillpoint/proto/log/journal-writer.ts');
  return isJournal(env['JOURNAL_STREAM']) ? JournalWriter.open('stillpoint-collector') : undefined;
}

// The binding of the C library is loaded only where it is needed.
async function openManager({ env }: CommandContext): Promise<ServiceNotifier | undefined> {
  if (env['NOTIFY_SOCKET'] === undefined) return undefined;
  const { ServiceNotifier } = await import('@stillpoint/proto/posix/service-notifier.ts');
  return ServiceNotifier.open(env, process.pid);
}
