/**
 * What the main thread and an ingest thread tell each other. Each thread handles its messages in order; that order is what makes `synced` a promise
 * for every block that was answered before it.
 */
import type { ErrorCode } from '@stillpoint/proto/errors.ts';

/** An error on its way between threads. */
export interface ErrorMessage {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | undefined;
}

/** What a thread is started with. */
export interface IngestThreadStart {
  readonly directory: string;
  readonly slots: SharedArrayBuffer;
  readonly packLimitBytes: number | undefined;
}

/** To the thread. */
export type IngestRequest =
  /** Check the block in the slot and, with `append`, store it. */
  | { readonly kind: 'block'; readonly slot: number; readonly bytes: number; readonly append: boolean; readonly ownNode: boolean }
  | { readonly kind: 'sync' }
  /** Seal the open packs and end. */
  | { readonly kind: 'close' };

/** To the main thread. */
export type IngestReply =
  /** The block is good; `packId` is empty when it was not to be stored. */
  | { readonly kind: 'block'; readonly slot: number; readonly packId: string; readonly offset: number }
  | { readonly kind: 'refused'; readonly slot: number; readonly error: ErrorMessage }
  /** Everything appended before is durable, condemned packs aside. */
  | { readonly kind: 'synced' }
  | { readonly kind: 'sealed'; readonly packId: string; readonly fileBytes: number }
  /** What the pack holds is durable, but it was left without a footer: recovery seals it at the next start. */
  | { readonly kind: 'left'; readonly packId: string; readonly error: ErrorMessage }
  /** What was appended to the pack since the last `synced` may be lost. */
  | { readonly kind: 'condemned'; readonly packId: string; readonly error: ErrorMessage }
  | { readonly kind: 'closed' };
