/** Bounds of readings; docs/protocol.md tells their reasons. */
export const readingLimits = {
  maxReadings: 16,
  /** One agent, whatever it is, must not take the seats of all others. */
  maxReadingsPerAgent: 4,
  /** Readings and searches that one agent may begin within `startsMs`: so many events, at most, it can have written into the audit log. */
  maxStarts: 200,
  startsMs: 600_000,
  maxReadIds: 4096,
  maxPendingReads: 4,
  /** What a reading knows to be its agent's, a bit for each chunk: enough for 134 million chunks. */
  maxRevealedBytes: 16 * 1_048_576,
  /** Ids that the datastore has lost, as many as a session is told of. */
  maxMissingIds: 65_536,
  maxPatternBytes: 16_384,
  /** Between the opening of a stream and its Begin. */
  beginMs: 30_000,
  /** Somebody reads page by page what a restore writes to stdout. */
  idleMs: 3_600_000,
} as const;
