/**
 * What would be left behind if this process died now: freezes and copies in force, and the post hook that is owed. Written before each is made, so that
 * the next run of the plan (whose lock is free then) can undo it. `still-point.json` in the plan's folder; there exactly while something is in force.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { z } from 'zod';

import { syncFolder, writeDurably } from '../identity/durable-file.ts';
import type { CopyLeftover } from './snapshotter.ts';

/** One thing in force. */
export type Leftover =
  | CopyLeftover
  /** Mount points, as latin1 strings. A freeze does not outlive a boot. */
  | { readonly kind: 'freeze'; readonly mountPoints: readonly string[]; readonly bootId: string }
  /** Files by which copies are known, as latin1 strings. */
  | { readonly kind: 'markers'; readonly paths: readonly string[] }
  | { readonly kind: 'post'; readonly command: readonly string[]; readonly timeoutMs: number };

const fileName = 'still-point.json';

const words = z.array(z.string());
const leftover = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('btrfs'), folder: z.string() }),
  z.object({ kind: z.literal('lvm'), volume: z.string(), folder: z.string() }),
  z.object({ kind: z.literal('zfs'), snapshots: words }),
  z.object({ kind: z.literal('external'), command: words, environment: z.record(z.string(), z.string()), timeoutMs: z.number() }),
  z.object({ kind: z.literal('freeze'), mountPoints: words, bootId: z.string() }),
  z.object({ kind: z.literal('markers'), paths: words }),
  z.object({ kind: z.literal('post'), command: words, timeoutMs: z.number() }),
]);
const schema = z.object({ version: z.literal(1), runId: z.string().regex(/^[A-Za-z0-9-]+$/u), plan: z.string(), items: z.array(leftover) });

/** What a dead run left. */
export interface LeftRecord {
  readonly runId: string;
  readonly plan: string;
  readonly items: readonly Leftover[];
}

/** The record of a living run. */
export class LeftoverRecord {
  readonly #file: string;
  readonly #runId: string;
  readonly #plan: string;
  #items: readonly Leftover[] = [];

  /** Goes on with what could not be undone of earlier runs, so that nothing is forgotten. STATE_INVALID. */
  constructor(planFolder: string, runId: string, plan: string) {
    this.#items = readLeftovers(planFolder)?.items ?? [];
    this.#file = join(planFolder, fileName);
    this.#runId = runId;
    this.#plan = plan;
  }

  get items(): readonly Leftover[] {
    return this.#items;
  }

  /** Durable when it returns. STATE_IO: then the thing must not be made. */
  add(...items: readonly Leftover[]): void {
    this.#write([...this.#items, ...items]);
  }

  /** Once it is undone. STATE_IO. */
  remove(...items: readonly Leftover[]): void {
    this.#write(this.#items.filter((item) => !items.includes(item)));
  }

  #write(items: readonly Leftover[]): void {
    this.#items = items;
    try {
      if (items.length > 0) writeDurably(this.#file, `${JSON.stringify({ version: 1, runId: this.#runId, plan: this.#plan, items })}\n`);
      else removeRecord(this.#file);
    } catch (cause) {
      throw new StillpointError('STATE_IO', `what a run has in force cannot be written to ${this.#file}: ${cause instanceof Error ? cause.message : String(cause)}`, { hint: 'check the filesystem that holds the state directory', cause });
    }
  }
}

/** The record that a dead run left in a plan's folder; undefined when there is none. STATE_INVALID when it cannot be read. */
export function readLeftovers(planFolder: string): LeftRecord | undefined {
  const file = join(planFolder, fileName);
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    if (systemErrorCode(cause) === 'ENOENT') return undefined;
    throw new StillpointError('STATE_INVALID', `${file}, which names the freezes and snapshots of a run that died, cannot be read`, {
      hint: 'look for filesystems that are frozen (`fsfreeze -u MOUNT`) and snapshots named stillpoint-…, remove them, and then the file',
      cause,
    });
  }
}

function removeRecord(file: string): void {
  rmSync(file, { force: true });
  syncFolder(join(file, '..'));
}
