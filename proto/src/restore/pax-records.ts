/**
 * PAX extended headers as bytes. tar-stream joins its PAX records as JS strings in UTF-8, which damages names and attribute values that are any bytes; so they are
 * encoded here and go in front of its headers as finished blocks.
 */
const blockBytes = 512;

/** One record: keyword and value as bytes (latin1 strings or buffers). */
export interface PaxRecord {
  readonly keyword: string;
  readonly value: string | Uint8Array;
}

/** `LENGTH KEYWORD=VALUE\n`, one after another; the length counts itself. */
export function encodePaxRecords(records: readonly PaxRecord[]): Buffer {
  return Buffer.concat(
    records.map(({ keyword, value }) => {
      const rest = Buffer.concat([Buffer.from(` ${keyword}=`, 'latin1'), typeof value === 'string' ? Buffer.from(value, 'latin1') : value, Buffer.from('\n')]);
      let length = rest.length + 1;
      while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
      return Buffer.concat([Buffer.from(String(length)), rest]);
    }),
  );
}

/** The extended header of the entry that follows: its own header block, the records, and padding to whole blocks. */
export function encodePaxHeader(records: readonly PaxRecord[]): Buffer {
  const body = encodePaxRecords(records);
  const header = Buffer.alloc(blockBytes);
  header.write('PaxHeaders/entry', 0, 'latin1');
  header.write('0000644\0', 100, 'latin1');
  header.write('0000000\0', 108, 'latin1');
  header.write('0000000\0', 116, 'latin1');
  header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  header.write('00000000000\0', 136, 'latin1');
  header.write('        x', 148, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  const checksum = header.reduce((sum, byte) => sum + byte, 0);
  header.write(`${checksum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return Buffer.concat([header, body, Buffer.alloc((blockBytes - (body.length % blockBytes)) % blockBytes)]);
}

/** Seconds since 1970 with all nine decimals, negative before: `-1.500000001`. */
export function paxTime(timeNs: bigint): string {
  const magnitude = timeNs < 0n ? -timeNs : timeNs;
  const fraction = String(magnitude % 1_000_000_000n).padStart(9, '0');
  return `${timeNs < 0n ? '-' : ''}${magnitude / 1_000_000_000n}.${fraction}`;
}

/** Keyword of an attribute: GNU tar writes `=` and `%` in names so. */
export function xattrKeyword(name: string): string {
  return `SCHILY.xattr.${name.replaceAll('%', '%25').replaceAll('=', '%3D')}`;
}
