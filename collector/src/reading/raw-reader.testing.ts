/**
 * For tests: a guest that reads on the bare protocol and may ask for anything.
 */
import { idKey } from '@stillpoint/proto/chunk-identity.ts';
import type { BlockHeader } from '@stillpoint/proto/format/block.ts';
import type { v1 } from '@stillpoint/proto/messages.ts';
import { openBidi, type BidiCall } from '@stillpoint/proto/rpc/client-call.ts';
import { agentService } from '@stillpoint/proto/services.ts';
import { CheckedBlock } from '@stillpoint/proto/tree/checked-block.ts';
import { readDeliveredBlock } from '@stillpoint/proto/tree/delivered-block.ts';

import { helloOf, type RawAgent } from '../session/raw-agent.testing.ts';

/** What came for one request; chunks by {@link idKey}. */
export interface RawReply {
  readonly chunks: ReadonlyMap<string, Buffer>;
  readonly failures: readonly v1.ChunkFailure.$Properties[];
  readonly headers: readonly BlockHeader[];
}

/** A reading after its Ready. One request at a time. */
export class RawReader implements Disposable {
  readonly call: BidiCall<v1.RestoreRequest.$Properties, v1.RestoreAnswer>;
  /** What it may open, when that is not the agent's own. */
  readonly granted: readonly v1.SnapshotRecord.$Properties[];
  #sequence = 0;

  private constructor(call: BidiCall<v1.RestoreRequest.$Properties, v1.RestoreAnswer>, granted: readonly v1.SnapshotRecord.$Properties[]) {
    this.call = call;
    this.granted = granted;
  }

  /** `runId`: of the order that it claims to carry out. */
  static async open(agent: Pick<RawAgent, 'channel'>, hello = helloOf(), runId: Uint8Array = new Uint8Array(0)): Promise<RawReader> {
    const call = openBidi(agent.channel, agentService.Restore);
    try {
      await call.write({ begin: { hello, runId } });
      const first = await call.read();
      if (!first?.ready) throw new Error(`the collector answered ${first?.message ?? 'nothing'} to Begin`);
      return new RawReader(call, first.ready.granted ?? []);
    } catch (error) {
      call.cancel();
      throw error;
    }
  }

  async openSnapshot(snapshotId: Uint8Array): Promise<void> {
    await this.#ask({ open: { sequence: ++this.#sequence, snapshotId } });
  }

  async event(event: v1.AuditEvent.$Properties): Promise<void> {
    await this.#ask({ event: { sequence: ++this.#sequence, event } });
  }

  async read(...ids: readonly Uint8Array[]): Promise<RawReply> {
    return this.#ask({ read: { sequence: ++this.#sequence, ids: Buffer.concat(ids) } });
  }

  /** Takes blocks with compressed payload too. */
  async readCompressed(...ids: readonly Uint8Array[]): Promise<RawReply> {
    return this.#ask({ read: { sequence: ++this.#sequence, ids: Buffer.concat(ids), compressed: true } });
  }

  /** The one chunk. */
  async chunk(id: Uint8Array): Promise<Buffer | undefined> {
    return (await this.read(id)).chunks.get(idKey(id));
  }

  /** Ends the reading well. */
  async end(): Promise<void> {
    this.call.end();
    await this.call.read();
  }

  [Symbol.dispose](): void {
    this.call.cancel();
  }

  async #ask(request: v1.RestoreRequest.$Properties): Promise<RawReply> {
    await this.call.write(request);
    const chunks = new Map<string, Buffer>();
    const headers: BlockHeader[] = [];
    for (;;) {
      const answer = await this.call.read();
      if (answer === undefined) throw new Error('the reading ended before the answer');
      if (answer.done) return { chunks, headers, failures: answer.done.failures ?? [] };
      const block = new CheckedBlock(readDeliveredBlock(Buffer.from(answer.block?.block ?? [])));
      headers.push(block.header);
      for (let index = 0; index < block.offsets.length; index++) chunks.set(idKey(block.header.chunkIds, index * 32), Buffer.from(block.chunk(index)));
    }
  }
}
