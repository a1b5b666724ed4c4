/**
 * What a snapshot may promise, from what was done. Recorded, never guessed: what is not known to hold counts as not done.
 */

/** `crash`: as after a power cut, and files not even of one moment. `filesystem`: as after a power cut, of one moment. `application`: the databases are at a point of their own choice. */
export type Consistency = 'crash' | 'filesystem' | 'application';

/** What a run did. */
export interface StillPointFacts {
  /** Filesystems that hold files of the plan; 0 when it has dumps only. */
  readonly filesystems: number;
  /** Those of them of which a copy made at the still point is read. */
  readonly copied: number;
  /** All copies are of one instant: not so for several btrfs subvolumes or logical volumes. */
  readonly oneInstant: boolean;
  /** Databases that were to be quiesced around the copies. `held`: stood still over all copies; `settled`: brought to a point that its copy recovers from; `failed`: neither. */
  readonly databases: readonly ('held' | 'settled' | 'failed')[];
  /** Sources that are consistent by themselves, such as dumps in one transaction. */
  readonly dumps: number;
  /** Sources of which nobody knows the moment, such as a tar that a command makes of living files. */
  readonly unknown: number;
}

/** The weakest of what the plan's sources have. */
export function consistencyOf({ filesystems, copied, oneInstant, databases, dumps, unknown }: StillPointFacts): Consistency {
  if (unknown > 0) return 'crash';
  if (filesystems === 0 && databases.length === 0) return dumps > 0 ? 'application' : 'crash';
  if (filesystems === 0 || copied < filesystems) return 'crash';
  if (databases.length === 0) return 'filesystem';
  const good = databases.every((state) => state === 'held' || (state === 'settled' && oneInstant));
  return good ? 'application' : 'filesystem';
}
