/**
 * An entry as it goes into a tar: the plain header for tar-stream, and PAX records for everything that does not fit it or is not text. As GNU tar reads
 * it with `--xattrs --acls`.
 */
import { EntryType, type Entry } from '../format/entry.ts';
import type { Header } from 'tar-stream';

import { aclText } from './acl-text.ts';
import { dataBytes, dataRuns } from './content-layout.ts';
import { paxTime, xattrKeyword, type PaxRecord } from './pax-records.ts';

/** `map` is what stands before the data of a sparse file. The body of a file is `map` and its data without holes: `header.size` bytes together. */
export interface TarEntry {
  readonly header: Partial<Header> & Pick<Header, 'name'>;
  readonly pax: readonly PaxRecord[];
  readonly map: Buffer;
}

const types = new Map<EntryType, Header['type']>([
  [EntryType.file, 'file'], [EntryType.directory, 'directory'], [EntryType.symlink, 'symlink'], [EntryType.fifo, 'fifo'],
  [EntryType.charDevice, 'character-device'], [EntryType.blockDevice, 'block-device'],
]);
// What the octal fields of a header hold.
const maxId = 0o7777777;
const maxOctalSize = 0o77777777777;
const maxHeaderSeconds = 0x7fff_ffffn;
const nsPerSecond = 1_000_000_000n;
const aclNames = new Map([['system.posix_acl_access', 'SCHILY.acl.access'], ['system.posix_acl_default', 'SCHILY.acl.default']]);
const blockBytes = 512;
// Six octal digits are what tar-stream writes, and PAX has no keyword for device numbers.
const maxDeviceNumber = 0o777777;

/** `name` is the path in the tar (byte string, no leading slash); `linkTarget` the path of the first member for a further hard link. Undefined for what a tar cannot hold, see {@link unfitText}. */
export function tarEntry(entry: Entry, name: string, linkTarget?: string): TarEntry | undefined {
  const type = linkTarget === undefined ? types.get(entry.type) : 'link';
  if (type === undefined || Math.max(entry.rdevMajor, entry.rdevMinor) > maxDeviceNumber) return undefined;
  const path = type === 'directory' ? `${name}/` : name;
  const sparse = type === 'file' && entry.holes.length > 0;
  const map = sparse ? sparseMap(entry) : Buffer.alloc(0);
  const size = type === 'file' ? map.length + dataBytes(entry.sizeBytes, entry.holes) : 0;
  const link = linkTarget ?? (entry.type === EntryType.symlink ? entry.target : undefined);
  const pax: PaxRecord[] = [{ keyword: 'mtime', value: paxTime(entry.mtimeNs) }];
  if (sparse) {
    pax.push({ keyword: 'GNU.sparse.major', value: '1' }, { keyword: 'GNU.sparse.minor', value: '0' }, { keyword: 'GNU.sparse.name', value: path }, { keyword: 'GNU.sparse.realsize', value: String(entry.sizeBytes) });
  } else pax.push({ keyword: 'path', value: path });
  if (link !== undefined) pax.push({ keyword: 'linkpath', value: link });
  if (entry.uid > maxId) pax.push({ keyword: 'uid', value: String(entry.uid) });
  if (entry.gid > maxId) pax.push({ keyword: 'gid', value: String(entry.gid) });
  if (size > maxOctalSize) pax.push({ keyword: 'size', value: String(size) });
  if (entry.user !== '') pax.push({ keyword: 'uname', value: entry.user });
  if (entry.group !== '') pax.push({ keyword: 'gname', value: entry.group });
  if (linkTarget === undefined) pax.push(...attributes(entry));
  const seconds = entry.mtimeNs < 0n ? 0n : entry.mtimeNs / nsPerSecond;
  const header: TarEntry['header'] = {
    name: plain(path), type, size,
    // tar-stream takes 0 for "not given"; the bits of a file type are masked out when it is written.
    mode: entry.mode === 0 ? 0o1000000 : entry.mode,
    uid: Math.min(entry.uid, maxId), gid: Math.min(entry.gid, maxId), mtime: new Date(Number(seconds > maxHeaderSeconds ? maxHeaderSeconds : seconds) * 1000),
    ...(link === undefined ? {} : { linkname: plain(link) }), devmajor: entry.rdevMajor, devminor: entry.rdevMinor,
  };
  return { header, pax, map };
}

/** Why {@link tarEntry} gave nothing for `entry`. */
export function unfitText(entry: Entry): string {
  return entry.type === EntryType.socket ? 'a tar cannot hold sockets' : `a tar cannot hold the device number ${entry.rdevMajor}:${entry.rdevMinor}`;
}

function attributes(entry: Entry): PaxRecord[] {
  return entry.xattrs.map(({ name, value }) => {
    const acl = aclNames.get(name);
    const text = acl === undefined ? undefined : aclText(value);
    return acl !== undefined && text !== undefined ? { keyword: acl, value: text } : { keyword: xattrKeyword(name), value };
  });
}

// GNU.sparse 1.0: number of runs, and offset and length of each, in decimal lines, padded to whole blocks. A run of length 0 ends a file that ends with a hole.
function sparseMap(entry: Entry): Buffer {
  const runs = dataRuns(entry.sizeBytes, entry.holes);
  const last = runs.at(-1);
  const numbers = runs.flatMap((run) => [run.offset, run.length]);
  if (last === undefined || last.offset + last.length < entry.sizeBytes) numbers.push(entry.sizeBytes, 0);
  const text = Buffer.from(`${[numbers.length / 2, ...numbers].join('\n')}\n`);
  return Buffer.concat([text, Buffer.alloc((blockBytes - (text.length % blockBytes)) % blockBytes)]);
}

// Only a stand-in for readers that know no PAX: ASCII that fits the field.
function plain(path: string): string {
  const ascii = path.replace(/[^\x21-\x7e]/g, '_');
  return ascii.length <= 99 ? ascii : `${ascii.slice(0, 90)}_${path.length}${path.endsWith('/') ? '/' : ''}`;
}
