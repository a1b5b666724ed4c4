/**
 * From addresses to what lands where: which part of which archive arrives under which names below the target.
 */
import { StillpointError } from '../errors.ts';
import { isEntryName } from '../format/directory-node.ts';
import type { Entry } from '../format/entry.ts';
import { showByteName } from '../text/byte-name.ts';

import { showAddress, type Address } from '../address/address.ts';
import type { KnownAgent, KnownSnapshot } from '../address/known-snapshots.ts';
import { resolveArchive, type KnownArchive } from '../address/resolve-archive.ts';
import { resolveSnapshot, type ResolvedSnapshot, type ResolveOptions } from '../address/resolve-snapshot.ts';
import type { NodeReader } from '../tree/node-reader.ts';

/** Where things land: `contents` as DIR/<name>, `full-path` as DIR/<path>, `in-place` at their paths. */
export type Placement = 'contents' | 'full-path' | 'in-place';

/** A directory above an item in the target; `entry` is what the archive knows of it, if it is of the archive. */
export interface ParentDirectory {
  readonly name: string;
  readonly entry: Entry | undefined;
}

/** One thing to restore. `parents` lead from the target down to where it lands; names are byte strings. */
export interface RestoreItem {
  readonly snapshot: KnownSnapshot;
  readonly archive: KnownArchive;
  readonly parents: readonly ParentDirectory[];
  readonly source:
    /** The content of the directory at `path`; `entry` is that directory, which is the target itself (or the last parent). */
    | { readonly kind: 'content'; readonly entry: Entry; readonly path: string }
    /** A file, directory or other entry under its own name. */
    | { readonly kind: 'entry'; readonly entry: Entry; readonly path: string }
    /** A stream as a file called `name`. */
    | { readonly kind: 'stream'; readonly name: string };
}

/** The items of all addresses, and the snapshots they were taken from (each once) with what should be said of them. */
export interface ResolvedItems {
  readonly items: readonly RestoreItem[];
  readonly snapshots: readonly ResolvedSnapshot[];
}

/** What addresses are resolved against. */
export interface ItemSource {
  readonly agents: readonly KnownAgent[];
  readonly nodes: NodeReader;
  readonly listArchives: (snapshot: KnownSnapshot) => Promise<readonly KnownArchive[]>;
}

interface Chosen {
  readonly snapshot: KnownSnapshot;
  readonly archive: KnownArchive;
  readonly path: string;
}

/**
 * Resolves addresses. Errors of resolving as in address/; PATH_UNKNOWN; USAGE when two addresses would land at the same place or one below the other, when a stream has a path, or
 * cannot go in place; ARCHIVE_ENCRYPTED.
 */
export async function resolveItems(addresses: readonly Address[], { agents, nodes, listArchives }: ItemSource, placement: Placement, options: ResolveOptions): Promise<ResolvedItems> {
  const snapshots = new Map<string, ResolvedSnapshot>();
  const chosen: Chosen[] = [];
  for (const address of addresses) {
    const resolved = resolveSnapshot(address.snapshot, agents, options);
    const { snapshot } = resolved;
    snapshots.set(snapshot.id, snapshots.get(snapshot.id) ?? resolved);
    const archives = await listArchives(snapshot);
    const path = address.within?.path ?? '/';
    // What tells of a guest's disks has to be named: a whole snapshot is what the guest had on them.
    const content = archives.filter(({ sourceKind }) => sourceKind !== 'system');
    const whole = content.length > 0 ? content : archives;
    const wanted = address.within === undefined ? whole : [resolveArchive(snapshot, archives, address.within.archive)];
    if (wanted.length === 0) throw new StillpointError('ARCHIVE_UNKNOWN', `snapshot ${showAddress(address)} holds no archive`);
    for (const archive of wanted) {
      if (archive.kind === 'stream' && path !== '/') throw new StillpointError('PATH_UNKNOWN', `archive ${archive.name} is a stream and has no paths`, { hint: `leave ${showByteName(path)} out` });
      chosen.push({ snapshot, archive, path });
    }
  }
  const several = new Set(chosen.map(({ snapshot, archive }) => `${snapshot.id}:${archive.name}`)).size > 1;
  const items: RestoreItem[] = [];
  for (const choice of chosen) items.push(await placed(choice, nodes, placement, several && placement !== 'in-place'));
  refuseCollisions(items, placement);
  return { items, snapshots: [...snapshots.values()] };
}

async function placed(choice: Chosen, nodes: NodeReader, placement: Placement, several: boolean): Promise<RestoreItem> {
  const { snapshot, archive, path } = choice;
  const own = nodes.of(archive);
  if (!isEntryName(archive.name)) throw new StillpointError('NAME_INVALID', `archive "${archive.name}" has a name that no file can have`);
  if (archive.kind === 'stream') {
    if (placement === 'in-place') throw new StillpointError('USAGE', `archive ${archive.name} is a stream and has no place of its own`, { hint: 'use --to DIR or --stdout' });
    return { snapshot, archive, parents: [], source: { kind: 'stream', name: archive.name } };
  }
  if (archive.sourceKind === 'system' && placement === 'in-place') throw new StillpointError('USAGE', `archive ${archive.name} tells of the guest and has no place of its own`, { hint: 'use --to DIR' });
  const top: ParentDirectory[] = several ? [{ name: archive.name, entry: undefined }] : [];
  const { entry, parents } = await own.lookup(archive.root, path);
  if (path === '/') return { snapshot, archive, parents: top, source: { kind: 'content', entry, path } };
  // The first parent is the root, which is the target itself.
  const above = placement === 'contents' ? [] : parents.slice(1).map((parent) => ({ name: parent.name, entry: parent }));
  return { snapshot, archive, parents: [...top, ...above], source: { kind: 'entry', entry, path } };
}

function refuseCollisions(items: readonly RestoreItem[], placement: Placement): void {
  const places = items.map(placeOf).sort();
  const taken = new Set(places);
  for (const [index, place] of places.entries()) {
    if (places[index + 1] === place) {
      throw new StillpointError('USAGE', `two of the addresses would land at the same place "${place === '' ? '/' : showByteName(place)}"`, {
        hint: placement === 'in-place' ? 'restore them one after another; of a snapshot with several archives name one behind a colon' : 'use --full-path, or restore them one after another into different directories',
      });
    }
    const names = place.split('/');
    const above = names.map((_, length) => names.slice(0, length).join('/')).find((candidate) => candidate !== place && taken.has(candidate));
    if (above === undefined) continue;
    throw new StillpointError('USAGE', `"${showByteName(place)}" lies below "${showByteName(above === '' ? '/' : above)}", which is to be restored too`, { hint: 'leave one of the two addresses out, or restore them one after the other with --overwrite' });
  }
}

/** Where an item arrives, from the target on; '' for the target itself. */
function placeOf({ parents, source }: RestoreItem): string {
  const last = source.kind === 'content' ? [] : [source.kind === 'stream' ? source.name : source.entry.name];
  return [...parents.map((parent) => parent.name), ...last].join('/');
}
