/**
 * Keys of a `[[plan.source]]`. Only kind `files` works in this release.
 */

import { configTable } from '@stillpoint/proto/config/config-table.ts';
import { bytePath } from '@stillpoint/proto/config/path-text.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';
import { isWithin } from '@stillpoint/proto/text/normal-path.ts';
import { parsePattern } from '@stillpoint/proto/text/byte-pattern.ts';
import { z } from 'zod';
import { oneOf } from './one-of.ts';

const laterKinds = ['postgres', 'mariadb', 'sqlite', 'redis', 'command', 'volume'];
const kind = oneOf(['files'], laterKinds);

const pattern = z.string().superRefine((text, context) => {
  try {
    parsePattern(text);
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    context.addIssue({ code: 'custom', message: error.hint === undefined ? error.message : `${error.message} (${error.hint})` });
  }
});

const files = configTable({
  kind,
  // ADDRESS parts archive and database at the first dot, and tells an archive from a time by its first letter.
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,62}$/, { error: 'expected a name of at most 63 letters, digits, "_" and "-" that begins with a letter' })
    .default('files'),
  paths: z.array(bytePath).min(1, { error: 'expected at least one path' }),
  exclude: z.array(pattern).default([]),
  include: z.array(pattern).min(1, { error: 'expected at least one pattern; leave the key out to take everything' }).optional(),
  filesystems: z.enum(['local', 'one', 'all']).default('local'),
  require_mounts: z.array(bytePath).default([]),
  default_excludes: z.boolean().default(true),
  cachedir_tag: z.boolean().default(true),
})
  .superRefine(({ paths }, context) => {
    refuseOverlap(paths, context);
  })
  .transform((source) => ({
    kind: source.kind,
    name: source.name,
    paths: source.paths,
    exclude: source.exclude,
    include: source.include,
    filesystems: source.filesystems,
    requireMounts: source.require_mounts,
    defaultExcludes: source.default_excludes,
    cachedirTag: source.cachedir_tag,
  }));

/** Schema of a source. The kind is looked at first: the keys of a kind that is not in this release would only be reported as unknown. */
export const filesSource = z
  .unknown()
  .superRefine((value, context) => {
    if (typeof value !== 'object' || value === null || !('kind' in value)) return;
    const result = kind.safeParse(value.kind);
    if (result.success || typeof value.kind !== 'string') return;
    for (const { message } of result.error.issues) context.addIssue({ code: 'custom', path: ['kind'], message });
  })
  .pipe(files);

// The second of two overlapping paths would be backed up twice, or silently not.
function refuseOverlap(paths: readonly string[], context: z.core.$RefinementCtx): void {
  for (const [index, path] of paths.entries()) {
    const other = paths.find((candidate, at) => at !== index && isWithin(path, candidate) && (candidate !== path || at < index));
    if (other === undefined) continue;
    const reason = other === path ? 'is there already' : `lies below ${showByteName(other)}, which is there already`;
    context.addIssue({ code: 'custom', path: ['paths', index], message: `${showByteName(path)} ${reason}` });
  }
}
