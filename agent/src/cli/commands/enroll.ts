/** `enroll`: makes an agent of this guest. */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { hostname } from 'node:os';
import type { Readable } from 'node:stream';

import type { Command } from 'commander';

import { segmentText } from '@stillpoint/proto/config/network-address.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { normalPath } from '@stillpoint/proto/text/normal-path.ts';
import { formatHostPort, parseHostPort } from '@stillpoint/proto/rpc/address.ts';
import { formatDuration } from '@stillpoint/proto/text/format-duration.ts';
import { shellQuote } from '@stillpoint/proto/text/shell-quote.ts';
import { parseToken } from '@stillpoint/proto/tls/token.ts';

import { readAgentConfig } from '../../config/agent-config-file.ts';
import { defaultStateDirectory, type AgentConfig } from '../../config/agent-config.ts';
import { defaultConfigText } from '../../config/default-config.ts';
import { checkAgentName, nameFromHost } from '../../identity/agent-name.ts';
import { KeyStore } from '../../encryption/key-store.ts';
import { writeDurably } from '../../identity/durable-file.ts';
import { enrol } from '../../identity/enrolment.ts';
import { StateDirectory } from '../../identity/state-directory.ts';
import { shownPath, stateError } from '../../identity/state-error.ts';
import { suggestSources } from '../../suggest/suggest-sources.ts';
import { examples, type CommandContext, type CommandRunner } from '../command-context.ts';
import { suggestionLines } from '../suggestion-text.ts';
import { warnUnlessExported } from './key.ts';

interface EnrollOptions {
  readonly collector: string;
  readonly name?: string;
  readonly stateDir?: string;
  readonly segment?: string;
  readonly force?: boolean;
}

const maxTokenBytes = 4096;
/** A larger difference of clocks is worth a word. */
const clockToleranceMs = 60_000;
/** A database server that does not answer is not waited for any longer. */
const suggestMs = 20_000;

/** Adds the command to `parent`. */
export function addEnroll(parent: Command, run: CommandRunner): void {
  parent
    .command('enroll')
    .description('make this guest known to a collector; writes key, certificate and, when there is none, a configuration')
    .argument('<TOKEN>', 'what `stillpoint-collector token create` printed; - reads it from stdin')
    .requiredOption('--collector <HOST:PORT>', 'address of the collector')
    .option('--name <NAME>', 'name of this agent (default: the host name); a token made with --agent wins')
    .option('--state-dir <DIR>', `folder for key, certificate and journals (default: ${defaultStateDirectory}), written into a new configuration`)
    .option('--segment <NETWORK>', 'as in 10.20.0.0/24 or eth1: use no other way to the collector; written into a new configuration')
    .option('--force', 'enrol although this guest is enrolled already; the identity that it has is lost')
    .addHelpText('after', examples('stillpoint-agent enroll TOKEN --collector 10.20.0.5:7443', 'stillpoint-agent enroll - --collector backup.example:7443 --name db1 <token.txt'))
    .action(run(enroll));
}

async function enroll(context: CommandContext, tokenText: string, options: EnrollOptions): Promise<undefined> {
  const { configFile, output, signal } = context;
  const token = parseToken(tokenText === '-' ? await readWord(context.stdin) : tokenText);
  const address = parseHostPort(options.collector);
  const name = chosenName(options.name);
  // Everything that may go wrong on this guest is tried before the token is spent.
  const config = existingConfig(configFile);
  const stateDirectory = chosenStateDirectory(config, configFile, options.stateDir);
  const segment = chosenSegment(config, configFile, options.segment);
  if (config === undefined) checkWritable(configFile);
  const state = StateDirectory.create(stateDirectory);
  if (options.force !== true) refuseSecondEnrolment(state);
  const suggestions = config === undefined ? await databaseLines(context) : [];
  const { agent, clockAheadMs } = await enrol({ token, address, name, segment, signal });
  state.writeAgent(agent);
  if (config === undefined) {
    const text = defaultConfigText({ collectorAddress: formatHostPort(address), stateDirectory, suggestions, segment });
    try {
      writeDurably(configFile, text, 0o644);
    } catch (error) {
      throw stateError(error, 'write the configuration', configFile);
    }
  }
  const differs = Math.abs(clockAheadMs) > clockToleranceMs;
  if (differs) output.warn(`warning: this host's clock is ${formatDuration(Math.abs(clockAheadMs))} ${clockAheadMs > 0 ? 'ahead of' : 'behind'} the collector's`);
  const other = config !== undefined && config.collector.addresses.length > 0 && !config.collector.addresses.includes(formatHostPort(address));
  if (other) output.warn(`warning: ${shownPath(configFile)} names ${config.collector.addresses.join(', ')} as the collector, and that is what backups will use`);
  if (config !== undefined) tellEncryption(context, config);
  if (output.json) {
    await output.document({ agentId: agent.agentId, agentName: agent.agentName, collectorId: agent.collectorId, collector: formatHostPort(address), stateDirectory, config: configFile, configWritten: config === undefined });
    return;
  }
  const chosen = context.configChosen ? ` --config ${shellQuote(configFile)}` : '';
  await output.line(`This guest is enrolled as ${agent.agentName} with the collector at ${formatHostPort(address)}.
Key and certificate are in ${shownPath(stateDirectory)}.

Next:
  1. ${config === undefined ? 'look at the configuration that was written' : 'what is backed up is in the configuration'}: ${shownPath(configFile)}
  2. see what would be backed up:  stillpoint-agent check${chosen}
  3. back up:                      stillpoint-agent backup${chosen}${serviceStep(context)}`);
}

/** Before the first backup: later is too late for who loses the guest. */
function tellEncryption({ output }: CommandContext, config: AgentConfig): void {
  if (!config.encryption.byAgent) return;
  const keys = new KeyStore(config);
  if (keys.find() === undefined) output.warn(`warning: ENCRYPTION_KEY_MISSING: ${shownPath(keys.file)} is not there and encryption = "agent" is set: make a key with \`stillpoint-agent key create\`, or bring one back with \`stillpoint-agent key import FILE\``);
  else warnUnlessExported(output, keys);
}

/** The service reads the usual configuration, and only systemd knows it. */
function serviceStep({ configChosen }: CommandContext): string {
  return configChosen || !existsSync('/run/systemd/system') ? '' : '\n  4. by schedule from now on:      systemctl enable --now stillpoint-agent';
}

/** Sources for the databases of this guest. That they could not be looked for is no reason to leave it without a configuration. */
async function databaseLines({ output, signal }: CommandContext): Promise<string[]> {
  try {
    const suggestions = await suggestSources([], AbortSignal.any([signal, AbortSignal.timeout(suggestMs)]));
    return suggestions.length === 0 ? [] : suggestionLines(suggestions);
  } catch (error) {
    if (signal.aborted) throw error;
    output.warn('warning: databases of this guest could not be looked for; `stillpoint-agent check --suggest` says why');
    return [];
  }
}

function chosenName(option: string | undefined): string {
  if (option !== undefined) return checkAgentName(option);
  const name = nameFromHost(hostname());
  if (name === undefined) throw new StillpointError('NAME_INVALID', `no name can be made of the host name "${hostname()}"`, { hint: 'choose one with --name' });
  return name;
}

function existingConfig(file: string): AgentConfig | undefined {
  try {
    return readAgentConfig(file);
  } catch (error) {
    if (error instanceof StillpointError && error.code === 'CONFIG_MISSING') return undefined;
    throw error;
  }
}

function chosenStateDirectory(config: AgentConfig | undefined, configFile: string, option: string | undefined): string {
  if (option === undefined) return config?.stateDirectory ?? defaultStateDirectory;
  const path = normalPath(option);
  if (path === undefined) throw new StillpointError('USAGE', `--state-dir ${option} is no absolute path without ".."`);
  if (config !== undefined && config.stateDirectory !== path) {
    throw new StillpointError('USAGE', `${shownPath(configFile)} says state_dir = "${config.stateDirectory}", not ${path}`, { hint: 'leave out --state-dir, or change the file' });
  }
  return path;
}

function chosenSegment(config: AgentConfig | undefined, configFile: string, option: string | undefined): string | undefined {
  if (option === undefined) return config?.collector.segment;
  if (!segmentText.safeParse(option).success) throw new StillpointError('USAGE', `--segment ${option} is no network`, { hint: 'write a network as in 10.20.0.0/24, or the name of a network interface as in eth1' });
  if (config !== undefined && config.collector.segment !== option) {
    throw new StillpointError('USAGE', `${shownPath(configFile)} says ${config.collector.segment === undefined ? 'nothing of a segment' : `segment = "${config.collector.segment}"`}, not ${option}`, { hint: 'leave out --segment, or change the file' });
  }
  return option;
}

function refuseSecondEnrolment(state: StateDirectory): void {
  try {
    const { agentName } = state.readAgent();
    throw new StillpointError('AGENT_ALREADY_ENROLLED', `this guest is enrolled already, as ${agentName} (${shownPath(state.path)})`, {
      hint: 'to enrol it anew and keep its history, make a token with `stillpoint-collector token create --agent NAME --replace` and add --force',
    });
  } catch (error) {
    if (!(error instanceof StillpointError) || error.code !== 'AGENT_NOT_ENROLLED') throw error;
  }
}

function checkWritable(configFile: string): void {
  const folder = dirname(configFile);
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw stateError(error, 'write a configuration into', folder);
  }
}

async function readWord(stdin: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.length > maxTokenBytes) break;
  }
  return text.slice(0, maxTokenBytes);
}
