/** What the machine offers to tests. One that lacks something is skipped, and its name says why. */
import { test, type TestAPI } from 'vitest';

const missingTools = new Set((process.env['STILLPOINT_MISSING_TOOLS'] ?? '').split(',').filter((tool) => tool !== ''));

/** True for the superuser: owners, devices, mounts. */
export const isRoot = process.getuid?.() === 0;

/** Long runs are asked for by `STILLPOINT_LONG=1`. */
export const isLong = process.env['STILLPOINT_LONG'] === '1';

/** A need of tests that vary what a test of the short form shows. */
export const longForm = 'STILLPOINT_LONG=1';

/** The first of `needs` that is not there; `root` stands for the superuser's rights. */
export function missing(...needs: readonly string[]): string | undefined {
  return needs.find((need) => (need === 'root' ? !isRoot : need === longForm ? !isLong : missingTools.has(need)));
}

/** `test`, or a skipped one when something is missing: `testWith('root', 'rsync')('title', …)`. */
export function testWith(...needs: readonly string[]): TestAPI['skip'] | TestAPI {
  const lacking = missing(...needs);
  if (lacking === undefined) return test;
  const skip = (title: string): void => {
    test.skip(`${title} (needs ${lacking})`, () => undefined);
  };
  return skip as TestAPI['skip'];
}
