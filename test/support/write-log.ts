/**
 * What record-writes.c has written down: every change to the files below one folder, and every sync, in their order. A record is, little-endian without gaps: kind (1 byte), inode (8), offset (8), length of
 * the first and of the second path (4 each), length of the bytes (8), then those three.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { outputOf } from './child-program.ts';

/** One step of the log; paths are below the folder. */
export type WriteStep =
  | { readonly kind: 'create' | 'mkdir'; readonly path: string; readonly inode: bigint }
  | { readonly kind: 'write'; readonly inode: bigint; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly inode: bigint; readonly sizeBytes: number }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'sync'; readonly inode: bigint };

const headBytes = 33;

/** Builds the library that records into `folder`. Answers the environment of a process that is to be recorded. */
export async function buildRecorder(folder: string, recorded: { readonly root: string; readonly log: string }): Promise<Record<string, string>> {
  const library = join(folder, 'record-writes.so');
  await outputOf('gcc', ['-shared', '-fPIC', '-O1', '-o', library, join(import.meta.dirname, 'record-writes.c'), '-ldl', '-lpthread']);
  return { LD_PRELOAD: library, RECORD_ROOT: recorded.root, RECORD_LOG: recorded.log };
}

/** Every step of the log in `file`. */
export async function readWriteLog(file: string): Promise<WriteStep[]> {
  const log = await readFile(file);
  const steps: WriteStep[] = [];
  for (let at = 0; at < log.length; ) {
    const inode = log.readBigUInt64LE(at + 1);
    const offset = Number(log.readBigUInt64LE(at + 9));
    const pathEnd = at + headBytes + log.readUInt32LE(at + 17);
    const toEnd = pathEnd + log.readUInt32LE(at + 21);
    const end = toEnd + Number(log.readBigUInt64LE(at + 25));
    const path = log.toString('utf8', at + headBytes, pathEnd);
    steps.push(stepOf(log.toString('latin1', at, at + 1), { inode, offset, path, to: log.toString('utf8', pathEnd, toEnd), bytes: log.subarray(toEnd, end) }));
    at = end;
  }
  return steps;
}

interface Fields {
  readonly inode: bigint;
  readonly offset: number;
  readonly path: string;
  readonly to: string;
  readonly bytes: Buffer;
}

function stepOf(kind: string, { inode, offset, path, to, bytes }: Fields): WriteStep {
  switch (kind) {
    case 'C':
      return { kind: 'create', path, inode };
    case 'M':
      return { kind: 'mkdir', path, inode };
    case 'W':
      return { kind: 'write', inode, offset, bytes };
    case 'T':
      return { kind: 'truncate', inode, sizeBytes: offset };
    case 'R':
      return { kind: 'rename', path, to };
    case 'U':
      return { kind: 'unlink', path };
    case 'S':
      return { kind: 'sync', inode };
    default:
      throw new Error(`a record of kind ${kind} is none of the log's`);
  }
}
