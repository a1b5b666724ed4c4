import { describe, expect, it } from 'vitest';

import type { FilesSourceConfig, PlanConfig } from '../../config/agent-config.ts';
import { defaultQuiesce } from '@stillpoint/proto/plan/quiesce-schema.ts';
import { reportSystem } from './system-report.ts';
import { systemSources } from './system-source.ts';

const bounds = { toolTimeoutMs: 10_000, totalTimeoutMs: 45_000, fileBytes: 4 * 1_048_576 };

describe('what is told of a guest', () => {
  it('has what this machine can tell, and notes what it cannot', async () => {
    const files = new Map((await reportSystem(new AbortController().signal)).map(({ path, text }) => [path, text]));
    expect(files.get('boot/firmware')).toMatch(/^(?:EFI|BIOS)\n$/);
    expect(files.get('boot/uname.txt')).toContain('Linux');
    expect(files.get('disks/mountinfo')).toContain(' / ');
    expect(files.get('software/os-release')).toContain('ID=');
    expect(files.get('NOTES')).toContain('rebuilt');
    for (const path of files.keys()) expect(path).toMatch(/^[A-Za-z0-9._/-]+$/);
  });

  it('ends when its time is over, and leaves out what is too large', async () => {
    const late = await reportSystem(new AbortController().signal, { ...bounds, totalTimeoutMs: 0 });
    expect(late.find(({ path }) => path === 'NOTES')?.text).toContain('uname -a: not asked any more');
    const small = await reportSystem(new AbortController().signal, { ...bounds, fileBytes: 10 });
    expect(small.find(({ path }) => path === 'boot/uname.txt')).toBeUndefined();
    expect(small.find(({ path }) => path === 'NOTES')?.text).toContain('uname -a: SOURCE_FAILED');
  });

  it('is given up with the run', async () => {
    await expect(reportSystem(AbortSignal.abort())).rejects.toThrow();
  });
});

describe('a plan', () => {
  const files: FilesSourceConfig = { kind: 'files', name: 'files', paths: ['/'], exclude: [], include: undefined, filesystems: 'local', requireMounts: [], defaultExcludes: true, cachedirTag: true };
  const plan = (facts: Partial<PlanConfig>): PlanConfig => ({ name: 'daily', schedule: undefined, quiesce: defaultQuiesce, sources: [files], ...facts });

  it.each([
    [plan({ system: true }), 1],
    [plan({ system: false }), 0],
    [plan({}), 0],
    [plan({ system: true, sources: [{ ...files, name: 'system' }] }), 0],
  ])('has the archive when its configuration says so, and gives way to a source of that name', (config, count) => {
    expect(systemSources(config)).toHaveLength(count);
  });
});
