/**
 * What a serving collector writes into the audit log, and of it, by itself: that its configuration is another one, that its clock jumped, and where the log ends.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import type { Logger } from '@stillpoint/proto/log/logger.ts';

import type { AdminParts } from '../admin/admin-parts.ts';
import { clockState, describeClock } from '../retention/trusted-time.ts';

/** Where the configuration lies, and who is told where the log ends. */
export interface AuditNotesOptions {
  readonly configPath: string;
  readonly logger: Logger;
}

type NotesParts = Pick<AdminParts, 'datastore' | 'catalog' | 'decisions' | 'now'>;

const intervalMs = 3_600_000;

/** Whoever starts it closes it, before what it works on. */
export class AuditNotes implements AsyncDisposable {
  readonly #parts: NotesParts;
  readonly #logger: Logger;
  readonly #timer: NodeJS.Timeout;
  #clockWasRight = true;
  #toldNumber = -1;
  #running: Promise<void>;

  private constructor(parts: NotesParts, { configPath, logger }: AuditNotesOptions) {
    this.#parts = parts;
    this.#logger = logger;
    this.#running = Promise.resolve();
    this.#enqueue(() => noteConfiguration(parts, configPath));
    this.#enqueue(() => this.#look());
    this.#timer = setInterval(() => { this.#enqueue(() => this.#look()); }, intervalMs);
    this.#timer.unref();
  }

  static start(parts: NotesParts, options: AuditNotesOptions): AuditNotes {
    return new AuditNotes(parts, options);
  }

  /** Safe to call again. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #enqueue(work: () => Promise<void>): void {
    this.#running = this.#running.then(work).catch((error: unknown) => {
      this.#logger.warn({ err: error }, 'the audit log could not be written');
    });
  }

  async #look(): Promise<void> {
    const { catalog, datastore, decisions, now } = this.#parts;
    const { timeMarkMs } = await catalog.retention();
    const nowMs = now();
    const isRight = clockState(nowMs, timeMarkMs) === 'right';
    if (!isRight && this.#clockWasRight) await decisions?.exclusively((decide) => decide({ actor: 'collector', audit: { kind: 'clock-jumped', object: '', text: describeClock(nowMs, timeMarkMs) ?? '' } }));
    this.#clockWasRight = isRight;
    const { number, hash } = datastore.journal.head;
    if (number === this.#toldNumber) return;
    this.#toldNumber = number;
    // For whoever keeps this log elsewhere: `audit verify --head` compares it later.
    this.#logger.info({ head: `${number}:${hash}` }, 'the audit log ends here');
  }
}

/** Notes that collector.toml is another one than when a collector last started. Its hash says which; what stands in it is in backups of that host. */
async function noteConfiguration({ datastore, decisions }: NotesParts, configPath: string): Promise<void> {
  const text = `sha256 ${createHash('sha256').update(await readFile(configPath)).digest('hex')}`;
  let last = '';
  for await (const { audit } of datastore.readDecisions()) if (audit?.kind === 'configuration') last = audit.text ?? '';
  if (last === text) return;
  await decisions?.exclusively((decide) => decide({ actor: 'collector', audit: { kind: 'configuration', object: 'collector.toml', text } }));
}
