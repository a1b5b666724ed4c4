/**
 * What a source gives so that its database stands still, or is settled, while the filesystems below it are copied.
 */

/** Made by a source, used for one run. Calls come in the order of the methods; `close` always comes, also after a failure. */
export interface DatabaseQuiesce {
  /** The source's name, for messages. */
  readonly name: string;
  /** Connects and does what may take long (a checkpoint). Nobody waits yet. Throws StillpointError; the run then goes on without this database at rest. */
  prepare(signal: AbortSignal): Promise<void>;
  /** Child processes whose end makes the server let go: the watchdog kills them at the deadline. Read after `prepare`; empty when nothing is held or the agent holds it itself. */
  readonly holderPids: readonly number[];
  /**
   * Brings the database to its point. 'held': nothing is written until `thaw` (a lock held by a living connection). 'settled': writing goes on, but a copy of one instant recovers
   * to a consistent state (PostgreSQL after a checkpoint or in backup mode). Throws StillpointError.
   */
  freeze(signal: AbortSignal): Promise<'held' | 'settled'>;
  /** Lets go. True: it was held (or settled) until now. False: it was not, so the copy proves nothing. Called once after each `freeze`, also after one that failed. */
  thaw(): Promise<boolean>;
  /** Gives back connections; idempotent. */
  close(): Promise<void>;
}
