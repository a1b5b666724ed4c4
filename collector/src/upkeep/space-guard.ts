/**
 * Space that a datastore must not use up. Below the **floor** no session goes on, so that what commits and the catalog write still finds room. New sessions are taken in only above the
 * **mark for admission**, which is higher, so that those that go on can finish. The **reserve** is a file that takes space and holds
 * nothing: deleting and collecting garbage give it up for a while, so that they work on a disk that others have filled to the last byte.
 */
import { constants } from 'node:fs';
import { open, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';
import { libc } from '@stillpoint/proto/posix/libc.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';

import { datastoreError } from '../datastore/datastore-error.ts';
import { readFreeSpace, type FreeSpace } from '../datastore/free-space.ts';

/** Bytes as configured; on a small filesystem both are less, see {@link boundedBy}. */
export interface SpaceSettings {
  readonly floorBytes: number;
  readonly reserveBytes: number;
  readonly admissionBytes: number;
}

/** For commands without a configuration. */
export const defaultSpaceSettings: SpaceSettings = { floorBytes: 512 * 1_048_576, reserveBytes: 64 * 1_048_576, admissionBytes: 1024 * 1_048_576 };

const reserveName = 'reserve';
// Of a filesystem: whoever tries the collector on a small one is to have most of it.
const maxShare = 0.05;
const maxAdmissionShare = 0.1;
const askAgainMs = 1000;

/** What of `configuredBytes` applies to a filesystem of this size. */
export function boundedBy(configuredBytes: number, totalBytes: number, share = maxShare): number {
  return Math.floor(Math.min(configuredBytes, totalBytes * share));
}

/** Of one datastore, for its owner. Holds nothing that would need closing. */
export class SpaceGuard {
  readonly #directory: string;
  readonly #settings: SpaceSettings;
  #reserveBytes: number;
  #lent = 0;
  #asked: { readonly timeMs: number; readonly space: Promise<FreeSpace> } | undefined;

  private constructor(directory: string, settings: SpaceSettings, reserveBytes: number) {
    this.#directory = directory;
    this.#settings = settings;
    this.#reserveBytes = reserveBytes;
  }

  /** Looks for the reserve. It is made by {@link refill}. DATASTORE_IO. */
  static async open(directory: string, settings: SpaceSettings): Promise<SpaceGuard> {
    return new SpaceGuard(directory, settings, await reserveOf(directory));
  }

  /** Bytes that the reserve takes; 0 while there is none. */
  get reserveBytes(): number {
    return this.#reserveBytes;
  }

  /** Bytes below which no session goes on. */
  async floorBytes(): Promise<number> {
    return boundedBy(this.#settings.floorBytes, (await this.#space()).totalBytes);
  }

  /** Bytes below which new sessions are refused; never less than the floor. */
  async admissionBytes(): Promise<number> {
    return this.#admissionOf(await this.#space());
  }

  /** What is missing for a new session at this moment; undefined when there is room. */
  async findShortage(): Promise<string | undefined> {
    this.#asked = undefined;
    const space = await this.#space();
    const leastBytes = this.#admissionOf(space);
    return space.freeBytes >= leastBytes ? undefined : `only ${formatBytes(space.freeBytes)} are free in the datastore, and new backups begin with ${formatBytes(leastBytes)} at least`;
  }

  /** DATASTORE_FULL when less is free than the floor. Asks the filesystem once a second at most. */
  async checkFloor(): Promise<void> {
    const { freeBytes, totalBytes } = await this.#space();
    const floorBytes = boundedBy(this.#settings.floorBytes, totalBytes);
    if (freeBytes >= floorBytes) return;
    throw new StillpointError('DATASTORE_FULL', `only ${formatBytes(freeBytes)} are free in the datastore, less than the floor of ${formatBytes(floorBytes)}`, {
      hint: 'free space on its filesystem: `stillpoint-collector prune`, then `stillpoint-collector gc`; everything committed so far is safe',
    });
  }

  /** Does work that is to free space: on a disk that is nearly full the reserve is given up while it lasts, and made again afterwards if there is room. */
  async lend<T>(work: () => Promise<T>): Promise<T> {
    await this.takeReserve();
    this.#lent += 1;
    try {
      return await work();
    } finally {
      this.#lent -= 1;
      await this.refill();
    }
  }

  /** Gives the reserve up when less is free than it takes. Whoever frees space by a generator calls this before and {@link refill} behind. */
  async takeReserve(): Promise<void> {
    if (this.#reserveBytes === 0) return;
    const { freeBytes } = await readFreeSpace(this.#directory);
    if (freeBytes < this.#reserveBytes) await releaseReserve(this.#directory);
    this.#reserveBytes = await reserveOf(this.#directory);
  }

  /** Makes the reserve when there is none and room for it above the floor; nothing otherwise. A disk that takes no file leaves none. */
  async refill(): Promise<void> {
    if (this.#reserveBytes > 0 || this.#lent > 0) return;
    const { freeBytes, totalBytes } = await readFreeSpace(this.#directory);
    const wantedBytes = boundedBy(this.#settings.reserveBytes, totalBytes);
    if (wantedBytes === 0 || freeBytes < wantedBytes + boundedBy(this.#settings.floorBytes, totalBytes)) return;
    try {
      await makeReserve(join(this.#directory, reserveName), wantedBytes);
    } catch (error) {
      // Somebody was faster, or the disk has trouble that backups will tell of.
      if (!(error instanceof StillpointError)) throw error;
    }
    this.#reserveBytes = await reserveOf(this.#directory);
  }

  #admissionOf({ totalBytes }: FreeSpace): number {
    const { floorBytes, admissionBytes } = this.#settings;
    return Math.max(boundedBy(admissionBytes, totalBytes, maxAdmissionShare), boundedBy(floorBytes, totalBytes));
  }

  #space(): Promise<FreeSpace> {
    const nowMs = performance.now();
    if (this.#asked === undefined || nowMs - this.#asked.timeMs >= askAgainMs) this.#asked = { timeMs: nowMs, space: readFreeSpace(this.#directory) };
    return this.#asked.space;
  }
}

/** Gives the space of the reserve back to the filesystem; nothing when there is none. DATASTORE_*. */
export async function releaseReserve(directory: string): Promise<void> {
  const path = join(directory, reserveName);
  try {
    await unlink(path);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw datastoreError(error, `removing ${path}`);
  }
}

async function reserveOf(directory: string): Promise<number> {
  const path = join(directory, reserveName);
  try {
    const { blocks } = await stat(path);
    return blocks * 512;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return 0;
    throw datastoreError(error, `looking at ${path}`);
  }
}

async function makeReserve(path: string, sizeBytes: number): Promise<void> {
  try {
    await using handle = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
    // A filesystem that cannot allocate (few cannot) leaves an empty file: then there is no reserve, and nothing pretends that there is.
    if (libc.fallocate(handle.fd, 0, 0, sizeBytes) !== 0) await unlink(path);
  } catch (error) {
    throw datastoreError(error, `making ${path}`);
  }
}
