/**
 * `--stdout` of a tree: a tar with PAX records, as GNU tar reads it with `--xattrs --acls`. tar-stream writes headers and content; what its strings cannot carry
 * goes in front of each header as finished blocks.
 */
import type { Writable } from 'node:stream';

import { StillpointError } from '../errors.ts';
import { EntryType, type Entry } from '../format/entry.ts';
import { pack } from 'tar-stream';

import { send } from './byte-output.ts';
import { dataBytes } from './content-layout.ts';
import { readData } from './content-stream.ts';
import type { FilterLevel } from './entry-filter.ts';
import { linkKey } from './hard-links.ts';
import { walkItem } from './item-walk.ts';
import { encodePaxHeader } from './pax-records.ts';
import type { OutputOptions } from './raw-output.ts';
import type { RestoreItem } from './restore-item.ts';
import { RestoreTally, type RestoreReport } from './restore-report.ts';
import type { RestoreSource } from './restore-source.ts';
import { tarEntry, unfitText, type TarEntry } from './tar-entry.ts';
import { isDamage } from './tree-walk.ts';

// Files up to this size are read before their header is written, so that a damaged one can be left out.
const wholeFileBytes = 8 * 1_048_576;
// Bytes on their way between the walk and the output.
const maxPendingBytes = 1_048_576;
const headerBytes = 512;
const zeros = Buffer.alloc(65_536);

/**
 * Writes all items as one tar to `output` and leaves it open. Sockets are left out. A damaged file is left out, or filled with zeros from the damage on when it is too big to be read first;
 * the report names both.
 */
export async function writeTar(items: readonly RestoreItem[], source: RestoreSource, output: Writable, filter: FilterLevel, options: OutputOptions = {}): Promise<RestoreReport> {
  const writer = new TarWriter(source, options);
  const pumping = writer.pump(output);
  // It is awaited below; until then the walk may fail first.
  pumping.catch(() => undefined);
  try {
    for (const item of items) await writer.add(item, filter);
    writer.finish();
    await pumping;
  } catch (error) {
    writer.abandon(error instanceof Error ? error : new StillpointError('INTERNAL', 'a tar could not be written', { cause: error }));
    throw error;
  }
  return writer.report;
}

class TarWriter {
  readonly #source: RestoreSource;
  readonly #options: OutputOptions;
  readonly #pack = pack();
  readonly #tally = new RestoreTally();
  /** Path in the tar of the first member of each group of hard links. */
  readonly #links = new Map<string, string>();
  #givenBytes = 0;
  #sentBytes = 0;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(source: RestoreSource, options: OutputOptions) {
    this.#source = source;
    this.#options = options;
  }

  get report(): RestoreReport {
    return this.#tally.report;
  }

  /** Moves what the tar gives to `output`, until its end. */
  async pump(output: Writable): Promise<void> {
    try {
      for await (const bytes of this.#pack as AsyncIterable<Buffer>) {
        await send(output, bytes, this.#options.signal);
        this.#sentBytes += bytes.length;
        this.#wake?.();
      }
    } catch (error) {
      this.#failure = error instanceof Error ? error : new StillpointError('INTERNAL', 'the output of a tar failed', { cause: error });
      this.#wake?.();
      throw this.#failure;
    }
  }

  async add(item: RestoreItem, filter: FilterLevel): Promise<void> {
    // Path of each directory that the walk is in.
    const paths = [''];
    for await (const event of walkItem(item, this.#source.nodes, filter, this.#options.signal)) {
      const above = paths.at(-1) ?? '';
      if (event.kind === 'damaged') {
        this.#tally.addProblem({ kind: 'damaged', path: event.path, code: event.error.code, text: `the directory cannot be read: ${event.error.message}` });
      } else if (event.kind === 'entry') {
        await this.#addEntry(event.entry, above + event.entry.name, event.path, item);
      } else if (event.kind === 'leave') {
        paths.pop();
      } else {
        paths.push(`${above}${event.name}/`);
        if (event.entry !== undefined) await this.#addPlain(event.entry, tarEntry(event.entry, above + event.name), event.path);
      }
      this.#options.onProgress?.(this.#tally.progress);
    }
  }

  finish(): void {
    this.#pack.finalize();
  }

  abandon(error: Error): void {
    this.#pack.destroy(error);
  }

  async #addEntry(entry: Entry, name: string, path: string, item: RestoreItem): Promise<void> {
    const archive = `${item.snapshot.id}:${item.archive.name}`;
    const key = entry.hardLinked ? linkKey(archive, entry) : undefined;
    const first = key === undefined ? undefined : this.#links.get(key);
    const made = tarEntry(entry, name, first);
    const isWhole = entry.type === EntryType.file && first === undefined ? made !== undefined && (await this.#addFile(entry, made, path, item)) : await this.#addPlain(entry, made, path);
    if (key !== undefined && isWhole && first === undefined) this.#links.set(key, name);
  }

  /** False when it cannot be in a tar. */
  async #addPlain(entry: Entry, made: TarEntry | undefined, path: string): Promise<boolean> {
    if (made === undefined) {
      this.#tally.addUnfit({ path, text: unfitText(entry) });
      return false;
    }
    await this.#header(made);
    await new Promise<void>((resolve, reject) => {
      this.#pack.entry(made.header, (error) => (error ? reject(error) : resolve()));
    });
    if (entry.type === EntryType.directory) this.#tally.directories++;
    else if (entry.type === EntryType.file) this.#tally.files++;
    else this.#tally.others++;
    return true;
  }

  /** False when it is damaged. */
  async #addFile(entry: Entry, made: TarEntry, path: string, { archive }: RestoreItem): Promise<boolean> {
    const data = dataBytes(entry.sizeBytes, entry.holes);
    let pieces: AsyncIterable<Buffer> | Iterable<Buffer> = readData(entry, archive, this.#source, this.#options.signal);
    if (data <= wholeFileBytes) {
      const read = await this.#readWhole(pieces, data, path);
      if (read === undefined) return false;
      pieces = read;
    }
    await this.#header(made);
    const ended = Promise.withResolvers<undefined>();
    const sink = this.#pack.entry(made.header, (error) => (error ? ended.reject(error) : ended.resolve(undefined)));
    // It is awaited below; until then writing may fail first.
    ended.promise.catch(() => undefined);
    const put = async (bytes: Buffer): Promise<void> => {
      sink.write(bytes);
      await this.#room(bytes.length);
    };
    if (made.map.length > 0) await put(made.map);
    const isWhole = await this.#addData(pieces, data, path, put);
    this.#givenBytes += (headerBytes - ((made.map.length + data) % headerBytes)) % headerBytes;
    sink.end(undefined);
    await ended.promise;
    this.#tally.files++;
    return isWhole;
  }

  async #readWhole(pieces: AsyncIterable<Buffer>, expectedBytes: number, path: string): Promise<Buffer[] | undefined> {
    const read: Buffer[] = [];
    try {
      for await (const piece of pieces) read.push(piece);
      if (read.reduce((sum, piece) => sum + piece.length, 0) === expectedBytes) return read;
      throw new StillpointError('NODE_CORRUPT', `its content is not of ${expectedBytes} bytes`);
    } catch (error) {
      if (!(error instanceof StillpointError) || !isDamage(error)) throw error;
      this.#tally.addProblem({ kind: 'damaged', path, code: error.code, text: `left out: ${error.message}` });
      return undefined;
    }
  }

  async #addData(pieces: AsyncIterable<Buffer> | Iterable<Buffer>, expectedBytes: number, path: string, put: (bytes: Buffer) => Promise<void>): Promise<boolean> {
    let left = expectedBytes;
    let damage: StillpointError | undefined;
    try {
      for await (const piece of pieces) {
        if (piece.length > left) throw new StillpointError('NODE_CORRUPT', `it has more content than ${expectedBytes} bytes`);
        await put(piece);
        left -= piece.length;
        this.#tally.bytes += piece.length;
        this.#options.onProgress?.(this.#tally.progress);
      }
      if (left > 0) damage = new StillpointError('NODE_CORRUPT', `it has less content than ${expectedBytes} bytes`);
    } catch (error) {
      if (!(error instanceof StillpointError) || !isDamage(error)) throw error;
      damage = error;
    }
    if (damage === undefined) return true;
    this.#tally.addProblem({ kind: 'damaged', path, code: damage.code, text: `filled with ${left} zero bytes at its end: ${damage.message}` });
    for (; left > 0; left -= Math.min(left, zeros.length)) await put(left < zeros.length ? zeros.subarray(0, left) : zeros);
    return false;
  }

  async #header(made: TarEntry): Promise<void> {
    const bytes = encodePaxHeader(made.pax);
    this.#pack.push(bytes);
    await this.#room(bytes.length + headerBytes);
  }

  /** Notes so many bytes as given and waits until the output has taken enough of them. */
  async #room(bytes: number): Promise<void> {
    this.#givenBytes += bytes;
    while (this.#failure === undefined && this.#givenBytes - this.#sentBytes > maxPendingBytes) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#failure !== undefined) throw this.#failure;
  }
}
