/** What a dump says of itself in its first lines, told before any of it is loaded. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import { findCreateStatement } from '../../source/mariadb/dump-head.ts';
import { parseServerVersion, type Flavour, type Series } from '../../source/mariadb/mariadb-tools.ts';

/** A dump that was looked into. */
export interface DumpHead {
  /** Of the server that was dumped; undefined when it does not say. */
  readonly server: { readonly flavour: Flavour; readonly series: Series; readonly version: string } | undefined;
  /** CREATE DATABASE without its name: the character set; '' when it does not say. */
  readonly createOptions: string;
  /** The whole dump, from its first byte on; once. */
  readonly stream: AsyncIterable<Uint8Array>;
}

/** Everything that is looked for stands in the first two kilobytes. */
const HEAD_BYTES = 16_384;

/** Looks into `dump`. Throws TOOL_FAILED for what is no dump. */
export async function lookIntoDump(dump: AsyncIterable<Uint8Array>): Promise<DumpHead> {
  const rest = dump[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  for (let bytes = 0; bytes < HEAD_BYTES;) {
    const next = await rest.next();
    if (next.done === true) break;
    parts.push(next.value);
    bytes += next.value.length;
  }
  const text = Buffer.concat(parts).toString('utf8', 0, HEAD_BYTES);
  if (!/^-- (?:MariaDB|MySQL) dump /m.test(text)) {
    await rest.return?.();
    throw new StillpointError('TOOL_FAILED', 'this is no dump of mariadb-dump or mysqldump', { hint: 'name the archive of a database: `ls` lists them' });
  }
  const [, version = ''] = /^-- Server version\s+(\S+)/m.exec(text) ?? [];
  return {
    server: parseServerVersion(version),
    createOptions: findCreateStatement(text)?.replace(/^CREATE DATABASE (?:IF NOT EXISTS )?`(?:[^`]|``)*` ?/, '') ?? '',
    stream: continued(parts, rest),
  };
}

async function* continued(parts: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* parts;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
