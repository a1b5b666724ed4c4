/**
 * What the audit log is told of a guest that reads its own snapshots. The collector writes what it has seen itself; of what the guest says it takes the words only,
 * and bounds them.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';
import { countOf } from '@stillpoint/proto/text/format-count.ts';
import type { Logger } from 'pino';

import type { EventBudget } from '../audit/event-budget.ts';
import type { AgentsDirectory } from '../identity/agents-directory.ts';
import type { DeliveryCounts } from './chunk-delivery.ts';
import type { Reader } from './reader.ts';

/** Who writes decisions down. */
export interface AuditParts {
  readonly agents: Pick<AgentsDirectory, 'decide'>;
  /** Bounds what guests can have written; without it everything is. */
  readonly events?: Pick<EventBudget, 'write'> | undefined;
  readonly logger: Logger;
}

const maxTextLength = 4096;

/** The events of one reading. */
export class ReadingAudit {
  readonly #parts: AuditParts;
  readonly #reader: Pick<Reader, 'name' | 'actor' | 'title'>;
  readonly #snapshots = new Set<string>();
  /** The addresses, once it is a restore. */
  #object: string | undefined;
  #outcome = '';

  constructor(parts: AuditParts, reader: Pick<Reader, 'name' | 'actor' | 'title'>) {
    this.#parts = parts;
    this.#reader = reader;
  }

  /** The snapshot was opened. */
  noteOpened(snapshotId: string): void {
    this.#snapshots.add(`@${snapshotId}`);
  }

  /** The guest says what it restores. */
  async begin(object: string, text: string): Promise<void> {
    this.#object = object.slice(0, maxTextLength);
    await this.#write('guest-restore', this.#object, `${this.#reader.title}, ${this.#opened()}, ${text}`);
  }

  /** Data goes out: that is a restore, also when the guest has not said so. */
  async beforeData(): Promise<void> {
    if (this.#object === undefined) await this.begin(this.#opened(), 'without saying what for');
  }

  /** The guest says that its restore has failed. */
  noteFailed(text: string): void {
    this.#outcome = text;
  }

  /** The reading is over; `ending` is how, as the collector knows it. */
  async end({ nodes, dataChunks, dataBytes }: DeliveryCounts, ending: string): Promise<void> {
    if (nodes === 0) return;
    const counts = `${countOf(nodes, 'node')}, ${countOf(dataChunks, 'chunk')}, ${formatBytes(dataBytes)} of content`;
    const outcome = this.#outcome === '' ? ending : `${ending}; the guest says: ${this.#outcome}`;
    await this.#write(this.#object === undefined ? 'guest-listing' : 'guest-restore-ended', this.#object ?? this.#opened(), `${this.#reader.title}, ${this.#opened()}: ${counts}; ${outcome}`);
  }

  /** The guest was refused. */
  async refused(error: StillpointError): Promise<void> {
    this.#parts.logger.warn({ agent: this.#reader.name, code: error.code }, `a guest was refused: ${error.message}`);
    await this.#write('guest-restore-refused', this.#object ?? this.#opened(), `${this.#reader.title}: ${error.code}: ${error.message}`);
  }

  #opened(): string {
    return this.#snapshots.size === 0 ? 'no snapshot' : [...this.#snapshots].join(' ');
  }

  // A datastore that is full or fails is when a restore is needed most: what the audit log cannot take is logged, and keeps nobody from it.
  async #write(kind: string, object: string, text: string): Promise<void> {
    const audit: v1.AuditEvent.$Properties = { kind, object: object.slice(0, maxTextLength), text: text.slice(0, maxTextLength) };
    try {
      const { events, agents } = this.#parts;
      if (events === undefined) await agents.decide({ actor: this.#reader.actor, audit });
      else await events.write(this.#reader.actor, this.#reader.actor, audit);
    } catch (error) {
      if (!(error instanceof StillpointError) || (error.code !== 'DATASTORE_FULL' && error.code !== 'DATASTORE_IO')) throw error;
      this.#parts.logger.warn({ err: error, audit }, 'the audit log could not be written');
    }
  }
}
