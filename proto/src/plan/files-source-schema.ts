/**
 * Keys of a `[[plan.source]]` of kind `files`.
 */

import { configTable } from '../config/config-table.ts';
import { bytePath } from '../config/path-text.ts';
import { StillpointError } from '../errors.ts';
import { showByteName } from '../text/byte-name.ts';
import { isWithin } from '../text/normal-path.ts';
import { parsePattern } from '../text/byte-pattern.ts';
import { z } from 'zod';

import type { FilesSourceConfig } from './plan-config.ts';
import { archiveName } from './tool-keys.ts';

const pattern = z.string().superRefine((text, context) => {
  try {
    parsePattern(text);
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    context.addIssue({ code: 'custom', message: error.hint === undefined ? error.message : `${error.message} (${error.hint})` });
  }
});

/** Schema of the source. */
export const filesSource = configTable({
  kind: z.literal('files'),
  name: archiveName.default('files'),
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
  .transform((source): FilesSourceConfig => ({
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

// The second of two overlapping paths would be backed up twice, or silently not.
function refuseOverlap(paths: readonly string[], context: z.core.$RefinementCtx): void {
  for (const [index, path] of paths.entries()) {
    const other = paths.find((candidate, at) => at !== index && isWithin(path, candidate) && (candidate !== path || at < index));
    if (other === undefined) continue;
    const reason = other === path ? 'is there already' : `lies below ${showByteName(other)}, which is there already`;
    context.addIssue({ code: 'custom', path: ['paths', index], message: `${showByteName(path)} ${reason}` });
  }
}
