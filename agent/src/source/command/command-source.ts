/** What a command of the administrator writes to its standard output, as one stream; or, when that is a tar, its members as a tree. */
import type { CommandSourceConfig } from '../../config/agent-config.ts';
import type { Source, SourceArchive, SourceRun } from '../source.ts';
import type { ToolOptions } from '../tool/tool-process.ts';
import { ToolStream } from '../tool/tool-stream.ts';

export class CommandSource implements Source {
  readonly name: string;
  readonly kind = 'command';
  /** Whatever packs files reads one after another, while others write to them for all that is known. What a program dumps of its own data is its own affair. */
  readonly unknownMoment: boolean;
  readonly #config: CommandSourceConfig;

  constructor(config: CommandSourceConfig) {
    this.name = config.name;
    this.unknownMoment = config.tar;
    this.#config = config;
  }

  async *archives(run: SourceRun): AsyncIterable<SourceArchive> {
    const { command, tar } = this.#config;
    yield { kind: 'stream', name: this.name, contentClass: tar ? 'files' : 'dump', tar, description: command.join(' '), open: () => ToolStream.start(this.#tool(run.signal)) };
  }

  #tool(signal: AbortSignal): ToolOptions {
    const { command, timeoutMs, runAs, environment, directory } = this.#config;
    return { command, timeoutMs, signal, runAs, environment, directory };
  }
}
