/** What the steps of a verification share. */
import type { v1 } from '@stillpoint/proto/messages.ts';

import type { Catalog } from '../catalog/catalog.ts';
import type { Datastore } from '../datastore/datastore.ts';
import type { SparseBitmap } from '../session/sparse-bitmap.ts';
import type { DamageBook } from './damage-book.ts';
import type { ReadPlan } from './read-plan.ts';

/** Counts for the summary. */
export interface VerifyCounts {
  snapshots: number;
  nodes: number;
  chunks: number;
  packs: number;
  readBytes: number;
}

/** A verification under way. */
export interface VerifyContext {
  readonly datastore: Datastore;
  readonly catalog: Catalog;
  readonly book: DamageBook;
  readonly counts: VerifyCounts;
  readonly signal: AbortSignal;
  /** Read blocks too, and hash what is in them. */
  readonly readData: boolean;
  /** Numbers of the chunks to read; undefined for all. */
  readonly only: SparseBitmap | undefined;
  /** Which blocks are read, and how fast. */
  readonly plan: ReadPlan;
  /** Resolves when no commit and no deletion that is under way now is half done. */
  readonly settled: () => Promise<void>;
  /** The collector's time zone, for addresses. */
  readonly zone: string;
}

/** A step reports how far it is, and lets other work of the process in between. */
export type VerifyStep = AsyncGenerator<v1.VerifyProgress.$Properties, void>;
