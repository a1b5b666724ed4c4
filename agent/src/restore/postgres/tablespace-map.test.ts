import { expect, it } from 'vitest';

import { parseTablespaceMap, tablespaceMapText } from './tablespace-map.ts';

it('reads and writes a map of tablespaces, whatever their paths hold', () => {
  const places = [
    { oid: '16385', path: '/srv/fast disk' },
    { oid: '16386', path: '/srv/a\nb\\c' },
  ];
  const text = '16385 /srv/fast disk\n16386 /srv/a\\\nb\\\\c\n';
  expect(parseTablespaceMap(Buffer.from(text))).toEqual(places);
  expect(tablespaceMapText(places)).toBe(text);
  expect(parseTablespaceMap(Buffer.alloc(0))).toEqual([]);
  expect(() => parseTablespaceMap(Buffer.from('/srv/fast\n'))).toThrow('no line of a tablespace_map');
});
