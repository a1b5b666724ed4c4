/**
 * A program of its own: asks a Redis server for its data as a replica does, and writes what comes, an RDB file, to its standard output. Its one parameter is a {@link RedisAddress}; the
 * password it reads itself. Ends with exit status 1 and a line on its standard error when not everything came.
 */
import { once } from 'node:events';
import type { Writable } from 'node:stream';

import { StillpointError } from '@stillpoint/proto/errors.ts';

import { RedisConnection, RedisRefusal, type RedisAddress } from './redis-connection.ts';

const MARK_BYTES = 40;

if (process.argv[2] !== undefined) {
  try {
    await transferRdb(JSON.parse(process.argv[2]) as RedisAddress, process.stdout);
    process.stdout.end();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** Writes the server's data to `out`. Throws DATABASE_UNREACHABLE when the connection breaks before the end, RedisRefusal when the server will not. */
export async function transferRdb(address: RedisAddress, out: Writable): Promise<void> {
  using connection = await RedisConnection.open(address);
  await announce(connection);
  connection.send('SYNC');
  const line = await connection.line();
  if (line.startsWith('-')) throw new RedisRefusal(line.slice(1));
  if (line.startsWith('$EOF:') && line.length === 5 + MARK_BYTES) await copyToMark(connection, Buffer.from(line.slice(5), 'latin1'), out);
  else if (/^\$\d+$/.test(line)) await copyBytes(connection, Number(line.slice(1)), out);
  else throw new StillpointError('DATABASE_UNREACHABLE', `the server gave an answer to SYNC that is not understood: ${line.slice(0, 80)}`);
}

/** What this replica can do. A server that does not know a word of it goes on as with an old replica. */
async function announce(connection: RedisConnection): Promise<void> {
  // eof: data may come straight from memory, without a file on the server's disk. rdb-only (from version 7 on): changes made meanwhile are not kept for this replica.
  for (const words of [['capa', 'eof'], ['rdb-only', '1']]) {
    try {
      await connection.ask('REPLCONF', ...words);
    } catch (error) {
      if (!(error instanceof RedisRefusal) || /^NO(?:AUTH|PERM)/.test(error.message)) throw error;
    }
  }
}

/** A file of the server's, whose length is known. */
async function copyBytes(connection: RedisConnection, bytes: number, out: Writable): Promise<void> {
  for (let left = bytes; left > 0; ) {
    const part = (await connection.read()).subarray(0, left);
    left -= part.length;
    await write(out, part);
  }
}

/** From the server's memory: the end is where the mark stands last. */
async function copyToMark(connection: RedisConnection, mark: Buffer, out: Writable): Promise<void> {
  let held: Buffer = Buffer.alloc(0);
  for (;;) {
    held = Buffer.concat([held, await connection.read()]);
    // Nothing follows the mark until a replica has answered, which this one does not.
    const atEnd = held.length >= MARK_BYTES && held.subarray(-MARK_BYTES).equals(mark);
    const keep = held.length - MARK_BYTES;
    if (keep > 0) await write(out, held.subarray(0, keep));
    if (atEnd) return;
    if (keep > 0) held = held.subarray(keep);
  }
}

async function write(out: Writable, part: Buffer): Promise<void> {
  if (!out.write(part)) await once(out, 'drain');
}
