/**
 * Takes a tar stream apart into its members, in the order in which they come: ustar, GNU's and PAX headers, long names of either kind, sparse files. Names are bytes throughout.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { EntryType, type Xattr } from '@stillpoint/proto/format/entry.ts';

import { parsePaxRecords, type PaxRecord } from './pax-records.ts';
import { damagedTar, decodeTarHeader, TAR_BLOCK_BYTES, untilNul, type TarHeader } from './tar-header.ts';
import type { TarInput } from './tar-input.ts';
import { gnuSparse, leadingSparse, paxSparse, type SparseLayout } from './tar-sparse.ts';

/** A member without its content. Texts are latin1 strings. */
export interface TarMember {
  /** As it stands in the stream. */
  readonly path: string;
  /** 'link': a further name of what `target` names; 'unknown': of a kind that means nothing here. */
  readonly type: EntryType | 'link' | 'unknown';
  readonly target: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly user: string;
  readonly group: string;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly rdevMajor: number;
  readonly rdevMinor: number;
  readonly xattrs: readonly Xattr[];
  /** ACLs as text. */
  readonly accessAcl: string | undefined;
  readonly defaultAcl: string | undefined;
  /** Of the content as it appears. */
  readonly layout: SparseLayout;
  /** Bytes in the stream, without padding. */
  readonly storedBytes: number;
}

/** Of one extended header or long name. GNU tar writes attributes of up to 64 KiB each. */
const EXTENDED_MAX_BYTES = 4_194_304;
const NS_PER_SECOND = 1_000_000_000n;
const U32_MAX = 0xffff_ffff;

const types: Readonly<Record<string, EntryType | 'link'>> = {
  '0': EntryType.file,
  '1': 'link',
  '2': EntryType.symlink,
  '3': EntryType.charDevice,
  '4': EntryType.blockDevice,
  '5': EntryType.directory,
  '6': EntryType.fifo,
  // A file that was contiguous, on systems long gone.
  '7': EntryType.file,
  // GNU tar's: a directory with its listing, and a sparse file.
  D: EntryType.directory,
  S: EntryType.file,
};

/** What stands before a member and belongs to it. */
interface Extension {
  records: PaxRecord[];
  longName: string | undefined;
  longTarget: string | undefined;
}

export class TarMembers {
  readonly #input: TarInput;
  #global: readonly PaxRecord[] = [];
  #last = '';

  constructor(input: TarInput) {
    this.#input = input;
  }

  /** The next member, whose `storedBytes` and padding ({@link endContent}) must be taken from the input; undefined behind the end mark. TOOL_FAILED when the stream is cut off, SOURCE_FAILED when it is damaged. */
  next(): TarMember | undefined {
    const extension: Extension = { records: [], longName: undefined, longTarget: undefined };
    for (;;) {
      const block = this.#block();
      const header = decodeTarHeader(block);
      if (header === undefined) {
        this.#drain();
        return undefined;
      }
      switch (header.letter) {
        case 'x':
          extension.records = [...extension.records, ...parsePaxRecords(this.#extended(header.sizeBytes))];
          break;
        case 'g':
          this.#global = [...this.#global, ...parsePaxRecords(this.#extended(header.sizeBytes))];
          break;
        case 'L':
          extension.longName = untilNul(this.#extended(header.sizeBytes));
          break;
        case 'K':
          extension.longTarget = untilNul(this.#extended(header.sizeBytes));
          break;
        case 'V':
          // The name of a tape.
          break;
        case 'M':
          throw new StillpointError('SOURCE_FAILED', 'the tar stream goes on from an earlier one (multi-volume)', { hint: 'let the command write one stream' });
        default:
          return this.#member(block, header, extension);
      }
    }
  }

  /** Takes the padding behind `storedBytes` bytes of content. */
  endContent(storedBytes: number): void {
    const rest = storedBytes % TAR_BLOCK_BYTES;
    if (rest !== 0 && !this.#input.skip(TAR_BLOCK_BYTES - rest)) throw this.cut();
  }

  /** The stream ends where it must not. */
  cut(): StillpointError {
    const where = this.#last === '' ? 'before its first member' : `in or behind ${this.#last}`;
    return new StillpointError('TOOL_FAILED', `the tar stream is cut off ${where}: its end mark is missing`, { hint: 'run the same command by hand; its archive is not in the snapshot' });
  }

  #member(block: Buffer, header: TarHeader, { records: own, longName, longTarget }: Extension): TarMember {
    const records = [...this.#global, ...own];
    const pax = (keyword: string): string | undefined => {
      const value = records.findLast((record) => record.keyword === keyword)?.value;
      return value === '' ? undefined : value;
    };
    const { letter } = header;
    const path = pax('GNU.sparse.name') ?? pax('path') ?? longName ?? header.name;
    this.#last = path;
    // Old tars mark directories by their names only.
    const type = letter === '0' && path.endsWith('/') ? EntryType.directory : (types[letter] ?? 'unknown');
    const hasContent = type === EntryType.file || type === 'unknown' || letter === 'D';
    const isDevice = type === EntryType.charDevice || type === EntryType.blockDevice;
    const declared = hasContent ? Number(pax('size') ?? header.sizeBytes) : 0;
    if (!Number.isSafeInteger(declared) || declared < 0) throw damagedTar();
    const { layout, storedBytes } = this.#layout(block, letter, declared, own);
    const mtimeNs = paxTime(pax('mtime')) ?? BigInt(Number.isSafeInteger(header.mtimeSeconds) ? header.mtimeSeconds : 0) * NS_PER_SECOND;
    return {
      path,
      type,
      target: pax('linkpath') ?? longTarget ?? header.linkName,
      mode: header.mode,
      uid: unsigned32(pax('uid') ?? header.uid),
      gid: unsigned32(pax('gid') ?? header.gid),
      user: pax('uname') ?? header.user,
      group: pax('gname') ?? header.group,
      mtimeNs,
      ctimeNs: paxTime(pax('ctime')) ?? mtimeNs,
      rdevMajor: isDevice ? unsigned32(header.rdevMajor) : 0,
      rdevMinor: isDevice ? unsigned32(header.rdevMinor) : 0,
      xattrs: xattrsOf(records),
      accessAcl: pax('SCHILY.acl.access'),
      defaultAcl: pax('SCHILY.acl.default'),
      layout,
      storedBytes,
    };
  }

  #layout(block: Buffer, letter: string, declared: number, own: readonly PaxRecord[]): { layout: SparseLayout; storedBytes: number } {
    if (letter === 'S') return { layout: gnuSparse(block, () => this.#block()), storedBytes: declared };
    if (own.some(({ keyword, value }) => keyword === 'GNU.sparse.major' && value === '1')) {
      const size = Number(own.findLast(({ keyword }) => keyword === 'GNU.sparse.realsize')?.value);
      const { layout, bytes } = leadingSparse(size, () => this.#block());
      return { layout, storedBytes: declared - bytes };
    }
    const sparse = paxSparse(own);
    return { layout: sparse ?? { runs: declared === 0 ? [] : [{ offset: 0, length: declared }], sizeBytes: declared }, storedBytes: declared };
  }

  #block(): Buffer {
    const block = this.#input.take(TAR_BLOCK_BYTES);
    if (block.length < TAR_BLOCK_BYTES) throw this.cut();
    return block;
  }

  #extended(size: number): Buffer {
    if (!(size >= 0)) throw damagedTar();
    if (size > EXTENDED_MAX_BYTES) throw new StillpointError('SOURCE_FAILED', 'the tar stream has an extended header of more than 4 MiB');
    const bytes = this.#input.take(size);
    if (bytes.length < size) throw this.cut();
    this.endContent(size);
    return bytes;
  }

  /** What follows the end mark fills up a record; something else is a second tar, which nobody would see again. */
  #drain(): void {
    for (;;) {
      const rest = this.#input.take(TAR_BLOCK_BYTES * 20);
      if (rest.length === 0) return;
      if (rest.some((byte) => byte !== 0)) throw new StillpointError('SOURCE_FAILED', `something follows the end of the tar stream (behind ${this.#last})`, { hint: 'let the command write one tar' });
    }
  }
}

/** Of owners and devices, as a tree holds them. */
function unsigned32(text: string | number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > U32_MAX) throw damagedTar();
  return value;
}

/** Seconds with any number of decimals, to nanoseconds, rounded down. */
function paxTime(text: string | undefined): bigint | undefined {
  const [, sign = '', seconds, fraction = ''] = /^(-?)(\d{1,16})(?:\.(\d*))?$/.exec(text ?? '') ?? [];
  if (seconds === undefined) return undefined;
  const ns = BigInt(seconds) * NS_PER_SECOND + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
  return sign === '-' ? -ns : ns;
}

const xattrPrefix = 'SCHILY.xattr.';

/** Sorted by name; of several records of one name the last counts. */
function xattrsOf(records: readonly PaxRecord[]): Xattr[] {
  const values = new Map<string, Buffer>();
  for (const { keyword, value } of records) {
    // GNU tar writes `=` and `%` in names so.
    if (keyword.startsWith(xattrPrefix)) values.set(keyword.slice(xattrPrefix.length).replaceAll('%3D', '=').replaceAll('%25', '%'), Buffer.from(value, 'latin1'));
  }
  return [...values].map(([name, value]) => ({ name, value })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
