/** A stream between an agent and a collector in one process: what each side writes is encoded and decoded as on the wire, and nothing else of a connection is there. */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { v1 } from '@stillpoint/proto/messages.ts';
import type { BidiCall } from '@stillpoint/proto/rpc/client-call.ts';

import type { UploadStream } from '../../../collector/src/session/session.ts';

/** Messages in one direction. */
class MessageQueue<Message> {
  readonly #messages: Message[] = [];
  readonly #readers: PromiseWithResolvers<Message | undefined>[] = [];
  #ended = false;
  #error: unknown;

  push(message: Message): void {
    if (this.#ended) return;
    const reader = this.#readers.shift();
    if (reader === undefined) this.#messages.push(message);
    else reader.resolve(message);
  }

  /** Nothing more comes; with an error, readers get that. */
  end(error?: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    for (const reader of this.#readers.splice(0)) this.#settle(reader);
  }

  async next(): Promise<Message | undefined> {
    const message = this.#messages.shift();
    if (message !== undefined) return message;
    const reader = Promise.withResolvers<Message | undefined>();
    if (this.#ended) this.#settle(reader);
    else this.#readers.push(reader);
    return reader.promise;
  }

  #settle(reader: PromiseWithResolvers<Message | undefined>): void {
    if (this.#error === undefined) reader.resolve(undefined);
    else reader.reject(this.#error);
  }

  async *all(): AsyncGenerator<Message> {
    for (let message = await this.next(); message !== undefined; message = await this.next()) yield message;
  }
}

/** Both ends. `finish` is for whoever runs the handler: it ends the answers. */
export interface MemoryBidi {
  readonly agent: BidiCall<v1.Upload.$Properties | Buffer, v1.Answer>;
  readonly collector: UploadStream;
  readonly finish: (error?: unknown) => void;
}

/** Holds memory only. */
export function memoryBidi(): MemoryBidi {
  const uploads = new MessageQueue<v1.Upload>();
  const answers = new MessageQueue<v1.Answer>();
  const cancel = (): void => {
    uploads.end(new StillpointError('SESSION_LOST', 'the agent has gone'));
    answers.end(new StillpointError('CANCELLED', 'the call was cancelled'));
  };
  return {
    agent: {
      write: async (message) => {
        uploads.push(v1.Upload.decode(Buffer.isBuffer(message) ? message : v1.Upload.encode(message).finish()));
        return Promise.resolve();
      },
      read: () => answers.next(),
      end: () => { uploads.end(); },
      cancel,
      queuedBytes: 0,
      [Symbol.asyncIterator]: () => answers.all(),
      [Symbol.dispose]: cancel,
    },
    collector: {
      write: async (message) => {
        answers.push(v1.Answer.decode(v1.Answer.encode(message).finish()));
        return Promise.resolve();
      },
      read: () => uploads.next(),
      queuedBytes: 0,
      [Symbol.asyncIterator]: () => uploads.all(),
    },
    finish: (error) => { answers.end(error); },
  };
}
