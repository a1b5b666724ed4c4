/**
 * Thread of the reader; see source-reader.ts.
 */
import { parentPort, workerData } from 'node:worker_threads';

import { raiseOpenFileLimit } from '@stillpoint/proto/posix/limits.ts';

import { SourceReader, type ReaderRequest, type ReaderStart } from './source-reader.ts';

if (parentPort !== null) {
  const port = parentPort;
  const start = workerData as ReaderStart;
  raiseOpenFileLimit();
  const reader = new SourceReader(start, (answer) => {
    port.postMessage(answer);
  });
  port.on('message', (request: ReaderRequest) => {
    reader.read(request);
  });
}
