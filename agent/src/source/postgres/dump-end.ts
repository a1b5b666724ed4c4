/**
 * Whether a dump is whole. The exit status of the tool is the first proof; this is the second, for a tool that ended well and wrote less than it should.
 */
import { dirname, join } from 'node:path';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import type { StreamEdges } from '../source.ts';
import { runTool, type ToolOptions } from '../tool/tool-process.ts';

const CUSTOM_MAGIC = Buffer.from('PGDMP');
/** The last thing in a custom-format dump is the length 0 behind a table's rows or, when there are none, an offset of zeros in the table of contents. */
const CUSTOM_END = Buffer.alloc(5);
/** What pg_dumpall writes last. */
const GLOBALS_END = '-- PostgreSQL database cluster dump complete';

const LIST_TIMEOUT_MS = 60_000;

/** For a dump in custom format by the program `pgDump`: beginning and end are as they must be, and the pg_restore beside it reads the table of contents. Throws TOOL_FAILED. */
export async function checkCustomEnd({ head, tail, bytes }: StreamEdges, pgDump: string, tool: ToolOptions): Promise<void> {
  if (!startsWith(head, CUSTOM_MAGIC)) throw cut('pg_dump', `what it wrote (${bytes} bytes) does not begin as a dump does`);
  if (!Buffer.from(tail).subarray(-CUSTOM_END.length).equals(CUSTOM_END)) throw cut('pg_dump', `what it wrote (${bytes} bytes) does not end as a dump does`);
  try {
    await runTool({ ...tool, command: [join(dirname(pgDump), 'pg_restore'), '--list'], timeoutMs: LIST_TIMEOUT_MS }, head);
  } catch (error) {
    // A table of contents that is longer than the head: what is there of it was read, and it goes on.
    if (bytes > head.length && error instanceof StillpointError && error.message.includes('end of file')) return;
    throw error;
  }
}

/** For what `pg_dumpall --globals-only` wrote. Throws TOOL_FAILED. */
export function checkGlobalsEnd({ tail, bytes }: StreamEdges): void {
  if (!Buffer.from(tail).includes(GLOBALS_END)) throw cut('pg_dumpall', `what it wrote (${bytes} bytes) does not end with its last line`);
}

function startsWith(bytes: Uint8Array, beginning: Buffer): boolean {
  return Buffer.from(bytes.subarray(0, beginning.length)).equals(beginning);
}

function cut(program: string, text: string): StillpointError {
  return new StillpointError('TOOL_FAILED', `${program} ended well, but ${text}`, { hint: 'run the same command by hand to see more' });
}
