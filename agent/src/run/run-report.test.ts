import { v1 } from '@stillpoint/proto/messages.ts';
import { expect, it } from 'vitest';

import type { RunObserver, RunProgress } from './run-events.ts';
import { RunReport } from './run-report.ts';

const ignore = (): void => undefined;
const observer: RunObserver = { began: ignore, progress: ignore, warning: ignore, skippedMount: ignore, excluded: ignore };
const progress: RunProgress = {
  files: 0, directories: 0, others: 0, bytes: 0, filesRead: 0, bytesRead: 0, filesReused: 0, filesResumed: 0, offeredBytes: 0, newBytes: 0, newChunks: 0, sentBytes: 0,
  excluded: 0, unreadable: 0, changed: 0, elapsedMs: 0, expectedFiles: 0, expectedBytes: 0,
};

it('makes a draft that fits a message, however many paths of whatever length cannot be read, and counts what it does not list', () => {
  const report = new RunReport(observer);
  const path = `/${'deep/'.repeat(4000)}`;
  for (let index = 0; index < 3000; index++) {
    report.missing('ENTRY_UNREADABLE', path, `openat: permission denied (EACCES) ${index}`);
    report.skippedMount({ path, filesystem: 'tmpfs', reason: 'in memory' });
  }
  const draft = report.draft({ archives: [], progress, consistency: 'crash', frozenMs: 0, notes: [], planDefinition: '{}', startedMs: 1 });
  expect(v1.SnapshotDraft.encode(draft).finish().length).toBeLessThan(2 * 1_048_576);
  expect(report.warnings.length + report.moreWarnings).toBe(3000);
  expect(report.warnings.length).toBeGreaterThan(10);
  expect(report.incomplete).toBe(true);
});

it('promises no more than a crash when part of an archive is of no one moment, and says why', () => {
  const report = new RunReport(observer);
  const facts = { archives: [], progress, consistency: 'application', frozenMs: 5, notes: ['one after another'], planDefinition: '{}', startedMs: 1 } as const;
  expect(report.draft(facts).consistency).toBe(v1.Consistency.APPLICATION);
  report.unsettled('shop.log is a MyISAM table');
  expect(report.draft(facts)).toMatchObject({ consistency: v1.Consistency.CRASH, notes: ['one after another', 'shop.log is a MyISAM table'] });
});
