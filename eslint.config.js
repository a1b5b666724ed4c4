/**
 * Lint rules. Strict and typed everywhere; whatever is relaxed says why beside it. Two rules are our own: `layers` (who may import whom) and the syntax
 * restrictions. test/guards.test.ts plants one violation of each guard and sees it reported.
 */
import { dirname, relative, resolve, sep } from 'node:path';

import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const root = import.meta.dirname;

/** Each workspace and the workspaces it may import besides itself. test/ and scripts/ are no workspaces and may import all. */
const layers = { proto: [], agent: ['proto'], collector: ['proto'] };

/** Packages that only one folder may import, and why. */
const owned = {
  'better-sqlite3': { folder: 'collector/src/catalog/', why: 'all SQL is behind the catalog' },
  'zstd-napi': { folder: 'collector/src/', why: 'a guest must not need a compiler' },
};

/** What `specifier`, written in `file`, leads to: the workspace (or undefined), and whether it is reached by a relative path. */
function importedWorkspace(file, specifier) {
  const scoped = /^@stillpoint\/([^/]+)/.exec(specifier);
  if (scoped) return { workspace: scoped[1], byPath: false };
  if (!/^\.{0,2}\//.test(specifier) && !specifier.startsWith('file:')) return undefined;
  const path = specifier.startsWith('file:') ? new URL(specifier).pathname : resolve(dirname(file), specifier);
  const [top] = relative(root, path).split(sep);
  return Object.hasOwn(layers, top) ? { workspace: top, byPath: true } : undefined;
}

/** The text of a node that is a constant string, else undefined. */
function constantText(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return undefined;
}

/**
 * Imports run one way: agent → proto, collector → proto. Looks at every form that names a module: import, export from, import(), require(), import
 * types and `new URL('...', import.meta.url)` (how workers are started).
 */
const layersRule = {
  meta: { type: 'problem', schema: [], messages: { layer: '{{text}}' } },
  create(context) {
    const file = relative(root, context.filename).split(sep).join('/');
    const [from] = file.split('/');

    function check(node) {
      const specifier = constantText(node);
      if (specifier === undefined) return;
      const report = (text) => context.report({ node, messageId: 'layer', data: { text } });

      const owner = Object.entries(owned).find(([name]) => specifier === name || specifier.startsWith(`${name}/`));
      if (owner && !file.startsWith(owner[1].folder)) report(`Only ${owner[1].folder} may import ${owner[0]}: ${owner[1].why}.`);

      if (!Object.hasOwn(layers, from)) return;
      const target = importedWorkspace(context.filename, specifier);
      if (!target || (target.workspace === from && target.byPath)) return;
      if (target.workspace === from) report(`Import files of ${from} by relative path.`);
      else if (!layers[from].includes(target.workspace)) report(`${from} must not import ${target.workspace}.`);
      else if (target.byPath) report(`Import it as @stillpoint/${target.workspace}/…: a relative path leaves the package.`);
    }

    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source),
      TSExternalModuleReference: (node) => check(node.expression),
      'CallExpression[callee.name="require"]': (node) => check(node.arguments[0]),
      'CallExpression[callee.property.name="resolve"][callee.object.type="MetaProperty"]': (node) => check(node.arguments[0]),
      'NewExpression[callee.name="URL"][arguments.1.object.type="MetaProperty"]': (node) => {
        // Relative to the file even without a leading `./`; an absolute URL leads nowhere in here.
        const text = constantText(node.arguments[0]);
        if (text !== undefined && importedWorkspace(context.filename, `./${text}`) !== undefined) check({ ...node.arguments[0], type: 'Literal', value: `./${text}` });
      },
    };
  },
};

const restrictedSyntax = [
  {
    selector: 'TSNonNullExpression > :not(MemberExpression[computed=true]).expression',
    message: '`!` is only for elements of arrays (`bytes[i]!`) whose bounds the code has just checked.',
  },
  {
    selector: ':matches(PropertyDefinition, MethodDefinition[kind!="constructor"])[accessibility="private"]',
    message: 'Use #private.',
  },
];

export default defineConfig(
  globalIgnores([
    '.tools/',
    'coverage/',
    '**/dist/',
    // Written by protobufjs-cli; `check:generated` holds it to its source.
    'proto/src/generated/',
    // AssemblyScript: its compiler checks it, and the typed rules do not know its types.
    'proto/src/chunker/assembly/',
    'test/fixtures/',
  ]),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
    plugins: { stillpoint: { rules: { layers: layersRule } } },
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: root } },
    rules: {
      'stillpoint/layers': 'error',
      'no-restricted-syntax': ['error', ...restrictedSyntax],

      eqeqeq: 'error',
      'no-console': 'error', // Output goes through the CLI's output module or the logger, so that --json and journald stay clean.
      'no-empty': ['error', { allowEmptyCatch: false }],
      'max-lines': ['error', { max: 350, skipBlankLines: false, skipComments: false }],
      'no-param-reassign': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',

      '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true, ignoreVoid: false }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { args: 'after-used', argsIgnorePattern: '^_', caughtErrors: 'all', ignoreUsingDeclarations: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/explicit-member-accessibility': ['error', { accessibility: 'no-public' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],

      // File names are bytes: patterns that match control characters mean them.
      'no-control-regex': 'off',
      // Numbers and bigints print the same everywhere; offsets and sizes are what messages are made of.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => stream.end()` as a callback loses nothing.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `while (true)` is how a reader of records is written.
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
      // Interfaces of stores and the catalog are asynchronous although one implementation answers at once.
      '@typescript-eslint/require-await': 'off',
      // With noUncheckedIndexedAccess, `bytes[i]` in a checked loop can only be written with `!`; every other `!` is forbidden by no-restricted-syntax.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      // `expect(store.put).toHaveBeenCalled()` names a method without calling it.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // A program that a person runs may print.
    files: ['scripts/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', Buffer: 'readonly', URL: 'readonly' } },
    rules: { eqeqeq: 'error', 'no-empty': ['error', { allowEmptyCatch: false }], 'max-lines': ['error', 350] },
  },
);
