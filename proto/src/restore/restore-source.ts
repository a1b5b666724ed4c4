/** Where a restore gets trees and content from. */
import type { ChunkSource } from '../tree/chunk-source.ts';
import type { NodeReader } from '../tree/node-reader.ts';

/** `nodes` reads through `chunks`. */
export interface RestoreSource {
  readonly chunks: ChunkSource;
  readonly nodes: NodeReader;
}
