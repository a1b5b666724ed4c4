/**
 * Stillpoint's programs as they are measured: unpacked from their packages, as a guest has them, or straight from the sources.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of both launchers. */
export interface Programs {
  readonly agent: string;
  readonly cli: string;
}

/** The launchers in the repository at `root`. */
export function sourcePrograms(root: string): Programs {
  return { agent: join(root, 'agent/bin/stillpoint-agent'), cli: join(root, 'collector/bin/stillpoint-collector') };
}

/** Builds the packages and unpacks them in `folder`, which is made. */
export function packagedPrograms(root: string, folder: string): Programs {
  mkdirSync(folder);
  execFileSync(join(root, 'scripts/package'), ['--format', 'tar', '--quick', '--out', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (const file of readdirSync(folder)) execFileSync('tar', ['--strip-components=1', '-xzf', join(folder, file), '-C', folder]);
  return { agent: join(folder, 'bin/stillpoint-agent'), cli: join(folder, 'bin/stillpoint-collector') };
}
