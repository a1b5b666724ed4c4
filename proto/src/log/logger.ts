/** The log of a service on stderr: short lines on a terminal, JSON for journald and other programs elsewhere. */
import type { Writable } from 'node:stream';

import { pino, stdSerializers, type Logger } from 'pino';

import { StillpointError } from '../errors.ts';
import { formatLocalTime } from '../text/format-time.ts';

import { lineText } from './line-text.ts';
import type { LogLevel } from './log-level.ts';

export type { Logger } from 'pino';

/** Where the log goes and how much of it. */
export interface LoggerOptions {
  readonly level: LogLevel;
  readonly pretty: boolean;
  readonly stream: Writable;
  /** Where lines go first, when the process' stderr is the journal; what it does not take goes to `stream`. */
  readonly journal?: { write(line: string): boolean } | undefined;
  /** Gets every line too, as JSON. */
  readonly tap?: ((line: string) => void) | undefined;
}

/** A logger; lines are written in order and at once. An error with a code is told by code, message and hint; its stack only at level `debug`. */
export function createLogger(options: LoggerOptions): Logger {
  const { journal, tap } = options;
  const written = (line: string): string => (options.pretty ? prettyLine(line) : line);
  const stream = {
    write: (line: string): boolean => {
      tap?.(line);
      return journal?.write(line) === true || options.stream.write(written(line));
    },
  };
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

function prettyLine(line: string): string {
  const fields = JSON.parse(line) as Readonly<Record<string, unknown>>;
  const time = typeof fields['time'] === 'string' ? formatLocalTime(Date.parse(fields['time'])) : '';
  const level = typeof fields['level'] === 'string' && fields['level'] !== 'info' ? `${fields['level'].toUpperCase()} ` : '';
  return `${time} ${level}${lineText(fields)}\n`;
}
