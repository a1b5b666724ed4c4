import { EntryType } from '@stillpoint/proto/format/entry.ts';
import { expect, test } from 'vitest';

import { parseDuration } from './duration-option.ts';
import { formatMode } from '@stillpoint/proto/cli/entry-text.ts';
import { chooseRestore } from '@stillpoint/proto/cli/restore-options.ts';

test.each([
  ['90s', 90_000],
  ['30m', 1_800_000],
  ['1h', 3_600_000],
  ['7d', 604_800_000],
])('%s is a span of time', (text, spanMs) => {
  expect(parseDuration(text, '--ttl')).toBe(spanMs);
});

test.each(['', '1', 'h', '1x', '-1h', '0s', '1.5h', '99999d'])('%j is no span of time', (text) => {
  expect(() => parseDuration(text, '--ttl')).toThrow(expect.objectContaining({ code: 'USAGE' }));
});

test.each([
  [EntryType.file, 0o644, '-rw-r--r--'],
  [EntryType.directory, 0o1777, 'drwxrwxrwt'],
  [EntryType.directory, 0o1776, 'drwxrwxrwT'],
  [EntryType.file, 0o4755, '-rwsr-xr-x'],
  [EntryType.file, 0o2644, '-rw-r-Sr--'],
  [EntryType.charDevice, 0o600, 'crw-------'],
])('type %i with mode %o reads as ls writes it', (type, mode, text) => {
  expect(formatMode(type, mode)).toBe(text);
});

test.each([
  [{}, 'say where to restore to'],
  [{ to: '/x', stdout: true }, '--to and --stdout do not go together'],
  [{ to: '/x', format: 'tar' }, '--format is for --stdout'],
  [{ inPlace: true, fullPath: true }, '--in-place and --full-path do not go together'],
  [{ stdout: true, overwrite: 'always' }, '--overwrite has no meaning with --stdout'],
  [{ stdout: true, format: 'zip' }, '--format zip is not known'],
  [{ to: '/x', overwrite: 'maybe' }, '--overwrite maybe is not known'],
  [{ to: '' }, '--to names no directory'],
])('restore refuses %j', (flags, message) => {
  expect(() => chooseRestore({ special: true, ...flags })).toThrow(expect.objectContaining({ code: 'USAGE', message }));
});

test('restore into a directory takes a relative path from where the command runs, and overwrites nothing by default', () => {
  const choice = chooseRestore({ special: true, to: 'out' });
  expect(choice).toEqual({ target: { kind: 'directory', target: `${process.cwd()}/out`, placement: 'contents' }, overwrite: 'never', owner: 'ids' });
});
