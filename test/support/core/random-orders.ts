/** Orders that make sense of what the model holds now, drawn from a seeded source. */
import type { Files } from './contents.ts';
import type { Order } from './order.ts';
import { dayMs, type StoreModel } from './store-model.ts';

const plans = ['daily', 'weekly'] as const;
/** Contents that several trees have. */
const sharedContents = 24;

/** Draws orders; the same source of numbers and the same answers give the same orders. */
export class RandomOrders {
  readonly #random: () => number;
  #runs = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  next(model: StoreModel): Order {
    const { listed, deleted } = model;
    const draw = this.#random();
    if (draw < 0.42 || listed.length === 0) return this.backup();
    if (draw < 0.48) return { ...this.backup(), abandoned: true };
    if (draw < 0.56) return { kind: 'delete', runId: this.#one(listed), graceMs: this.#graceMs() };
    if (draw < 0.62 && deleted.length > 0) return { kind: 'undelete', runId: this.#one(deleted) };
    if (draw < 0.68) return { kind: 'prune', keepLast: 1 + this.#below(3), graceMs: this.#graceMs() };
    if (draw < 0.84) return { kind: 'collect' };
    if (draw < 0.89) return { kind: 'pass' };
    if (draw < 0.92) return { kind: 'restart' };
    if (draw < 0.94) return { kind: 'rebuild' };
    return { kind: 'busy', orders: [{ ...this.backup(), agent: 0 }, { ...this.backup(), agent: 1 }, { kind: 'collect' }] };
  }

  backup(): Order & { kind: 'backup' } {
    return { kind: 'backup', agent: this.#below(2), plan: this.#one(plans), runId: (++this.#runs).toString(16).padStart(32, '0'), files: this.#files() };
  }

  #files(): Files {
    const files: Record<string, number> = {};
    const count = 1 + this.#below(6);
    for (let file = 0; file < count; file++) {
      const isOwn = this.#random() < 0.3;
      files[`${this.#one(['a', 'b', 'c'])}/f${file}`] = isOwn ? 1000 + this.#runs * 10 + file : this.#below(sharedContents);
    }
    return files;
  }

  #graceMs(): number {
    return this.#one([0, 0, 2 * dayMs]);
  }

  #one<Value>(values: readonly Value[]): Value {
    const value = values[this.#below(values.length)];
    if (value === undefined) throw new Error('there is nothing to choose from');
    return value;
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }
}
