/**
 * One budget for all agents that send, and for guests that fetch the agent: divides it among the sessions that live, tells each its share, and takes what comes no faster than that. The entrance of
 * this folder; must not know of streams, and not of restores, which nothing slows down.
 */
import { Pacer } from '@stillpoint/proto/rpc/pacer.ts';

import type { BandwidthLimits } from './bandwidth-limits.ts';
import { shareRates, type Want } from './share-rates.ts';

/** What a budget works with; `clock` gives ms since 1970, `monotonic` ms that never go back. */
export interface BandwidthParts {
  readonly limits: BandwidthLimits;
  readonly clock: () => number;
  /** Bytes per second that a plan may send now, whatever its share: it has outlived its window. */
  readonly slowed?: (agentId: string, plan: string) => number | undefined;
  readonly monotonic?: () => number;
}

/** Whose share it is; `tell` is called with the bytes per second that the agent may send, 0 for no limit, whenever they change. */
export interface ShareOwner {
  readonly agentId: string;
  readonly agentName: string;
  readonly plan: string;
  readonly tell: (bytesPerSecond: number) => void;
}

/** Ethernet, IP, TCP, TLS and HTTP/2 around each full packet of 1,500 bytes, measured: limits are of the wire, messages are counted without them. */
export const wireFactor = 1.05;
/** What comes faster than told is held back, but not what the network has bunched up a little. */
const forbearance = 1.02;
const tickMs = 500;
/** What a session uses is averaged over so long, and over three of the largest blocks. */
const averageMs = 3000;
const blockBytes = 1_048_576;
/** A session that uses less of its share than this has no use for the rest now. */
const greed = 0.75;
const leastDemand = 256 * 1024;

/** One session's share; dispose of it when the session ends. */
export interface Share extends Disposable {
  /** Resolves when a message of so many bytes may be taken in. */
  take(bytes: number): Promise<void>;
}

interface Seat extends ShareOwner {
  readonly pacer: Pacer;
  /** Bytes per second on the wire; Infinity: no limit. */
  allowed: number;
  told: number;
  takenBytes: number;
  used: number;
  sinceMs: number;
}

export class Bandwidth implements Disposable {
  readonly #parts: BandwidthParts;
  readonly #monotonic: () => number;
  readonly #seats = new Set<Seat>();
  #timer: NodeJS.Timeout | undefined;
  #measuredMs: number;

  /** Whoever makes it disposes of it. */
  constructor(parts: BandwidthParts) {
    this.#parts = parts;
    this.#monotonic = parts.monotonic ?? (() => performance.now());
    this.#measuredMs = this.#monotonic();
  }

  /** A session begins. */
  open(owner: ShareOwner): Share {
    const pacer = new Pacer({ burstMs: 500, now: this.#monotonic });
    const seat: Seat = { ...owner, pacer, allowed: Number.POSITIVE_INFINITY, told: 0, takenBytes: 0, used: 0, sinceMs: this.#monotonic() };
    this.#seats.add(seat);
    this.#timer ??= setInterval(() => { this.divide(); }, tickMs).unref();
    this.divide();
    return {
      take: async (bytes) => {
        seat.takenBytes += bytes;
        await pacer.take(bytes);
      },
      [Symbol.dispose]: () => {
        if (!this.#seats.delete(seat)) return;
        pacer[Symbol.dispose]();
        this.divide();
      },
    };
  }

  /** Bytes per second on the wire that one more session of the agent would get now; Infinity without limits. */
  roomFor(agentId: string): number {
    const nowMs = this.#parts.clock();
    const { total, perAgent } = this.#parts.limits.at(nowMs);
    const most = orNone(this.#parts.limits.set(agentId, nowMs)?.perAgent ?? perAgent);
    const others = [...Map.groupBy(this.#seats, (seat) => seat.agentId)].filter(([id]) => id !== agentId).map(([, seats]) => this.#wantOf(seats, nowMs));
    const own = [...this.#seats].filter((seat) => seat.agentId === agentId).length;
    return (shareRates(orNone(total), [...others, { most, demand: Number.POSITIVE_INFINITY }]).at(-1) ?? 0) / (own + 1);
  }

  /** Divides anew: time has passed, or limits have changed. */
  divide(): void {
    this.#measure();
    if (this.#seats.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    const nowMs = this.#parts.clock();
    const agents = [...Map.groupBy(this.#seats, ({ agentId }) => agentId)];
    const shares = shareRates(orNone(this.#parts.limits.at(nowMs).total), agents.map(([, seats]) => this.#wantOf(seats, nowMs)));
    agents.forEach(([, seats], index) => {
      const own = shareRates(shares[index] ?? 0, seats.map((seat) => ({ most: this.#mostOf(seat), demand: this.#demandOf(seat) })));
      seats.forEach((seat, place) => { allow(seat, own[place] ?? 0); });
    });
  }

  /** What each session may send, and sends; bytes per second on the wire. */
  sessions(): { agentName: string; plan: string; allowed: number; used: number }[] {
    return [...this.#seats].map(({ agentName, plan, allowed, used }) => ({ agentName, plan, allowed: Number.isFinite(allowed) ? Math.round(allowed) : 0, used: Math.round(used) }));
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    for (const { pacer } of this.#seats) pacer[Symbol.dispose]();
    this.#seats.clear();
  }

  #measure(): void {
    const nowMs = this.#monotonic();
    const passedMs = nowMs - this.#measuredMs;
    // Too short to tell a rate: counted the next time.
    if (passedMs < tickMs / 2) return;
    this.#measuredMs = nowMs;
    for (const seat of this.#seats) {
      const weight = 1 - Math.exp(-passedMs / spanOf(seat));
      seat.used += ((seat.takenBytes * wireFactor * 1000) / passedMs - seat.used) * weight;
      seat.takenBytes = 0;
    }
  }

  /** Of all sessions of one agent. */
  #wantOf(seats: readonly Seat[], nowMs: number): Want {
    const { limits } = this.#parts;
    const perAgent = limits.set(seats[0]?.agentId ?? '', nowMs)?.perAgent ?? limits.at(nowMs).perAgent;
    return {
      // What a slowed session leaves is for other agents.
      most: Math.min(orNone(perAgent), seats.reduce((sum, seat) => sum + this.#mostOf(seat), 0)),
      demand: seats.reduce((sum, seat) => sum + this.#demandOf(seat), 0),
    };
  }

  #mostOf({ agentId, plan }: Seat): number {
    return this.#parts.slowed?.(agentId, plan) ?? Number.POSITIVE_INFINITY;
  }

  #demandOf(seat: Seat): number {
    const isNew = this.#monotonic() - seat.sinceMs < spanOf(seat);
    if (isNew || !Number.isFinite(seat.allowed) || seat.used > seat.allowed * greed) return Number.POSITIVE_INFINITY;
    return Math.max(leastDemand, seat.used * 1.5);
  }
}

function spanOf({ allowed }: Seat): number {
  return Math.max(averageMs, (3 * blockBytes * 1000) / allowed);
}

function allow(seat: Seat, wireRate: number): void {
  seat.allowed = wireRate;
  const isFree = !Number.isFinite(wireRate);
  const bytesPerSecond = isFree ? 0 : Math.max(1, Math.floor(wireRate / wireFactor));
  seat.pacer.setRate(isFree ? undefined : bytesPerSecond * forbearance);
  // Small changes are not worth a message.
  if (bytesPerSecond === seat.told || (seat.told > 0 && bytesPerSecond > 0 && Math.abs(bytesPerSecond - seat.told) < seat.told * 0.01)) return;
  seat.told = bytesPerSecond;
  seat.tell(bytesPerSecond);
}

function orNone(limit: number): number {
  return limit === 0 ? Number.POSITIVE_INFINITY : limit;
}
