/** Files below paths of the guest, as one tree. The walk itself is in files-walk.ts, in the reader's thread. */
import { StillpointError } from '@stillpoint/proto/errors.ts';
import { showByteName } from '@stillpoint/proto/text/byte-name.ts';

import type { FilesSelection, FilesSourceConfig } from '../../config/agent-config.ts';
import type { Source, SourceArchive, SourceRun } from '../source.ts';
import { findLinks } from './linked-paths.ts';
import { findNamedPaths } from './named-paths.ts';

export class FilesSource implements Source {
  readonly name: string;
  readonly kind = 'files';
  readonly trees: readonly FilesSelection[];
  readonly #config: FilesSourceConfig;

  constructor(config: FilesSourceConfig) {
    this.name = config.name;
    this.trees = [config];
    this.#config = config;
  }

  async *archives(run: SourceRun): AsyncIterable<SourceArchive> {
    const { paths, confinement } = this.#config;
    const { found, missing, resolved } = findNamedPaths(paths, confinement);
    for (const { path, reason } of missing) run.missing('PATH_MISSING', path, `${showByteName(path)} does not exist or cannot be reached (${reason})`);
    for (const { path, walked } of resolved) run.warn('PATH_LINKED', path, `${showByteName(path)} leads through a symbolic link and is backed up as ${showByteName(walked)}`);
    for (const { path, target } of findLinks(found)) run.warn('PATH_LINKED', path, `${showByteName(path)} is a symbolic link: the link is backed up, not ${showByteName(target)}`);
    if (found.length === 0) {
      throw new StillpointError('SOURCE_FAILED', `no path of source ${this.name} exists: ${paths.map((path) => showByteName(path)).join(', ')}`, { hint: 'correct `paths` in agent.toml' });
    }
    yield { kind: 'tree', name: this.name, contentClass: 'files', files: { ...this.#config, paths: found } };
  }
}
