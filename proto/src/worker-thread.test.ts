import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { endThread, startThread } from './worker-thread.ts';

const module = fileURLToPath(new URL('worker-thread.ts', import.meta.url));
const natives = fileURLToPath(new URL('posix/libc.ts', import.meta.url));

describe('a thread', () => {
  let folder = '';
  const thread = async (name: string, text: string): Promise<URL> => {
    const file = join(folder, name);
    await writeFile(file, text);
    return pathToFileURL(file);
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stillpoint-threads-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gets its data, and ends whatever it does', async () => {
    const file = await thread('busy.mjs', `import { parentPort } from 'node:worker_threads'; import { threadLoaded } from '${module}'; parentPort.postMessage(threadLoaded()); for (;;);`);
    const worker = startThread(file, { answer: 42 });
    expect(await once(worker, 'message')).toEqual([{ answer: 42 }]);
    await endThread(worker, 50);
    expect(worker.threadId).toBe(-1);
    await endThread(worker);
  });

  it('that has begun to work on a message ends behind it', async () => {
    const file = await thread('working.mjs', `import { parentPort } from 'node:worker_threads'; import { threadLoaded } from '${module}'; threadLoaded();
      parentPort.on('message', () => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300); parentPort.postMessage('done'); });`);
    const worker = startThread(file, undefined);
    const done = once(worker, 'message');
    worker.postMessage(undefined);
    await endThread(worker);
    expect(await done).toEqual(['done']);
  });

  it('that loads native modules may be ended at any moment without ending the process', async () => {
    const file = await thread('native.mjs', `import { threadLoaded } from '${module}'; import '${natives}'; threadLoaded(); setInterval(() => {}, 1000);`);
    for (let delayMs = 0; delayMs < 200; delayMs += 10) {
      const worker = startThread(file, undefined);
      const { promise, resolve } = Promise.withResolvers<undefined>();
      setTimeout(() => {
        resolve(undefined);
      }, delayMs);
      await promise;
      await endThread(worker);
      expect(worker.threadId).toBe(-1);
    }
  });

  it('that fails before it is loaded holds nobody up', async () => {
    const worker = startThread(await thread('broken.mjs', `throw new Error('broken');`), undefined);
    const failed = once(worker, 'error');
    await endThread(worker);
    expect(String((await failed)[0])).toContain('broken');
  });
});
