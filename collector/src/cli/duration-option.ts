/**
 * Spans of time on the command line: `90s`, `30m`, `1h`, `7d`.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { parseSpan } from '@stillpoint/proto/text/parse-span.ts';

/** The span in ms. USAGE when `text` is no span or longer than ten years; `option` is named in the message. */
export function parseDuration(text: string, option: string): number {
  const spanMs = parseSpan(text);
  if (spanMs === undefined) throw new StillpointError('USAGE', `${option} ${text} is no span of time`, { hint: 'write a number and a unit, as in 90s, 30m, 1h or 7d; no more than 3650d' });
  return spanMs;
}
