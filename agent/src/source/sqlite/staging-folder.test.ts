import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { StagingFolder } from './staging-folder.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-staging-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('StagingFolder', () => {
  it('removes itself, and what a process has left that is gone', () => {
    const { pid } = spawnSync('true');
    mkdirSync(join(folder, `stillpoint-staging-${pid}-abc`));
    writeFileSync(join(folder, `stillpoint-staging-${pid}-abc`, 'copy.sqlite'), 'left');
    mkdirSync(join(folder, `stillpoint-staging-${process.pid}-other`));
    mkdirSync(join(folder, 'of-the-administrator'));
    using staging = StagingFolder.open(folder, 10, 'a database');
    expect(readdirSync(folder).sort()).toEqual(['of-the-administrator', staging.path.slice(folder.length + 1), `stillpoint-staging-${process.pid}-other`].sort());
    staging[Symbol.dispose]();
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('names the place that is missing or too small', () => {
    expect(() => StagingFolder.open(join(folder, 'gone'), 10, '/srv/shop.db')).toThrow(/\/srv\/shop\.db is copied to .*gone first, and that cannot be written to \(ENOENT\)/);
    expect(() => StagingFolder.open(folder, Number.MAX_SAFE_INTEGER, '/srv/shop.db')).toThrow(/first, which has .* left and needs/);
    expect(readdirSync(folder)).toEqual([]);
  });
});
