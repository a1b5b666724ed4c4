import { describe, expect, it, vi } from 'vitest';

import { SessionQueue } from './session-queue.ts';

const never = new AbortController().signal;
const unheard = (): undefined => undefined;

describe('places for sessions', () => {
  it('are given in the order of coming, and whoever waits is told how many come before', async () => {
    const queue = new SessionQueue({ maxSessions: 1, maxWaiting: 2 });
    const order: string[] = [];
    const first = await queue.enter('a', never, unheard);
    const queued = vi.fn();
    const second = queue.enter('a', never, queued).then((place) => { order.push('second'); return place; });
    const third = queue.enter('a', never, queued).then((place) => { order.push('third'); return place; });
    expect(queued.mock.calls).toEqual([[0], [1]]);
    first[Symbol.dispose]();
    first[Symbol.dispose]();
    (await second)[Symbol.dispose]();
    (await third)[Symbol.dispose]();
    expect(order).toEqual(['second', 'third']);
    expect(queue.waiting).toBe(0);
  });

  it('beyond those that may wait are refused, with the time to come back, and those aboard stay', async () => {
    const queue = new SessionQueue({ maxSessions: 1, maxWaiting: 1 });
    using _place = await queue.enter('a', never, unheard);
    const waiting = queue.enter('a', never, unheard);
    await expect(queue.enter('a', never, unheard)).rejects.toMatchObject({ code: 'COLLECTOR_BUSY', message: expect.stringContaining('come back in 5 minutes') as string });
    expect([queue.waiting, queue.waitingOf('a'), queue.waitingOf('b')]).toEqual([1, 1, 0]);
    _place[Symbol.dispose]();
    (await waiting)[Symbol.dispose]();
  });

  it('are not kept for an agent that left while it waited', async () => {
    const queue = new SessionQueue({ maxSessions: 1, maxWaiting: 5 });
    const place = await queue.enter('a', never, unheard);
    const gone = new AbortController();
    const left = queue.enter('a', gone.signal, unheard);
    const next = queue.enter('a', never, unheard);
    gone.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    place[Symbol.dispose]();
    (await next)[Symbol.dispose]();
    await expect(queue.enter('a', AbortSignal.abort(new Error('gone')), unheard)).resolves.toBeDefined();
  });
});
