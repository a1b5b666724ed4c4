/** Fault points: silent unless armed, and then deadly at exactly one passing. */
import { spawnSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

const program = `import { faultPoint } from ${JSON.stringify(new URL('fault-point.ts', import.meta.url).href)};
for (const name of ['a-point', 'b-point', 'a-point', 'a-point']) { console.log(name); faultPoint(name); }`;

function run(fault: string | undefined): { passed: number; signal: NodeJS.Signals | null; status: number | null; stderr: string } {
  const env: NodeJS.ProcessEnv = { ...process.env };
  if (fault === undefined) delete env['STILLPOINT_FAULT'];
  else env['STILLPOINT_FAULT'] = fault;
  const child = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { env, encoding: 'utf8' });
  return { passed: child.stdout.split('\n').length - 1, signal: child.signal, status: child.status, stderr: child.stderr };
}

describe('faultPoint', () => {
  it.each([
    [undefined, 4, null],
    ['', 4, null],
    ['c-point', 4, null],
    ['a-point', 1, 'SIGKILL'],
    ['b-point', 2, 'SIGKILL'],
    ['a-point:3', 4, 'SIGKILL'],
    ['a-point:4', 4, null],
    ['any', 1, 'SIGKILL'],
    ['any:3', 3, 'SIGKILL'],
    ['any:5', 4, null],
  ])('with STILLPOINT_FAULT=%s lets %i passings begin', (fault, passed, signal) => {
    expect(run(fault)).toMatchObject({ passed, signal });
  });

  it('says with its last words where the process died', () => {
    expect(run('any:2').stderr).toBe('fault point b-point\n');
  });

  it('refuses a setting that it does not understand', () => {
    expect(run('a-point:')).toMatchObject({ passed: 0, status: 1 });
  });
});
