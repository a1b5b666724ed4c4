/**
 * A disk that is cut off from power: what was synced is there, what was not may be there, in part, or not at all. Follows a write log and tells what could be found afterwards at each of its steps. A name is
 * synced with its folder and only with it (POSIX promises no more), bytes and length with their file; a sector of 512 bytes is written whole or not.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { WriteStep } from './write-log.ts';

/**
 * What of everything unsynced reaches the disk: `nothing`; `everything`, as after a SIGKILL; `names`: all names, as of a filesystem with a journal that was written in that moment, and of the bytes a random
 * part; `some`: a random part of all.
 */
export type Survival = 'nothing' | 'everything' | 'names' | 'some';

interface FileObject {
  readonly kind: 'file';
  synced: Buffer;
  pending: ({ readonly offset: number; readonly bytes: Buffer } | { readonly sizeBytes: number })[];
}

/** Names that change together: a rename within a folder is whole or not there. */
type NameChange = readonly (readonly [name: string, object: DiskObject | undefined])[];

interface FolderObject {
  readonly kind: 'folder';
  synced: Map<string, DiskObject>;
  now: Map<string, DiskObject>;
  pending: NameChange[];
}

type DiskObject = FileObject | FolderObject;

const sectorBytes = 512;

/** Holds memory only. */
export class UnsyncedDisk {
  readonly #root: FolderObject = folder();
  readonly #objects = new Map<bigint, DiskObject>();

  /** Begins with an empty folder, whose inode is `root`. */
  constructor(root: bigint) {
    this.#objects.set(root, this.#root);
  }

  /** Follows one step. */
  apply(step: WriteStep): void {
    switch (step.kind) {
      case 'create':
      case 'mkdir': {
        const made: DiskObject = step.kind === 'mkdir' ? folder() : { kind: 'file', synced: Buffer.alloc(0), pending: [] };
        this.#objects.set(step.inode, made);
        const { above, name } = this.#place(step.path);
        change(above, [[name, made]]);
        break;
      }
      case 'write':
        this.#file(step.inode).pending.push({ offset: step.offset, bytes: step.bytes });
        break;
      case 'truncate':
        this.#file(step.inode).pending.push({ sizeBytes: step.sizeBytes });
        break;
      case 'unlink': {
        const { above, name } = this.#place(step.path);
        change(above, [[name, undefined]]);
        break;
      }
      case 'rename': {
        const from = this.#place(step.path);
        const to = this.#place(step.to);
        const moved = from.above.now.get(from.name);
        if (from.above !== to.above) throw new Error(`${step.path} went to another folder`);
        change(to.above, [[from.name, undefined], [to.name, moved]]);
        break;
      }
      case 'sync':
        this.#sync(step.inode);
    }
  }

  /** Number of changes that are not on the disk yet. */
  get pending(): number {
    return [...new Set(this.#objects.values())].reduce((sum, object) => sum + object.pending.length, 0);
  }

  /** Files that are found after the power was cut now, by their paths; folders have none. */
  found(survival: Survival, random: () => number): Map<string, Buffer | undefined> {
    const paths = new Map<string, Buffer | undefined>();
    const walk = (path: string, object: DiskObject): void => {
      if (object.kind === 'file') {
        paths.set(path, survivingBytes(object, survival, random));
        return;
      }
      if (path !== '') paths.set(path, undefined);
      for (const [name, below] of survivingNames(object, survival, random)) walk(path === '' ? name : `${path}/${name}`, below);
    };
    walk('', this.#root);
    return paths;
  }

  #sync(inode: bigint): void {
    const object = this.#objects.get(inode);
    if (object === undefined) return;
    if (object.kind === 'file') object.synced = survivingBytes(object, 'everything', () => 0);
    else object.synced = new Map(object.now);
    object.pending = [];
  }

  #file(inode: bigint): FileObject {
    const object = this.#objects.get(inode);
    if (object?.kind !== 'file') throw new Error(`inode ${inode} is no file that the log knows`);
    return object;
  }

  #place(path: string): { readonly above: FolderObject; readonly name: string } {
    const names = path.split('/');
    const name = names.pop() ?? '';
    let above: FolderObject = this.#root;
    for (const part of names) {
      const next = above.now.get(part);
      if (next?.kind !== 'folder') throw new Error(`${path} lies in no folder that the log knows`);
      above = next;
    }
    return { above, name };
  }
}

/** Writes what was found into the empty folder `directory`. */
export async function writeFound(directory: string, found: ReadonlyMap<string, Buffer | undefined>): Promise<void> {
  for (const [path, bytes] of found) {
    const target = join(directory, path);
    await mkdir(bytes === undefined ? target : dirname(target), { recursive: true, mode: 0o700 });
    if (bytes !== undefined) await writeFile(target, bytes, { mode: 0o600 });
  }
}

function folder(): FolderObject {
  return { kind: 'folder', synced: new Map(), now: new Map(), pending: [] };
}

function change(above: FolderObject, names: NameChange): void {
  above.pending.push(names);
  applyNames(above.now, names);
}

function applyNames(names: Map<string, DiskObject>, changes: NameChange): void {
  for (const [name, object] of changes) {
    if (object === undefined) names.delete(name);
    else names.set(name, object);
  }
}

function survivingNames(object: FolderObject, survival: Survival, random: () => number): Map<string, DiskObject> {
  const names = new Map(object.synced);
  for (const changes of object.pending) {
    if (survival === 'everything' || survival === 'names' || (survival === 'some' && random() < 0.5)) applyNames(names, changes);
  }
  return names;
}

function survivingBytes(file: FileObject, survival: Survival, random: () => number): Buffer {
  const isRandom = survival === 'some' || survival === 'names';
  let bytes = file.synced;
  for (const pending of file.pending) {
    if (survival === 'nothing') break;
    const fate = isRandom ? random() : 1;
    if ('sizeBytes' in pending) {
      if (fate >= 0.4) bytes = resized(bytes, pending.sizeBytes);
      continue;
    }
    const end = pending.offset + pending.bytes.length;
    if (fate < 0.3) continue;
    // The length may be on the disk before the bytes are.
    bytes = bytes.length < end ? resized(bytes, end) : Buffer.from(bytes);
    if (fate >= 0.65) pending.bytes.copy(bytes, pending.offset);
    else copySectors(pending, bytes, random);
  }
  return bytes;
}

function copySectors({ offset, bytes }: { readonly offset: number; readonly bytes: Buffer }, target: Buffer, random: () => number): void {
  const end = offset + bytes.length;
  for (let at = offset; at < end; ) {
    const next = Math.min(end, (Math.floor(at / sectorBytes) + 1) * sectorBytes);
    if (random() < 0.5) bytes.copy(target, at, at - offset, next - offset);
    at = next;
  }
}

function resized(bytes: Buffer, sizeBytes: number): Buffer {
  return sizeBytes <= bytes.length ? Buffer.from(bytes.subarray(0, sizeBytes)) : Buffer.concat([bytes, Buffer.alloc(sizeBytes - bytes.length)]);
}
