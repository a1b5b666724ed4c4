/** Where a restore gets trees and content from. */
import type { ChunkSource } from '../tree/chunk-source.ts';
import type { NodeReader } from '../tree/node-reader.ts';

/** `nodes` reads through `chunks`, and has the encryption keys that were given. Chunks come as they are stored. */
export interface RestoreSource {
  readonly chunks: ChunkSource;
  readonly nodes: NodeReader;
}
