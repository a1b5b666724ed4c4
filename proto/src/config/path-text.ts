/**
 * Paths in configuration files.
 */

import { z } from 'zod';
import { StillpointError } from '../errors.ts';
import { parseByteName } from '../text/byte-name.ts';
import { normalPath } from '../text/normal-path.ts';

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
