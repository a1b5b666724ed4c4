import { v1 } from '@stillpoint/proto/messages.ts';
import { expect, test } from 'vitest';

import { runLines } from './run-lines.ts';

const facts: v1.RunFacts.$Properties = {
  plan: 'daily', state: v1.RunState.RUN_FAILED, reason: 'schedule', attempt: 2, queuedMs: 1000, startedMs: 2000, endedMs: 9000, errorCode: 'SESSION_LOST', errorText: 'the cable was cut',
  notes: ['ENTRY_UNREADABLE /a: no right', 'SESSION_LOST: again'], noteAfterMs: [1500, 90_000],
  lines: [{ timeMs: 2500, level: 'info', text: 'session begun' }, { timeMs: 8000, level: 'warn', text: 'session ended without a commit' }],
};

test('lines of both sides come in the order of time, each with its side; nothing of a guest comes behind the end of its run', () => {
  expect(runLines(facts).map(({ timeMs, side, level, text }) => `${String(timeMs)} ${side} ${level} ${text}`)).toEqual([
    '1000 collector info ordered: schedule, attempt 2',
    '2000 guest info begun',
    '2500 collector info session begun',
    '3500 guest warn ENTRY_UNREADABLE /a: no right',
    '8000 collector warn session ended without a commit',
    '9000 guest warn SESSION_LOST: again',
    '9000 guest error ended: failed: SESSION_LOST: the cable was cut',
  ]);
});

test('what a guest of an older release said comes behind its beginning', () => {
  const lines = runLines({ ...facts, noteAfterMs: [], endedMs: 0, lines: [] });
  expect(lines.map(({ timeMs }) => timeMs)).toEqual([1000, 2000, 2000, 2000]);
});
