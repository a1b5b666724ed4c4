/**
 * Makes proto/src/generated/ from proto/stillpoint.proto with protobufjs-cli.
 * `node src/generate.ts` writes the files, `node src/generate.ts --check` fails when the committed ones are not current.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const here = import.meta.dirname;
const cli = join(dirname(createRequire(import.meta.url).resolve('protobufjs-cli/package.json')), 'bin');
const scratch = mkdtempSync(join(tmpdir(), 'stillpoint-generate-'));

function run(tool: 'pbjs' | 'pbts', args: readonly string[]): void {
  execFileSync(process.execPath, [join(cli, tool), ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
}

try {
  // TypeScript cannot alias a nested namespace without emitting code, so the classes are made as `v1.Hello`; names on the wire are those of the schema.
  const schema = join(scratch, 'messages.proto');
  writeFileSync(schema, readFileSync(join(here, '..', 'stillpoint.proto'), 'utf8').replace('package stillpoint.v1;', 'package v1;'));
  const options = ['-t', 'static-module', '-w', 'esm', '--force-number', '--no-verify', '--no-convert', '--no-delimited', '--no-typeurl', '--no-service'];
  run('pbjs', [...options, '-o', join(scratch, 'commented.js'), schema]);
  run('pbts', ['-o', join(scratch, 'messages.d.ts'), join(scratch, 'commented.js')]);
  // The agent loads this file in every run: without comments it is a third of the size.
  run('pbjs', [...options, '--no-comments', '-o', join(scratch, 'messages.js'), schema]);
  let stale = false;
  for (const name of ['messages.js', 'messages.d.ts']) {
    const made = readFileSync(join(scratch, name), 'utf8').replace('import Long = require("long");\n', '');
    const target = join(here, 'generated', name);
    if (!process.argv.includes('--check')) writeFileSync(target, made);
    else if (readFileSync(target, 'utf8') !== made) {
      process.stderr.write(`${target} is not current: run \`npm run generate -w proto\`\n`);
      stale = true;
    }
  }
  if (stale) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
