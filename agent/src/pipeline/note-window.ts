/**
 * Bounds the notes that are on their way from the reader's thread to the main thread: a million unreadable files make a million of them, faster than they are shown,
 * and nothing else holds the reader up there (slots do so for data only).
 */

/** Notes under way. One is some hundred bytes. */
const NOTES = 1000;

export class NoteWindow {
  readonly share: SharedArrayBuffer;
  readonly #underWay: Int32Array;

  constructor(share = new SharedArrayBuffer(4)) {
    this.share = share;
    this.#underWay = new Int32Array(share);
  }

  /** Counts a note that is about to be sent; blocks the calling thread while too many are under way. Never call it on the main thread. */
  enter(): void {
    for (;;) {
      const count = Atomics.load(this.#underWay, 0);
      if (count >= NOTES) Atomics.wait(this.#underWay, 0, count);
      else if (Atomics.compareExchange(this.#underWay, 0, count, count + 1) === count) return;
    }
  }

  /** A note has been dealt with. */
  leave(): void {
    if (Atomics.sub(this.#underWay, 0, 1) === NOTES) Atomics.notify(this.#underWay, 0);
  }
}
