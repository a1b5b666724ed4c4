import { expect, test } from 'vitest';

import { RunLog } from './run-log.ts';

const runId = 'a'.repeat(32);
const line = (fields: Readonly<Record<string, unknown>>): string => `${JSON.stringify({ level: 'info', time: '2026-11-22T01:30:00.000Z', ...fields })}\n`;
const texts = (log: RunLog, run = runId): (string | null | undefined)[] => log.of(run).map(({ text }) => text);

test('lines that name a run are kept as sentences, without what its reader knows; others are not', () => {
  const log = new RunLog();
  log.take(line({ msg: 'the collector is ready' }));
  log.take(line({ msg: 'session begun', agent: 'db1', plan: 'daily', run: runId, address: '10.20.0.7' }));
  log.take(line({ level: 'warn', msg: 'session ended without a commit', run: runId, err: { code: 'SESSION_LOST', message: 'the agent\nleft' } }));
  expect(log.of(runId)).toEqual([
    { timeMs: Date.parse('2026-11-22T01:30:00Z'), level: 'info', text: 'session begun address=10.20.0.7' },
    { timeMs: Date.parse('2026-11-22T01:30:00Z'), level: 'warn', text: 'session ended without a commit: SESSION_LOST: the agent left' },
  ]);
  log.forget(runId);
  expect(log.of(runId)).toEqual([]);
});

test('a run that is named inside of a text is not taken for the run of the line', () => {
  const log = new RunLog();
  log.take(line({ msg: `"run":"${'b'.repeat(32)}"`, run: runId }));
  log.take(line({ err: { run: runId }, msg: 'another' }));
  expect(log.of('b'.repeat(32))).toEqual([]);
  expect(texts(log)).toHaveLength(1);
});

test('the first and the last lines of a run are kept, and each is cut', () => {
  const log = new RunLog();
  for (let index = 0; index < 500; index++) log.take(line({ msg: `line ${String(index)} ${'x'.repeat(2000)}`, run: runId }));
  expect(log.of(runId)).toHaveLength(64);
  expect(texts(log).map((text) => /^line \d+/u.exec(text ?? '')?.[0])).toEqual(expect.arrayContaining(['line 0', 'line 23', 'line 460', 'line 499']));
  expect(texts(log).every((text) => (text ?? '').length <= 512)).toBe(true);
});

test('the runs that were touched last are kept', () => {
  const log = new RunLog();
  const run = (index: number): string => index.toString(16).padStart(32, '0');
  for (let index = 0; index < 2000; index++) log.take(line({ msg: 'x', run: run(index) }));
  log.take(line({ msg: 'again', run: run(0) }));
  log.take(line({ msg: 'x', run: run(2000) }));
  expect([log.of(run(0)).length, log.of(run(1)).length, log.of(run(2000)).length]).toEqual([2, 0, 1]);
});
