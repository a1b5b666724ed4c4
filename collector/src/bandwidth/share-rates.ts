/**
 * Divides a rate among those who want it, max-min fair: nobody gets more while somebody who wants it has less. Pure.
 */

/** What one may use and can use; Infinity: all there is. */
export interface Want {
  /** Never more than this. */
  readonly most: number;
  /** What it seems to have a use for now. */
  readonly demand: number;
}

/** The share of each, in order. What nobody has a use for is divided too, so that whoever finds a use need not ask first. `total` may be Infinity. */
export function shareRates(total: number, wants: readonly Want[]): number[] {
  const shares = divide(total, wants.map(({ most, demand }) => Math.min(most, demand)));
  const left = total - sum(shares);
  if (!(left > 0)) return shares;
  const more = divide(left, wants.map(({ most }, index) => most - (shares[index] ?? 0)));
  return shares.map((share, index) => share + (more[index] ?? 0));
}

function divide(total: number, wants: readonly number[]): number[] {
  const shares = wants.map(() => 0);
  let left = total;
  const order = wants.map((want, index) => ({ want: Number.isNaN(want) ? 0 : want, index })).sort((one, other) => one.want - other.want);
  order.forEach(({ want, index }, place) => {
    const share = Math.min(want, left / (order.length - place));
    shares[index] = share;
    left -= share;
  });
  return shares;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
