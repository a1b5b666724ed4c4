/** The licences of everything that a package holds, as they want to go along. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './packaged-programs.ts';

interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** One text with the project's licence and those of the npm packages in `folders` (below the repository); equal texts are printed once. */
export function licenceText(folders: readonly string[]): string {
  const sections = new Map<string, string[]>();
  for (const folder of folders) {
    const path = join(root, folder);
    const { name, version, license = 'see its text' } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as PackageFacts;
    const texts = licenceFiles(path).map((file) => readFileSync(join(path, file), 'utf8').trim());
    const text = texts.length === 0 ? `Licence as named by the package: ${license}` : texts.join('\n\n');
    sections.set(text, [...(sections.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const own = `Stillpoint\n\n${readFileSync(join(root, 'LICENSE'), 'utf8').trim()}`;
  const others = [...sections].map(([text, names]) => `${names.join('\n')}\n\n${text}`);
  return `${[own, 'Node.js: see LICENSE.node.gz beside this file.', ...others].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function licenceFiles(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^(?:licen[cs]e|notice|copying)/i.test(name)).sort() : [];
}
