/**
 * Keys that sources which run a tool have in common.
 */
import { parseSpan } from '../text/parse-span.ts';
import { z } from 'zod';

/** What a timer can wait for; one that is set for longer goes off at once. */
const MAX_SPAN_MS = 24 * 86_400_000;

/** Schema of a span of time, in milliseconds. */
export const span = z.string().transform((text, context) => {
  const spanMs = parseSpan(text);
  if (spanMs !== undefined && spanMs <= MAX_SPAN_MS) return spanMs;
  context.addIssue({ code: 'custom', message: 'expected a span of time such as "90s", "30m" or "2h", at most "24d"' });
  return z.NEVER;
});

/** Schema of a command line as a list: no shell takes it apart. Arguments cannot hold NUL. */
export const commandLine = z
  .array(z.string().refine((argument) => !argument.includes('\0'), { error: 'expected an argument without NUL' }))
  .min(1, { error: 'expected a list with the program and its arguments' })
  .refine(([program]) => program !== '', { error: 'expected a program as the first of the list' });

/** Schema of an archive's name: ADDRESS parts source and database at the first dot, and tells an archive from a time by its first letter. */
export const archiveName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,62}$/, { error: 'expected a name of at most 63 letters, digits, "_" and "-" that begins with a letter' });

/** Schema of the name of a user of the operating system. */
export const userName = z.string().regex(/^[A-Za-z0-9_.][A-Za-z0-9_.@\\-]{0,63}\$?$/, { error: 'expected the name of a user of this guest' });
