/**
 * Sizes as people type them.
 */

const unitBytes: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 };

/** `512`, `64K`, `50M`, `2G`, `1T` in bytes (units of 1,024); undefined when `text` is no such size. */
export function parseSize(text: string): number | undefined {
  const [, digits, unit = ''] = /^([0-9]{1,6})([KMGT]?)$/u.exec(text.trim()) ?? [];
  const sizeBytes = Number(digits) * (unitBytes[unit] ?? Number.NaN);
  return Number.isNaN(sizeBytes) ? undefined : sizeBytes;
}
