/**
 * Changes of versions as columns, see chunk-columns.ts.
 */
import type { VersionChange } from './catalog.ts';

/** Version changes; paths in one string, parted by NUL, which no path holds. */
export interface VersionColumns {
  readonly archives: readonly string[];
  /** For each change: index into `archives`, type (0: the path is gone), size, modification time. */
  readonly archive: Uint32Array<ArrayBuffer>;
  readonly paths: string;
  readonly type: Uint8Array<ArrayBuffer>;
  readonly size: Float64Array<ArrayBuffer>;
  readonly mtimeSeconds: Float64Array<ArrayBuffer>;
  readonly mtimeNanoseconds: Uint32Array<ArrayBuffer>;
}

const nanosecondsPerSecond = 1_000_000_000n;

/** Columns of `changes`. Modification times are split towards the past, so that nanoseconds are never negative. */
export function columnsOfVersions(changes: readonly VersionChange[]): VersionColumns {
  const archives: string[] = [];
  const indexes = new Map<string, number>();
  const columns = {
    archive: new Uint32Array(changes.length),
    type: new Uint8Array(changes.length),
    size: new Float64Array(changes.length),
    mtimeSeconds: new Float64Array(changes.length),
    mtimeNanoseconds: new Uint32Array(changes.length),
  };
  for (const [at, { archive, entry }] of changes.entries()) {
    let index = indexes.get(archive);
    if (index === undefined) {
      index = archives.push(archive) - 1;
      indexes.set(archive, index);
    }
    columns.archive[at] = index;
    if (entry === undefined) continue;
    columns.type[at] = entry.type;
    columns.size[at] = entry.sizeBytes;
    const rest = ((entry.mtimeNs % nanosecondsPerSecond) + nanosecondsPerSecond) % nanosecondsPerSecond;
    columns.mtimeSeconds[at] = Number((entry.mtimeNs - rest) / nanosecondsPerSecond);
    columns.mtimeNanoseconds[at] = Number(rest);
  }
  return { archives, paths: changes.map((change) => change.path).join('\0'), ...columns };
}
