/** The log of a service on stderr: short lines on a terminal, JSON for journald and other programs elsewhere. */
import type { Writable } from 'node:stream';

import { pino, stdSerializers, type Logger } from 'pino';

import { StillpointError } from '../errors.ts';
import { formatLocalTime } from '../text/format-time.ts';

import type { LogLevel } from './log-level.ts';

export type { Logger } from 'pino';

/** Where the log goes and how much of it. */
export interface LoggerOptions {
  readonly level: LogLevel;
  readonly pretty: boolean;
  readonly stream: Writable;
}

/** A logger; lines are written in order and at once. An error with a code is told by code, message and hint; its stack only at level `debug`. */
export function createLogger(options: LoggerOptions): Logger {
  const stream = options.pretty ? { write: (line: string) => options.stream.write(prettyLine(line)) } : { write: (line: string) => options.stream.write(line) };
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => (isExpected(error) && options.level !== 'debug' ? expectedError(error) : stdSerializers.err(error as Error)) },
    },
    stream,
  );
}

function isExpected(error: unknown): error is StillpointError {
  return error instanceof StillpointError && error.code !== 'INTERNAL';
}

function expectedError({ code, message, hint, cause }: StillpointError): Readonly<Record<string, unknown>> {
  const reason = cause instanceof Error && !message.includes(cause.message) ? cause.message : undefined;
  return { code, message, hint, cause: reason };
}

const hidden = new Set(['level', 'time', 'msg', 'err']);

function prettyLine(line: string): string {
  const fields = JSON.parse(line) as Readonly<Record<string, unknown>>;
  const time = typeof fields['time'] === 'string' ? formatLocalTime(Date.parse(fields['time'])) : '';
  const level = typeof fields['level'] === 'string' && fields['level'] !== 'info' ? `${fields['level'].toUpperCase()} ` : '';
  const facts = Object.entries(fields).filter(([key]) => !hidden.has(key)).map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const text = typeof fields['msg'] === 'string' ? fields['msg'] : '';
  return `${time} ${level}${text}${facts.join('')}${prettyError(fields['err'])}\n`;
}

function prettyError(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('stack' in error && typeof error.stack === 'string') return `\n${error.stack}`;
  return 'code' in error && 'message' in error ? `: ${String(error.code)}: ${String(error.message)}` : '';
}
