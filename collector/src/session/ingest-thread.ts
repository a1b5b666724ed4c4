/**
 * Program of an ingest thread: takes blocks from the slots, checks them and appends them to its own packs. Started by ingest.ts; ends after `close`.
 */
import { parentPort, workerData } from 'node:worker_threads';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { faultPoint } from '@stillpoint/proto/fault-point.ts';

import { BlockCheck } from './block-check.ts';
import { IngestSlots } from './ingest-slots.ts';
import { OpenPacks } from './open-packs.ts';

import type { ErrorMessage, IngestReply, IngestRequest, IngestThreadStart } from './ingest-messages.ts';

if (parentPort === null) throw new Error('ingest-thread.ts is started as a worker thread only');
const port = parentPort;
const start = workerData as IngestThreadStart;
const slots = new IngestSlots(start.slots);
const check = new BlockCheck();
const packs = new OpenPacks(
  start.directory,
  {
    sealed: (packId, fileBytes) => reply({ kind: 'sealed', packId, fileBytes }),
    left: (packId, error) => reply({ kind: 'left', packId, error: toMessage(error) }),
    condemned: (packId, error) => reply({ kind: 'condemned', packId, error: toMessage(error) }),
  },
  Date.now,
  start.packLimitBytes === undefined ? {} : { limitBytes: start.packLimitBytes },
);

port.on('message', (request: IngestRequest) => {
  switch (request.kind) {
    case 'block':
      handleBlock(request);
      return;
    case 'sync':
      packs.sync();
      reply({ kind: 'synced' });
      return;
    case 'close':
      packs.close();
      reply({ kind: 'closed' });
      port.close();
  }
});

function handleBlock({ slot, bytes, append, ownNode }: IngestRequest & { kind: 'block' }): void {
  try {
    const block = slots.block(slot, bytes);
    const header = check.check(block, ownNode);
    faultPoint('block-verified');
    const place = append ? packs.append(block, header) : { packId: '', offset: 0 };
    reply({ kind: 'block', slot, packId: place.packId, offset: place.offset });
  } catch (error) {
    reply({ kind: 'refused', slot, error: toMessage(error) });
  }
}

function reply(message: IngestReply): void {
  port.postMessage(message);
}

/** Failures that have no code end the thread: they are faults of this program, and the packs are recovered at the next start. */
function toMessage(error: unknown): ErrorMessage {
  if (!(error instanceof StillpointError)) throw error;
  return { code: error.code, message: error.message, hint: error.hint };
}
