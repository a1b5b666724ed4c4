/**
 * The `system` archive: what is needed to rebuild the guest on empty disks, as a small tree of text files that the agent makes itself. It belongs to plans that hold "/" and is asked for
 * with every run, so it fits the files beside it.
 */
import type { PlanConfig } from '../../config/agent-config.ts';
import type { Source, SourceArchive, SourceRun, StreamInput } from '../source.ts';
import { tarEnd, tarHeader, tarPadding } from '../postgres/tar-blocks.ts';
import { MadeStream } from '../stream/made-stream.ts';
import { reportSystem, type SystemFile } from './system-report.ts';

/** Name of the archive and kind of the source. */
export const SYSTEM = 'system';

export class SystemSource implements Source {
  readonly name = SYSTEM;
  readonly kind = SYSTEM;

  async *archives({ signal }: SourceRun): AsyncIterable<SourceArchive> {
    const open = async (): Promise<StreamInput> => MadeStream.start(tarOf(await reportSystem(signal), Date.now()));
    yield { kind: 'stream', name: SYSTEM, contentClass: 'files', tar: true, description: 'facts about this guest', open };
  }
}

/** The source, for plans that have it: a list of one or none. A source of agent.toml that is called so takes its place. */
export function systemSources({ system = false, sources }: PlanConfig): Source[] {
  return system && !sources.some(({ name }) => name === SYSTEM) ? [new SystemSource()] : [];
}

// What it tells of networks and disks is for root: only the owner may read it.
async function* tarOf(files: readonly SystemFile[], mtimeMs: number): AsyncGenerator<Uint8Array> {
  const owner = { uid: 0, gid: 0, mtimeMs };
  const folders = new Set(files.flatMap(({ path }) => path.split('/').slice(0, -1).map((_, depth, names) => names.slice(0, depth + 1).join('/'))));
  for (const folder of [...folders].sort()) yield tarHeader(`${folder}/`, 0, owner);
  for (const { path, text } of files) {
    const content = Buffer.from(text);
    yield tarHeader(path, content.length, owner);
    yield content;
    yield tarPadding(content.length);
  }
  yield await Promise.resolve(tarEnd);
}
