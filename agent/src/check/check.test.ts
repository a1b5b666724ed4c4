import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parseMounts } from '@stillpoint/proto/posix/mounts.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { FilesSourceConfig } from '../config/agent-config.ts';
import { checkStateSpace } from './agent-check.ts';
import { checkFiles } from './files-check.ts';
import { checkRights } from './rights-check.ts';

let folder = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'stillpoint-check-')));
  mkdirSync(join(folder, 'srv'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function sourceOf(source: Partial<FilesSourceConfig>): FilesSourceConfig {
  return { kind: 'files', name: 'files', paths: ['/'], exclude: [], include: undefined, filesystems: 'local', requireMounts: [], defaultExcludes: true, cachedirTag: true, ...source };
}

const mounts = parseMounts(
  [
    '1 0 8:1 / / rw - ext4 /dev/sda1 rw',
    '2 1 0:5 / /proc rw - proc proc rw',
    '3 1 8:2 / /srv rw - xfs /dev/sda2 rw',
    '4 1 0:40 / /mnt/nas rw - nfs4 nas:/x rw',
    '5 4 8:3 / /mnt/nas/inner rw - ext4 /dev/sda3 rw',
    '6 1 8:4 / /scratch/disk rw - ext4 /dev/sda4 rw',
  ].join('\n'),
);

describe('the state directory', () => {
  it('is a problem by its name when its filesystem is full, and none otherwise', () => {
    expect(checkStateSpace('/var/lib/stillpoint-agent', 0)).toMatchObject({ level: 'problem', code: 'STATE_IO', text: expect.stringContaining('/var/lib/stillpoint-agent is full: 0 B') as string });
    expect(checkStateSpace('/var/lib/stillpoint-agent', 1_048_576)).toBeUndefined();
  });
});

describe('what a source of files would do', () => {
  const textsOf = (source: Partial<FilesSourceConfig>): string[] => checkFiles(sourceOf(source), 'plan daily', { protectedPaths: [], mounts }).map(({ text }) => text);

  it('names each mount that is followed or left out, and none that lies in one that is left out', () => {
    const texts = textsOf({ exclude: ['/scratch'] });
    expect(texts).toContain('source files: follows /srv (xfs)');
    expect(texts.find((text) => text.includes('/proc ('))).toContain('leaves out /proc (proc)');
    expect(texts.find((text) => text.includes('/mnt/nas'))).toContain('leaves out /mnt/nas (nfs4): network');
    expect(texts.join('\n')).not.toContain('inner');
    expect(texts.join('\n')).not.toContain('scratch');
  });

  it('follows no mount when the source stays on one filesystem, and every disk when it takes all', () => {
    expect(textsOf({ filesystems: 'one' }).find((text) => text.includes('/srv'))).toContain('leaves out /srv');
    expect(textsOf({ filesystems: 'all' })).toContain('source files: follows /mnt/nas/inner (ext4)');
  });

  it('names the default excludes that hold, not one that a path lies in', () => {
    const defaultsOf = (path: string): string => textsOf({ paths: [path] }).find((text) => text.includes('leaves out by default')) ?? '';
    expect(defaultsOf('/')).toContain('/run/*');
    expect(defaultsOf('/run')).not.toContain(' /run/*');
  });

  it('reports every path and every required mount that is not there', () => {
    const findings = checkFiles(sourceOf({ paths: [join(folder, 'srv'), join(folder, 'no1'), join(folder, 'no2')], requireMounts: [folder, '/'] }), 'plan daily', { protectedPaths: [], mounts });
    const problems = findings.filter(({ level }) => level === 'problem');
    expect(problems.map(({ code }) => code)).toEqual(['PATH_MISSING', 'PATH_MISSING', 'MOUNT_MISSING']);
    expect(problems[0]?.text).toContain('no1');
    expect(findings.map(({ text }) => text)).toContain(`source files: takes ${folder}/srv`);
  });

  it('warns with PATH_LINKED of a path that is a symbolic link and of one that leads through it', () => {
    symlinkSync('srv', join(folder, 'link'));
    mkdirSync(join(folder, 'srv', 'www'));
    const findings = checkFiles(sourceOf({ paths: [join(folder, 'link'), join(folder, 'link', 'www')] }), 'plan daily', { protectedPaths: [], mounts });
    expect(findings.filter(({ level }) => level === 'warning')).toEqual([
      expect.objectContaining({ code: 'PATH_LINKED', text: expect.stringContaining(`is taken as ${join(folder, 'srv/www')}`) as string, hint: expect.any(String) as string }),
      expect.objectContaining({ code: 'PATH_LINKED', text: expect.stringContaining('the link is taken, not srv') as string, hint: expect.any(String) as string }),
    ]);
  });

  it('reports a path inside what is never backed up', () => {
    const findings = checkFiles(sourceOf({ paths: [join(folder, 'srv')] }), 'plan daily', { protectedPaths: [folder], mounts });
    expect(findings.filter(({ level }) => level === 'problem').map(({ code }) => code)).toEqual(['CONFIG_INVALID']);
  });
});

describe('rights', () => {
  const status = (mask: string): string => `Name:\tnode\nCapInh:\t0\nCapEff:\t${mask}\n`;

  it('of root are complete', () => {
    expect(checkRights(0, status('000001ffffffffff'))).toEqual([{ level: 'ok', area: 'rights', text: 'root, may read everything' }]);
  });

  it('of a user without capabilities are named one by one, as warnings', () => {
    const findings = checkRights(1000, status('0000000000000000'));
    expect(findings).toHaveLength(3);
    expect(findings.every(({ level }) => level === 'warning')).toBe(true);
    expect(findings[0]?.text).toContain('CAP_DAC_READ_SEARCH');
  });

  it('to override read permission make the right to pass it by unneeded', () => {
    expect(checkRights(1000, status('000000000020000a')).map(({ level }) => level)).toEqual(['ok']);
  });
});
