/**
 * A directory that a walk is in.
 */
import type { Entry } from '@stillpoint/proto/format/entry.ts';

import type { CachedDirectory } from '../../pipeline/tree-cache-directory.ts';
import type { SelectionLevel } from '../../selection/selection.ts';
import type { DirectoryRecord } from './directory-record.ts';
import type { PathTrie } from './path-trie.ts';

/** One level of a walk's stack. Plain data; the walk alone changes it. */
export interface WalkFrame {
  readonly name: string;
  readonly names: readonly string[];
  next: number;
  /** Mount points among the names that are not looked at. */
  readonly untouched: ReadonlySet<string> | undefined;
  /** Names that are read elsewhere, each with where. */
  readonly places: ReadonlyMap<string, string> | undefined;
  /** Read in a copy that was made at the still point. */
  readonly isCopy: boolean;
  /** Leads to named paths: only these names are visited, and nothing is excluded. */
  readonly trie: PathTrie | undefined;
  readonly level: SelectionLevel | undefined;
  readonly record: DirectoryRecord;
  /** The stored directory above, whose cursor stays at this directory's entry as long as the walk is below it. */
  readonly stored: CachedDirectory | undefined;
  /** The directory's own entry, without its content; undefined when it is the stored one as it is. */
  readonly entry: Entry | undefined;
  readonly entryReadAgain: boolean;
  /** Ordinal of the directory's filesystem, and the device that it is. */
  readonly filesystem: number;
  readonly device: number;
  readonly stableInodes: boolean;
  /** The directory itself is only wanted if something below it is. */
  readonly onlyIfKept: boolean;
  kept: number;
}
