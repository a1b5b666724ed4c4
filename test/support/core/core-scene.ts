/** What tests of the core share: a folder, the program, a fresh datastore to copy, and processes that are ready before they are needed. */
import { mkdir } from 'node:fs/promises';

import { TestFolder } from '../test-folder.ts';
import { bundleCore } from './core-bundle.ts';
import { CoreChild } from './core-child.ts';
import { CoreRun, firstMs } from './core-run.ts';

/** Whoever opens it disposes of it. */
export class CoreScene implements AsyncDisposable {
  readonly folder: TestFolder;
  /** Path of the bundled program. */
  readonly program: string;
  readonly #template: string;
  // While one process works, the next one loads its modules.
  readonly #spare: CoreChild[] = [];
  #stories = 0;

  private constructor(folder: TestFolder, program: string, template: string) {
    this.folder = folder;
    this.program = program;
    this.#template = template;
  }

  static async open(): Promise<CoreScene> {
    await using stack = new AsyncDisposableStack();
    const folder = stack.use(await TestFolder.make());
    await mkdir(folder.at('program'));
    const program = await bundleCore(folder.at('program'));
    await using child = CoreChild.start(program);
    await child.create(folder.at('template'), firstMs);
    stack.move();
    return new CoreScene(folder, program, folder.at('template'));
  }

  /** A process that has nothing open; the caller disposes of it. */
  take(): CoreChild {
    this.#spare.push(CoreChild.start(this.program));
    return this.#spare.length > 1 ? (this.#spare.shift() ?? this.take()) : CoreChild.start(this.program);
  }

  /** A fresh datastore of its own, not yet open; the caller disposes of it. */
  async begin(): Promise<CoreRun> {
    return CoreRun.start(this.#template, this.folder.at(`story-${++this.#stories}`), () => this.take());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#spare.splice(0).map((child) => child[Symbol.asyncDispose]()));
    await this.folder[Symbol.asyncDispose]();
  }
}
