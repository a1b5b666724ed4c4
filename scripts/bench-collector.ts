/**
 * A collector on loopback with one enrolled agent, as an administrator would set them up; nothing of this is measured.
 */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { RoundPlace } from './bench-tools.ts';

/** Launchers of both programs, what to back up and where. */
export interface CollectorOptions extends RoundPlace {
  readonly agent: string;
  readonly cli: string;
  readonly zstdLevel: number;
}

/** A running collector. `env` chooses it and its agent for both programs. */
export interface RunningCollector {
  readonly pid: number;
  readonly datastore: string;
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

const START_TIMEOUT_MS = 30_000;

/** Starts one; whoever asks closes it. */
export async function startCollector(options: CollectorOptions): Promise<RunningCollector> {
  const { agent, cli, folder, signal } = options;
  const datastore = join(folder, 'datastore');
  const config = join(folder, 'agent.toml');
  const env = { ...options.env, STILLPOINT_DATASTORE: datastore, STILLPOINT_AGENT_CONFIG: config };
  const run = (command: string, ...args: string[]): string => execFileSync(command, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  run(cli, 'init', '--listen', '127.0.0.1:0');
  const logFile = join(folder, 'collector.log');
  const log = openSync(logFile, 'w');
  const child = spawn(cli, ['serve'], { env, stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.once('error', () => {
      resolve();
    });
  });
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  try {
    const address = await listeningAddress(logFile, () => child.exitCode !== null, signal);
    writeFileSync(config, agentConfig(folder, address, options));
    run(agent, 'enroll', run(cli, 'token', 'create', '--agent', 'bench'), '--collector', address);
    if (child.pid === undefined) throw new Error('the collector has no process id');
    return { pid: child.pid, datastore, env, close };
  } catch (error) {
    await close();
    throw error;
  }
}

// Everything is taken, as the peers do.
function agentConfig(folder: string, address: string, { directory, zstdLevel }: CollectorOptions): string {
  return `state_dir = ${JSON.stringify(join(folder, 'agent-state'))}
[collector]
address = "${address}"
[upload]
zstd_level = ${zstdLevel}
[[plan]]
name = "bench"
[[plan.source]]
kind = "files"
paths = [${JSON.stringify(directory)}]
filesystems = "all"
default_excludes = false
cachedir_tag = false
`;
}

async function listeningAddress(logFile: string, hasEnded: () => boolean, signal: AbortSignal): Promise<string> {
  const deadlineMs = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const text = readFileSync(logFile, 'utf8');
    const address = /^listening on (\S+)$/m.exec(text)?.[1];
    if (address !== undefined) return address;
    if (hasEnded() || Date.now() > deadlineMs) throw new Error(`the collector did not start:\n${text}`);
    await sleep(50, undefined, { signal });
  }
}
