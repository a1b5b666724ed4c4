/**
 * Paths in configuration files.
 */

import { z } from 'zod';
import { StillpointError } from '../errors.ts';
import { parseByteName } from '../text/byte-name.ts';

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

const expected = 'expected an absolute path without ".."';

/** Schema of an absolute path of this machine as plain text. Gives the normal form. */
export const textPath = z.string().transform((text, context) => {
  const path = normalPath(text);
  if (path !== undefined) return path;
  context.addIssue({ code: 'custom', message: expected });
  return z.NEVER;
});

/** Schema of an absolute path whose names are bytes, typed as UTF-8 with `\xNN`. Gives the normal form as byte string. */
export const bytePath = z.string().transform((text, context) => {
  try {
    const path = normalPath(parseByteName(text, 'CONFIG_INVALID'));
    if (path !== undefined) return path;
    context.addIssue({ code: 'custom', message: expected });
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    context.addIssue({ code: 'custom', message: error.hint === undefined ? error.message : `${error.message} (${error.hint})` });
  }
  return z.NEVER;
});
