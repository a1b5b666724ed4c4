import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { expect, it } from 'vitest';

import { NoteWindow } from './note-window.ts';

it('holds a thread up that sends faster than is read, and loses nothing', async () => {
  const window = new NoteWindow();
  const program = `
    import { parentPort, workerData } from 'node:worker_threads';
    import { NoteWindow } from ${JSON.stringify(new URL('note-window.ts', import.meta.url).href)};
    const window = new NoteWindow(workerData.share);
    const sent = new Int32Array(workerData.sent);
    for (let index = 0; index < 5000; index++) {
      window.enter();
      Atomics.add(sent, 0, 1);
      parentPort.postMessage(index);
    }`;
  const sent = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`), { workerData: { share: window.share, sent: sent.buffer } });
  let received = 0;
  let mostUnderWay = 0;
  worker.on('message', () => {
    received++;
    mostUnderWay = Math.max(mostUnderWay, Atomics.load(sent, 0) - received);
    window.leave();
  });
  await once(worker, 'exit');
  expect(received).toBe(5000);
  expect(mostUnderWay).toBeLessThanOrEqual(1000);
});
