/** A package of Debian as its next revision: repacked with another number, which is much quicker than building it again. */
import { basename, dirname, join } from 'node:path';

import { outputOf } from './child-program.ts';
import { TestFolder } from './test-folder.ts';

/** Makes NAME_VERSION-2_ARCH.deb beside NAME_VERSION-1_ARCH.deb; returns its path. */
export async function nextRevision(deb: string): Promise<string> {
  await using folder = await TestFolder.make();
  const next = join(dirname(deb), basename(deb).replace(/-1_/u, '-2_'));
  const script = 'dpkg-deb -R "$1" "$2" && sed -i "s/^\\(Version: .*\\)-1$/\\1-2/" "$2/DEBIAN/control" && dpkg-deb -Zgzip -z1 -b "$2" "$3"';
  await outputOf('sh', ['-c', script, 'sh', deb, folder.at('unpacked'), next]);
  return next;
}
