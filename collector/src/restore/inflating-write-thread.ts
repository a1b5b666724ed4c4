/** Writing thread of a restore whose blocks come as they lie in packs. */
import { serveWrites } from '@stillpoint/proto/restore/write-thread.ts';

import { BlockInflater } from '../datastore/block-inflater.ts';

const inflater = new BlockInflater();

serveWrites((block) => inflater.inflate(block));
