/** Waits for the clock: a file is only taken as unchanged when its last change was two seconds old as it was read. */
import { setTimeout as wait } from 'node:timers/promises';

const ageMs = 2_100;

/** Resolves when everything that was changed before the call is old enough to be reused by the backup after the next. */
export async function settled(): Promise<void> {
  await wait(ageMs);
}
