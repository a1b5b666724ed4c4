/** Every guard of the build is seen failing: one planted violation each, in a copy of the configuration, checked by the real ESLint and tsc. */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const configuration = [
  'package.json',
  'eslint.config.js',
  'tsconfig.base.json',
  'tsconfig.json',
  ...['proto', 'agent', 'collector'].flatMap((workspace) => [`${workspace}/package.json`, `${workspace}/tsconfig.json`]),
  'test/tsconfig.json',
];

interface Violation {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  /** The ESLint rule that must report it. */
  readonly rule: string;
}

const lintViolations: readonly Violation[] = [
  {
    title: 'a floating promise',
    file: 'agent/src/floating.ts',
    text: 'async function send(): Promise<void> {\n  await Promise.resolve();\n}\n\nexport function start(): void {\n  send();\n}\n',
    rule: '@typescript-eslint/no-floating-promises',
  },
  {
    title: 'a floating promise behind void',
    file: 'agent/src/void.ts',
    text: 'async function send(): Promise<void> {\n  await Promise.resolve();\n}\n\nexport function start(): void {\n  void send();\n}\n',
    rule: '@typescript-eslint/no-floating-promises',
  },
  {
    title: 'an unused import',
    file: 'proto/src/unused.ts',
    text: "import { join } from 'node:path';\n\nexport const one = 1;\n",
    rule: '@typescript-eslint/no-unused-vars',
  },
  {
    title: 'a type imported as a value',
    file: 'proto/src/type-import.ts',
    text: "import { Stats } from 'node:fs';\n\nexport const size = (stats: Stats): number => stats.size;\n",
    rule: '@typescript-eslint/consistent-type-imports',
  },
  {
    title: 'an import from agent in collector by path',
    file: 'collector/src/session/by-path.ts',
    text: "export * from '../../../agent/src/neighbour.ts';\n",
    rule: 'stillpoint/layers',
  },
  {
    title: 'an import from agent in collector by package name',
    file: 'collector/src/by-name.ts',
    text: "export const load = async (): Promise<unknown> => import('@stillpoint/agent/src/neighbour.ts');\n",
    rule: 'stillpoint/layers',
  },
  {
    title: 'an import from collector in agent',
    file: 'agent/src/upwards.ts',
    text: "import { neighbour } from '../../collector/src/neighbour.ts';\n\nexport const copy = neighbour;\n",
    rule: 'stillpoint/layers',
  },
  {
    title: 'a type of collector in agent',
    file: 'agent/src/upwards-type.ts',
    text: "export type Copy = import('../../collector/src/neighbour.ts').Neighbour;\n",
    rule: 'stillpoint/layers',
  },
  {
    title: 'a worker of collector started by agent',
    file: 'agent/src/upwards-worker.ts',
    text: "export const worker = new URL('../../collector/src/neighbour.ts', import.meta.url);\n",
    rule: 'stillpoint/layers',
  },
  {
    title: 'an import from agent in proto',
    file: 'proto/src/downwards.ts',
    text: "export * from '../../agent/src/neighbour.ts';\n",
    rule: 'stillpoint/layers',
  },
  {
    title: 'an import from collector in proto',
    file: 'proto/src/downwards-by-name.ts',
    text: "export * from '@stillpoint/collector/src/neighbour.ts';\n",
    rule: 'stillpoint/layers',
  },
  {
    title: 'an import of proto by path',
    file: 'agent/src/proto-by-path.ts',
    text: "export * from '../../proto/src/neighbour.ts';\n",
    rule: 'stillpoint/layers',
  },
  {
    title: 'better-sqlite3 outside the catalog',
    file: 'collector/src/session/database.ts',
    text: "import Database from 'better-sqlite3';\n\nexport const open = (path: string): Database.Database => new Database(path);\n",
    rule: 'stillpoint/layers',
  },
  { title: 'a loose comparison', file: 'proto/src/loose.ts', text: 'export const same = (a: string, b: string): boolean => a == b;\n', rule: 'eqeqeq' },
  { title: 'console in a source', file: 'collector/src/print.ts', text: "console.log('here');\n\nexport const one = 1;\n", rule: 'no-console' },
  {
    title: 'a swallowed error',
    file: 'collector/src/swallow.ts',
    text: 'export function quiet(work: () => void): void {\n  try {\n    work();\n  } catch {}\n}\n',
    rule: 'no-empty',
  },
  {
    title: 'a file of more than 350 lines',
    file: 'proto/src/long.ts',
    text: `${'// one more line\n'.repeat(350)}export const one = 1;\n`,
    rule: 'max-lines',
  },
  {
    title: 'an assertion that a value is there',
    file: 'proto/src/assertion.ts',
    text: 'export const get = (map: Map<string, string>): string => map.get("a")!;\n',
    rule: 'no-restricted-syntax',
  },
  {
    title: 'a disabled rule that nothing needs',
    file: 'proto/src/directive.ts',
    text: '// eslint-disable-next-line no-console\nexport const one = 1;\n',
    rule: 'unused directive',
  },
];

/** Correct sources that the same rules must accept, so that a rule that reports everything is noticed too. */
const accepted: Readonly<Record<string, string>> = {
  'proto/src/neighbour.ts': 'export const neighbour = 1;\nexport type Neighbour = typeof neighbour;\n',
  'agent/src/neighbour.ts': "import { neighbour } from '@stillpoint/proto/neighbour.ts';\n\nexport const twice = neighbour * 2;\n",
  'collector/src/neighbour.ts': "export { neighbour, type Neighbour } from '@stillpoint/proto/neighbour.ts';\n",
  // A folder of the collector may be called like the other workspace.
  'collector/src/agent/registry.ts': "export { neighbour } from '../neighbour.ts';\n",
  'collector/src/uses-registry.ts': "export { neighbour } from './agent/registry.ts';\n",
  'collector/src/catalog/database.ts': lintViolations.find(({ file }) => file === 'collector/src/session/database.ts')?.text ?? '',
  'proto/src/element.ts': 'export const first = (bytes: Uint8Array): number => bytes[0]!;\n',
};

interface LintResult {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

let folder = '';
const reported = new Map<string, string[]>();

function run(program: string, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  return { status, output: stdout + stderr };
}

async function plant(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'stillpoint-guards-')));
  for (const file of configuration) await cp(join(root, file), join(folder, file));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  // The packages' names must lead to the planted files, not to the real ones.
  for (const workspace of ['proto', 'agent', 'collector']) {
    await mkdir(join(folder, workspace, 'node_modules/@stillpoint'), { recursive: true });
    await symlink(join(folder, 'proto'), join(folder, workspace, 'node_modules/@stillpoint/proto'));
  }
  await plant(accepted);
  await plant(Object.fromEntries(lintViolations.map(({ file, text }) => [file, text])));

  const { output } = run('eslint/bin/eslint.js', '--format', 'json', '.');
  for (const { filePath, messages } of JSON.parse(output) as LintResult[]) {
    reported.set(
      relative(folder, filePath),
      messages.map(({ ruleId, message }) => ruleId ?? (message.startsWith('Unused eslint-disable') ? 'unused directive' : message)),
    );
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('lint', () => {
  test.each(lintViolations)('reports $title', ({ file, rule }) => {
    expect(reported.get(file)).toContain(rule);
  });

  test.each(Object.keys(accepted))('accepts the correct %s', (file) => {
    expect(reported.get(file)).toEqual([]);
  });
});

describe('types', () => {
  const typeErrors: readonly (readonly [title: string, file: string, text: string, code: string])[] = [
    ['a wrong type', 'agent/src/wrong.ts', "export const size: number = 'big';\n", 'TS2322'],
    ['an unchecked element', 'proto/src/unchecked.ts', 'export const first = (list: number[]): number => list[0];\n', 'TS2322'],
    ['syntax that Node cannot erase', 'collector/src/enum.ts', 'export enum Color {\n  red,\n}\n', 'TS1294'],
    ['a wrong type in a test', 'test/wrong.test.ts', "export const size: number = 'big';\n", 'TS2322'],
  ];

  test('reports each planted error, and fails', async () => {
    await plant(Object.fromEntries(typeErrors.map(([, file, text]) => [file, text])));
    const { status, output } = run('typescript/bin/tsc', '-p', '.', '--pretty', 'false');
    expect(status).not.toBe(0);
    for (const [title, file, , code] of typeErrors) {
      const found = output.split('\n').some((line) => line.startsWith(`${file}(`) && line.includes(`error ${code}:`));
      expect(found, `${title} in:\n${output}`).toBe(true);
    }
  });
});
