/**
 * One session: what an agent sends between Begin and Committed, in the order that docs/protocol.md tells. Takes offers and blocks as they come and commits
 * at the end, or leaves nothing visible. Knows its own agent and plan; whom it stands beside is the host's business.
 */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { faultPoint } from '@stillpoint/proto/fault-point.ts';
import { BLOCK_MAX_BYTES, blockHeaderBytes, decodeBlockHeader } from '@stillpoint/proto/format/block.ts';

import { commitSession } from './session-commit.ts';
import { Presence } from './presence.ts';
import { sessionLimits } from './session-parts.ts';

import type { BlockHeader } from '@stillpoint/proto/format/block.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import type { BidiStream } from '@stillpoint/proto/rpc/server-call.ts';
import type { Share } from '../bandwidth/bandwidth.ts';
import type { NewBlock } from '../catalog/catalog.ts';
import type { SessionFacts, SessionParts } from './session-parts.ts';

/** What an agent's stream looks like from here. */
export type UploadStream = BidiStream<v1.Answer.$Properties, v1.Upload>;

/** A session from its Ready on. Made, run and awaited by the host. */
export class Session {
  readonly facts: SessionFacts;
  readonly presence: Presence;
  readonly #parts: SessionParts;
  readonly #stream: UploadStream;
  readonly #holds = new DisposableStack();
  readonly #done = Promise.withResolvers<undefined>();
  readonly #offers: v1.Offer.$Properties[] = [];
  #answering: Promise<void> = Promise.resolve();
  #offerSequence = 0;
  #blockSequence = 0;
  /** Every block up to this number is stored. */
  #storedSequence = 0;
  readonly #storedBeyond = new Set<number>();
  #durableSequence = 0;
  #inFlight = 0;
  #wakeReader: (() => void) | undefined;
  #receivedBytes = 0;
  #storedBytes = 0;
  #unsyncedBytes = 0;
  #syncTimer: NodeJS.Timeout | undefined;
  #syncing: Promise<void> | undefined;
  #lastMessageMs: number;
  #ended = false;
  #committing = false;

  constructor(facts: SessionFacts, parts: SessionParts, stream: UploadStream) {
    this.facts = facts;
    this.#parts = parts;
    this.#stream = stream;
    this.presence = new Presence({ agentId: facts.agentId.toString('hex'), dedup: facts.dedup }, parts.catalog, parts.fresh, parts.gate);
    if (facts.previous !== undefined) this.#holds.use(parts.gate.holdSnapshot(facts.previous));
    this.#holds.use(parts.gate.holdChunks(this.presence));
    this.#holds.use(facts.quota);
    this.#lastMessageMs = parts.clock();
    // Whoever runs the session hears of its end; one that is aborted before it runs is nobody's surprise.
    this.#done.promise.catch(() => undefined);
  }

  /** Bytes of blocks that came in. */
  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** Bytes that this session added to the packs. */
  get storedBytes(): number {
    return this.#storedBytes;
  }

  /** When the agent last sent something, ms since 1970; a session that commits is never idle. */
  get lastMessageMs(): number {
    return this.#committing ? this.#parts.clock() : this.#lastMessageMs;
  }

  /** Takes messages, no faster than `share` allows, until the snapshot is committed. Throws what ended the session otherwise. The share is its owner's. */
  async run(share: Pick<Share, 'take'>): Promise<void> {
    this.#receive(share).catch((error: unknown) => this.#fail(error));
    try {
      await this.#done.promise;
    } finally {
      this.#ended = true;
      clearTimeout(this.#syncTimer);
      this.#wakeReader?.();
      this.release();
    }
  }

  /** Lets go of what the session has kept from garbage collections; {@link run} does it at its end. */
  release(): void {
    this.#holds.dispose();
  }

  /** Ends the session with `error`, unless it has passed the point from which a commit goes through. */
  abort(error: StillpointError): void {
    if (!this.#committing) this.#fail(error);
  }

  /** Throws when the session has ended: for long work that would otherwise go on for nobody. */
  readonly checkAborted = (): void => {
    if (this.#ended) throw new StillpointError('SESSION_LOST', 'the session has ended');
  };

  /** From here on the session commits, whatever happens to the agent's connection. */
  beginCommitting(): void {
    this.checkAborted();
    this.#committing = true;
  }

  /** Tells the agent how fast it may send, 0 for no limit; one of an older release is only held back. */
  pace(bytesPerSecond: number): void {
    if (this.#ended || this.#committing || this.facts.hello.capabilities?.includes('pace') !== true) return;
    this.#stream.write({ pace: { bytesPerSecond } }).catch((error: unknown) => this.#fail(error));
  }

  async #receive(share: Pick<Share, 'take'>): Promise<void> {
    // Only now: an agent that asks again what became of its commit is answered on a full disk, too.
    await this.#parts.checkFloor();
    for (;;) {
      const upload = await this.#stream.read();
      if (this.#ended) return;
      if (upload === undefined) throw new StillpointError('SESSION_LOST', 'the agent ended the session without a commit');
      this.#lastMessageMs = this.#parts.clock();
      // Not reading on holds back whoever does not pace itself.
      await share.take((upload.block?.block?.length ?? 0) + (upload.offer?.ids?.length ?? 0) + (upload.offer?.proofs?.length ?? 0));
      if (this.#isOver()) return;
      if (upload.block) await this.#takeBlock(upload.block);
      else if (upload.offer) this.#takeOffer(upload.offer);
      else if (upload.commit) return this.#commit(upload.commit);
      else throw violation(upload.begin ? 'the agent began the session twice' : 'the agent sent an empty message');
    }
  }

  #takeOffer(offer: v1.Offer.$Properties): void {
    const ids = offer.ids?.length ?? 0;
    const proofs = offer.proofs?.length ?? 0;
    const sequence = offer.sequence ?? 0;
    if (sequence <= this.#offerSequence) throw violation(`offer ${sequence} came after offer ${this.#offerSequence}`);
    if (ids === 0 || ids % 32 !== 0 || ids > sessionLimits.maxOfferIds * 32) throw violation(`offer ${sequence} has ${ids} bytes of ids`);
    if (proofs !== 0 && proofs !== ids) throw violation(`offer ${sequence} has ${proofs} bytes of proofs for ${ids} bytes of ids`);
    if (this.#offers.length >= sessionLimits.maxPendingOffers) throw violation(`more than ${sessionLimits.maxPendingOffers} offers were sent without waiting for an answer`);
    this.#offerSequence = sequence;
    this.#offers.push(offer);
    if (this.#offers.length === 1) {
      this.#answering = this.#answerOffers();
      this.#answering.catch((error: unknown) => this.#fail(error));
    }
  }

  async #answerOffers(): Promise<void> {
    for (let offer = this.#offers[0]; offer !== undefined; offer = this.#offers[0]) {
      const bitmap = await this.presence.answer(offer.ids ?? nothing, offer.proofs ?? nothing);
      if (this.#ended) return;
      await this.#stream.write({ want: { sequence: offer.sequence ?? 0, bitmap } });
      this.#offers.shift();
    }
  }

  async #takeBlock(message: v1.BlockMessage.$Properties): Promise<void> {
    const sequence = message.sequence ?? 0;
    if (sequence !== this.#blockSequence + 1) throw violation(`block ${sequence} came after block ${this.#blockSequence}`);
    this.#blockSequence = sequence;
    const bytes = asBuffer(message.block ?? nothing);
    const header = this.#checkHeader(sequence, bytes);
    this.#receivedBytes += bytes.length;
    // Not reading on is what slows the agent down: HTTP/2 gives it no further window.
    await this.#parts.checkFloor();
    await this.#parts.fresh.room();
    while (this.#inFlight >= sessionLimits.maxBlocksInFlight) {
      await new Promise<void>((resolve) => (this.#wakeReader = resolve));
      if (this.#ended) return;
    }
    const slot = await this.#parts.ingest.slot();
    for (let other = this.presence.sentByAnother(header.chunkIds); other !== undefined; other = this.presence.sentByAnother(header.chunkIds)) await other;
    if (this.#ended) {
      this.#parts.ingest.release(slot);
      return;
    }
    this.#store(slot, sequence, bytes, header);
  }

  #checkHeader(sequence: number, bytes: Buffer): BlockHeader {
    if (bytes.length > BLOCK_MAX_BYTES) throw new StillpointError('LIMIT_EXCEEDED', `block ${sequence} has ${bytes.length} bytes; ${BLOCK_MAX_BYTES} is the limit`);
    const header = naming(sequence, () => decodeBlockHeader(bytes));
    if (bytes.length !== blockHeaderBytes(header.chunkLengths.length) + header.payloadBytes) {
      throw new StillpointError('BLOCK_INVALID', `block ${sequence} has ${bytes.length} bytes, which is not what its header says`);
    }
    if (!this.facts.agentId.equals(header.agentId) || !this.facts.sessionId.equals(header.sessionId)) {
      throw new StillpointError('BLOCK_REJECTED', `block ${sequence} names another agent or session than the one that sent it`);
    }
    return header;
  }

  /** Not async, and its callbacks know lengths only: nothing may hold on to `bytes`; see {@link Ingest.store}. */
  #store(slot: number, sequence: number, bytes: Buffer, header: BlockHeader): void {
    const { ingest, fresh } = this.#parts;
    const sizeBytes = bytes.length;
    const { added, held } = this.presence.arrive(header.chunkIds);
    const stored = (block: NewBlock): void => {
      this.presence.relyOn(block.packId);
      fresh.add(block, (numbers) => this.presence.allow(numbers));
      this.#storedBytes += sizeBytes;
      const exceeded = this.facts.quota.add(sizeBytes);
      if (exceeded !== undefined) this.abort(exceeded);
    };
    this.#inFlight += 1;
    const storing = ingest.store(slot, bytes, { header, append: added.length > 0, ownNode: false, stored });
    fresh.expect(added, storing);
    storing
      .finally(() => {
        this.presence.settle(added);
        this.#inFlight -= 1;
        this.#wakeReader?.();
      })
      .then(
        () => {
          this.presence.allow(held);
          this.#noteStored(sequence, sizeBytes);
        },
        (error: unknown) => this.#fail(prefixed(sequence, error)),
      );
  }

  #noteStored(sequence: number, sizeBytes: number): void {
    this.#storedBeyond.add(sequence);
    while (this.#storedBeyond.delete(this.#storedSequence + 1)) this.#storedSequence += 1;
    this.#unsyncedBytes += sizeBytes;
    if (this.#ended || this.#committing) return;
    if (this.#unsyncedBytes >= sessionLimits.durableBytes) this.#startSync();
    else this.#syncTimer ??= setTimeout(() => this.#startSync(), this.#parts.durableMs);
  }

  #startSync(): void {
    clearTimeout(this.#syncTimer);
    this.#syncTimer = undefined;
    if (this.#ended || this.#syncing !== undefined) return;
    this.#syncing = this.#sync()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => (this.#syncing = undefined));
  }

  async #sync(): Promise<void> {
    const sequence = this.#storedSequence;
    this.#unsyncedBytes = 0;
    await this.#parts.ingest.sync();
    // A pack that failed has ended the session by now, if it relies on it.
    if (this.#ended || sequence === this.#durableSequence) return;
    this.#durableSequence = sequence;
    await this.#stream.write({ durable: { blockSequence: sequence } });
    faultPoint('durable-sent');
  }

  // Asked again after something else had its turn, which a type cannot know.
  #isOver(): boolean {
    return this.#ended;
  }

  async #commit(message: v1.Commit.$Properties): Promise<void> {
    faultPoint('commit-received');
    await this.#settle();
    if (this.#ended) return;
    const committed = await commitSession(this, message.snapshot, this.#parts);
    try {
      await this.#stream.write({ committed });
    } catch (error) {
      // The snapshot is there; an agent that did not hear of it asks again with the same run id.
      this.#parts.logger.info({ err: error }, `the answer to the commit of ${this.facts.agentName}/${this.facts.plan} could not be sent`);
    }
    faultPoint('committed-sent');
    this.#done.resolve(undefined);
  }

  /** Waits until every offer is answered and every block stored. */
  async #settle(): Promise<void> {
    clearTimeout(this.#syncTimer);
    await this.#answering;
    while (this.#inFlight > 0 && !this.#ended) await new Promise<void>((resolve) => (this.#wakeReader = resolve));
    await this.#syncing;
  }

  #fail(error: unknown): void {
    this.#ended = true;
    this.#done.reject(error);
    this.#wakeReader?.();
  }
}

const nothing = new Uint8Array(0);

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function naming<T>(sequence: number, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw prefixed(sequence, error);
  }
}

/** The error with the number of the block in its text. */
function prefixed(sequence: number, error: unknown): unknown {
  if (!(error instanceof StillpointError)) return error;
  return new StillpointError(error.code, `block ${sequence}: ${error.message}`, { hint: error.hint, cause: error });
}

function violation(text: string): StillpointError {
  return new StillpointError('PROTOCOL_VIOLATION', text);
}
