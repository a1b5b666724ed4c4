import { expect, it } from 'vitest';

import { ARCHIVE_NAME_MAX_LENGTH, isArchiveName } from './archive-name.ts';

it.each([
  ['files', true],
  ['postgres.shop', true],
  [`mariadb.${'\\xe6\\xbc\\xa2'.repeat(51)}`, true],
  [`sqlite.${'\\x2f'.repeat(1000)}`, true],
  ['f'.repeat(ARCHIVE_NAME_MAX_LENGTH), true],
  ['f'.repeat(ARCHIVE_NAME_MAX_LENGTH + 1), false],
  ['', false],
  ['1st', false],
  ['a/b', false],
  ['a:b', false],
  ['a\0', false],
])('an archive may be called %j: %s', (name, may) => {
  expect(isArchiveName(name)).toBe(may);
});
