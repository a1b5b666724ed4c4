/**
 * A directory that a walk is in.
 */
import type { Entry } from '@stillpoint/proto/format/entry.ts';

import type { CachedDirectory } from '../../pipeline/tree-cache.ts';
import type { SelectionLevel } from '../../selection/selection.ts';
import type { DirectoryRecord } from './directory-record.ts';
import type { PathTrie } from './path-trie.ts';

/** One level of a walk's stack. Plain data; the walk alone changes it. */
export interface WalkFrame {
  readonly name: string;
  readonly names: readonly string[];
  next: number;
  /** Leads to named paths: only these names are visited, and nothing is excluded. */
  readonly trie: PathTrie | undefined;
  readonly level: SelectionLevel | undefined;
  readonly stored: CachedDirectory | undefined;
  readonly record: DirectoryRecord;
  readonly entry: Entry;
  readonly entryReadAgain: boolean;
  /** Ordinal of the directory's filesystem, and the device that it is. */
  readonly filesystem: number;
  readonly device: number;
  readonly stableInodes: boolean;
  /** The directory itself is only wanted if something below it is. */
  readonly onlyIfKept: boolean;
  kept: number;
}
