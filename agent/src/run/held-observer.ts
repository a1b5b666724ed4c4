/**
 * Holds back what a run tells while filesystems are frozen: what an observer writes may go to a frozen disk (standard output into a file, a log), and would wait
 * for a thaw that waits for it.
 */
import type { Exclusion } from '../selection/exclusion.ts';
import type { SkippedMountFacts } from '../source/files/mount-policy.ts';
import type { RunObserver, RunProgress, RunWarning } from './run-events.ts';

/** Passes everything on to another observer, in order; while it is held, afterwards. Progress of a time when it is held is dropped. */
export class HeldObserver implements RunObserver {
  readonly #observer: RunObserver;
  #held: (() => void)[] | undefined;

  constructor(observer: RunObserver) {
    this.#observer = observer;
  }

  /** Nothing is passed on until the result is disposed of. Not for two at a time. */
  hold(): Disposable {
    this.#held = [];
    return {
      [Symbol.dispose]: () => {
        const held = this.#held ?? [];
        this.#held = undefined;
        for (const tell of held) tell();
      },
    };
  }

  began(facts: Parameters<RunObserver['began']>[0]): void {
    this.#pass(() => {
      this.#observer.began(facts);
    });
  }

  progress(progress: RunProgress): void {
    if (this.#held === undefined) this.#observer.progress(progress);
  }

  warning(warning: RunWarning): void {
    this.#pass(() => {
      this.#observer.warning(warning);
    });
  }

  skippedMount(mount: SkippedMountFacts): void {
    this.#pass(() => {
      this.#observer.skippedMount(mount);
    });
  }

  excluded(path: string, exclusion: Exclusion): void {
    this.#pass(() => {
      this.#observer.excluded(path, exclusion);
    });
  }

  #pass(tell: () => void): void {
    if (this.#held === undefined) tell();
    else this.#held.push(tell);
  }
}
