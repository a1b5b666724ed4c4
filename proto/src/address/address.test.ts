import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatAddress, parseAddress, parseSnapshotReference, showAddress, type Address, type SnapshotReference, type Within } from './address.ts';
import { isWallTime } from './wall-clock.ts';
import type { When } from './when.ts';

const agent = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/);
const wall = fc
  .record({ year: fc.integer({ min: 1970, max: 9999 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }), hour: fc.nat(23), minute: fc.nat(59), second: fc.nat(59) })
  .filter(isWallTime);
const when: fc.Arbitrary<When> = fc.oneof(
  fc.constantFrom<When>({ kind: 'latest' }, { kind: 'latest-complete' }),
  fc.integer({ min: 1, max: 999 }).map((count): When => ({ kind: 'back', count })),
  wall.map((value): When => ({ kind: 'local', precision: 'day', wall: { ...value, hour: 0, minute: 0, second: 0 } })),
  wall.map((value): When => ({ kind: 'local', precision: 'minute', wall: { ...value, second: 0 } })),
  wall.map((value): When => ({ kind: 'local', precision: 'second', wall: value })),
  fc.record({ unixSeconds: fc.integer({ min: 0, max: 253_000_000_000 }), offsetMinutes: fc.integer({ min: -14 * 60, max: 14 * 60 }) }).map((value): When => ({ kind: 'moment', ...value })),
);
const snapshot: fc.Arbitrary<SnapshotReference> = fc.oneof(
  fc.stringMatching(/^[0-9a-f]{1,32}$/).map((id): SnapshotReference => ({ kind: 'id', id })),
  fc.record({ kind: fc.constant('agent' as const), agent, plan: fc.option(agent, { nil: undefined }), when: fc.option(when, { nil: undefined }) }),
);
const name = fc.uint8Array({ minLength: 1, maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString('latin1')).filter((text) => !/[/\0]/.test(text) && text !== '.' && text !== '..');
const within: fc.Arbitrary<Within> = fc.record({
  archive: fc.option(fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9._\\-]{0,12}$/), { nil: undefined }),
  path: fc.option(fc.array(name, { maxLength: 5 }).map((names) => `/${names.join('/')}`), { nil: undefined }),
});
const address: fc.Arbitrary<Address> = fc.record({ snapshot, within: fc.option(within, { nil: undefined }) });

describe('address', () => {
  it('is read back unchanged from its text', () => {
    fc.assert(fc.property(address, (value) => { expect(parseAddress(showAddress(value))).toEqual(value); }), { numRuns: 1000 });
  });

  it.each([
    ['db1', { snapshot: { kind: 'agent', agent: 'db1', plan: undefined, when: undefined }, within: undefined }],
    ['db1:', { snapshot: { kind: 'agent', agent: 'db1', plan: undefined, when: undefined }, within: { archive: undefined, path: undefined } }],
    ['db1:/etc//hosts/', { snapshot: { kind: 'agent', agent: 'db1', plan: undefined, when: undefined }, within: { archive: undefined, path: '/etc/hosts' } }],
    ['db1/daily:postgres.shop', { snapshot: { kind: 'agent', agent: 'db1', plan: 'daily', when: undefined }, within: { archive: 'postgres.shop', path: undefined } }],
    ['db1/daily@latest:files/etc/hosts', { snapshot: { kind: 'agent', agent: 'db1', plan: 'daily', when: { kind: 'latest' } }, within: { archive: 'files', path: '/etc/hosts' } }],
    ['db1@-1:/', { snapshot: { kind: 'agent', agent: 'db1', plan: undefined, when: { kind: 'back', count: 1 } }, within: { archive: undefined, path: '/' } }],
    ['@AB12:files', { snapshot: { kind: 'id', id: 'ab12' }, within: { archive: 'files', path: undefined } }],
    ['db1:/a:b/c:d', { snapshot: { kind: 'agent', agent: 'db1', plan: undefined, when: undefined }, within: { archive: undefined, path: '/a:b/c:d' } }],
    ['db1:/\\x83\\x5c', { snapshot: { kind: 'agent', agent: 'db1', plan: undefined, when: undefined }, within: { archive: undefined, path: '/\x83\\' } }],
  ])('%s names what it says', (text, expected) => {
    expect(parseAddress(text)).toEqual(expected);
  });

  it('never takes the minutes of a time or the offset of a zone for an archive', () => {
    const local = parseAddress('db1@2026-11-22 10:30:files/etc');
    expect(local.within).toEqual({ archive: 'files', path: '/etc' });
    expect(local.snapshot).toMatchObject({ when: { kind: 'local', precision: 'minute' } });
    const zoned = parseAddress('db1@2026-11-22T10:30:05+09:00:/etc');
    expect(zoned.within).toEqual({ archive: undefined, path: '/etc' });
    expect(zoned.snapshot).toMatchObject({ when: { kind: 'moment', offsetMinutes: 540, unixSeconds: Date.UTC(2026, 10, 22, 1, 30, 5) / 1000 } });
  });

  it.each(['', ':files', 'db1/', 'db1/a/b', 'db1@', 'db1@yesterday', 'db1@2026-02-30', 'db1@2026-11-22 25:00', '@', '@xyz', 'db1:30', 'db1:/a/../b', 'db1:/a\\n', 'db1@2026-11-22T10:30:00+99:00'])(
    'refuses %j as ADDRESS_INVALID',
    (text) => {
      expect(() => parseAddress(text)).toThrow(expect.objectContaining({ code: 'ADDRESS_INVALID' }));
    },
  );

  it('suggests the nearest word and the right form', () => {
    expect(() => parseAddress('db1@lastest')).toThrow(expect.objectContaining({ hint: 'did you mean @latest?' }));
    expect(() => parseAddress('db1/etc/hosts')).toThrow(expect.objectContaining({ hint: 'a path stands behind a colon: db1:/etc/hosts' }));
    expect(() => parseAddress('db1@deadbeef')).toThrow(expect.objectContaining({ hint: "a snapshot's id stands alone: write @deadbeef" }));
  });

  it('is quoted for a shell only where it must be', () => {
    expect(formatAddress(parseAddress('db1/daily@latest:files/etc/hosts'))).toBe('db1/daily@latest:files/etc/hosts');
    expect(formatAddress(parseAddress("db1@2026-11-22 10:30:/it's"))).toBe(`'db1@2026-11-22 10:30:/it'\\''s'`);
  });

  it('takes no archive or path where a whole snapshot is asked for', () => {
    expect(() => parseSnapshotReference('db1/daily:files')).toThrow(expect.objectContaining({ code: 'ADDRESS_INVALID' }));
  });
});
