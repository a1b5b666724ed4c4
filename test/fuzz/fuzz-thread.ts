/** Thread of a {@link Fuzzer}: decodes one input after another. What it is at lies in shared memory, so that an input that never ends is known, too. */
import { parentPort, workerData } from 'node:worker_threads';

import { systemErrorCode } from '../../proto/src/errors.ts';
import { fuzzHeadBytes, type FuzzAnswer, type FuzzOrder, type FuzzStart } from './fuzz-order.ts';
import { demand, readCorpus, type FuzzTarget, type Sample } from './fuzz-target.ts';
import { mutate, SeededRandom } from './mutation.ts';
import { getTarget } from './targets.ts';

/** What one input of at most 2 MiB may cost. Decoders of the largest valid inputs stay far below. */
const maxMs = 2000;
const maxGrownBytes = 192 * 1_048_576;
const keptInputs = 200;

class Failure extends Error {}

class FuzzThread {
  readonly #counter: Int32Array;
  readonly #input: Uint8Array;
  readonly #scratch: string;
  #refusal = '';
  #slowestMs = 0;
  #grownBytes = 0;
  #runs = 0;
  #decoded = 0;

  constructor({ shared, scratch }: FuzzStart) {
    this.#scratch = scratch;
    this.#counter = new Int32Array(shared, 0, 2);
    this.#input = new Uint8Array(shared, fuzzHeadBytes);
  }

  async run(order: FuzzOrder): Promise<FuzzAnswer> {
    [this.#slowestMs, this.#grownBytes, this.#runs, this.#decoded] = [0, 0, 0, 0];
    const target = getTarget(order.target);
    try {
      if (order.replay === undefined) await this.#fuzz(target, order);
      else await this.#attempt(target, Buffer.from(order.replay));
      return this.#answer();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { ...this.#answer(), failure: error.message };
    }
  }

  async #fuzz(target: FuzzTarget, { seed, runs, budgetMs }: FuzzOrder): Promise<void> {
    const samples = readCorpus(target);
    for (const sample of samples) await this.#checkSample(target, sample);
    const inputs = samples.map(({ bytes }) => bytes);
    const random = new SeededRandom(seed);
    const deadlineMs = performance.now() + budgetMs;
    for (; this.#runs < runs && performance.now() < deadlineMs; this.#runs++) {
      const input = mutate(random.pick(inputs), random, inputs);
      if (random.below(4) > 0) target.repair?.(input);
      if (!(await this.#attempt(target, input))) continue;
      this.#decoded += 1;
      // What decodes leads further than what does not. The corpus itself stays.
      if (inputs.length < samples.length + keptInputs) inputs.push(input);
      else inputs[samples.length + random.below(keptInputs)] = input;
    }
  }

  async #checkSample(target: FuzzTarget, { name, bytes, isValid }: Sample): Promise<void> {
    const decoded = await this.#attempt(target, bytes);
    if (isValid && !decoded) throw new Failure(`${name} was made by an encoder of this project and is refused: ${this.#refusal}`);
  }

  /** True when the input decodes, false when it is refused as it should be. */
  async #attempt(target: FuzzTarget, input: Buffer): Promise<boolean> {
    this.#input.set(input.subarray(0, this.#input.length));
    this.#counter[1] = input.length;
    Atomics.add(this.#counter, 0, 1);
    const before = process.resourceUsage().maxRSS;
    const beganMs = performance.now();
    const decoded = await this.#decode(target, input);
    await this.#checkTime(target, input, performance.now() - beganMs);
    const grownBytes = (process.resourceUsage().maxRSS - before) * 1024;
    this.#grownBytes = Math.max(this.#grownBytes, grownBytes);
    if (grownBytes > maxGrownBytes) throw new Failure(`the input of ${input.length} bytes took ${Math.round(grownBytes / 1_048_576)} MiB`);
    return decoded;
  }

  async #decode(target: FuzzTarget, input: Buffer): Promise<boolean> {
    // A copy: a decoder that changes its input would spoil the next look at it.
    const bytes = Buffer.from(input);
    try {
      await target.decode(bytes, this.#scratch);
    } catch (error) {
      const code = systemErrorCode(error);
      this.#refusal = error instanceof Error ? error.message : '';
      if (!target.refusals.some((refusal) => refusal === code)) throw new Failure(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return false;
    } finally {
      demand(bytes.equals(input), `${target.name} changes what it decodes`);
    }
    return true;
  }

  /** Slow for once may be the machine; slow each time is the decoder. */
  async #checkTime(target: FuzzTarget, input: Buffer, firstMs: number): Promise<void> {
    let fastestMs = firstMs;
    for (let again = 0; again < 2 && fastestMs > maxMs; again++) {
      const beganMs = performance.now();
      await this.#decode(target, input);
      fastestMs = Math.min(fastestMs, performance.now() - beganMs);
    }
    this.#slowestMs = Math.max(this.#slowestMs, fastestMs);
    if (fastestMs > maxMs) throw new Failure(`the input of ${input.length} bytes takes ${Math.round(fastestMs)} ms`);
  }

  #answer(): FuzzAnswer {
    return { runs: this.#runs, decoded: this.#decoded, slowestMs: this.#slowestMs, grownBytes: this.#grownBytes };
  }
}

const port = parentPort;
if (port === null) throw new Error('fuzz-thread.ts is started as a worker');
const thread = new FuzzThread(workerData as FuzzStart);
port.on('message', (order: FuzzOrder | 'close') => {
  if (order === 'close') {
    port.close();
    return;
  }
  thread.run(order).then(
    (answer) => { port.postMessage(answer); },
    (error: unknown) => { port.postMessage({ runs: 0, decoded: 0, slowestMs: 0, grownBytes: 0, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies FuzzAnswer); },
  );
});
