/** A program that writes a sequence into many files in order, and what its files show at one instant. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from 'vitest';

import { ChildProgram } from './child-program.ts';

const writer = join(import.meta.dirname, 'sequence-writer.mjs');

/** The values of a sequence writer in a copy, file by file. */
export function sequenceIn(folders: readonly string[]): number[] {
  const files = folders.flatMap((folder) => readdirSync(folder).filter((name) => name.startsWith('file-')).map((name) => [name, join(folder, name)] as const));
  return files.sort(([left], [right]) => (left < right ? -1 : 1)).map(([, path]) => Number(readFileSync(path).readBigUInt64LE()));
}

/** Fails unless the values can have been there at one instant. */
export function expectOneInstant(values: readonly number[], count: number): void {
  expect(values).toHaveLength(count);
  expect(values).toEqual([...values].sort((left, right) => right - left));
  expect((values[0] ?? 0) - (values.at(-1) ?? 0)).toBeLessThanOrEqual(1);
}

/** Starts one and waits until it writes. With `durable` each write is on the disk before the next. */
export async function startSequenceWriter(folders: readonly string[], durable: boolean, count = 200): Promise<ChildProgram> {
  const running = ChildProgram.start(process.execPath, [writer, String(count), durable ? 'durable' : '', ...folders]);
  await running.waitFor(/writing/, 'stdout');
  return running;
}
