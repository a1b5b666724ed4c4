/**
 * Absolute paths as text, in one form. Works on plain text and on byte strings.
 */

/**
 * Brings an absolute path to its one form: no slashes in a row or at the end, no `.` segments. Undefined when `path` is not absolute, holds
 * NUL, or has `..` segments: what those mean depends on symlinks, so they are not resolved by text.
 */
export function normalPath(path: string): string | undefined {
  if (!path.startsWith('/') || path.includes('\0')) return undefined;
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  return names.includes('..') ? undefined : `/${names.join('/')}`;
}

/** True when `path` is `ancestor` or lies below it; both in normal form. */
export function isWithin(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(ancestor === '/' ? '/' : `${ancestor}/`);
}
