/**
 * Whether two trees are the same, said by programs that share no code with Stillpoint: rsync, getfattr, getfacl, getcap, and a walker in Python for what
 * those cannot see (long paths, flags, holes, hard links of everything).
 */
import { join } from 'node:path';

import { expect } from 'vitest';

import { outputOf, runProgram } from './child-program.ts';
import { tortureParts } from './torture-tree.ts';

/** What the comparison leaves out. */
export interface Allowance {
  /** Parts of objects that compare-trees.py leaves out. */
  readonly without?: readonly ('flags' | 'sockets' | 'holes' | 'owners' | 'xattrs' | 'groups')[];
  /** Names at the top that stand on one side only. */
  readonly skip?: readonly string[];
}

/** Object by object: types, modes, owners, times, targets, devices, content, holes, xattrs, flags, hard links. */
export async function expectSameObjects(one: string, other: string, { without = [], skip = [] }: Allowance = {}): Promise<void> {
  const options = [...without.flatMap((part) => ['--without', part]), ...skip.flatMap((name) => ['--skip', name])];
  const { stdout, stderr } = await runProgram('python3', [join(import.meta.dirname, 'compare-trees.py'), one, other, ...options]);
  expect(stdout + stderr).toBe('');
}

/** As rsync sees it, with ACLs, xattrs, hard links and nanoseconds. */
export async function expectSameToRsync(one: string, other: string, skip: readonly string[] = []): Promise<void> {
  const excluded = skip.flatMap((name) => ['--exclude', `/${name}`]);
  expect(await outputOf('rsync', ['-aHAXni', '--checksum', '--delete', '--modify-window=-1', ...excluded, `${one}/`, `${other}/`])).toBe('');
}

/** As the tools for attributes, ACLs, capabilities and flags print it. */
export async function expectSameAttributes(one: string, other: string, skip: readonly string[] = []): Promise<void> {
  const find = (work: string): string => `find . \\( ${[...skip, tortureParts.deep].map((name) => `-path ./${name}`).join(' -o ')} \\) -prune -o ${work}`;
  const questions = [
    find('-print0 | sort -z | xargs -0 getfattr -d -m - -h -e hex --'),
    find('! -type l -print0 | sort -z | xargs -0 getfacl -n --'),
    'getcap -r . 2>/dev/null | sort',
    find('\\( -type d -o -type f \\) -print0 | sort -z | xargs -0 lsattr -d -- 2>/dev/null | cut -c1-12'),
  ];
  for (const question of questions) {
    const [here, there] = await Promise.all([one, other].map((cwd) => outputOf('sh', ['-c', question], { cwd, env: { LC_ALL: 'C' } })));
    expect(here).not.toBe('');
    expect(there === here ? 'same' : firstDifference(here ?? '', there ?? ''), question).toBe('same');
  }
}

/** Everything of a torture tree. */
export async function expectSameTorture(one: string, other: string, allowance: Allowance = {}): Promise<void> {
  const skip = allowance.skip ?? [];
  await expectSameObjects(one, other, { ...allowance, skip: [...skip, tortureParts.sparseBeyond] });
  await expectSameObjects(join(one, tortureParts.sparseBeyond), join(other, tortureParts.sparseBeyond), { without: ['holes'] });
  await expectSameToRsync(one, other, [...skip, tortureParts.deep, ...tortureParts.huge, ...(allowance.without?.includes('sockets') === true ? ['special/*socket*', 'hard/socket', 'hard/*/socket'] : [])]);
}

function firstDifference(one: string, other: string): string {
  const lines = other.split('\n');
  const at = one.split('\n').findIndex((line, index) => line !== lines[index]);
  return `line ${at + 1}: ${one.split('\n').slice(at - 3, at + 3).join(' ⏎ ')}   AND   ${lines.slice(at - 3, at + 3).join(' ⏎ ')}`;
}
