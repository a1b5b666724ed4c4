/** Shares as people type them. */

/** `5%` or `0.5%` as 0.05 or 0.005; undefined when `text` is no share above 0 % and up to 100 %. */
export function parseShare(text: string): number | undefined {
  const [, number = ''] = /^([0-9]{1,3}(?:\.[0-9]{1,3})?)\s*%$/u.exec(text.trim()) ?? [];
  const share = Number(number) / 100;
  return number !== '' && share > 0 && share <= 1 ? share : undefined;
}
