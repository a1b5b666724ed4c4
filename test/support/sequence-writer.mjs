/** Writes 1, 2, 3 … into each of many files in order, round after round: at every instant the values fall from file to file, by at most one in all. */
import { openSync, writeSync, fdatasyncSync } from 'node:fs';
import { join } from 'node:path';

const [count = '0', durable = '', ...folders] = process.argv.slice(2);
const fds = Array.from({ length: Number(count) }, (_, index) => openSync(join(folders[index % folders.length] ?? '', `file-${String(index).padStart(4, '0')}`), 'w'));
const record = Buffer.alloc(8);
const rest = new Int32Array(new SharedArrayBuffer(4));
for (let round = 1; ; round++) {
  record.writeBigUInt64LE(BigInt(round));
  for (const [index, fd] of fds.entries()) {
    writeSync(fd, record, 0, 8, 0);
    if (durable === 'durable') fdatasyncSync(fd);
    // A little of the processor is for the others.
    if (index % 8 === 7) Atomics.wait(rest, 0, 0, 1);
  }
  if (round === 2) writeSync(1, 'writing\n');
}
