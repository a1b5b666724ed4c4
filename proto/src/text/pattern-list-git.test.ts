import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { parsePattern } from './byte-pattern.ts';
import { PatternList, type PatternLevel } from './pattern-list.ts';

// A slash at the end marks directories.
const tree = [
  'a/', 'a/a', 'a/b/', 'a/b/a/', 'a/b/a/c.x', 'a/b/ab', 'a/.a', 'a/ab.c/', 'a/ab.c/b',
  'b', 'A/', 'A/a', '.a/', '.a/b/', '.a/b/a', 'ab/', 'ab/a', 'ab/abc', 'abc', 'a*', 'a?b', '[a]', 'a-c', 'ab.c', '1', 'b c', 'c/', 'c/b/', 'c/b/a/', 'c/b/a/b/', 'c/b/a/b/c',
];

const piece = fc.constantFrom('a', 'b', 'c', 'A', '.', '*', '?', '[ab]', '[!a]', '[^b-z]', '[a-c]', '[[:alpha:]]', '[[:upper:][:digit:]]', '[]*]', '[\\]a]', '\\*', '\\?', '\\[', '-', ' ', '[*-c]', '[a-]');
const name = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(''));
const known = fc.constantFrom('a', 'b', 'ab', 'abc', 'ab.c', '.a', 'A', '*', '**', '***', 'c');
const pattern = fc
  .tuple(fc.boolean(), fc.boolean(), fc.array(fc.oneof(name, known), { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([negated, rooted, names, directory]) => `${negated ? '!' : ''}${rooted ? '/' : ''}${names.join('/')}${directory ? '/' : ''}`)
  // git trims blanks at line ends, lists do not; patterns that we refuse (".") match nothing in git either.
  .filter((text) => !text.endsWith(' ') && isAccepted(text));
const patternLists = fc.sample(fc.array(pattern, { minLength: 1, maxLength: 6 }), { numRuns: 400, seed: 20_261_122 });

const folder = mkdtempSync(join(tmpdir(), 'stillpoint-patterns-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('a list decides as git does, by the same pattern, for 400 random lists over a tree', () => {
  const differences: string[] = [];
  const decided = askGit();
  for (const [index, texts] of patternLists.entries()) {
    const list = new PatternList(texts.map(parsePattern));
    for (const path of tree) {
      const git = decided.get(`case${String(index)}/${path}`) ?? -1;
      const ours = decide(list, path);
      if (git !== ours) differences.push(`${JSON.stringify(texts)} on ${path}: git ${String(git)}, here ${String(ours)}`);
    }
  }
  expect(differences).toEqual([]);
  // The comparison would also hold if nothing ever matched.
  expect(decided.size).toBe(patternLists.length * tree.length);
  expect([...decided.values()].filter((ordinal) => ordinal >= 0).length).toBeGreaterThan(2000);
});

/** Ordinal of the pattern that leaves the path or a directory above it out; what only a `!` matched counts as its ordinal as well; -1: none. */
function decide(list: PatternList, path: string): number {
  const names = path.replace(/\/$/, '').split('/');
  let level: PatternLevel = list.root;
  for (const directory of names.slice(0, -1)) {
    const ordinal = level.find(directory, true);
    if (list.patterns[ordinal]?.negated === false) return ordinal;
    level = level.enter(directory);
  }
  return level.find(names.at(-1) ?? '', path.endsWith('/'));
}

function askGit(): Map<string, number> {
  const git = ['-c', 'core.ignorecase=false', '-c', 'core.excludesFile=/dev/null'];
  const options = { cwd: folder, env: { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' } };
  execFileSync('git', ['init', '-q'], options);
  for (const [index, texts] of patternLists.entries()) {
    const root = join(folder, `case${String(index)}`);
    mkdirSync(root);
    writeFileSync(join(root, '.gitignore'), texts.map((text) => `${text}\n`).join(''));
    for (const path of tree) {
      if (path.endsWith('/')) mkdirSync(join(root, path));
      else writeFileSync(join(root, path), '');
    }
  }
  // Without the slash: git looks itself whether it is a directory, and asks with it about something else (what `a/*` makes of "a/").
  const paths = patternLists.flatMap((_, index) => tree.map((path) => `case${String(index)}/${path}`));
  const input = paths.map((path) => `${path.replace(/\/$/, '')}\0`).join('');
  const fields = execFileSync('git', [...git, 'check-ignore', '--no-index', '--stdin', '-z', '-v', '-n'], { ...options, input, maxBuffer: 1 << 26, encoding: 'utf8' }).split('\0');
  return new Map(paths.map((path, index) => [path, fields[4 * index + 1] === '' ? -1 : Number(fields[4 * index + 1]) - 1]));
}

function isAccepted(text: string): boolean {
  try {
    parsePattern(text);
    return true;
  } catch {
    return false;
  }
}
