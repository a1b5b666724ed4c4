/**
 * A minor garbage collection on demand: frees buffers that died young and lie outside of the heap, which V8 does not count when it decides to collect.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as (options: { readonly type: 'minor' }) => void;
setFlagsFromString('--no-expose-gc');

/** Collects this thread's young objects: about a millisecond. */
export function collectGarbage(): void {
  gc({ type: 'minor' });
}
