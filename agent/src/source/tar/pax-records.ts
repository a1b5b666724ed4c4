/** PAX records as bytes: tar-stream decodes them as UTF-8, which damages names and attributes that are any bytes. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

/** One record; both as latin1 strings. */
export interface PaxRecord {
  readonly keyword: string;
  readonly value: string;
}

const BLANK = 0x20;

/** Takes `LENGTH KEYWORD=VALUE\n` apart, in order. Throws SOURCE_FAILED for what is none. */
export function parsePaxRecords(bytes: Buffer): PaxRecord[] {
  const records: PaxRecord[] = [];
  for (let at = 0; at < bytes.length && bytes[at] !== 0; ) {
    const blank = bytes.indexOf(BLANK, at);
    const digits = blank < 0 ? '' : bytes.toString('latin1', at, blank);
    const end = at + Number(digits);
    const text = bytes.toString('latin1', blank + 1, end);
    const equals = text.indexOf('=');
    if (!/^[0-9]{1,9}$/.test(digits) || end > bytes.length || end <= blank || !text.endsWith('\n') || equals < 1) throw new StillpointError('SOURCE_FAILED', 'the tar stream has an extended header that is damaged');
    records.push({ keyword: text.slice(0, equals), value: text.slice(equals + 1, -1) });
    at = end;
  }
  return records;
}
