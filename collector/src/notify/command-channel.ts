/**
 * Tells a program of the administrator's: the message as JSON on its standard input, the gist in its environment. No shell, no environment of the collector, a time limit for it and
 * everything that it starts.
 */
import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { constants } from 'node:os';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import { oneLine } from '../alarm/alarm.ts';
import type { NotifyChannel } from './channel.ts';
import type { NotifyMessage } from './notify-message.ts';

/** Settings of the channel. */
export interface CommandSettings {
  readonly command: readonly string[];
  readonly timeoutMs: number;
}

const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const maxOutputBytes = 4096;

/** A channel to the program. */
export function commandChannel({ command, timeoutMs }: CommandSettings): NotifyChannel {
  const [program = '', ...rest] = command;
  return {
    name: 'command',
    target: program,
    send: async (message, signal) => {
      const said: Buffer[] = [];
      const end = Promise.withResolvers<string>();
      // A group of its own: what it has started ends with it.
      const child = spawn(program, rest, { env: environmentOf(message), cwd: '/', stdio: ['pipe', 'pipe', 'pipe'], detached: true });
      const stop = (): void => {
        if (child.pid !== undefined) killGroup(child.pid);
      };
      const late = new AbortController();
      const timer = setTimeout(() => {
        late.abort();
        stop();
      }, timeoutMs);
      signal.addEventListener('abort', stop, { once: true });
      let bytes = 0;
      const listen = (chunk: Buffer): void => {
        if (bytes < maxOutputBytes) said.push(chunk.subarray(0, maxOutputBytes - bytes));
        bytes += chunk.length;
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      // Whoever does not read its input may have what it needs from the environment.
      child.stdin.on('error', () => undefined);
      child.stdin.end(`${JSON.stringify(message.document)}\n`);
      child.on('error', (error) => { end.resolve(error.message); });
      // Not 'close': something that it leaves behind may hold its output open.
      child.on('exit', (code, killedBy) => { end.resolve(code === 0 ? '' : reasonOf(code, killedBy)); });
      try {
        const reason = await end.promise;
        if (reason === '') return;
        const output = oneLine(Buffer.concat(said).toString('utf8'));
        const why = late.signal.aborted ? `it did not end within ${String(timeoutMs / 1000)} s` : reason;
        throw new StillpointError('NOTIFY_FAILED', `${basename(program)}: ${why}${output === '' ? '' : `: ${output}`}`, { hint: 'run the command of [notify] in collector.toml by hand, as the user of the collector' });
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        child.stdout.destroy();
        child.stderr.destroy();
      }
    },
  };
}

function environmentOf({ event, level, subject, counts }: NotifyMessage): Record<string, string> {
  return {
    PATH: searchPath,
    LANG: 'C.UTF-8',
    STILLPOINT_EVENT: event,
    STILLPOINT_LEVEL: level,
    STILLPOINT_SUBJECT: subject,
    STILLPOINT_RAISED: String(counts.raised),
    STILLPOINT_LASTING: String(counts.lasting),
    STILLPOINT_OVER: String(counts.over),
  };
}

function reasonOf(code: number | null, signal: NodeJS.Signals | null): string {
  return code === null ? `killed by ${signal ?? 'a signal'} (${String(signal === null ? 0 : constants.signals[signal])})` : `exit status ${String(code)}`;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It has ended by itself meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
