/** Writing thread of a restore whose blocks come uncompressed. */
import { readPlainBlock } from '../tree/plain-block.ts';
import { serveWrites } from './write-thread.ts';

serveWrites(readPlainBlock);
