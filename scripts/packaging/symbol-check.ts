/**
 * How new a system machine code asks for. The loader refuses a file that names a version of a system library's symbols which that library does not have; those
 * versions stand in the file, and are compared with what the oldest supported system offers.
 */
import { execFileSync } from 'node:child_process';
import { basename } from 'node:path';

import type { SymbolBounds } from './packaged-programs.ts';

/** A version that a file asks for and the oldest system has not. */
export interface NewerSymbol {
  readonly file: string;
  /** As in `GLIBC_2.34`. */
  readonly version: string;
}

const libraries = ['GLIBC', 'GLIBCXX', 'CXXABI'] as const;

/** Versions of `file` beyond `bounds`, oldest first. `readelf` reads any processor's files; `objdump -T` shows the same versions, but only of its own. */
export function newerSymbols(file: string, bounds: SymbolBounds): NewerSymbol[] {
  const text = execFileSync('readelf', ['--wide', '--version-info', file], { encoding: 'utf8', maxBuffer: 64 << 20, env: { ...process.env, LC_ALL: 'C' } });
  return wantedVersions(text)
    .filter((version) => isBeyond(version, bounds))
    .map((version) => ({ file: basename(file), version }));
}

/** The versions in what `readelf --version-info` prints of a file's needs; those that it defines itself are none. */
export function wantedVersions(text: string): string[] {
  const needs = text.slice(Math.max(0, text.indexOf('Version needs section')));
  if (!text.includes('Version needs section')) return [];
  return [...new Set([...needs.matchAll(/Name: ((?:GLIBC|GLIBCXX|CXXABI)_[\w.]+)/g)].map(([, name = '']) => name))].sort(compareVersions);
}

function isBeyond(version: string, bounds: SymbolBounds): boolean {
  const [library = '', number = ''] = version.split('_');
  const bound = libraries.some((name) => name === library) ? bounds[library as (typeof libraries)[number]] : undefined;
  // GLIBC_PRIVATE and the like belong to one exact build.
  if (!/^[0-9.]+$/.test(number)) return true;
  return bound === undefined || compareNumbers(number, bound) > 0;
}

function compareVersions(left: string, right: string): number {
  const [leftLibrary = '', leftNumber = ''] = left.split('_');
  const [rightLibrary = '', rightNumber = ''] = right.split('_');
  return leftLibrary === rightLibrary ? compareNumbers(leftNumber, rightNumber) : leftLibrary < rightLibrary ? -1 : 1;
}

function compareNumbers(left: string, right: string): number {
  const one = left.split('.').map(Number);
  const other = right.split('.').map(Number);
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
