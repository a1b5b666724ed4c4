/** What failed in a run, as far as the record of a snapshot has room for it. A server with a thousand databases may refuse each of them at length, and the others are to be kept all the same. */
import type { FailedSourceFacts } from './run-events.ts';

/** Characters of all texts, if that is enough for all of them, and of texts and names at most. */
const TEXTS_LENGTH = 131_072;
const MAX_LENGTH = 262_144;
/** Of a text that is shortened, at least. Its beginning names the tool and how it ended, the rest is the end of what it said. */
const TEXT_MIN = 450;
const TEXT_BEGIN = 150;

/** As many as there is room for, with texts that are shortened in the middle where they must be; `more`: how many are not listed. */
export function listFailures(failures: readonly FailedSourceFacts[]): { readonly listed: readonly FailedSourceFacts[]; readonly more: number } {
  const room = Math.max(TEXT_MIN, Math.floor(TEXTS_LENGTH / failures.length));
  const listed: FailedSourceFacts[] = [];
  let length = 0;
  for (const failure of failures) {
    const text = shorten(failure.text, room);
    length += failure.name.length + text.length;
    if (length > MAX_LENGTH) break;
    listed.push({ ...failure, text });
  }
  return { listed, more: failures.length - listed.length };
}

function shorten(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, TEXT_BEGIN)} … ${text.slice(TEXT_BEGIN + 3 - room)}`;
}
