/** Running programs as a user without rights. */
import { runProgram } from './child-program.ts';
import { collectorLauncher } from './programs.ts';

/** For `through`: runs a program as user and group 65534. */
export const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'env', 'HOME=/nonexistent'] as const;

/** False when the repository lies where other users cannot run it. */
export async function nobodyCanRun(): Promise<boolean> {
  return (await runProgram(collectorLauncher, ['--version'], { through: asNobody })).code === 0;
}
