/**
 * Compiles assembly/scan.ts into chunker.wasm.ts, which is committed: a guest needs no compiler, and a bundle needs no file beside it.
 * `node src/chunker/build.ts` writes it, `node src/chunker/build.ts --check` fails when the committed one is not current.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const source = join(import.meta.dirname, 'assembly', 'scan.ts');
const target = join(import.meta.dirname, 'chunker.wasm.ts');
// The imported memory may be of any size up to the largest: 65,536 pages of 64 KiB.
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536', '--enable', 'threads'];

/** The text of chunker.wasm.ts as it follows from assembly/scan.ts. */
export function compiledScan(): string {
  const compiler = join(dirname(createRequire(import.meta.url).resolve('assemblyscript/package.json')), 'bin', 'asc.js');
  const scratch = mkdtempSync(join(tmpdir(), 'stillpoint-wasm-'));
  try {
    const made = join(scratch, 'scan.wasm');
    execFileSync(process.execPath, [compiler, source, '-o', made, ...options], { cwd: scratch, stdio: ['ignore', 'inherit', 'inherit'] });
    const code = readFileSync(made).toString('base64');
    return `/** WebAssembly compiled from assembly/scan.ts by build.ts, in base64. Made by \`npm run build:wasm -w proto\`; do not edit. */\nexport const CHUNKER_WASM =\n  '${code}';\n`;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const made = compiledScan();
  if (!process.argv.includes('--check')) writeFileSync(target, made);
  else if (readFileSync(target, 'utf8') !== made) {
    process.stderr.write(`${target} is not current: run \`npm run build:wasm -w proto\`\n`);
    process.exitCode = 1;
  }
}
