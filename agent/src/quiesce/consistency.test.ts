import { expect, test } from 'vitest';

import { consistencyOf, type Consistency, type StillPointFacts } from './consistency.ts';

const facts: StillPointFacts = { filesystems: 2, copied: 2, oneInstant: true, databases: [], dumps: 0, unknown: 0 };

test.each<[string, Partial<StillPointFacts>, Consistency]>([
  ['files of living filesystems are as after a power cut', { copied: 0 }, 'crash'],
  ['one living filesystem among copies spoils all', { copied: 1 }, 'crash'],
  ['copies of all filesystems are of one moment', {}, 'filesystem'],
  ['copies of several moments still are filesystems', { oneInstant: false }, 'filesystem'],
  ['a dump beside copied files makes them no better', { dumps: 1 }, 'filesystem'],
  ['a dump beside living files makes them no better', { copied: 0, dumps: 3 }, 'crash'],
  ['dumps alone are consistent by themselves', { filesystems: 0, copied: 0, dumps: 1 }, 'application'],
  ['files of a moment that nobody knows spoil all', { unknown: 1, databases: ['held'] }, 'crash'],
  ['and beside dumps', { filesystems: 0, copied: 0, dumps: 1, unknown: 1 }, 'crash'],
  ['a plan in which nothing was read promises nothing', { filesystems: 0, copied: 0 }, 'crash'],
  ['a database that stood still over the copies', { databases: ['held'] }, 'application'],
  ['a database that stood still over copies of several moments', { databases: ['held'], oneInstant: false }, 'application'],
  ['a database that recovers, copied at one instant', { databases: ['settled'] }, 'application'],
  ['a database that recovers, copied at several moments', { databases: ['settled'], oneInstant: false }, 'filesystem'],
  ['one database that could not be quiesced spoils all', { databases: ['held', 'failed'] }, 'filesystem'],
  ['databases that stood still over no copy', { databases: ['held'], copied: 1 }, 'crash'],
  ['databases that stood still while no file was read', { databases: ['held'], filesystems: 0, copied: 0, dumps: 1 }, 'crash'],
])('%s', (_, change, expected) => {
  expect(consistencyOf({ ...facts, ...change })).toBe(expected);
});
