import { execFileSync } from 'node:child_process';

import { expect, test } from 'vitest';

import { Owners } from './owners.ts';

test('every user and group of this machine is found both ways', () => {
  const owners = new Owners();
  const table = (database: string) =>
    execFileSync('getent', [database], { encoding: 'latin1' })
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(':'));
  for (const [name = '', , uid] of table('passwd')) {
    expect(owners.findUid(name)).toBe(Number(uid));
    expect(owners.findUid(owners.userName(Number(uid)))).toBe(Number(uid));
  }
  for (const [name = '', , gid] of table('group')) {
    expect(owners.findGid(name)).toBe(Number(gid));
    expect(owners.findGid(owners.groupName(Number(gid)))).toBe(Number(gid));
  }
  expect([owners.userName(0), owners.groupName(0)]).toEqual(['root', 'root']);
});

test('unknown ids have no name and unknown names no id, asked once or twice', () => {
  const owners = new Owners();
  for (let i = 0; i < 2; i++) {
    expect([owners.userName(4_000_000_123), owners.groupName(4_000_000_123)]).toEqual(['', '']);
    expect([owners.findUid('no-such\xff'), owners.findGid('no-such\xff')]).toEqual([undefined, undefined]);
  }
});
