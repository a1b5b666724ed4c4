/**
 * Copies of the catalog beside it, for when its file is damaged: one is a day old at most and is brought up to date faster than a new one is made, and it knows what no rebuilding brings back, when
 * guests were seen and how their runs went.
 */
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { systemErrorCode } from '@stillpoint/proto/errors.ts';

import { syncPath } from '../datastore/durable-file.ts';
import { readFreeSpace } from '../datastore/free-space.ts';
import type { Catalog } from './catalog.ts';
import { catalogError } from './sqlite-error.ts';

/** Folder of the copies, beside the catalog. */
export const catalogCopiesFolder = 'catalog-copies';

const keptCopies = 2;
const copyEveryMs = 86_400_000;
const namePattern = /^catalog-([0-9]{13})\.sqlite$/u;

/** Time in ms since 1970, and how many bytes are to stay free on the filesystem. */
export interface CatalogCopyOptions {
  readonly now: number;
  readonly spareBytes: number;
}

/** Paths of the copies of the catalog in `file`, newest first; none when there are none. DATASTORE_*. */
export async function listCatalogCopies(file: string): Promise<string[]> {
  const folder = join(dirname(file), catalogCopiesFolder);
  try {
    return (await readdir(folder)).filter((name) => namePattern.test(name)).sort().reverse().map((name) => join(folder, name));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw catalogError(error, folder);
  }
}

/** Makes a copy when the newest is a day old, and lets older ones go; answers its path. None when there is no room for it. CATALOG_INVALID when the catalog is found damaged; DATASTORE_*. */
export async function keepCatalogCopy(file: string, catalog: Pick<Catalog, 'copyTo'>, { now, spareBytes }: CatalogCopyOptions): Promise<string | undefined> {
  const copies = await listCatalogCopies(file);
  const [newest] = copies;
  const newestMs = newest === undefined ? 0 : Number(namePattern.exec(basename(newest))?.[1] ?? 0);
  if (newestMs <= now && now - newestMs < copyEveryMs) return undefined;
  const folder = join(dirname(file), catalogCopiesFolder);
  const path = join(folder, `catalog-${String(now).padStart(13, '0')}.sqlite`);
  const temporary = `${path}.tmp`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(folder)) if (name.endsWith('.tmp')) await rm(join(folder, name));
    const { size } = await stat(file);
    if ((await readFreeSpace(folder)).freeBytes < size + spareBytes) return undefined;
    await catalog.copyTo(temporary);
    await syncPath(temporary);
    await rename(temporary, path);
    await syncPath(folder);
    for (const old of copies.slice(keptCopies - 1)) await rm(old);
    return path;
  } catch (error) {
    await rm(temporary, { force: true });
    throw catalogError(error, path);
  }
}
