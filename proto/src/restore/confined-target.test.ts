import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { closeHandle } from '../posix/open-file.ts';
import { ConfinedTarget } from './confined-target.ts';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'stillpoint-confined-')));
  mkdirSync(join(folder, 'allowed'));
  mkdirSync(join(folder, 'outside'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function within(target: string, allowed = [join(folder, 'allowed')]): ConfinedTarget {
  return ConfinedTarget.within(allowed, target);
}

describe('a target within permitted directories', () => {
  it.each(['/etc', '/', 'relative', '', 'ALLOWED/../outside', 'ALLOWEDX', 'ALLOWED\0/x'])('%j is refused, where it is not the only permitted directory itself', (text) => {
    const target = text.replace('ALLOWED', join(folder, 'allowed'));
    expect(() => within(target, [join(folder, 'allowed'), join(folder, 'other')])).toThrow(expect.objectContaining({ code: 'RESTORE_REFUSED' }) as Error);
  });

  it('is the only permitted directory when none is named, and none at all when nothing is permitted', () => {
    using target = within('');
    expect(target.path).toBe(join(folder, 'allowed'));
    expect(() => within('', [])).toThrow('permits no restores');
    expect(() => within(join(folder, 'allowed'), [])).toThrow('permits no restores');
  });

  it('is made with what is missing above it, for its owner only', () => {
    using target = within(join(folder, 'allowed/a/b'));
    expect(target.find()).toBeUndefined();
    expect(target.standing().toString()).toMatch(/^\/proc\/self\/fd\/\d+$/);
    expect(statSync(join(folder, 'allowed')).isDirectory()).toBe(true);
    const { fd, fresh } = target.make();
    closeHandle(fd);
    expect([fresh, statSync(join(folder, 'allowed/a')).mode & 0o777, statSync(join(folder, 'allowed/a/b')).mode & 0o777]).toEqual([true, 0o700, 0o700]);
    const again = target.make();
    closeHandle(again.fd);
    expect(again.fresh).toBe(false);
  });

  it.each(['allowed/link', 'allowed/link/deeper', 'allowed/file', 'door/x'])('%s leads through a symlink or a file and is not followed', (path) => {
    symlinkSync(join(folder, 'outside'), join(folder, 'allowed/link'));
    symlinkSync(join(folder, 'outside'), join(folder, 'door'));
    writeFileSync(join(folder, 'allowed/file'), '');
    using target = within(join(folder, path), [join(folder, 'allowed'), join(folder, 'door')]);
    for (const use of [() => target.standing(), () => target.find(), () => target.make()]) expect(use).toThrow(expect.objectContaining({ code: 'TARGET_UNSAFE' }) as Error);
  });

  it('may be the root of everything when that is permitted', () => {
    using target = within(join(folder, 'outside'), ['/']);
    closeHandle(target.make().fd);
  });
});
