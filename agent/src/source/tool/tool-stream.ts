/**
 * What a tool writes to its standard output, as a stream for the reader's thread: it reads the pipe itself, so the bytes never pass through JavaScript's streams.
 */
import { writeSync } from 'node:fs';

import { closeHandle } from '@stillpoint/proto/posix/open-file.ts';
import { openPipe } from '@stillpoint/proto/posix/pipe.ts';

import type { StreamEdges, StreamInput } from '../source.ts';
import { StreamStop } from '../stream/stream-reader.ts';
import { ToolProcess, type ToolOptions } from './tool-process.ts';

/** Looks at what a tool wrote when it has ended well, and at the end of its standard error: throws (TOOL_FAILED) when the format's end is not there. */
export type EndCheck = (edges: StreamEdges, stderr: string) => void | Promise<void>;

/** What else can be said of a stream. */
export interface ToolStreamOptions {
  readonly endCheck?: EndCheck;
  /** Comes before what the tool writes: at most 4 KiB, which any pipe takes at once. */
  readonly head?: Uint8Array;
  /** What of a tool's standard error is worth a warning when it has ended well; default: all of it. */
  readonly remarks?: (stderr: string) => string;
}

export class ToolStream implements StreamInput {
  readonly fd: number;
  readonly stop = new StreamStop();
  readonly #tool: ToolProcess;
  readonly #options: ToolStreamOptions;
  #open = true;

  private constructor(fd: number, tool: ToolProcess, options: ToolStreamOptions) {
    this.fd = fd;
    this.#tool = tool;
    this.#options = options;
    tool.expired.addEventListener('abort', () => {
      this.stop.stop();
    }, { once: true });
  }

  /** Starts the tool. Throws TOOL_MISSING, SOURCE_FAILED. */
  static async start(tool: ToolOptions, more: EndCheck | ToolStreamOptions = {}): Promise<ToolStream> {
    const options = typeof more === 'function' ? { endCheck: more } : more;
    const { readFd, writeFd } = openPipe();
    try {
      if (options.head !== undefined) writeSync(writeFd, options.head);
      return new ToolStream(readFd, await ToolProcess.start({ ...tool, endsWithAgent: true }, writeFd), options);
    } catch (error) {
      closeHandle(readFd);
      throw error;
    } finally {
      closeHandle(writeFd);
    }
  }

  async finish(edges: StreamEdges): Promise<{ readonly said: string }> {
    const { stderr } = await this.#tool.succeeded();
    const { endCheck, remarks } = this.#options;
    await endCheck?.(edges, stderr);
    return { said: remarks?.(stderr) ?? stderr };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    this.stop.stop();
    await this.#tool[Symbol.asyncDispose]();
  }
}
