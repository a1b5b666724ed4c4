/** Writes down which copies of chunks are bad: from then on they are wanted of whoever has their content. */
import type { AdminParts, DecisionMaker } from '../admin/admin-parts.ts';
import type { BadCopy } from './damage-book.ts';

const marksAtOnce = 1000;

/** Marks the copies, durably. Nothing without `decisions`: a reader changes nothing. */
export async function recordBadCopies(decisions: DecisionMaker | undefined, actor: string, copies: readonly BadCopy[]): Promise<void> {
  if (decisions === undefined) return;
  for (let start = 0; start < copies.length; start += marksAtOnce) {
    const chunks = copies.slice(start, start + marksAtOnce).map(({ id, packId, blockOffset }) => ({ chunkId: id, packId: Buffer.from(packId, 'hex'), blockOffset }));
    await decisions.exclusively((decide) => decide({ actor, chunksDamaged: { chunks } }));
  }
}

/** As {@link recordBadCopies}, for copies that may be marked already: the journal is not to grow with each look at the same damage. Answers how many were not. */
export async function recordNewBadCopies({ catalog, decisions }: Pick<AdminParts, 'catalog' | 'decisions'>, actor: string, copies: readonly BadCopy[]): Promise<number> {
  const places = await catalog.locateChunks(Buffer.concat(copies.map(({ id }) => id)));
  const fresh = copies.filter(({ packId, blockOffset }, at) => places[at]?.some((place) => place.damaged && place.packId === packId && place.blockOffset === blockOffset) !== true);
  await recordBadCopies(decisions, actor, fresh);
  return fresh.length;
}
