import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { LeftoverRecord, readLeftovers, type Leftover } from './leftover-record.ts';
import { cleanLeftovers } from './leftovers.ts';

let folder = '';
const file = (): string => join(folder, 'still-point.json');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillpoint-leftovers-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const items: readonly Leftover[] = [
  { kind: 'btrfs', folder: '/srv/\x95\xff/.stillpoint-1' },
  { kind: 'lvm', volume: 'vg0/stillpoint-1-0', folder: '/state/snapshot-0' },
  { kind: 'zfs', snapshots: ['tank/srv@stillpoint-1'] },
  { kind: 'external', command: ['remove', 'it'], environment: { STILLPOINT_PLAN: 'daily' }, timeoutMs: 1000 },
  { kind: 'freeze', mountPoints: ['/', '/srv'], bootId: 'b' },
  { kind: 'markers', paths: ['/srv/.stillpoint-1-still'] },
  { kind: 'post', command: ['true'], timeoutMs: 1000 },
];

test('everything in force is read back as it was written, and the record goes with the last of it', () => {
  const record = new LeftoverRecord(folder, '1', 'daily');
  record.add(...items);
  expect(readLeftovers(folder)).toEqual({ version: 1, runId: '1', plan: 'daily', items });
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  for (const item of items) record.remove(item);
  expect(existsSync(file())).toBe(false);
  expect(readLeftovers(folder)).toBeUndefined();
});

test('what an earlier run left stays in the record of the next one', () => {
  new LeftoverRecord(folder, '1', 'daily').add({ kind: 'zfs', snapshots: ['a@stillpoint-1'] });
  const next = new LeftoverRecord(folder, '2', 'daily');
  const own: Leftover = { kind: 'zfs', snapshots: ['a@stillpoint-2'] };
  next.add(own);
  next.remove(own);
  expect(readLeftovers(folder)?.items).toEqual([{ kind: 'zfs', snapshots: ['a@stillpoint-1'] }]);
});

test.each(['', '{}', '{"version":2,"runId":"1","plan":"daily","items":[]}', '{"version":1,"runId":"../x","plan":"daily","items":[]}'])('a record that says %j is an error and no permission to forget', (text) => {
  writeFileSync(file(), text);
  expect(() => readLeftovers(folder)).toThrow(expect.objectContaining({ code: 'STATE_INVALID' }));
});

test('what is undone is told once, and what cannot be undone is tried again', async () => {
  const marker = join(folder, 'marker');
  writeFileSync(marker, '');
  new LeftoverRecord(folder, '1', 'daily').add(
    { kind: 'external', command: ['false'], environment: {}, timeoutMs: 1000 },
    { kind: 'markers', paths: [marker] },
    { kind: 'post', command: ['false'], timeoutMs: 1000 },
  );
  expect((await cleanLeftovers(folder)).map(({ code }) => code)).toEqual(['LEFTOVER_REMAINS', 'LEFTOVER_CLEANED', 'HOOK_FAILED']);
  expect(existsSync(marker)).toBe(false);
  expect((await cleanLeftovers(folder)).map(({ code }) => code)).toEqual(['LEFTOVER_REMAINS']);
});

test('a freeze of an earlier boot is not thawed: it is gone, and another may be somebody else\'s', async () => {
  new LeftoverRecord(folder, '1', 'daily').add({ kind: 'freeze', mountPoints: ['/nonexistent/\x95'], bootId: 'another boot' });
  expect((await cleanLeftovers(folder)).map(({ code }) => code)).toEqual(['LEFTOVER_CLEANED']);
  expect(existsSync(file())).toBe(false);
});
