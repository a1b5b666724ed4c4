import { PassThrough } from 'node:stream';

import { Output } from '@stillpoint/proto/cli/output.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { describe, expect, it } from 'vitest';

import type { PlanConfig } from '../config/agent-config.ts';
import { defaultQuiesce } from '@stillpoint/proto/plan/quiesce-schema.ts';
import type { RunOutcome, RunProgress } from '../run/run-events.ts';
import { summaryLines } from './backup-summary.ts';
import { choosePlan } from './plan-choice.ts';
import { deduplicatedShare, ProgressEstimate, remainingMs } from './progress-estimate.ts';
import { formatProgress } from './progress-text.ts';
import { describeWarning } from './run-text.ts';
import { jsonWatcher, textWatcher } from './run-watcher.ts';

const mib = 1_048_576;

const progress: RunProgress = {
  files: 61_234,
  directories: 8000,
  others: 210,
  bytes: 4000 * mib,
  filesRead: 1200,
  bytesRead: 120 * mib,
  filesReused: 60_034,
  filesResumed: 0,
  offeredBytes: 120 * mib,
  newBytes: 80 * mib,
  newChunks: 400,
  sentBytes: 30 * mib,
  excluded: 0,
  unreadable: 0,
  changed: 0,
  elapsedMs: 12_300,
  expectedFiles: 122_468,
  expectedBytes: 8000 * mib,
};

const outcome: RunOutcome = {
  status: 'complete',
  snapshotId: '0123456789abcdef0123456789abcdef',
  sequence: 7,
  timeMs: Date.UTC(2026, 10, 21, 16, 30, 5),
  agentName: 'db1',
  plan: 'daily',
  progress,
  storedBytes: 31 * mib,
  warnings: [],
  moreWarnings: 0,
  skippedMounts: [],
      archives: [],
  failedSources: [],
  shrunk: false,
  stillness: { consistency: 'crash', frozenMs: 0 },
};

describe('the progress line', () => {
  it('says files, bytes, rate, deduplicated share and time left', () => {
    expect(formatProgress(progress, 85 * mib, 120)).toBe('61,234 files, 3.9 GiB, 85.0 MiB/s, 98 % deduplicated, about 12 s left');
  });

  it('counts no files while a stream is read that comes before all files', () => {
    expect(formatProgress({ ...progress, files: 0 }, 85 * mib, 120)).toMatch(/^3\.9 GiB, 85\.0 MiB\/s/u);
    expect(formatProgress({ ...progress, files: 0, bytes: 0 }, 0, 120)).toMatch(/^0 files, 0 B/u);
  });

  it('leaves out what does not fit, from its end', () => {
    expect(formatProgress(progress, 85 * mib, 50)).toBe('61,234 files, 3.9 GiB, 85.0 MiB/s');
    expect(formatProgress(progress, 85 * mib, 5)).toBe('61,234 files');
  });

  it('makes no estimate for a first snapshot, at the beginning, or beyond the previous size', () => {
    expect(remainingMs({ ...progress, expectedFiles: 0, expectedBytes: 0 })).toBeUndefined();
    expect(remainingMs({ ...progress, elapsedMs: 1000 })).toBeUndefined();
    expect(remainingMs({ ...progress, files: 1, bytes: 0 })).toBeUndefined();
    expect(remainingMs({ ...progress, expectedFiles: 100, expectedBytes: 100 })).toBeUndefined();
    expect(remainingMs({ ...progress, expectedBytes: 0 })).toBe(12_300);
  });

  it('counts as deduplicated what was not read and what the collector did not want', () => {
    expect(deduplicatedShare({ ...progress, bytes: 0, bytesRead: 0, offeredBytes: 0, newBytes: 0 })).toBeUndefined();
    expect(deduplicatedShare({ ...progress, bytes: 100, bytesRead: 100, offeredBytes: 100, newBytes: 100 })).toBe(0);
    expect(deduplicatedShare({ ...progress, bytes: 100, bytesRead: 50, offeredBytes: 50, newBytes: 25 })).toBe(0.75);
    // Read, not offered yet: neither known nor new.
    expect(deduplicatedShare({ ...progress, bytes: 100, bytesRead: 100, offeredBytes: 0, newBytes: 0 })).toBeUndefined();
  });

  it('shows the rate of the last ten seconds, not of the whole run', () => {
    const estimate = new ProgressEstimate();
    const bytesPerSecond = (second: number, bytes: number): number => {
      estimate.seenBytes({ ...progress, bytes, bytesRead: 0 });
      return estimate.bytesPerSecond(second * 1000);
    };
    for (let second = 1; second <= 60; second++) expect(bytesPerSecond(second, second * mib)).toBe(mib);
    expect(bytesPerSecond(70, 60 * mib)).toBe(0);
  });

  it('goes on while one large file is read', () => {
    const estimate = new ProgressEstimate();
    const seen = [[0, 0], [0, 5], [10, 10], [10, 17], [10, 40], [50, 50], [30, 50]].map(([bytes = 0, bytesRead = 0]) => estimate.seenBytes({ ...progress, bytes, bytesRead }));
    expect(seen).toEqual([0, 5, 10, 17, 40, 50, 50]);
  });
});

describe('the summary', () => {
  it('says what was taken and what it cost', () => {
    const lines = summaryLines(outcome);
    expect(lines[0]).toMatch(/^db1\/daily@2026-11-2[12]T\d\d:\d\d:05[+-]\d\d:\d\d {2}complete$/u);
    expect(lines.slice(1)).toEqual([
      '  files     61,234 files, 8,000 directories, 210 others; 1,200 read, 60,034 unchanged',
      '  bytes     3.9 GiB; 120.0 MiB read, 80.0 MiB new, 30.0 MiB sent, 31.0 MiB stored',
      '  time      12 s',
      '  still     consistency crash',
    ]);
  });

  it('has no line of files when there are streams only', () => {
    const streams = summaryLines({ ...outcome, progress: { ...progress, files: 0, directories: 0, others: 0 }, archives: [{ name: 'ldap', kind: 'stream', sourceKind: 'command', bytes: 5 * mib }] });
    expect(streams.map((line) => line.slice(2, 12).trim())).toEqual(expect.arrayContaining(['bytes', 'stream', 'time']));
    expect(streams.join('\n')).not.toContain('files ');
  });

  it('names everything that is not in the snapshot', () => {
    const text = summaryLines({
      ...outcome,
      status: 'incomplete',
      progress: { ...progress, unreadable: 1, changed: 2, excluded: 1234 },
      skippedMounts: [{ path: '/mnt/\x95\\', filesystem: 'nfs4', reason: 'network: backed up where its data lies' }],
      failedSources: [{ name: 'files', kind: 'files', code: 'SOURCE_FAILED', text: 'no path exists', hint: 'correct `paths`' }],
      shrunk: true,
    }).join('\n');
    for (const part of ['incomplete, SHRUNK', '/mnt/\\x95\\x5c (nfs4): network', 'SOURCE_FAILED: no path exists\n            next: correct `paths`\n', '1 entry could not be read and is not', '2 files changed', '1,234 entries', 'less than half of the previous snapshot (122,468 files, 7.8 GiB)']) {
      expect(text).toContain(part);
    }
  });

  it('of a dry run claims no snapshot', () => {
    const text = summaryLines({ ...outcome, status: 'dry-run', snapshotId: undefined, sequence: undefined, timeMs: undefined }).join('\n');
    expect(text).toContain('nothing was backed up');
    expect(text).not.toContain('stored');
  });
});

describe('a warning', () => {
  it('names its path once, escaped', () => {
    expect(describeWarning({ code: 'ENTRY_UNREADABLE', path: '/a/\x01', text: 'permission denied' })).toBe('ENTRY_UNREADABLE: /a/\\x01: permission denied');
    expect(describeWarning({ code: 'PATH_MISSING', path: '/data', text: '/data does not exist' })).toBe('PATH_MISSING: /data does not exist');
  });
});

describe('what is seen of a run', () => {
  function outputOf(json: boolean): { readonly output: Output; readonly stdout: () => string; readonly stderr: () => string } {
    const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
    const textOf = (stream: PassThrough): string => (stream.read() as Buffer | null)?.toString() ?? '';
    return { output: new Output(streams, { program: 'stillpoint-agent', json, debug: false }), stdout: () => textOf(streams.stdout), stderr: () => textOf(streams.stderr) };
  }
  const run = { agentName: 'db1', plan: 'daily', now: (): number => Date.UTC(2026, 10, 21) };

  it('are twenty warnings at most and the number of the others', async () => {
    const { output, stdout, stderr } = outputOf(false);
    const watcher = textWatcher(output, run);
    for (let index = 0; index < 1500; index++) watcher.observer.warning({ code: 'ENTRY_UNREADABLE', path: `/f${String(index)}`, text: 'no' });
    await watcher.finish(outcome);
    const lines = stderr().trimEnd().split('\n');
    expect(lines).toHaveLength(21);
    expect(lines[20]).toContain('1,480 more');
    expect(stdout()).toContain('db1/daily@');
  });

  it('are excluded entries with the pattern as it was written, which no terminal takes for a command', async () => {
    const { output, stdout } = outputOf(false);
    const watcher = textWatcher(output, run);
    for (const excludedBy of ['*.\\x95\\x5c', '/資料/*', '\u001b[31m*']) watcher.observer.excluded('/\x95\\', { excludedBy, origin: 'exclude' });
    await watcher.finish(outcome);
    expect(stdout().split('\n').slice(0, 3)).toEqual(['/\\x95\\x5c  (*.\\x95\\x5c)', '/\\x95\\x5c  (/資料/*)', '/\\x95\\x5c  (\\x1b[31m*)']);
  });

  it('are events with bytes of names kept, for a program', async () => {
    const { output, stdout, stderr } = outputOf(true);
    const watcher = jsonWatcher(output, run);
    watcher.observer.began({ runId: 'ab', previousTimeMs: undefined, resuming: false });
    watcher.observer.progress(progress);
    watcher.observer.warning({ code: 'ENTRY_CHANGED', path: '/\x95\\', text: 'changed' });
    watcher.observer.skippedMount({ path: '/proc', filesystem: 'proc', reason: 'pseudo' });
    watcher.observer.excluded('/tmp/x', { excludedBy: '/tmp/*', origin: 'default' });
    await watcher.fail(new StillpointError('RUN_CANCELLED', 'stopped', { hint: 'again' }));
    const events = stdout().trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.map(({ event }) => event)).toEqual(['began', 'progress', 'warning', 'skippedMount', 'excluded', 'error']);
    expect(events.every(({ time }) => time === '2026-11-21T00:00:00Z')).toBe(true);
    expect(events[2]).toMatchObject({ path: '/\\x95\\x5c', path_base64: 'L5Vc', code: 'ENTRY_CHANGED' });
    expect(events[5]).toMatchObject({ code: 'RUN_CANCELLED', hint: 'again' });
    expect(stderr()).toBe('');
  });
});

describe('the plan', () => {
  const plans = ['daily', 'hourly'].map((name): PlanConfig => ({ name, schedule: undefined, quiesce: defaultQuiesce, sources: [] }));

  it('may be left out when there is one, and is listed when there are several', () => {
    expect(choosePlan(plans.slice(0, 1), undefined, 'agent.toml').name).toBe('daily');
    expect(choosePlan(plans, 'hourly', 'agent.toml').name).toBe('hourly');
    expect(() => choosePlan(plans, undefined, 'agent.toml')).toThrow(expect.objectContaining({ code: 'PLAN_AMBIGUOUS', message: 'agent.toml has 2 plans: daily, hourly' }));
  });

  it('that is unknown suggests the nearest', () => {
    expect(() => choosePlan(plans, 'dialy', 'agent.toml')).toThrow(expect.objectContaining({ code: 'PLAN_UNKNOWN', hint: 'did you mean `daily`?' }));
    expect(() => choosePlan([], 'daily', 'agent.toml')).toThrow(expect.objectContaining({ code: 'PLAN_UNKNOWN' }));
  });
});
