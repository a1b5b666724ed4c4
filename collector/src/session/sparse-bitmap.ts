/**
 * A set of chunk numbers. Numbers are dense but a session touches few ranges of them, so the bits lie in pages that come into being when they are
 * needed: a session that is told of a million chunks next to each other costs 130 KiB.
 */
/** Numbers of one page. */
export const PAGE_BITS = 65_536;
/** Bytes of one page. */
export const PAGE_BYTES = PAGE_BITS / 8;

/** A set of non-negative integers up to 2^53. */
export class SparseBitmap {
  readonly #pages = new Map<number, Uint8Array>();

  /** Memory of the pages in bytes. */
  get sizeBytes(): number {
    return this.#pages.size * PAGE_BYTES;
  }

  add(number: number): void {
    const pageNumber = Math.floor(number / PAGE_BITS);
    let page = this.#pages.get(pageNumber);
    if (page === undefined) {
      page = new Uint8Array(PAGE_BYTES);
      this.#pages.set(pageNumber, page);
    }
    const bit = number % PAGE_BITS;
    page[bit >>> 3]! |= 1 << (bit & 7);
  }

  /** Sets the bits of this set's page `pageNumber` in `page` too: the lowest bit of its first byte is number `pageNumber` * PAGE_BITS. */
  addPageTo(page: Uint8Array, pageNumber: number): void {
    for (const [index, byte] of this.#pages.get(pageNumber)?.entries() ?? []) page[index]! |= byte;
  }

  has(number: number): boolean {
    const page = this.#pages.get(Math.floor(number / PAGE_BITS));
    if (page === undefined) return false;
    const bit = number % PAGE_BITS;
    return (page[bit >>> 3]! & (1 << (bit & 7))) !== 0;
  }
}
