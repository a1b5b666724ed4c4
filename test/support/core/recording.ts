/** A core at work with every change to its disk written down: what it did, what it answered and when, and which states a disk without power could be found in. */
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { UnsyncedDisk } from '../unsynced-disk.ts';
import { buildRecorder, readWriteLog, type WriteStep } from '../write-log.ts';
import { CoreChild } from './core-child.ts';
import { CoreRun } from './core-run.ts';
import type { Order } from './order.ts';

/** Orders for one process, which is to die at `fault`. */
export interface RecordedLife {
  readonly fault?: string | undefined;
  readonly orders: readonly Order[];
}

/** The marks of the processes lie beside the datastore, and are no part of it. */
const marksName = 'marks.log';
const datastoreName = 'datastore';

/** A log that has been read. Holds memory only. */
export class Recording {
  readonly steps: readonly WriteStep[];
  readonly #root: bigint;
  readonly #marks = new Map<WriteStep, string>();

  constructor(steps: readonly WriteStep[], root: bigint) {
    this.steps = steps;
    this.#root = root;
    // Another file may have had the inode before.
    let inode: bigint | undefined;
    for (const step of steps) {
      if (step.kind === 'create' && step.path === marksName) inode = step.inode;
      if (step.kind === 'write' && step.inode === inode) this.#marks.set(step, step.bytes.toString());
    }
  }

  /** A disk before the first step. */
  disk(): UnsyncedDisk {
    return new UnsyncedDisk(this.#root);
  }

  /** Lines that this step added to the marks. */
  marksOf(step: WriteStep): string {
    return this.#marks.get(step) ?? '';
  }
}

/** Gives the orders to recorded processes, one after the other, on a datastore that the first of them makes below `folder`. Throws when one does not die where it should, or when the log is not all that happened. */
export async function record(program: string, folder: string, lives: readonly RecordedLife[]): Promise<Recording> {
  const root = join(folder, 'recorded');
  await mkdir(root);
  const log = join(folder, 'writes.log');
  const env = await buildRecorder(folder, { root, log });
  await using run = await CoreRun.start(undefined, join(root, datastoreName), () => CoreChild.start(program, env), join(root, marksName));
  for (const { fault, orders } of lives) {
    const died = (await run.open(fault)) ?? (await giveAll(run, orders));
    const expected = fault?.replace(/:.*/u, '');
    if (died !== expected && expected !== 'any') throw new Error(`the process died at ${died ?? 'nothing'}, not at ${expected ?? 'nothing'}:\n${run.story}`);
    if (died === undefined) await run.close();
  }
  const recording = new Recording(await readWriteLog(log), (await stat(root, { bigint: true })).ino);
  await expectAll(recording, root);
  return recording;
}

async function giveAll(run: CoreRun, orders: readonly Order[]): Promise<string | undefined> {
  for (const order of orders) {
    if (!run.model.allows(order)) continue;
    const died = await run.do(order);
    if (died !== undefined) return died;
  }
  return undefined;
}

/** A disk that had every step of the log is the directory as it is: nothing was missed. */
async function expectAll(recording: Recording, root: string): Promise<void> {
  const disk = recording.disk();
  for (const step of recording.steps) disk.apply(step);
  const logged = disk.found('everything', () => 0);
  const there = await filesBelow(root);
  for (const path of new Set([...logged.keys(), ...there])) {
    // Memory that processes share, written without a call; nobody relies on what a dead one left there.
    if (path.endsWith('-shm')) continue;
    const bytes = logged.get(path);
    if (!logged.has(path) || !there.has(path)) throw new Error(`${path} is ${there.has(path) ? 'there' : 'missing'}, and the log of writes says otherwise`);
    if (bytes !== undefined && !bytes.equals(await readFile(join(root, path)))) throw new Error(`${path} holds something else than the log of writes says`);
  }
}

async function filesBelow(root: string): Promise<Set<string>> {
  return new Set(await readdir(root, { recursive: true }));
}
