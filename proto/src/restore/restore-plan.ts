/**
 * What a restore will do, before it does anything: sums, what is in the way, and whether there is room. Reads metadata only.
 */
import { statfsSync } from 'node:fs';

import { StillpointError } from '../errors.ts';
import { EntryType, type Entry } from '../format/entry.ts';
import { showByteName } from '../text/byte-name.ts';
import { formatBytes } from '../text/format-bytes.ts';
import { countOf } from '../text/format-count.ts';

import type { NodeReader } from '../tree/node-reader.ts';
import { dataBytes } from './content-layout.ts';
import type { FilterLevel } from './entry-filter.ts';
import { linkKey } from './hard-links.ts';
import { walkItem } from './item-walk.ts';
import { decide, decideDirectory, type Decision, type OverwriteRule } from './overwrite-rule.ts';
import type { RestoreItem } from './restore-item.ts';
import { placeOf, type TargetPlace } from './target-place.ts';
import { TargetProbe } from './target-probe.ts';

/** `target` is an absolute path as a byte string ('/' for in-place). */
export interface RestoreRequest {
  readonly items: readonly RestoreItem[];
  readonly target: string;
  readonly filter: FilterLevel;
  readonly overwrite: OverwriteRule;
  /** How the target is found and opened; undefined: by its path. */
  readonly place?: TargetPlace | undefined;
  /** Is told of every conflict, also of those that the plan does not list. */
  readonly onConflict?: (conflict: PlanConflict) => Promise<void>;
}

/** Something in the target that the rule forbids to touch. `path` is the place in the target, a byte string. */
export interface PlanConflict {
  readonly path: string;
  readonly unsafe: boolean;
  readonly text: string;
}

/** `bytes` is content to be written (holes left out, hard links once); `same` entries have their content already and get at most new metadata, `kept` ones stay as they are. Conflicts beyond those listed are in `conflictCount`. */
export interface RestorePlan {
  readonly request: RestoreRequest;
  readonly files: number;
  readonly directories: number;
  readonly others: number;
  readonly bytes: number;
  readonly same: number;
  readonly kept: number;
  /** Parts of the trees that cannot be read. */
  readonly damaged: number;
  readonly conflicts: readonly PlanConflict[];
  readonly conflictCount: number;
  readonly freeBytes: number;
}

const listedConflicts = 20;
const directoryInTheWay = 'a directory stands where none is to be';
// Metadata of the target's filesystem needs room too: a block for each entry is what small filesystems take.
const bytesPerEntry = 512;

/**
 * Walks everything that is to be restored beside the target. TARGET_NOT_WRITABLE when the target can be no directory of the caller's; conflicts are listed, not
 * thrown: see {@link assertRestorable}.
 */
export async function planRestore(request: RestoreRequest, nodes: NodeReader, signal?: AbortSignal): Promise<RestorePlan> {
  const place = request.place ?? placeOf(request.target);
  const standing = place.standing();
  const sums = new PlanSums(request);
  for (const item of request.items) {
    using probe = TargetProbe.of(place.find());
    await sums.add(item, probe, nodes, signal);
  }
  const { bavail, bsize } = statfsSync(standing);
  return sums.finish(bavail * bsize);
}

/** TARGET_UNSAFE or TARGET_CONFLICT naming the first places, TARGET_FULL with what is needed and what is there. */
export function assertRestorable(plan: RestorePlan): void {
  const unsafe = plan.conflicts.find((conflict) => conflict.unsafe);
  if (unsafe !== undefined) throw new StillpointError('TARGET_UNSAFE', `${showByteName(unsafe.path)}: ${unsafe.text}`, { hint: 'remove the symlink, or restore into another directory; nothing was written' });
  const [first] = plan.conflicts;
  if (first !== undefined) {
    const text = plan.conflictCount === 1 ? `${showByteName(first.path)} is in the way (${first.text})` : `${countOf(plan.conflictCount, 'entry', 'entries')} are in the way, the first is ${showByteName(first.path)}`;
    throw new StillpointError('TARGET_CONFLICT', text, { hint: `${conflictRemedy(plan)}, or restore into another directory; nothing was written` });
  }
  const neededBytes = plan.bytes + (plan.files + plan.directories + plan.others) * bytesPerEntry;
  if (neededBytes > plan.freeBytes) {
    throw new StillpointError('TARGET_FULL', `${showByteName(plan.request.target)} has ${formatBytes(plan.freeBytes)} free, and ${formatBytes(neededBytes)} are needed`, { hint: 'make room or restore into another filesystem; nothing was written' });
  }
}

function conflictRemedy({ conflicts, request }: RestorePlan): string {
  if (conflicts.some(({ text }) => text === directoryInTheWay)) return 'no rule of --overwrite removes a directory: move it away';
  return request.overwrite === 'older' ? 'choose --overwrite changed or always' : 'choose --overwrite changed, older or always';
}

class PlanSums {
  readonly #request: RestoreRequest;
  readonly #linked = new Set<string>();
  readonly #conflicts: PlanConflict[] = [];
  #conflictCount = 0;
  #files = 0;
  #directories = 0;
  #others = 0;
  #bytes = 0;
  #same = 0;
  #kept = 0;
  #damaged = 0;

  constructor(request: RestoreRequest) {
    this.#request = request;
  }

  async add(item: RestoreItem, probe: TargetProbe, nodes: NodeReader, signal: AbortSignal | undefined): Promise<void> {
    const place: string[] = [];
    const archive = `${item.snapshot.id}:${item.archive.name}`;
    for await (const event of walkItem(item, nodes, this.#request.filter, signal)) {
      if (event.kind === 'damaged') {
        this.#damaged++;
      } else if (event.kind === 'entry') {
        await this.#addEntry(event.entry, probe, place, archive);
      } else if (event.kind === 'enter') {
        await this.#enter(event.name, probe, place);
        place.push(event.name);
      } else {
        place.pop();
        probe.leave();
      }
    }
  }

  finish(freeBytes: number): RestorePlan {
    return {
      request: this.#request, files: this.#files, directories: this.#directories, others: this.#others, bytes: this.#bytes, same: this.#same, kept: this.#kept, damaged: this.#damaged,
      conflicts: this.#conflicts, conflictCount: this.#conflictCount, freeBytes,
    };
  }

  async #enter(name: string, probe: TargetProbe, place: readonly string[]): Promise<void> {
    const decision = decideDirectory(this.#request.overwrite, probe.find(name));
    if (isObstacle(decision)) await this.#note(decision, name, place, 'a file stands where a directory is to be');
    this.#directories++;
    probe.enter(name, decision === 'merge');
  }

  async #addEntry(entry: Entry, probe: TargetProbe, place: readonly string[], archive: string): Promise<void> {
    const existing = probe.find(entry.name);
    const decision = decide(this.#request.overwrite, entry, existing, probe.fd);
    if (isObstacle(decision)) await this.#note(decision, entry.name, place, existing?.type === EntryType.directory ? directoryInTheWay : 'exists');
    if (decision === 'same') this.#same++;
    else if (decision === 'keep') this.#kept++;
    else if (entry.type === EntryType.file) {
      this.#files++;
      if (this.#isFirstLink(entry, archive)) this.#bytes += dataBytes(entry.sizeBytes, entry.holes);
    } else this.#others++;
  }

  #isFirstLink(entry: Entry, archive: string): boolean {
    if (!entry.hardLinked) return true;
    const key = linkKey(archive, entry);
    if (this.#linked.has(key)) return false;
    this.#linked.add(key);
    return true;
  }

  async #note(decision: Obstacle, name: string, place: readonly string[], text: string): Promise<void> {
    const { target, onConflict } = this.#request;
    const path = [target === '/' ? '' : target, ...place, name].join('/');
    const conflict: PlanConflict = decision === 'unsafe' ? { path, unsafe: true, text: 'is a symlink where a directory is to be, and is not followed' } : { path, unsafe: false, text };
    this.#conflictCount++;
    // A symlink decides how the restore is refused, so it is listed wherever it is met.
    if (this.#conflicts.length < listedConflicts || (conflict.unsafe && !this.#conflicts.some(({ unsafe }) => unsafe))) this.#conflicts.push(conflict);
    await onConflict?.(conflict);
  }
}

type Obstacle = Extract<Decision, 'conflict' | 'unsafe'>;

function isObstacle(decision: Decision): decision is Obstacle {
  return decision === 'conflict' || decision === 'unsafe';
}
