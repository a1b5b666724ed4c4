import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { DatabaseQuiesce } from './database-quiesce.ts';
import type { PreparedSnapshot } from './snapshotter.ts';
import { takeCopies, type StillMoment, type StillMomentOptions } from './still-moment.ts';

let events: string[];
let warnings: string[];

beforeEach(() => {
  events = [];
  warnings = [];
});

function database(name: string, change: Partial<DatabaseQuiesce> = {}): DatabaseQuiesce {
  const note = async (event: string): Promise<void> => void events.push(`${event} ${name}`);
  return {
    name,
    holderPids: [],
    prepare: () => note('prepare'),
    freeze: async () => {
      await note('freeze');
      return 'held';
    },
    thaw: async () => {
      await note('thaw');
      return true;
    },
    close: () => note('close'),
    ...change,
  };
}

function snapshot(take: PreparedSnapshot['take'] = async () => void events.push('copy')): PreparedSnapshot {
  return { kind: 'btrfs', filesystems: [], leftover: { kind: 'btrfs', folder: '/none' }, oneInstant: true, notes: [], take, open: () => Promise.resolve([]) };
}

function moment(change: Partial<StillMomentOptions>): Promise<StillMoment> {
  return takeCopies({
    prepared: [snapshot()],
    databases: [],
    freeze: [],
    deadlineMs: 10_000,
    signal: new AbortController().signal,
    holdWrites: () => {
      events.push('hold writes');
      return { [Symbol.dispose]: () => void events.push('let writes go') };
    },
    warn: (text) => void warnings.push(text),
    thawed: () => void events.push('thawed'),
    stoodStill: (_, frozenMs) => void events.push(frozenMs >= 0 ? 'measured' : 'negative'),
    ...change,
  });
}

describe('the moment', () => {
  it('holds databases around the copies, and lets them go in reverse order', async () => {
    expect(await moment({ databases: [database('a'), database('b', { freeze: async () => 'settled' })] })).toEqual({ held: true, databases: ['held', 'settled'] });
    expect(events).toEqual(['freeze a', 'hold writes', 'copy', 'let writes go', 'thawed', 'thaw b', 'thaw a', 'measured']);
    expect(warnings).toEqual([]);
  });

  it('goes on without a database that cannot be brought to rest, and lets it go all the same', async () => {
    const failing = database('a', { freeze: () => Promise.reject(new StillpointError('DATABASE_UNREACHABLE', 'gone')) });
    expect((await moment({ databases: [failing, database('b')] })).databases).toEqual(['failed', 'held']);
    expect(events).toContain('thaw a');
    expect(warnings).toEqual(['the database of source a was not at rest while the filesystems were copied: gone']);
  });

  it.each([
    ['had let go before', async () => false, 'it was let go before the copy was there'],
    ['cannot be let go', () => Promise.reject(new StillpointError('DATABASE_UNREACHABLE', 'connection lost')), 'connection lost'],
  ])('claims nothing for a database that %s, and lets the others go', async (_, thaw, text) => {
    expect((await moment({ databases: [database('a'), database('b', { thaw })] })).databases).toEqual(['held', 'failed']);
    expect(events).toContain('thaw a');
    expect(warnings.join()).toContain(text);
  });

  it('lets everything go when a copy fails, and when the run is stopped', async () => {
    await expect(moment({ databases: [database('a')], prepared: [snapshot(() => Promise.reject(new StillpointError('TOOL_FAILED', 'no space')))] })).rejects.toMatchObject({ code: 'TOOL_FAILED' });
    expect(events).toEqual(['freeze a', 'hold writes', 'let writes go', 'thaw a', 'measured']);
    events = [];
    const controller = new AbortController();
    const stopped = snapshot(async () => {
      controller.abort();
      controller.signal.throwIfAborted();
    });
    await expect(moment({ databases: [database('a')], signal: controller.signal, prepared: [stopped] })).rejects.toThrow();
    expect(events).toContain('thaw a');
  });
});

describe('a process that holds a database', () => {
  let holder: ChildProcess;

  beforeEach(() => {
    holder = spawn('sleep', ['1000'], { stdio: 'ignore' });
  });

  afterEach(() => {
    holder.kill('SIGKILL');
  });

  it('is left alone when the copy is there in time', async () => {
    expect((await moment({ databases: [database('a', { holderPids: [holder.pid ?? 0] })] })).databases).toEqual(['held']);
    expect(holder.exitCode ?? holder.signalCode).toBeNull();
  });

  it('is ended by its watchdog at the deadline, while a copy takes too long, and nothing is claimed for it', async () => {
    const ended = once(holder, 'exit');
    const slow = snapshot(async () => {
      await ended;
    });
    expect((await moment({ databases: [database('a', { holderPids: [holder.pid ?? 0] })], prepared: [slow], deadlineMs: 1000 })).databases).toEqual(['failed']);
    expect(holder.signalCode).toBe('SIGKILL');
  });

  it('that is gone already keeps anything from being held', async () => {
    const ended = once(holder, 'exit');
    holder.kill('SIGKILL');
    await ended;
    await expect(moment({ databases: [database('a', { holderPids: [holder.pid ?? 0] })] })).rejects.toMatchObject({ code: 'FREEZE_FAILED' });
    expect(events).toEqual([]);
  });
});
