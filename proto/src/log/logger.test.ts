import { Writable } from 'node:stream';

import { expect, test } from 'vitest';

import { StillpointError } from '../errors.ts';
import type { LogLevel } from './log-level.ts';
import { createLogger, type Logger } from './logger.ts';

function logged(options: { readonly level?: LogLevel; readonly pretty?: boolean }, write: (logger: Logger) => void): string {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  write(createLogger({ level: 'info', pretty: false, stream, ...options }));
  return text;
}

const gone = new StillpointError('SESSION_LOST', 'the agent has gone');
const full = new StillpointError('DATASTORE_FULL', 'no space is left', { hint: 'free space', cause: new Error('ENOSPC: write') });

test('a line keeps its level and what a child logger adds', () => {
  const text = logged({}, (logger) => { logger.child({ agent: 'db1' }).info({ err: gone }, 'session ended'); });
  expect(JSON.parse(text)).toMatchObject({ level: 'info', agent: 'db1', err: { code: 'SESSION_LOST', message: 'the agent has gone' }, msg: 'session ended' });
  expect(JSON.parse(logged({}, (logger) => { logger.warn({ err: gone }, 'session ended'); }))).toMatchObject({ level: 'warn' });
});

test('an error with a code is one line on a terminal', () => {
  expect(logged({ pretty: true }, (logger) => { logger.info({ err: gone }, 'session ended'); })).toMatch(/^[^\n]* session ended: SESSION_LOST: the agent has gone\n$/);
});

test('an error with a code is told with its hint and its cause, and has a stack at level debug only', () => {
  const text = logged({}, (logger) => { logger.warn({ err: full }, 'text'); });
  expect(JSON.parse(text)).toMatchObject({ level: 'warn', err: { code: 'DATASTORE_FULL', hint: 'free space', cause: 'ENOSPC: write' } });
  expect(text).not.toContain('stack');
  expect(logged({ level: 'debug' }, (logger) => { logger.warn({ err: full }, 'text'); })).toContain('logger.test.ts');
});

test('a fault of the program has its stack', () => {
  for (const err of [new TypeError('wrong'), new StillpointError('INTERNAL', 'wrong')]) {
    expect(logged({}, (logger) => { logger.error({ err }, 'text'); })).toContain('logger.test.ts');
  }
});
