/**
 * What a run's process prints as JSON events, as reports for the collector. The process is this program, but what it says of sizes and texts comes from the guest's
 * files: whatever is not of the right kind is left out.
 */
import { v1 } from '@stillpoint/proto/messages.ts';

/** As many as the collector keeps of a run, and as long. */
const maxNotes = 32;
const maxNoteLength = 512;

type Event = Readonly<Record<string, unknown>>;

/** A report that a `progress` or `summary` event adds to. */
export function reportOfEvent(before: v1.RunReport.$Properties, event: Event): v1.RunReport.$Properties {
  switch (event['event']) {
    case 'progress':
      return { ...before, counts: countsOf(event) };
    case 'warning':
      return { ...before, warnings: (before.warnings ?? 0) + 1, notes: withNote(before.notes ?? [], event) };
    case 'summary':
      return {
        ...before,
        state: event['status'] === 'complete' ? v1.RunState.RUN_COMPLETE : v1.RunState.RUN_INCOMPLETE,
        counts: countsOf(event),
        snapshotId: Buffer.from(textOf(event['snapshotId']), 'hex'),
        address: textOf(event['address']),
        consistency: textOf(event['consistency']),
        frozenMs: numberOf(event['frozenMs']),
        warnings: numberOf(event['warnings']),
        shrunk: event['shrunk'] === true,
        failedSources: Array.isArray(event['failedSources']) ? event['failedSources'].length : 0,
      };
    case 'error':
      return failed(before, event);
    default:
      return before;
  }
}

/** The first warnings go along in full; how many there were is counted. Of an encrypted run the collector is not to know what they name. */
function withNote(notes: readonly string[], event: Event): string[] {
  if (notes.length >= maxNotes) return [...notes];
  if (event['confidential'] === true && event['code'] !== 'ENCRYPTION_KEY_NOT_EXPORTED') return [...notes, `${textOf(event['code'])} what it says is known in the guest`];
  const path = textOf(event['path']);
  return [...notes, `${textOf(event['code'])} ${path === '' ? '' : `${path}: `}${textOf(event['text'])}`.slice(0, maxNoteLength)];
}

/** The report of a run that failed with `error`, which has `code`, `message` and perhaps `hint`. */
export function failed(before: v1.RunReport.$Properties, error: Event): v1.RunReport.$Properties {
  const errorCode = textOf(error['code']);
  const state = errorCode === 'RUN_CANCELLED' || errorCode === 'CANCELLED' ? v1.RunState.RUN_CANCELLED : v1.RunState.RUN_FAILED;
  return { ...before, state, errorCode, errorText: textOf(error['message']), errorHint: textOf(error['hint']), retryAfterMs: numberOf(error['retryAfterMs']) };
}

function countsOf(event: Event): v1.RunCounts.$Properties {
  return {
    files: numberOf(event['files']),
    bytes: numberOf(event['bytes']),
    readBytes: numberOf(event['bytesRead']),
    newBytes: numberOf(event['newBytes']),
    sentBytes: numberOf(event['sentBytes']),
    storedBytes: numberOf(event['storedBytes']),
    unreadable: numberOf(event['unreadable']),
    expectedBytes: numberOf(event['expectedBytes']),
    bytesPerSecond: numberOf(event['bytesPerSecond']),
  };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 1024) : '';
}
