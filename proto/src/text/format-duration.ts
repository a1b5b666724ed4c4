/**
 * Spans of time for people.
 */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long something took, in its two largest units: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 03 min`, `5 d 4 h`. Negative spans count as 0. */
export function formatDuration(durationMs: number): string {
  const span = Math.max(durationMs, 0);
  if (span < 9_950) return `${(span / 1000).toFixed(1)} s`;
  const seconds = Math.round(span / 1000);
  if (seconds < 60) return `${String(seconds)} s`;
  if (seconds < 3600) return `${String(Math.floor(seconds / 60))} min ${twoDigits(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return `${String(Math.floor(minutes / 60))} h ${twoDigits(minutes % 60)} min`;
  const hours = Math.round(minutes / 60);
  return `${String(Math.floor(hours / 24))} d ${String(hours % 24)} h`;
}

/** How long ago something was, in one unit and rounded down, to be followed by "old": `40 s`, `12 min`, `9 h`, `3 d`. Hours go on to 47. */
export function formatAge(ageMs: number): string {
  const span = Math.max(ageMs, 0);
  if (span < minuteMs) return `${String(Math.floor(span / 1000))} s`;
  if (span < hourMs) return `${String(Math.floor(span / minuteMs))} min`;
  if (span < 2 * dayMs) return `${String(Math.floor(span / hourMs))} h`;
  return `${String(Math.floor(span / dayMs))} d`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
