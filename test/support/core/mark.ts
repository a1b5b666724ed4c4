/** What a core's process writes down of itself, so that a log of its writes tells what had been answered at each moment. */
import type { Look } from './core.ts';
import type { Order } from './order.ts';
import type { StoreModel } from './store-model.ts';

/** One line. `value`: the answer to the order. */
export type Mark = { readonly opened: true } | { readonly begun: Order } | { readonly ended: Order; readonly value?: unknown } | { readonly seen: Look };

/** Takes the model to where the process was when it wrote the last of these lines. */
export function followMarks(model: StoreModel, text: string): void {
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const mark = JSON.parse(line) as Mark;
    if ('opened' in mark) model.crashed();
    else if ('begun' in mark) model.begin(mark.begun);
    else if ('ended' in mark) model.end(mark.ended, mark.value);
    else model.compare(mark.seen);
  }
}
