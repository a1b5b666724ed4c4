import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { findLinks } from './linked-paths.ts';

it('only symbolic links are told, with where they lead as bytes, and what is not there or no directory is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillpoint-links-'));
  try {
    writeFileSync(join(folder, 'file'), '');
    symlinkSync(Buffer.from('/srv/\xe9', 'latin1'), join(folder, 'link'));
    symlinkSync('nowhere', join(folder, 'dangling'));
    const paths = ['file', 'link', 'dangling', 'gone', 'file/below'].map((name) => join(folder, name));
    expect(findLinks([folder, ...paths])).toEqual([
      { path: join(folder, 'link'), target: '/srv/\xe9' },
      { path: join(folder, 'dangling'), target: 'nowhere' },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
