/**
 * `restore-order`: carries out a restore that the collector has ordered; the service runs it. Not in the help: people have `restore`. What agent.toml permits is looked at here, where files
 * are written.
 */
import { restore } from '@stillpoint/proto/cli/commands/restore.ts';
import type { ExitStatus } from '@stillpoint/proto/cli/exit-status.ts';
import type { SnapshotAccess } from '@stillpoint/proto/cli/snapshot-access.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { ConfinedTarget } from '@stillpoint/proto/restore/confined-target.ts';
import { byteStringFromText } from '@stillpoint/proto/text/byte-string.ts';
import type { Command } from 'commander';
import type { Readable } from 'node:stream';

import { readAgentConfig } from '../../config/agent-config-file.ts';
import { keysForReading } from '../../encryption/keys-for-reading.ts';
import { StateDirectory } from '../../identity/state-directory.ts';
import { openGrantedSnapshots } from '../../restore/granted-snapshots.ts';
import { openCollector } from '../../identity/collector-connection.ts';
import { parseOrder } from '../../service/restore-order.ts';
import type { CommandContext, CommandRunner } from '../command-context.ts';

const maxOrderLength = 1_048_576;

/** Adds the command to `parent`. */
export function addRestoreOrder(parent: Command, run: CommandRunner): void {
  parent.command('restore-order', { hidden: true }).description('carry out the restore that standard input describes; run by the service').action(run(carryOut));
}

async function carryOut(context: CommandContext): Promise<ExitStatus | undefined> {
  const { configFile, output, signal, stdin } = context;
  const order = parseOrder(await readAll(stdin));
  const config = readAgentConfig(configFile);
  const { restore: permitted, collector, stateDirectory, upload, encryption: { byAgent: encrypts } } = config;
  const note = (text: string): Promise<void> => output.event({ event: 'note', text });
  const problems: string[] = [];
  const keys = keysForReading(config, [], (text) => problems.push(text));
  using target = ConfinedTarget.within(permitted.allow, byteStringFromText(order.target));
  for (const problem of problems) await note(problem);
  if (!permitted.special && !order.noSpecial) await note('devices, setuid and setgid bits and capabilities are left out: agent.toml of this guest does not permit them ([restore] special = true)');
  const agent = StateDirectory.open(stateDirectory).readAgent();
  const lost = ({ message }: StillpointError): void => { output.stdout.write(`${JSON.stringify({ event: 'note', text: `the connection was lost and is made again; the restore goes on with what is missing (${message})` })}\n`); };
  const openSnapshots = async (): Promise<SnapshotAccess> => openGrantedSnapshots({ open: () => openCollector(collector, agent, signal), runId: order.runId, keys, encrypts, reconnectMs: upload.reconnectMs, signal, lost });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const tellProgress = (progress: object): void => { output.stdout.write(`${JSON.stringify({ event: 'progress', ...progress })}\n`); };
  const tellDoubt = (text: string): Promise<void> => note(`warning: ${text}`);
  const flags = {
    to: Buffer.from(target.path, 'latin1').toString('utf8'),
    special: permitted.special && !order.noSpecial,
    fullPath: order.fullPath,
    ...(order.dryRun ? { dryRun: true } : {}),
    ...(order.overwrite === '' ? {} : { overwrite: order.overwrite }),
    ...(order.owner === '' ? {} : { owner: order.owner }),
    ...(order.include.length === 0 ? {} : { include: order.include }),
    ...(order.exclude.length === 0 ? {} : { exclude: order.exclude }),
  };
  return await restore({ ...context, zone, openSnapshots, tellProgress, tellDoubt }, order.addresses, flags, target);
}

async function readAll(stdin: Readable): Promise<string> {
  let text = '';
  for await (const part of stdin.setEncoding('utf8')) {
    text += String(part);
    if (text.length > maxOrderLength) throw new StillpointError('USAGE', 'standard input holds more than an order');
  }
  return text;
}
