/** What a core can be told to do, as values: they go over a pipe, into a log, and into the message of a test that failed. */
import type { BackupOrder } from './core.ts';

/** One thing to do. `busy`: several at a time. */
export type Order =
  | ({ readonly kind: 'backup' } & BackupOrder)
  | { readonly kind: 'delete'; readonly runId: string; readonly graceMs: number }
  | { readonly kind: 'undelete'; readonly runId: string }
  | { readonly kind: 'prune'; readonly keepLast: number; readonly graceMs: number }
  | { readonly kind: 'collect' }
  /** A day of serving passes: clock, and what broken sessions may keep. */
  | { readonly kind: 'pass' }
  | { readonly kind: 'restart' }
  /** The catalog is made anew from the datastore. */
  | { readonly kind: 'rebuild' }
  | { readonly kind: 'busy'; readonly orders: readonly Order[] };

/** An order in a few words. */
export function describeOrder(order: Order): string {
  switch (order.kind) {
    case 'backup':
      return `${order.abandoned === true ? 'abandoned backup' : 'backup'} ${order.agent}/${order.plan} run ${order.runId.slice(-4)} ${JSON.stringify(order.files)}`;
    case 'delete':
      return `delete run ${order.runId.slice(-4)} grace ${order.graceMs}`;
    case 'undelete':
      return `undelete run ${order.runId.slice(-4)}`;
    case 'prune':
      return `prune keep ${order.keepLast} grace ${order.graceMs}`;
    case 'busy':
      return `at a time [${order.orders.map(describeOrder).join(', ')}]`;
    default:
      return order.kind;
  }
}
