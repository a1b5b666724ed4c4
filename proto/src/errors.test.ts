import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { errorCodes, isErrorCode, StillpointError, type ErrorCode } from './errors.ts';

const documentation = readFileSync(join(import.meta.dirname, '../../docs/errors.md'), 'utf8');

function documented(): Map<string, { readonly exit: number; readonly retry: boolean }> {
  const sections = documentation.matchAll(/^### ([A-Z_]+)\n\[([123])(, may pass)?\] /gmu);
  return new Map([...sections].map(([, code, exit, retry]) => [code ?? '', { exit: Number(exit), retry: retry !== undefined }]));
}

test('docs/errors.md has a section for each code, and for no other', () => {
  const headings = [...documentation.matchAll(/^### (.*)$/gmu)].map(([, heading]) => heading);
  expect([...headings].sort()).toEqual(Object.keys(errorCodes).sort());
});

test('docs/errors.md tells the exit status of each code and whether it may pass', () => {
  const table = new Map(Object.entries(errorCodes).map(([code, { exit, retry }]) => [code, { exit, retry }]));
  expect(documented()).toEqual(table);
});

test('an error carries the exit status of its code', () => {
  for (const code of Object.keys(errorCodes) as ErrorCode[]) expect(new StillpointError(code, 'text').exitCode).toBe(errorCodes[code].exit);
});

test('names of object properties are no codes', () => {
  expect(isErrorCode('USAGE')).toBe(true);
  expect(isErrorCode('toString')).toBe(false);
});
