/**
 * Thread of the reader; see source-reader.ts.
 */
import { parentPort } from 'node:worker_threads';

import { raiseOpenFileLimit } from '@stillpoint/proto/posix/limits.ts';
import { threadLoaded } from '@stillpoint/proto/worker-thread.ts';

import { NoteWindow } from './note-window.ts';
import { SourceReader, type ReaderRequest, type ReaderStart } from './source-reader.ts';

/** What the thread is started with. */
export interface ReaderThreadStart extends ReaderStart {
  /** Of a {@link NoteWindow}. */
  readonly notes: SharedArrayBuffer;
}

if (parentPort !== null) {
  const port = parentPort;
  const start = threadLoaded() as ReaderThreadStart;
  const notes = new NoteWindow(start.notes);
  raiseOpenFileLimit();
  const reader = new SourceReader(start, (answer) => {
    if (answer.kind !== 'slot' && answer.kind !== 'done' && answer.kind !== 'failed') notes.enter();
    port.postMessage(answer);
  });
  port.on('message', (request: ReaderRequest) => {
    reader.read(request);
  });
}
