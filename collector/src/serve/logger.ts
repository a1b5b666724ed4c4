/** The collector's log on stderr: short lines on a terminal, JSON for journald and other programs elsewhere. */
import type { Writable } from 'node:stream';

import { pino, type Logger } from 'pino';

import { formatLocalTime } from '@stillpoint/proto/text/format-time.ts';

import type { LogLevel } from './collector-config.ts';

export type { Logger } from 'pino';

/** Where the log goes and how much of it. */
export interface LoggerOptions {
  readonly level: LogLevel;
  readonly pretty: boolean;
  readonly stream: Writable;
}

/** A logger; lines are written in order and at once. */
export function createLogger(options: LoggerOptions): Logger {
  const stream = options.pretty ? { write: (line: string) => options.stream.write(prettyLine(line)) } : { write: (line: string) => options.stream.write(line) };
  return pino({ level: options.level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"`, formatters: { level: (label) => ({ level: label }) } }, stream);
}

const hidden = new Set(['level', 'time', 'msg', 'err']);

function prettyLine(line: string): string {
  const fields = JSON.parse(line) as Readonly<Record<string, unknown>>;
  const time = typeof fields['time'] === 'string' ? formatLocalTime(Date.parse(fields['time'])) : '';
  const level = typeof fields['level'] === 'string' && fields['level'] !== 'info' ? `${fields['level'].toUpperCase()} ` : '';
  const facts = Object.entries(fields).filter(([key]) => !hidden.has(key)).map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const error = fields['err'];
  const trace = typeof error === 'object' && error !== null && 'stack' in error && typeof error.stack === 'string' ? `\n${error.stack}` : '';
  const text = typeof fields['msg'] === 'string' ? fields['msg'] : '';
  return `${time} ${level}${text}${facts.join('')}${trace}\n`;
}
