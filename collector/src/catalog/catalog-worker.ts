/**
 * The catalog's thread: opens the file that it was started for and carries calls out, one after another.
 */
import { parentPort, workerData } from 'node:worker_threads';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { CatalogDatabase } from './catalog-database.ts';
import { buffersOf, callDatabase, type AnswerMessage, type CallMessage } from './catalog-engine.ts';
import type { CatalogMode } from './catalog-file.ts';

const port = parentPort;
if (port === null) throw new StillpointError('INTERNAL', 'catalog-worker.ts is started as a worker');
const { file, mode } = workerData as { readonly file: string; readonly mode: CatalogMode };

let database: CatalogDatabase | undefined;
answer(0, () => void (database = new CatalogDatabase(file, mode)));
port.on('message', ({ number, name, input }: CallMessage) => {
  answer(number, () => {
    if (database === undefined) throw new StillpointError('INTERNAL', 'the catalog is not open');
    return callDatabase(database, name, input);
  });
});

function answer(number: number, work: () => unknown): void {
  let message: AnswerMessage;
  try {
    message = { number, output: work() };
  } catch (error) {
    const { code, message: text, hint } = error instanceof StillpointError ? error : { code: 'INTERNAL', message: String(error), hint: undefined };
    message = { number, error: { code, message: text, hint } };
  }
  port?.postMessage(message, buffersOf(message.output));
}
