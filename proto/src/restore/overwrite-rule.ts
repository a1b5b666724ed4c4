/**
 * What a restore does where something stands already. Asked twice with the same answer: before the first write for all entries, and by the writer for each.
 */
import { readLinkAt } from '../posix/create.ts';
import { EntryType, type Entry } from '../format/entry.ts';
import type { StatBuffer } from '../posix/stat.ts';

/**
 * `never`: nothing that exists is touched; `changed`: what differs in type, size or mtime (links: target) is replaced, and what differs in
 * other metadata gets it anew; `older`: what is older than in the snapshot is replaced; `always`: everything is.
 */
export type OverwriteRule = 'never' | 'changed' | 'older' | 'always';

/**
 * - `create`: nothing is there; `merge`: a directory is there for a directory;
 * - `replace`: what is there goes; `same`: what is there has the right content; `keep`: what is there is newer;
 * - `conflict`: the rule forbids it, or a directory would have to go; `unsafe`: a symlink stands where a directory is to be.
 */
export type Decision = 'create' | 'merge' | 'replace' | 'same' | 'keep' | 'conflict' | 'unsafe';

/** What is done where a directory is to be. `existing` as in {@link decide}. */
export function decideDirectory(rule: OverwriteRule, existing: StatBuffer | undefined): Decision {
  if (existing === undefined) return 'create';
  if (existing.type === EntryType.directory) return 'merge';
  if (existing.type === EntryType.symlink) return 'unsafe';
  return rule === 'changed' || rule === 'always' ? 'replace' : 'conflict';
}

/** What is done for anything but a directory. `existing` is what is called so in the target, undefined for nothing; `directoryFd` is the directory it is in. */
export function decide(rule: OverwriteRule, entry: Entry, existing: StatBuffer | undefined, directoryFd: number): Decision {
  if (existing === undefined) return 'create';
  if (existing.type === EntryType.directory) return 'conflict';
  switch (rule) {
    case 'never':
      return 'conflict';
    case 'always':
      return 'replace';
    case 'older':
      return existing.mtimeNs < entry.mtimeNs ? 'replace' : 'keep';
    case 'changed':
      return isRight(entry, existing, directoryFd) ? 'same' : 'replace';
  }
}

function isRight(entry: Entry, existing: StatBuffer, directoryFd: number): boolean {
  if (existing.type !== entry.type) return false;
  switch (entry.type) {
    case EntryType.symlink:
      return readLinkAt(directoryFd, entry.name) === entry.target;
    case EntryType.charDevice:
    case EntryType.blockDevice:
      return existing.rdevMajor === entry.rdevMajor && existing.rdevMinor === entry.rdevMinor;
    case EntryType.file:
      return existing.sizeBytes === entry.sizeBytes && existing.mtimeNs === entry.mtimeNs;
    case EntryType.fifo:
    case EntryType.socket:
    case EntryType.directory:
      return true;
  }
}
