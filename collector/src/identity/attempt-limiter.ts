/**
 * Slows down whoever guesses: failed attempts are counted for each address and overall, within a sliding time.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';

/** How many failures are let through within `windowMs`. */
export interface AttemptLimits {
  readonly perAddress: number;
  readonly overall: number;
  readonly windowMs: number;
}

const defaultLimits: AttemptLimits = { perAddress: 10, overall: 200, windowMs: 600_000 };

/** `clock` gives ms since 1970. Holds memory only. */
export class AttemptLimiter {
  readonly #clock: () => number;
  readonly #limits: AttemptLimits;
  #failures: { readonly timeMs: number; readonly host: string }[] = [];

  constructor(clock: () => number, limits: AttemptLimits = defaultLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** LIMIT_EXCEEDED while the address (`HOST:PORT`), or all together, failed too often. */
  check(address: string): void {
    const host = hostOf(address);
    this.#forgetOld();
    const own = this.#failures.filter((failure) => failure.host === host).length;
    if (own < this.#limits.perAddress && this.#failures.length < this.#limits.overall) return;
    throw new StillpointError('LIMIT_EXCEEDED', 'too many attempts to enrol have failed; nobody is let in for some minutes', {
      hint: 'wait ten minutes; the collector’s audit log names the addresses',
    });
  }

  /** Counts a failed attempt. */
  fail(address: string): void {
    this.#failures.push({ timeMs: this.#clock(), host: hostOf(address) });
  }

  #forgetOld(): void {
    const oldest = this.#clock() - this.#limits.windowMs;
    this.#failures = this.#failures.filter(({ timeMs }) => timeMs > oldest);
  }
}

function hostOf(address: string): string {
  return address.replace(/:[0-9]+$/u, '');
}
