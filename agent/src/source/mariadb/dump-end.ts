/** Whether a dump or a copy is whole. The exit status of the tool is the first proof; this is the second, for a tool that ended well and wrote less than it should. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { StreamEdges } from '../source.ts';

/** What the dump tools write last; a date may follow. */
const DUMP_END = /(?:^|\n)-- Dump completed[^\n]*\n?$/;
/** What the physical tools say last. */
const COPY_END = 'completed OK!';
const STREAM_MAGIC = 'XBSTCK01';
/** Magic, flags, type and length of the path. */
const STREAM_HEAD_BYTES = 14;
/** Type of the piece that ends a file. */
const STREAM_FILE_END = 'E';

/** For a dump of mariadb-dump or mysqldump. Throws TOOL_FAILED. */
export function checkDumpEnd({ tail, bytes }: StreamEdges, program: string): void {
  if (!DUMP_END.test(Buffer.from(tail).toString('latin1'))) throw cut(program, `what it wrote (${bytes} bytes) does not end with its last line, "-- Dump completed"`);
}

/** For a stream of mariadb-backup or xtrabackup: the tool says that it is done, and the stream ends with the end of a file. Throws TOOL_FAILED. */
export function checkCopyEnd({ tail, bytes }: StreamEdges, stderr: string, program: string): void {
  if (!stderr.endsWith(COPY_END)) throw cut(program, `it does not say "completed OK!": ${stderr}`);
  const text = Buffer.from(tail).toString('latin1');
  const at = text.lastIndexOf(STREAM_MAGIC);
  const pathBytes = at < 0 || text.length < at + STREAM_HEAD_BYTES ? -1 : Buffer.from(tail).readUInt32LE(at + STREAM_HEAD_BYTES - 4);
  if (at < 0 || text[at + 9] !== STREAM_FILE_END || text.length !== at + STREAM_HEAD_BYTES + pathBytes) throw cut(program, `what it wrote (${bytes} bytes) does not end as its streams do`);
}

function cut(program: string, text: string): StillpointError {
  return new StillpointError('TOOL_FAILED', `${program} ended well, but ${text}`, { hint: 'run the same command by hand to see more' });
}
