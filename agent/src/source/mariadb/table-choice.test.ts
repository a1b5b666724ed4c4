import { expect, test } from 'vitest';

import { chosenTables, type TableFacts } from './table-choice.ts';

function chosen(patterns: readonly string[], ...names: readonly string[]): string[] {
  return chosenTables(patterns, 'shop', names.map((name): TableFacts => ({ name, engine: 'InnoDB', transactional: true }))).map(({ name }) => name);
}

test.each([
  [['log_*'], ['log_1', 'log_2', 'orders', 'a_log_1'], ['log_1', 'log_2']],
  [['shop.log*'], ['log', 'x'], ['log']],
  [['other.log'], ['log'], []],
  [['*'], ['a', 'b'], ['a', 'b']],
  [['a.c', 'x?y', '[a]'], ['abc', 'xzy', 'a', 'x?y', '[a]'], ['x?y', '[a]']],
  [['表*'], ['表1', '図1'], ['表1']],
])('%j of %j are %j', (patterns, names, wanted) => {
  expect(chosen(patterns, ...names)).toEqual(wanted);
});

test('a pattern with many stars takes no time on a name that it nearly matches', () => {
  expect(chosen([`${'*a'.repeat(20)}*c`], 'a'.repeat(64))).toEqual([]);
});
