/** `serve`: the service of this guest. */
import type { Command } from 'commander';

import type { JournalWriter } from '@stillpoint/proto/log/journal-writer.ts';
import { createLogger } from '@stillpoint/proto/log/logger.ts';
import type { ServiceNotifier } from '@stillpoint/proto/posix/service-notifier.ts';

import { StateDirectory } from '../../identity/state-directory.ts';
import { GuestService } from '../../service/guest-service.ts';
import { ServiceConfig } from '../../service/service-config.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';

/** Adds the command to `parent`. */
export function addServe(parent: Command, run: CommandRunner): void {
  parent
    .command('serve')
    .description('run the service of this guest in the foreground until SIGINT or SIGTERM: backups when the collector asks for them')
    .addHelpText(
      'after',
      `
SIGHUP reads agent.toml again; a change of the file is noticed by itself. A wrong file changes nothing and is told in the log.
${examples('stillpoint-agent serve')}`,
    )
    .action(run(serve));
}

async function serve(context: CommandContext): Promise<0> {
  const { output, signal, now, process } = context;
  const config = ServiceConfig.read(context.configFile);
  const state = StateDirectory.open(config.current.stateDirectory);
  // Before anything is promised: a guest that is not enrolled has nothing to serve.
  const { agentName } = state.readAgent();
  using _lock = state.lockService();
  using journal = await openJournal(process.env);
  const logger = createLogger({ level: config.current.log.level, pretty: output.stderrIsTerminal, stream: output.logStream, journal }).child({ agent: agentName });
  using manager = await openManager(process.env, process.pid);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  await using service = GuestService.start({ config, state, logger, now, random: Math.random, zone, program: [process.execPath, ...process.execArgv, ...process.argv.slice(1, 2)], env: process.env });
  const { IdleMemory } = await import('../../service/idle-memory.ts');
  using _idle = IdleMemory.start();
  const reload = (): void => { service.reload(); };
  process.on('SIGHUP', reload);
  logger.info({ pid: process.pid, config: context.configFile }, 'the service of this agent is ready');
  manager?.ready(`serving as ${agentName}`);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => { resolve(); }, { once: true });
  });
  manager?.stopping();
  logger.info('stopping');
  await service.close();
  process.off('SIGHUP', reload);
  logger.info('stopped');
  return 0;
}

async function openJournal(env: NodeJS.ProcessEnv): Promise<JournalWriter | undefined> {
  if (env['JOURNAL_STREAM'] === undefined) return undefined;
  const { isJournal, JournalWriter } = await import('@stillpoint/proto/log/journal-writer.ts');
  return isJournal(env['JOURNAL_STREAM']) ? JournalWriter.open('stillpoint-agent') : undefined;
}

// The binding of the C library is loaded only where it is needed.
async function openManager(env: NodeJS.ProcessEnv, pid: number): Promise<ServiceNotifier | undefined> {
  if (env['NOTIFY_SOCKET'] === undefined) return undefined;
  const { ServiceNotifier } = await import('@stillpoint/proto/posix/service-notifier.ts');
  return ServiceNotifier.open(env, pid);
}
