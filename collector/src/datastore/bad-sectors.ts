/**
 * Reading around what a disk can no longer give: one sector must not hide the 256 MiB around it.
 */
import { StillpointError, systemErrorCode } from '@stillpoint/proto/errors.ts';

const PIECE_BYTES = 4096;
// A disk that fails everywhere must not be asked for each of its pieces: that can take seconds for one.
const MAX_PIECES = 1024;

type Read = (offset: number, length: number) => Promise<Buffer>;

/** True when the disk could not give the bytes, whatever they are. */
export function isBadSector(error: unknown): boolean {
  return error instanceof StillpointError && error.code === 'DATASTORE_IO' && systemErrorCode(error.cause) === 'EIO';
}

/** A `read` that gives zeros for pieces of 4 KiB that the disk cannot give, up to 4 MiB in all. Throws what `read` throws otherwise. */
export function readAroundBadSectors(read: Read): Read {
  let pieces = 0;
  const readPart: Read = async (offset, length) => {
    try {
      return await read(offset, length);
    } catch (error) {
      if (!isBadSector(error)) throw error;
      const middle = Math.ceil((offset + length / 2) / PIECE_BYTES) * PIECE_BYTES;
      const first = middle - offset;
      if (first > 0 && first < length) return Buffer.concat([await readPart(offset, first), await readPart(middle, length - first)]);
      pieces += 1;
      if (pieces > MAX_PIECES) throw error;
      return Buffer.alloc(length);
    }
  };
  return readPart;
}
