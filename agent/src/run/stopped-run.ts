/** The end of a run that is to stop, as a promise to race with. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

/** Rejects with RUN_CANCELLED when `signal` is aborted; never resolves, and need not be waited for. */
export function rejectWhenStopped(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => {
    reject(new StillpointError('RUN_CANCELLED', 'the run was stopped'));
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  promise.catch(() => undefined);
  return promise;
}
