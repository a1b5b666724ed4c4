import { expect, it } from 'vitest';

import { archiveNameOf } from './archive-name.ts';

it.each([
  ['shop', 'postgres.shop'],
  ['Shop_2-old', 'postgres.Shop_2-old'],
  ['a.b c', 'postgres.a\\x2eb\\x20c'],
  ['ü', 'postgres.\\xc3\\xbc'],
  ['a\\x2eb', 'postgres.a\\x5cx2eb'],
  ['globals', 'postgres.\\x67lobals'],
])('names the archive of database %s after it', (database, archive) => {
  expect(archiveNameOf('postgres', database)).toBe(archive);
});
