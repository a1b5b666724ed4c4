import { expect, test } from 'vitest';

import { EntryType } from '../format/entry.ts';
import { formatMode } from './entry-text.ts';
import { chooseRestore } from './restore-options.ts';

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
