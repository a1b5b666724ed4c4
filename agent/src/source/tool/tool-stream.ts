/**
 * What a tool writes to its standard output, as a stream for the reader's thread: it reads the pipe itself, so the bytes never pass through JavaScript's streams.
 */
import { closeHandle } from '@stillpoint/proto/posix/open-file.ts';
import { openPipe } from '@stillpoint/proto/posix/pipe.ts';

import type { StreamEdges, StreamInput } from '../source.ts';
import { StreamStop } from '../stream/stream-reader.ts';
import { ToolProcess, type ToolOptions } from './tool-process.ts';

/** Looks at what a tool wrote when it has ended well: throws (TOOL_FAILED) when the format's end is not there. */
export type EndCheck = (edges: StreamEdges) => void | Promise<void>;

export class ToolStream implements StreamInput {
  readonly fd: number;
  readonly stop = new StreamStop();
  readonly #tool: ToolProcess;
  readonly #endCheck: EndCheck | undefined;
  #open = true;

  private constructor(fd: number, tool: ToolProcess, endCheck: EndCheck | undefined) {
    this.fd = fd;
    this.#tool = tool;
    this.#endCheck = endCheck;
  }

  /** Starts the tool. Throws TOOL_MISSING, SOURCE_FAILED. */
  static async start(options: ToolOptions, endCheck?: EndCheck): Promise<ToolStream> {
    const { readFd, writeFd } = openPipe();
    try {
      const tool = await ToolProcess.start(options, writeFd);
      return new ToolStream(readFd, tool, endCheck);
    } catch (error) {
      closeHandle(readFd);
      throw error;
    } finally {
      closeHandle(writeFd);
    }
  }

  async finish(edges: StreamEdges): Promise<{ readonly said: string }> {
    const { stderr } = await this.#tool.succeeded();
    await this.#endCheck?.(edges);
    return { said: stderr };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    this.stop.stop();
    await this.#tool[Symbol.asyncDispose]();
  }
}
