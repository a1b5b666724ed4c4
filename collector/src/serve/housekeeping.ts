/**
 * What a serving collector does by itself: it notes that its clock is right and how the disk fills, collects garbage, verifies, and keeps copies of the catalog. Every run is one that an
 * administrator could have asked for.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import type { Logger } from '@stillpoint/proto/log/logger.ts';
import { formatBytes } from '@stillpoint/proto/text/format-bytes.ts';

import { AdminCore } from '../admin/admin-core.ts';
import type { AdminParts } from '../admin/admin-parts.ts';
import { catalogFile } from '../admin/datastore-catalog.ts';
import { noteTime } from '../admin/retention-administration.ts';
import { keepCatalogCopy } from '../catalog/catalog-copies.ts';

/** Settings of scheduled verifications: ms, bytes a second, a share. */
export interface VerifySettings {
  readonly interval?: number | undefined;
  readonly rate?: number | undefined;
  readonly sample: number;
}

/** Settings. `gcIntervalMs` undefined: garbage is collected when somebody says `gc`. */
export interface HousekeepingOptions {
  readonly gcIntervalMs: number | undefined;
  readonly verify: VerifySettings;
  /** Whether a verification is due is asked so often; 10 minutes unless a test says otherwise. */
  readonly verifyCheckMs?: number;
  /** The catalog's file is found damaged: nothing that it says may be served any more. */
  readonly catalogDamaged: (failure: StillpointError) => void;
  readonly logger: Logger;
}

const hourMs = 3_600_000;
/** A collector that is restarted every night must collect, too. */
const firstGcMs = hourMs;
const verifyCheckMs = 600_000;

/** Whoever starts it closes it, before what it works on. */
export class Housekeeping implements AsyncDisposable {
  readonly #parts: AdminParts;
  readonly #options: HousekeepingOptions;
  readonly #stop = new AbortController();
  readonly #clock: NodeJS.Timeout;
  readonly #verifyClock: NodeJS.Timeout | undefined;
  #gc: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #verifying: Promise<void> | undefined;

  private constructor(parts: AdminParts, options: HousekeepingOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#clock = setInterval(() => { this.#everyHour(); }, hourMs);
    this.#clock.unref();
    this.#everyHour();
    if (options.gcIntervalMs !== undefined) this.#schedule(Math.min(firstGcMs, options.gcIntervalMs), options.gcIntervalMs);
    if (options.verify.interval === undefined) return;
    this.#verifyClock = setInterval(() => { this.#verifyWhenDue(); }, options.verifyCheckMs ?? verifyCheckMs);
    this.#verifyClock.unref();
  }

  static start(parts: AdminParts, options: HousekeepingOptions): Housekeeping {
    return new Housekeeping(parts, options);
  }

  /** Ends a collection or verification that is under way; the next one goes on. Safe to call again. */
  async close(): Promise<void> {
    clearInterval(this.#clock);
    clearInterval(this.#verifyClock);
    clearTimeout(this.#gc);
    this.#stop.abort();
    await this.#running;
    await this.#verifying;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #everyHour(): void {
    this.#enqueue(() => this.#noteTime());
    this.#enqueue(() => this.#noteSpace());
    this.#enqueue(() => this.#copyCatalog());
  }

  #schedule(delayMs: number, intervalMs: number): void {
    this.#gc = setTimeout(() => {
      this.#enqueue(() => this.#collect());
      this.#schedule(intervalMs, intervalMs);
    }, delayMs);
    this.#gc.unref();
  }

  /** One thing after another; what fails is told in the log and tried again at its next time. */
  #enqueue(work: () => Promise<void>): void {
    this.#running = this.#running.then(() => (this.#stop.signal.aborted ? undefined : work())).catch((error: unknown) => { this.#tell(error); });
  }

  #tell(error: unknown): void {
    if (this.#stop.signal.aborted) return;
    const isOrdinary = error instanceof StillpointError && (error.code === 'COLLECTION_ACTIVE' || error.code === 'COLLECTION_BLOCKED');
    this.#options.logger[isOrdinary ? 'warn' : 'error']({ err: error }, 'housekeeping failed');
  }

  async #noteTime(): Promise<void> {
    await this.#parts.decisions?.exclusively((decide) => noteTime(this.#parts, decide));
  }

  async #noteSpace(): Promise<void> {
    const { upkeep, datastore, now } = this.#parts;
    await upkeep?.space.refill();
    await upkeep?.history.note(now(), await datastore.freeSpace());
  }

  async #copyCatalog(): Promise<void> {
    const { catalog, datastore, upkeep, now } = this.#parts;
    if (upkeep === undefined || (await catalog.totals()).chunks === 0) return;
    try {
      const copy = await keepCatalogCopy(catalogFile(datastore.directory), catalog, { now: now(), spareBytes: await upkeep.space.floorBytes() });
      if (copy !== undefined) this.#options.logger.debug({ copy }, 'the catalog was copied');
    } catch (error) {
      // Copying reads all of it.
      if (!(error instanceof StillpointError) || error.code !== 'CATALOG_INVALID') throw error;
      this.#options.catalogDamaged(error);
    }
  }

  async #collect(): Promise<void> {
    const admin = this.#admin();
    for await (const { summary } of admin.collectGarbage({})) {
      if (summary) this.#options.logger.info({ ...summary }, `garbage collected: ${formatBytes(summary.freedBytes ?? 0)} freed`);
    }
  }

  /** Beside everything else: it may take days. */
  #verifyWhenDue(): void {
    const { interval, sample } = this.#options.verify;
    const { upkeep, now } = this.#parts;
    if (interval === undefined || upkeep === undefined || this.#verifying !== undefined || this.#stop.signal.aborted) return;
    const { last, isBegun } = upkeep.verification;
    if (last !== undefined && last.endedMs <= now() && now() - last.endedMs < interval && !(isBegun && sample === 1)) return;
    this.#verifying = this.#verify()
      .catch((error: unknown) => { this.#tell(error); })
      .finally(() => { this.#verifying = undefined; });
  }

  async #verify(): Promise<void> {
    const { rate, sample } = this.#options.verify;
    const { logger } = this.#options;
    if ((await this.#parts.catalog.totals()).packs === 0) return;
    for await (const { summary, finding } of this.#admin().verify({ readData: true, rateBytes: rate ?? 0, sampleShare: sample < 1 ? sample : 0 })) {
      if (finding && finding.harmless !== true) logger.error({ code: finding.code, object: finding.object, hurts: (finding.paths ?? []).map(({ address }) => address) }, `damage was found: ${finding.text ?? ''}`);
      if (summary) logger.info({ ...summary }, `verified: ${formatBytes(summary.readBytes ?? 0)} read, ${summary.findings ? `${summary.findings} findings` : 'everything is whole'}`);
    }
  }

  #admin(): AdminCore {
    return new AdminCore(this.#parts, { actor: 'collector', signal: this.#stop.signal });
  }
}
