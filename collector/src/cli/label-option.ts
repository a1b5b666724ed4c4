/** `--label KEY=VALUE`, for every command that takes it. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

/** Key and value; an empty value is one, too. USAGE. */
export function parseLabel(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new StillpointError('USAGE', `--label ${text} is not KEY=VALUE`, { hint: 'write it as in --label site=tokyo' });
  return [text.slice(0, equals), text.slice(equals + 1)];
}

/** Labels in a line. */
export function labelsText(labels: Readonly<Record<string, string>> | null | undefined): string {
  return Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`).join(' ');
}
