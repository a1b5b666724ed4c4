import { Owners } from '@stillpoint/proto/posix/owners.ts';
import { PosixError } from '@stillpoint/proto/posix/posix-error.ts';
import { expect, it } from 'vitest';

import { OwnerNames } from './owner-names.ts';

it('asks a user database that does not answer once for each id, and keeps the other names', () => {
  let asked = 0;
  class Silent extends Owners {
    override userName(uid: number): string {
      if (uid === 0) return 'root';
      asked++;
      throw new PosixError('getpwuid_r', 5);
    }
  }
  const names = new OwnerNames(new Silent());
  expect([names.user(7), names.user(7), names.user(0), names.group(0)]).toEqual(['', '', 'root', 'root']);
  expect(asked).toBe(1);
  expect(names.failure?.code).toBe('EIO');
});
