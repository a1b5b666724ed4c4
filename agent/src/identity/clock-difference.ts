/**
 * How this host's clock stands against the collector's. Snapshots are dated by the collector's, so a wrong one here spoils certificates, schedules and the
 * times that people compare, not the snapshots.
 */

/** How far this host's clock is ahead (negative: behind). `sentMs` and `receivedMs` are this host's times around the call; within them nothing can be told. */
export function clockDifferenceMs(collectorMs: number, sentMs: number, receivedMs: number): number {
  if (sentMs > collectorMs) return sentMs - collectorMs;
  if (receivedMs < collectorMs) return receivedMs - collectorMs;
  return 0;
}
