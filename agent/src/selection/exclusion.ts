/**
 * Why an entry is left out.
 */

/** Who decided it: a pattern of the configuration, the default list, a `include` that does not name it, a CACHEDIR.TAG, or Stillpoint about what is its own. */
export type ExclusionOrigin = 'exclude' | 'default' | 'include' | 'cachedir-tag' | 'protected';

/** The pattern (as the user wrote it), marker or protected path that left an entry out, for `--list-excluded`. One object per pattern, never one per entry. */
export interface Exclusion {
  readonly excludedBy: string;
  readonly origin: ExclusionOrigin;
}
