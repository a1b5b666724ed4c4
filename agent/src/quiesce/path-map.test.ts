import { expect, test } from 'vitest';

import { PathMap } from './path-map.ts';

const map = new PathMap([
  { live: '/', frozen: '/snap/root' },
  { live: '/srv', frozen: '/snap/srv' },
  { live: '/srv/nested', frozen: '/srv/.copy/1' },
]);

test.each([
  ['/', '/snap/root'],
  ['/etc/hosts', '/snap/root/etc/hosts'],
  ['/srv', '/snap/srv'],
  ['/srvx', '/snap/root/srvx'],
  ['/srv/a', '/snap/srv/a'],
  ['/srv/nested/b', '/srv/.copy/1/b'],
])('the copy of %s is read at %s, and the other way round', (live, frozen) => {
  expect(map.toFrozen(live)).toBe(frozen);
  expect(map.toLive(frozen)).toBe(live);
});

test('a walk is told where a copy of its own begins', () => {
  expect(map.entryAt('/srv/nested')?.frozen).toBe('/srv/.copy/1');
  expect(map.entryAt('/srv/a')).toBeUndefined();
});

test('without copies everything is read where it lives', () => {
  expect(new PathMap().toFrozen('/etc')).toBe('/etc');
});
