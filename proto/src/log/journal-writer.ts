/**
 * Writes the log of a service into systemd's journal by its native protocol: the sentence for people, and what is to be searched for (code, agent, plan, run) as fields. Only
 * for a process whose stderr goes to the journal anyway.
 *
 * The protocol is one datagram of `KEY=value` lines to a fixed socket. Node has no datagrams over unix sockets, the C library has.
 */
import { fstatSync } from 'node:fs';

import { lastError, libc } from '../posix/libc.ts';
import { StillpointError } from '../errors.ts';
import { lineText } from './line-text.ts';

const AF_UNIX = 1;
const SOCK_DGRAM = 2;
const SOCK_CLOEXEC = 0o2000000;
const MSG_DONTWAIT = 0x40;
const MSG_NOSIGNAL = 0x4000;
/** Never change: sd_journal(3). */
const journalSocket = '/run/systemd/journal/socket';
/** Of syslog. */
const priorities: Readonly<Record<string, number>> = { fatal: 2, error: 3, warn: 4, info: 6, debug: 7, trace: 7 };
/** Keys of log lines that the journal gets as fields, too. */
const searchable: Readonly<Record<string, string>> = { code: 'STILLPOINT_CODE', agent: 'STILLPOINT_AGENT', plan: 'STILLPOINT_PLAN', run: 'STILLPOINT_RUN' };

/** Where it goes; for tests. */
export interface JournalWriterOptions {
  readonly socket?: string;
}

/** The way to the journal. Whoever opens it closes it. */
export class JournalWriter implements Disposable {
  readonly #fd: number;
  readonly #address: Uint8Array;
  readonly #identifier: string;
  #closed = false;

  private constructor(fd: number, address: Uint8Array, identifier: string) {
    this.#fd = fd;
    this.#address = address;
    this.#identifier = identifier;
  }

  /** `identifier` names the program. INTERNAL when there is no socket to be had. */
  static open(identifier: string, { socket = journalSocket }: JournalWriterOptions = {}): JournalWriter {
    const fd = libc.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) throw new StillpointError('INTERNAL', 'there is no socket for the journal', { cause: lastError('socket') });
    const address = Buffer.alloc(2 + Buffer.byteLength(socket) + 1);
    address.writeUInt16LE(AF_UNIX, 0);
    address.write(socket, 2);
    return new JournalWriter(fd, address, identifier);
  }

  /** Takes one line of the log (JSON); false when the journal does not take it: then it is to be written to stderr. */
  write(line: string): boolean {
    if (this.#closed) return false;
    const message = encode(JSON.parse(line) as Readonly<Record<string, unknown>>, this.#identifier);
    return Number(libc.sendto(this.#fd, message, message.length, MSG_NOSIGNAL | MSG_DONTWAIT, this.#address, this.#address.length)) === message.length;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    libc.close(this.#fd);
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** True when stderr of this process is the journal: JOURNAL_STREAM names its device and inode. */
export function isJournal(journalStream: string | undefined, fd = 2): boolean {
  if (journalStream === undefined || journalStream === '') return false;
  const { dev, ino } = fstatSync(fd, { bigint: true });
  return journalStream === `${String(dev)}:${String(ino)}`;
}

function encode(fields: Readonly<Record<string, unknown>>, identifier: string): Uint8Array {
  const { level, err } = fields;
  const code = typeof err === 'object' && err !== null && 'code' in err ? err.code : fields['code'];
  const parts = [
    field('MESSAGE', lineText(fields)),
    field('PRIORITY', String(priorities[typeof level === 'string' ? level : ''] ?? 6)),
    field('SYSLOG_IDENTIFIER', identifier),
    ...Object.entries(searchable).flatMap(([key, name]) => {
      const value = key === 'code' ? code : fields[key];
      return typeof value === 'string' && value !== '' ? [field(name, value)] : [];
    }),
  ];
  return Buffer.concat(parts);
}

/** A value with line breaks is given by its length. */
function field(name: string, value: string): Uint8Array {
  if (!value.includes('\n')) return Buffer.from(`${name}=${value}\n`);
  const content = Buffer.from(value);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(content.length));
  return Buffer.concat([Buffer.from(`${name}\n`), length, content, Buffer.from('\n')]);
}
