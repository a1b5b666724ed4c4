import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Pacer } from '@stillpoint/proto/rpc/pacer.ts';

import { DailyWindow } from '../schedule/daily-window.ts';
import { Bandwidth, wireFactor, type Share } from './bandwidth.ts';
import { BandwidthLimits, type BandwidthRule } from './bandwidth-limits.ts';
import { formatRate, parseRate } from './rate.ts';
import { shareRates } from './share-rates.ts';

const mebibyte = 1_048_576;
const always = (total: number, perAgent = 0): BandwidthRule => ({ window: undefined, total, perAgent });

describe('rates', () => {
  it.each<[string, number | undefined]>([
    ['200Mbit', 25_000_000],
    ['1 Gbit/s', 125_000_000],
    ['25MB', 25_000_000],
    ['1.5Gbit', 187_500_000],
    ['off', 0],
    ['200', undefined],
    ['0Mbit', undefined],
    ['10kbit', undefined],
    ['fast', undefined],
  ])('%j are %j bytes a second', (text, bytesPerSecond) => {
    expect(parseRate(text)).toBe(bytesPerSecond);
    if (bytesPerSecond !== undefined && bytesPerSecond > 0) expect(parseRate(formatRate(bytesPerSecond))).toBe(bytesPerSecond);
  });
});

describe('shares', () => {
  const want = fc.record({ most: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 0, max: 2000 })), demand: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 0, max: 2000 })) });

  it('are never more than there is or than one may have, leave nothing over, and are fair', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.array(want, { minLength: 1, maxLength: 8 }), (total, wants) => {
        const shares = shareRates(total, wants);
        const sum = shares.reduce((all, share) => all + share, 0);
        const room = wants.reduce((all, { most }) => all + most, 0);
        expect(sum).toBeCloseTo(Math.min(total, room), 6);
        shares.forEach((share, index) => {
          const { most, demand } = wants[index] ?? { most: 0, demand: 0 };
          expect(share).toBeLessThanOrEqual(most + 1e-6);
          // Nobody has more than one who wants more than it has.
          if (share < Math.min(most, demand) - 1e-6) expect(Math.max(...shares)).toBeLessThanOrEqual(share + 1e-6);
        });
      }),
    );
  });

  it.each<[number, readonly { most: number; demand: number }[], readonly number[]]>([
    [90, [{ most: Infinity, demand: Infinity }, { most: Infinity, demand: Infinity }, { most: Infinity, demand: Infinity }], [30, 30, 30]],
    [90, [{ most: Infinity, demand: 10 }, { most: Infinity, demand: Infinity }, { most: Infinity, demand: Infinity }], [10, 40, 40]],
    [90, [{ most: 20, demand: Infinity }, { most: Infinity, demand: Infinity }], [20, 70]],
    [90, [{ most: Infinity, demand: 10 }, { most: Infinity, demand: 10 }], [45, 45]],
    [Infinity, [{ most: Infinity, demand: 10 }, { most: 50, demand: Infinity }], [Infinity, 50]],
  ])('of %j among %j are %j', (total, wants, shares) => {
    expect(shareRates(total, wants)).toEqual(shares);
  });
});

describe('limits', () => {
  const noon = Date.UTC(2026, 10, 23, 12);
  const agentId = Buffer.alloc(16, 7);

  it('follow the hours of the first rule that is open, and what is set goes before', () => {
    const limits = new BandwidthLimits([{ window: new DailyWindow('07:00-20:00', 'UTC'), total: 10, perAgent: 5 }, always(100)]);
    expect(limits.at(noon)).toMatchObject({ total: 10, perAgent: 5, rule: 1 });
    expect(limits.at(noon + 9 * 3_600_000)).toMatchObject({ total: 100, rule: 2 });
    limits.apply({ bandwidthSet: { limits: { total: 50, untilMs: noon + 1000 } } });
    expect(limits.at(noon)).toMatchObject({ total: 50, perAgent: 0, rule: 0 });
    expect(limits.at(noon + 1000)).toMatchObject({ total: 10, rule: 1 });
  });

  it('of an agent last until they are taken back, or the agent is removed', () => {
    const limits = new BandwidthLimits([]);
    limits.apply({ bandwidthSet: { agentId, limits: { perAgent: 9 } } });
    expect(limits.agents(noon)).toEqual([[agentId.toString('hex'), { total: 0, perAgent: 9, untilMs: 0 }]]);
    limits.apply({ bandwidthSet: { agentId } });
    expect(limits.agents(noon)).toEqual([]);
    limits.apply({ bandwidthSet: { agentId, limits: { perAgent: 9 } } });
    limits.apply({ agentRemoved: { agentId } });
    expect(limits.agents(noon)).toEqual([]);
  });
});

describe('a budget', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** An agent that sends blocks of 1 MiB: as fast as it is told, or (greedy) as it is let. */
  class Sender {
    readonly name: string;
    readonly share: Share;
    readonly pacer = new Pacer({ now: () => performance.now() });
    told = 0;
    sentBytes = 0;
    blockBytes = mebibyte;
    isIdle = false;

    constructor(name: string, bandwidth: Bandwidth, isGreedy = false) {
      this.name = name;
      this.share = bandwidth.open({ agentId: name, agentName: name, plan: 'daily', tell: (rate) => { this.told = rate; if (!isGreedy) this.pacer.setRate(rate === 0 ? undefined : rate); } });
      this.#send().catch(() => undefined);
    }

    async #send(): Promise<void> {
      for (;;) {
        // Nobody is faster than 1 GB/s.
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (this.isIdle) continue;
        await this.pacer.take(this.blockBytes);
        await this.share.take(this.blockBytes);
        this.sentBytes += this.blockBytes;
      }
    }
  }

  function budget(...rules: readonly BandwidthRule[]): { bandwidth: Bandwidth; limits: BandwidthLimits } {
    const limits = new BandwidthLimits(rules);
    return { limits, bandwidth: new Bandwidth({ limits, clock: () => 0, monotonic: () => performance.now() }) };
  }

  /** Bytes per second on the wire over the next `seconds`. */
  async function rates(senders: readonly Sender[], seconds: number): Promise<number[]> {
    const before = senders.map(({ sentBytes }) => sentBytes);
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    return senders.map(({ sentBytes }, index) => ((sentBytes - (before[index] ?? 0)) * wireFactor) / seconds);
  }

  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

  it('has as much room for another session as that would get', async () => {
    const { bandwidth, limits } = budget(always(40e6, 30e6));
    using _end = bandwidth;
    expect(bandwidth.roomFor('new')).toBe(30e6);
    const idle = new Sender('idle', bandwidth);
    idle.isIdle = true;
    const senders = [new Sender('a', bandwidth), new Sender('b', bandwidth), idle];
    await rates(senders, 15);
    // What the idle one has no use for is there for who comes.
    expect(bandwidth.roomFor('new')).toBeGreaterThan(12e6);
    expect(bandwidth.roomFor('new')).toBeLessThan(13.4e6);
    // Its own sessions share what it gets.
    expect(bandwidth.roomFor('a')).toBeLessThan(11e6);
    limits.apply({ bandwidthSet: { agentId: Buffer.from('aa', 'hex'), limits: { perAgent: 2e6 } } });
    expect(bandwidth.roomFor('aa')).toBe(2e6);
    expect(budget().bandwidth.roomFor('new')).toBe(Number.POSITIVE_INFINITY);
  });

  it('leaves to others what a plan that is slowed may not have', async () => {
    let slowedTo: number | undefined;
    const bandwidth = new Bandwidth({ limits: new BandwidthLimits([always(50e6)]), clock: () => 0, monotonic: () => performance.now(), slowed: (agentId) => (agentId === 'late' ? slowedTo : undefined) });
    using _end = bandwidth;
    const senders = [new Sender('late', bandwidth), new Sender('other', bandwidth)];
    slowedTo = 5e6;
    await rates(senders, 5);
    const [late = 0, other = 0] = await rates(senders, 10);
    expect(late).toBeGreaterThan(4.3e6);
    expect(late).toBeLessThan(5.5e6);
    expect(other).toBeGreaterThan(40e6);
    slowedTo = undefined;
    await rates(senders, 5);
    expect((await rates(senders, 10))[0]).toBeGreaterThan(20e6);
  });

  it('is used up to 10 % in any ten seconds, and alike by all who send', async () => {
    const { bandwidth } = budget(always(50e6));
    using _end = bandwidth;
    const senders = ['a', 'b', 'c', 'd'].map((name) => new Sender(name, bandwidth));
    await rates(senders, 5);
    for (let turn = 0; turn < 5; turn++) {
      const used = await rates(senders, 10);
      expect(sum(used)).toBeGreaterThan(45e6);
      expect(sum(used)).toBeLessThan(55e6);
      for (const rate of used) expect(Math.abs(rate - 12.5e6)).toBeLessThan(2.5e6);
    }
  });

  it('of one who has little to send goes to the others, and comes back when it has more', async () => {
    const { bandwidth } = budget(always(40e6));
    using _end = bandwidth;
    const [busy, quiet] = [new Sender('busy', bandwidth), new Sender('quiet', bandwidth)];
    quiet.isIdle = true;
    await rates([busy, quiet], 15);
    const [alone] = await rates([busy], 10);
    expect(alone).toBeGreaterThan(34e6);
    quiet.isIdle = false;
    await rates([busy, quiet], 15);
    const [one = 0, other = 0] = await rates([busy, quiet], 10);
    expect(other / one).toBeGreaterThan(0.8);
    expect(one + other).toBeLessThan(44e6);
  });

  it('holds back who does not pace itself', async () => {
    const { bandwidth } = budget(always(40e6));
    using _end = bandwidth;
    const [greedy, obedient] = [new Sender('greedy', bandwidth, true), new Sender('obedient', bandwidth)];
    await rates([greedy, obedient], 5);
    const [one = 0, other = 0] = await rates([greedy, obedient], 20);
    expect(one).toBeLessThan(22e6);
    expect(other).toBeGreaterThan(17e6);
  });

  it('is changed for those who send already, and an agent has its own limit within it', async () => {
    const { bandwidth, limits } = budget(always(40e6));
    using _end = bandwidth;
    const senders = [new Sender('aa', bandwidth), new Sender('bb', bandwidth)];
    await rates(senders, 5);
    limits.apply({ bandwidthSet: { limits: { total: 10e6 } } });
    limits.apply({ bandwidthSet: { agentId: Buffer.from('aa', 'hex'), limits: { perAgent: 2e6 } } });
    bandwidth.divide();
    await rates(senders, 2);
    const [own = 0, rest = 0] = await rates(senders, 20);
    expect(Math.abs(own - 2e6)).toBeLessThan(0.2e6);
    expect(Math.abs(rest - 8e6)).toBeLessThan(0.8e6);
  });

  it('without limits tells nobody anything', async () => {
    const { bandwidth } = budget();
    using _end = bandwidth;
    const tell = vi.fn();
    using share = bandwidth.open({ agentId: 'a', agentName: 'a', plan: 'daily', tell });
    await share.take(100 * mebibyte);
    await share.take(100 * mebibyte);
    expect(tell).not.toHaveBeenCalled();
  });
});
