import { parseMounts } from '@stillpoint/proto/posix/mounts.ts';
import { expect, test } from 'vitest';

import type { FilesSelection, PlanConfig } from '../config/agent-config.ts';
import { quiesceSchema } from '@stillpoint/proto/plan/quiesce-schema.ts';
import type { Finding } from './finding.ts';
import { checkQuiesce, type QuiesceCheckOptions } from './quiesce-check.ts';

const tree: FilesSelection = { paths: ['/'], exclude: [], include: undefined, filesystems: 'local', defaultExcludes: true, cachedirTag: true };

function check(lines: readonly string[], quiesce: Readonly<Record<string, unknown>>, more: Partial<QuiesceCheckOptions> = {}): Promise<Finding[]> {
  const plan: PlanConfig = { name: 'daily', schedule: undefined, quiesce: quiesceSchema.parse(quiesce), sources: [] };
  return checkQuiesce(plan, { trees: [tree], databases: 0, dumps: 0, unknown: 0, protectedPaths: [], mounts: parseMounts(lines.map((line, index) => `${index + 1} 0 ${line}`).join('\n')), ...more });
}

const textsOf = (findings: readonly Finding[]): string[] => findings.map(({ text }) => text);

test('a plan on a plain partition is read while it lives, and its snapshots are crash-consistent', async () => {
  const findings = await check(['0:0 / / rw - ext4 /dev/sda1 rw'], {});
  expect(findings.map(({ level }) => level)).toEqual(['ok', 'ok']);
  expect(textsOf(findings)).toEqual([
    '/ (ext4) is read while it lives: ext4, neither btrfs nor ZFS nor on a logical volume',
    'snapshots will have consistency crash: not every filesystem of the plan is copied at a still point',
  ]);
});

test('a plan on ZFS is copied, and a disc in a drive needs no copy', async () => {
  const findings = await check(['0:0 / / rw - zfs rpool/root rw', '0:1 / /cd ro - iso9660 /dev/sr0 ro', '0:2 / /tmp rw - tmpfs tmpfs rw', '0:3 / /nas rw - nfs4 nas:/x rw'], {});
  expect(textsOf(findings)).toEqual([
    '/ (zfs) is copied at the still point (zfs)',
    '/cd (iso9660) cannot be written, so it needs no copy',
    'snapshots will have consistency filesystem: the filesystems are copied at the still point',
  ]);
});

test('one filesystem that cannot be copied spoils the consistency, and none that is left out', async () => {
  const mounts = ['0:0 / / rw - zfs rpool/root rw', '0:1 / /boot/efi rw - vfat /dev/sda1 rw'];
  expect(textsOf(await check(mounts, {})).at(-1)).toContain('consistency crash');
  expect(textsOf(await check(mounts, {}, { trees: [{ ...tree, exclude: ['/boot/efi'] }] })).at(-1)).toContain('consistency filesystem');
});

test('databases at rest while filesystems are copied make it application-consistent', async () => {
  expect(textsOf(await check(['0:0 / / rw - zfs rpool/root rw'], {}, { databases: 1 })).at(-1)).toContain('consistency application');
});

test('a plan of dumps is application-consistent by itself', async () => {
  expect(textsOf(await check([], {}, { trees: [], dumps: 1 }))).toEqual(['snapshots will have consistency application: every source is consistent by itself']);
    expect(textsOf(await check([], {}, { trees: [], dumps: 1, unknown: 1 }))).toEqual(['snapshots will have consistency crash: nobody knows of which moment the files are that a command packs into a tar']);
});

test('a snapshot that was asked for by name and cannot be had is a warning', async () => {
  const findings = await check(['0:0 / / rw - ext4 /dev/sda1 rw'], { snapshot: 'btrfs' });
  expect(findings.at(-1)).toMatchObject({ level: 'warning', text: expect.stringContaining('consistency crash') as string });
  expect(textsOf(findings)[0]).toBe('/ (ext4) is read while it lives: is ext4, not btrfs');
});

test('programs of the administrator that are not there are problems by their keys', async () => {
  const external = { create: ['/nonexistent/create'], remove: ['true'], path: '/mnt/copy', freeze: false };
  const findings = await check(['0:0 / / rw - ext4 /dev/sda1 rw'], { snapshot: 'external', external, pre: ['no-such-program-at-all'], post: ['sh', '-c', 'a b'] });
  const problems = findings.filter(({ level }) => level === 'problem');
  expect(problems.map(({ code }) => code)).toEqual(['TOOL_MISSING', 'TOOL_MISSING']);
  expect(textsOf(problems)[0]).toContain('plan.quiesce.pre: there is no program no-such-program-at-all');
  expect(textsOf(problems)[1]).toContain('plan.quiesce.external.create: there is no program /nonexistent/create');
  expect(textsOf(findings)).toContain("runs sh -c 'a b' at its end, at most 1 min 00 s");
  expect(findings.at(-1)).toMatchObject({ level: 'warning', text: expect.stringContaining('freeze = false') as string });
});

test.skipIf(process.getuid?.() !== 0)('an external copy of what can be frozen says for how long, and nothing is frozen', async () => {
  const external = { create: ['true'], remove: ['true'], path: '/mnt/copy' };
  const findings = await check(['0:0 / / rw - ext4 /dev/sda1 rw'], { snapshot: 'external', external, freeze_deadline: '5s' });
  expect(textsOf(findings)).toContain('freezes / for at most 5.0 s');
  expect(textsOf(findings).at(-1)).toContain('consistency filesystem');
});
