/** Makes a .tar.gz for Linux systems without dpkg and rpm: one folder that runs where it is unpacked. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { addUnits, type PackageInput } from './package-root.ts';

/** Writes the package of the tree in `tree` into `out`; `scratch` is a folder of its own. Returns its path. */
export function makeTar(input: PackageInput, { tree, out, scratch, quick }: { readonly tree: string; readonly out: string; readonly scratch: string; readonly quick: boolean }): string {
  const { program, arch, version, sourceTime } = input;
  const name = `${program.name}-${version}-linux-${arch}`;
  mkdirSync(scratch, { recursive: true });
  // What lies below usr in a system lies at its top here, so that it can be unpacked over /usr/local too.
  cpSync(join(tree, 'usr'), join(scratch, name), { recursive: true });
  addUnits(input, join(scratch, name), 'share/stillpoint/systemd');
  writeFileSync(join(scratch, name, 'README'), readme(input));
  const file = join(out, `${name}.tar.gz`);
  execFileSync('tar', ['--create', '--file', file, '--use-compress-program', quick ? 'gzip -1n' : 'gzip -9n', '--sort=name', '--owner=0', '--group=0', '--numeric-owner', `--mtime=@${sourceTime}`, '-C', scratch, name], { stdio: 'inherit' });
  return file;
}

function readme({ program, version }: PackageInput): string {
  const { name, bundle, bounds } = program;
  return `${name} ${version}

Runs where it is unpacked: bin/${name} brings its own Node. It needs glibc ${bounds.GLIBC} and libstdc++ of GCC ${bounds.gcc} or newer.
To install it: cp -a bin lib share /usr/local/
systemd units: share/stillpoint/systemd; they name /usr/bin/${name}.${bundle === 'collector' ? ' They expect a user "stillpoint" who owns /var/lib/stillpoint.' : ''}
`;
}
