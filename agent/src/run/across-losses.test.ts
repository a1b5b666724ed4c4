import { describe, expect, it } from 'vitest';

import { StillpointError, type ErrorCode } from '@stillpoint/proto/errors.ts';

import { acrossLosses } from './across-losses.ts';

/** Attempts that end with these codes, before (`-CODE`) or after they had a session; then one that comes through. */
async function play(ends: readonly string[], giveUpMs = 600_000): Promise<{ readonly attempts: number; readonly waitedMs: number; readonly told: number; readonly end: string }> {
  let nowMs = 0;
  let attempts = 0;
  let told = 0;
  const attempt = async (begun: () => void): Promise<string> => {
    const end = ends[attempts++];
    if (end === undefined) {
      begun();
      return 'committed';
    }
    if (!end.startsWith('-')) begun();
    throw new StillpointError(end.replace('-', '') as ErrorCode, end);
  };
  const wait = async (ms: number): Promise<void> => { nowMs += ms; };
  const end = await acrossLosses(attempt, { giveUpMs, now: () => nowMs, random: () => 0.5, wait, lost: () => { told += 1; } }).catch((error: unknown) => (error as StillpointError).code);
  return { attempts, waitedMs: nowMs, told, end };
}

describe('a run whose connection is lost', () => {
  it.each<[string, readonly string[], number, string]>([
    ['goes on after one loss', ['SESSION_LOST'], 2, 'committed'],
    ['goes on when the collector is away for a while', ['SESSION_LOST', '-COLLECTOR_UNREACHABLE', '-SEGMENT_VIOLATION', '-COLLECTOR_BUSY'], 5, 'committed'],
    ['goes on after several', ['SESSION_LOST', 'SESSION_LOST', 'SESSION_LOST'], 4, 'committed'],
    ['fails at once when it never had a session', ['-COLLECTOR_UNREACHABLE'], 1, 'COLLECTOR_UNREACHABLE'],
    ['fails at once when the way was never within the segment', ['-SEGMENT_VIOLATION'], 1, 'SEGMENT_VIOLATION'],
    ['fails when the collector says so', ['SESSION_LOST', '-AGENT_REVOKED'], 2, 'AGENT_REVOKED'],
    ['fails with whatever is no loss', ['SESSION_LOST', 'CHUNK_NOT_AVAILABLE'], 2, 'CHUNK_NOT_AVAILABLE'],
    ['is given up after twenty losses', Array<string>(100).fill('SESSION_LOST'), 21, 'SESSION_LOST'],
  ])('%s', async (_title, ends, attempts, end) => {
    expect(await play(ends)).toMatchObject({ attempts, end });
  });

  it('is given up when the collector stays away, and not before', async () => {
    const { waitedMs, end, told } = await play(['SESSION_LOST', ...Array<string>(19).fill('-COLLECTOR_UNREACHABLE')], 120_000);
    expect(end).toBe('COLLECTOR_UNREACHABLE');
    expect(waitedMs).toBeGreaterThanOrEqual(120_000);
    expect(waitedMs).toBeLessThan(160_000);
    expect(told).toBe(1);
  });

  it('is not tried again when that is switched off', async () => {
    expect(await play(['SESSION_LOST'], 0)).toMatchObject({ attempts: 1, end: 'SESSION_LOST' });
  });
});
