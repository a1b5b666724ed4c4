import { closeSync, fstatSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openDirectory } from '@stillpoint/proto/posix/directory-handle.ts';
import { expect, test } from 'vitest';

import { closeHandlesBelow } from './handles-below.ts';

test('handles in a copy are closed, and no others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillpoint-handles-'));
  try {
    writeFileSync(join(folder, 'file'), '');
    const inside = openDirectory(folder, { follow: false });
    const outside = openSync('/proc/self/status', 'r');
    closeHandlesBelow([folder]);
    expect(() => fstatSync(inside)).toThrow('EBADF');
    expect(fstatSync(outside).isFile()).toBe(true);
    closeSync(outside);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
