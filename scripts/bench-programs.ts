/**
 * Stillpoint's programs as they are measured: as packages install them, or straight from the sources.
 */
import { execFileSync } from 'node:child_process';
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

/** Lays out in `folder` what the packages install. */
export function packagedPrograms(root: string, folder: string): Programs {
  execFileSync(join(root, 'scripts/package'), ['--format', 'dir', '--out', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  return { agent: join(folder, 'bin/stillpoint-agent'), cli: join(folder, 'bin/stillpoint-collector') };
}
