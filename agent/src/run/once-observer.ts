/**
 * Passes on what a run tells, each thing once: a run that goes on after a lost connection goes over the same files again.
 */
import type { Exclusion } from '../selection/exclusion.ts';
import type { SkippedMountFacts } from '../source/files/mount-policy.ts';
import type { RunObserver, RunProgress, RunWarning } from './run-events.ts';

/** Things that are remembered; what comes beyond may be told twice. */
const maxKnown = 10_000;

export class OnceObserver implements RunObserver {
  readonly #observer: RunObserver;
  readonly #known = new Set<string>();

  constructor(observer: RunObserver) {
    this.#observer = observer;
  }

  began(facts: Parameters<RunObserver['began']>[0]): void {
    if (this.#isNew('began')) this.#observer.began(facts);
  }

  progress(progress: RunProgress): void {
    this.#observer.progress(progress);
  }

  warning(warning: RunWarning): void {
    if (this.#isNew(`warning ${warning.code} ${warning.path}\0${warning.text}`)) this.#observer.warning(warning);
  }

  skippedMount(mount: SkippedMountFacts): void {
    if (this.#isNew(`mount ${mount.path}`)) this.#observer.skippedMount(mount);
  }

  excluded(path: string, exclusion: Exclusion): void {
    this.#observer.excluded(path, exclusion);
  }

  #isNew(key: string): boolean {
    if (this.#known.has(key)) return false;
    if (this.#known.size < maxKnown) this.#known.add(key);
    return true;
  }
}
