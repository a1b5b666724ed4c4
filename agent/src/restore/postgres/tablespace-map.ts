/** `tablespace_map` of a PostgreSQL backup: a line for each tablespace, its number and its place; a backslash takes the meaning of what follows it. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

/** One of them. `path` as text in UTF-8. */
export interface TablespacePlace {
  readonly oid: string;
  readonly path: string;
}

/** Throws SOURCE_FAILED for what is no such map. */
export function parseTablespaceMap(content: Buffer): TablespacePlace[] {
  const places: TablespacePlace[] = [];
  for (const [line] of content.toString('utf8').matchAll(/(?:\\[^]|[^\\\n])+/g)) {
    const [, oid, path] = /^(\d+) ([^]+)$/.exec(line.replaceAll(/\\([^])/g, '$1')) ?? [];
    if (oid === undefined || path === undefined) throw new StillpointError('SOURCE_FAILED', `"${line}" is no line of a tablespace_map`);
    places.push({ oid, path });
  }
  return places;
}

/** The map that says this. */
export function tablespaceMapText(places: readonly TablespacePlace[]): string {
  return places.map(({ oid, path }) => `${oid} ${path.replaceAll(/[\\\n\r]/g, '\\$&')}\n`).join('');
}
