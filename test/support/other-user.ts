/** Running programs as a user without rights. */
import { join } from 'node:path';

import { runProgram } from './child-program.ts';

/** For `through`: runs a program as user and group 65534. */
export const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'env', 'HOME=/nonexistent'] as const;

/** False when the repository lies where other users cannot run it. */
export async function nobodyCanRun(): Promise<boolean> {
  const launcher = join(import.meta.dirname, '../../collector/bin/stillpoint-collector');
  return (await runProgram(launcher, ['--version'], { through: asNobody })).code === 0;
}
