/**
 * A process that holds a core and does what it is told, line by line: it is there to be killed. Without a `fault` it goes on until its input ends. Everything that it answers is written at once, so
 * that what was answered before a SIGKILL has been heard.
 */
import { appendFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { StillpointError } from '@stillpoint/proto/errors.ts';
import { armFault } from '@stillpoint/proto/fault-point.ts';

import { Core } from './core.ts';
import type { CoreAnswer, CoreRequest } from './core-child.ts';
import type { Mark } from './mark.ts';
import type { Order } from './order.ts';

let core: Core | undefined;
let directory = '';
let nowMs = 0;
let marks: string | undefined;
const now = (): number => nowMs;

async function take(request: CoreRequest): Promise<unknown> {
  nowMs = request.nowMs;
  switch (request.kind) {
    case 'create':
      await Core.create(request.directory, now);
      return undefined;
    case 'open':
      ({ directory, marks } = request);
      mark({ opened: true });
      if (request.fault !== undefined) {
        // The threads that the core starts read it there.
        process.env['STILLPOINT_FAULT'] = request.fault;
        armFault(request.fault);
      }
      core = await Core.open(directory, now);
      return undefined;
    case 'look':
      return opened().look().then((look) => {
        mark({ seen: look });
        return look;
      });
    case 'close':
      await core?.close();
      core = undefined;
      return undefined;
    case 'do':
      mark({ begun: request.order });
      return follow(request.order, request.ids).then((value) => {
        mark({ ended: request.order, value });
        return value;
      });
  }
}

async function follow(order: Order, ids: Readonly<Record<string, string>>): Promise<unknown> {
  switch (order.kind) {
    case 'backup':
      return opened().backUp(order);
    case 'delete':
      return opened().delete(ids[order.runId] ?? '', order.graceMs);
    case 'undelete':
      return opened().undelete(ids[order.runId] ?? '');
    case 'prune':
      return opened().prune(order.keepLast, order.graceMs);
    case 'collect':
      return opened().collect();
    case 'pass':
      return opened().serve(86_400_000);
    case 'restart':
    case 'rebuild':
      await core?.close();
      if (order.kind === 'rebuild') await Core.rebuild(directory, now);
      core = await Core.open(directory, now);
      return undefined;
    case 'busy':
      return Promise.all(order.orders.map((inner) => follow(inner, ids).catch(refusal)));
  }
}

/** A run that met a collection in a bad moment fails and leaves nothing; that is allowed. */
function refusal(error: unknown): undefined {
  if (error instanceof StillpointError && (error.code === 'CHUNK_NOT_AVAILABLE' || error.code === 'COLLECTION_ACTIVE')) return undefined;
  throw error;
}

function opened(): Core {
  if (core === undefined) throw new Error('no core is open');
  return core;
}

function mark(value: Mark): void {
  if (marks !== undefined) appendFileSync(marks, `${JSON.stringify(value)}\n`);
}

function answer(value: CoreAnswer): void {
  writeSync(1, `${JSON.stringify(value)}\n`);
}

answer({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  try {
    answer({ value: (await take(JSON.parse(line) as CoreRequest)) ?? null });
  } catch (error) {
    const { code, message, stack } = error instanceof StillpointError ? error : { code: undefined, message: String(error), stack: error instanceof Error ? error.stack : undefined };
    answer({ error: { code, message, stack } });
  }
}
await core?.close();
