/** The paths of a source of kind `sqlite`: absolute, with patterns for names. */
import { StillpointError } from '../errors.ts';
import type { ByteGlob } from '../text/byte-glob.ts';
import { parsePattern } from '../text/byte-pattern.ts';

/** The pattern's names from the root down. Throws PATTERN_INVALID for what is no absolute path, or leaves the depth open. */
export function pathGlobs(text: string): readonly ByteGlob[] {
  if (!text.startsWith('/')) throw new StillpointError('PATTERN_INVALID', `"${text}" is no absolute path`, { hint: 'write the path of a database, or a pattern such as /srv/app/*.db' });
  const { directoryOnly, segments } = parsePattern(text);
  if (directoryOnly) throw new StillpointError('PATTERN_INVALID', `"${text}" names a folder`, { hint: 'name the database files in it, such as /srv/app/*.db' });
  if (segments.some(({ isAnyDepth }) => isAnyDepth)) throw new StillpointError('PATTERN_INVALID', `"${text}" would search every folder`, { hint: 'write a `*` for each folder' });
  return segments;
}
