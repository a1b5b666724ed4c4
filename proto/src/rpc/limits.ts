/** Limits that client and server share. */

/** An idle connection is asked for a sign of life this often; without one for as long again it counts as lost. */
export const keepaliveMs = 30_000;

/** Largest message in either direction; a larger one ends its call with LIMIT_EXCEEDED. */
export const maxMessageBytes = 4 * 1024 * 1024;
