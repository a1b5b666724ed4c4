/**
 * The packages of the agent that guests may fetch: files of one folder whose names say what they are. Everything else in it stays unseen.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';

/** Formats, by what installs them. */
export type PackageFormat = 'deb' | 'rpm' | 'tar';
/** Processors, as `uname -m` names them. */
export type Machine = 'x86_64' | 'aarch64';

/** A package on offer. */
export interface ShelvedPackage {
  readonly name: string;
  readonly format: PackageFormat;
  readonly machine: Machine;
  /** As the package tells its version: with its revision, but for a tar. */
  readonly version: string;
  readonly sizeBytes: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

const shapes: readonly (readonly [PackageFormat, RegExp])[] = [
  ['deb', /^stillpoint-agent_(?<version>[0-9][0-9A-Za-z.+~]*-[0-9]+)_(?<arch>amd64|arm64)\.deb$/u],
  ['rpm', /^stillpoint-agent-(?<version>[0-9][0-9A-Za-z.+~]*-[0-9]+)\.(?<arch>x86_64|aarch64)\.rpm$/u],
  ['tar', /^stillpoint-agent-(?<version>[0-9][0-9A-Za-z.+~]*)-linux-(?<arch>x64|arm64)\.tar\.gz$/u],
];
const machines: Readonly<Record<string, Machine>> = { amd64: 'x86_64', x86_64: 'x86_64', x64: 'x86_64', arm64: 'aarch64', aarch64: 'aarch64' };

interface Known {
  readonly stamp: string;
  readonly sha256: string;
}

/** Nothing to close. Files may come and go while it is used. */
export class PackageShelf {
  readonly #folder: string;
  readonly #known = new Map<string, Known>();
  #reading: Promise<readonly ShelvedPackage[]> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The newest of each format and machine. A file is read when it is new or has changed, and then once, however many ask. DATASTORE_IO when the folder cannot be read. */
  list(): Promise<readonly ShelvedPackage[]> {
    this.#reading ??= this.#read().finally(() => { this.#reading = undefined; });
    return this.#reading;
  }

  /** Path of a package that {@link list} names; undefined for any other name. */
  async find(name: string): Promise<string | undefined> {
    return (await this.list()).some((one) => one.name === name) ? join(this.#folder, name) : undefined;
  }

  async #read(): Promise<readonly ShelvedPackage[]> {
    const newest = new Map<string, Omit<ShelvedPackage, 'sizeBytes' | 'sha256'>>();
    for (const name of await this.#names()) {
      const named = readName(name);
      if (named === undefined) continue;
      const key = `${named.format} ${named.machine}`;
      const other = newest.get(key);
      if (other === undefined || compareVersions(named.version, other.version) > 0) newest.set(key, named);
    }
    const shelved: ShelvedPackage[] = [];
    for (const named of newest.values()) shelved.push({ ...named, ...(await this.#measure(named.name)) });
    return shelved;
  }

  async #names(): Promise<readonly string[]> {
    try {
      return await readdir(this.#folder);
    } catch (cause) {
      if (systemErrorCode(cause) === 'ENOENT') return [];
      throw unreadable(this.#folder, cause);
    }
  }

  async #measure(name: string): Promise<Pick<ShelvedPackage, 'sizeBytes' | 'sha256'>> {
    const path = join(this.#folder, name);
    try {
      const { size, mtimeMs, ctimeMs, ino } = await stat(path);
      const stamp = [size, mtimeMs, ctimeMs, ino].join(' ');
      const known = this.#known.get(name);
      if (known?.stamp === stamp) return { sizeBytes: size, sha256: known.sha256 };
      const hash = createHash('sha256');
      await pipeline(createReadStream(path), hash);
      const sha256 = hash.digest('hex');
      this.#known.set(name, { stamp, sha256 });
      return { sizeBytes: size, sha256 };
    } catch (cause) {
      throw unreadable(path, cause);
    }
  }
}

function readName(name: string): Omit<ShelvedPackage, 'sizeBytes' | 'sha256'> | undefined {
  for (const [format, shape] of shapes) {
    const groups = shape.exec(name)?.groups;
    const machine = machines[groups?.['arch'] ?? ''];
    if (groups !== undefined && machine !== undefined) return { name, format, machine, version: groups['version'] ?? '' };
  }
  return undefined;
}

/** Numbers as numbers; a tilde stands before everything, as dpkg and rpm have it. */
function compareVersions(left: string, right: string): number {
  const partsOf = (version: string): string[] => version.match(/[0-9]+|[A-Za-z]+|~|[^0-9A-Za-z~]/gu) ?? [];
  const [lefts, rights] = [partsOf(left), partsOf(right)];
  for (let index = 0; index < Math.max(lefts.length, rights.length); index++) {
    const [one, other] = [lefts[index], rights[index]];
    if (one === other) continue;
    if (one === '~' || other === '~') return one === '~' ? -1 : 1;
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    const difference = Number(one) - Number(other);
    if (difference !== 0) return Number.isNaN(difference) ? (one < other ? -1 : 1) : difference;
  }
  return 0;
}

function unreadable(path: string, cause: unknown): StillpointError {
  return new StillpointError('DATASTORE_IO', `${path} cannot be read (${systemErrorCode(cause) ?? 'unknown reason'})`, { hint: 'the user of the collector must be able to read the packages; see rollout.packages in collector.toml', cause });
}
