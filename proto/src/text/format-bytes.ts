/**
 * Sizes for people.
 */

const units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** A number of bytes with one decimal in binary units: `512 B`, `1.2 MiB`. Negative numbers (differences) keep their sign. */
export function formatBytes(sizeBytes: number | bigint): string {
  const value = Number(sizeBytes);
  const sign = value < 0 ? '-' : '';
  let magnitude = Math.abs(value);
  if (magnitude < 1024) return `${sign}${String(Math.round(magnitude))} B`;
  let unit = -1;
  // 1,023.95 of a unit would be rounded to the impossible "1024.0".
  while (magnitude >= 1023.95 && unit < units.length - 1) {
    magnitude /= 1024;
    unit++;
  }
  return `${sign}${magnitude.toFixed(1)} ${units[unit] ?? 'B'}`;
}
