/** Writing thread of a restore whose blocks are delivered by a collector. */
import { readDeliveredBlock } from '../tree/delivered-block.ts';
import { serveWrites } from './write-thread.ts';

serveWrites(readDeliveredBlock);
