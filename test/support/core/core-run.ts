/** A datastore through many deaths: orders go to a process, a model follows, and whenever the process was killed the next one must see what the model allows. */
import { cp } from 'node:fs/promises';

import { CoreDied, type CoreChild } from './core-child.ts';
import { describeOrder, type Order } from './order.ts';
import { StoreModel } from './store-model.ts';

/** When the first order is given. */
export const firstMs = 1_790_000_000_000;

/** Whoever starts it disposes of it; the directory is the caller's. */
export class CoreRun implements AsyncDisposable {
  readonly model: StoreModel;
  readonly directory: string;
  readonly #take: () => CoreChild;
  readonly #story: string[] = [];
  readonly #marks: string | undefined;
  #child: CoreChild | undefined;

  private constructor(directory: string, take: () => CoreChild, marks: string | undefined) {
    this.directory = directory;
    this.#take = take;
    this.#marks = marks;
    this.model = new StoreModel(firstMs);
  }

  /** On a copy of the fresh datastore `template` (see Core.create); without one a process makes it. `take` gives a process each time one is needed; they write down in `marks` what they do. */
  static async start(template: string | undefined, directory: string, take: () => CoreChild, marks?: string): Promise<CoreRun> {
    if (template !== undefined) {
      await cp(template, directory, { recursive: true });
    } else {
      await using child = take();
      await child.create(directory, firstMs);
    }
    return new CoreRun(directory, take, marks);
  }

  /** Everything that happened so far, for the message of a failure. */
  get story(): string {
    return this.#story.map((line, at) => `${String(at + 1).padStart(4)}. ${line}`).join('\n');
  }

  /** Opens the datastore in a new process, which dies at `fault`, and compares. Answers where it died; undefined when it lives. */
  async open(fault?: string): Promise<string | undefined> {
    await this.#child?.[Symbol.asyncDispose]();
    this.#child = this.#take();
    this.#story.push(fault === undefined ? 'opened' : `opened, to die at ${fault}`);
    return this.#dying(async (child) => {
      await child.open(this.directory, this.model.nowMs, { fault, marks: this.#marks });
      await this.#compare(child);
    });
  }

  /** Gives an order. Answers where the process died; undefined when it lives. */
  async do(order: Order): Promise<string | undefined> {
    this.#story.push(describeOrder(order));
    this.model.begin(order);
    return this.#dying(async (child) => {
      this.model.end(order, await child.do(order, this.model.nowMs, this.model.ids));
    });
  }

  /** Gives an order and kills the process a moment later. */
  async kill(order: Order, afterMs: number): Promise<void> {
    const doing = this.do(order);
    const timer = setTimeout(() => { this.#child?.kill().catch(() => undefined); }, afterMs);
    await doing;
    clearTimeout(timer);
    await this.#child?.kill();
    this.model.crashed();
  }

  /** What is seen must be what the model says. Answers where the process died; undefined when it lives. */
  async check(): Promise<string | undefined> {
    return this.#dying((child) => this.#compare(child));
  }

  /** Closes the datastore in order. Answers where it died. */
  async close(): Promise<string | undefined> {
    this.#story.push('closed');
    return this.#dying((child) => child.close(this.model.nowMs));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child?.[Symbol.asyncDispose]();
  }

  async #compare(child: CoreChild): Promise<void> {
    const wrong = this.model.compare(await child.look(this.model.nowMs));
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  }

  async #dying(work: (child: CoreChild) => Promise<void>): Promise<string | undefined> {
    if (this.#child === undefined) throw new Error('the datastore is not open');
    try {
      await work(this.#child);
      return undefined;
    } catch (error) {
      if (!(error instanceof CoreDied)) throw new Error(`${error instanceof Error ? error.message : String(error)}\n\nwhat was done:\n${this.story}`, { cause: error });
      this.#story.push(`killed at ${error.point}`);
      this.model.crashed();
      return error.point;
    }
  }
}
