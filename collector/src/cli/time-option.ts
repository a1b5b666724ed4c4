/** Moments of options such as `--since`: a day, a time, or a span that ends now. */
import { latestMomentOf, parseWhen } from '@stillpoint/proto/address/when.ts';
import { momentOf } from '@stillpoint/proto/address/wall-clock.ts';
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { parseSpan } from '@stillpoint/proto/text/parse-span.ts';

import type { CommandContext } from './command-context.ts';

/** ms since 1970 of what was given for `option`; a bare day means its beginning, or with `edge` end the moment after it. USAGE. */
export function timeOf({ now, zone }: Pick<CommandContext, 'now' | 'zone'>, option: string, text: string, edge: 'start' | 'end'): number {
  const spanMs = parseSpan(text);
  if (spanMs !== undefined) return now() - spanMs;
  const when = parse(option, text);
  const lastMs = latestMomentOf(when, zone);
  if (lastMs === undefined) throw unknownTime(option, text);
  if (edge === 'end') return lastMs + 1;
  return when.kind === 'local' ? momentOf(when.wall, zone) : lastMs - 999;
}

function parse(option: string, text: string): ReturnType<typeof parseWhen> {
  try {
    return parseWhen(text);
  } catch (cause) {
    throw unknownTime(option, text, cause);
  }
}

function unknownTime(option: string, text: string, cause?: unknown): StillpointError {
  return new StillpointError('USAGE', `${option} ${text} is no time that is known`, { hint: 'write 2026-11-22, "2026-11-22 10:30", RFC 3339, or a span such as 7d for that long ago', cause });
}
