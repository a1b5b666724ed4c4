/**
 * Small files in DIR/upkeep: what a collector remembers of its own housekeeping. They are no part of the truth: one that is lost or damaged costs nothing but what it
 * remembered, so it counts as absent.
 */
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

import type { z } from 'zod';

import { datastoreError } from '../datastore/datastore-error.ts';
import { systemErrorCode } from '@stillpoint/proto/errors.ts';
import { syncPath, writeDurably } from '../datastore/durable-file.ts';

/** Folder of the files, in the datastore's directory. */
export const upkeepFolder = 'upkeep';

/** What the file holds; undefined when there is none, it may not be read, or it is not what it should be. DATASTORE_IO. */
export async function readState<Schema extends z.ZodType>(directory: string, name: string, schema: Schema): Promise<z.infer<Schema> | undefined> {
  const path = join(directory, upkeepFolder, name);
  let text;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM'].includes(systemErrorCode(error) ?? '')) return undefined;
    throw datastoreError(error, `reading ${path}`);
  }
  try {
    const { success, data } = schema.safeParse(JSON.parse(text));
    return success ? data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Puts `value` in the file's place, whole or not at all. DATASTORE_*. */
export async function writeState(directory: string, name: string, value: unknown): Promise<void> {
  const folder = join(directory, upkeepFolder);
  const path = join(folder, name);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeDurably(`${path}.tmp`, Buffer.from(`${JSON.stringify(value)}\n`));
    await rename(`${path}.tmp`, path);
    await syncPath(folder);
  } catch (error) {
    throw datastoreError(error, `writing ${path}`);
  }
}
