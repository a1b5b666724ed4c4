/**
 * Reads a TOML file against a schema. Every error says `file:line:column: key: what was expected, what was found`.
 */

import { readFileSync } from 'node:fs';
import { parse, TomlError } from 'smol-toml';
import type { z } from 'zod';
import { StillpointError, systemErrorCode } from '../errors.ts';
import { expectation } from './config-table.ts';
import { positionAt, TomlPositions, type TomlPath } from './toml-positions.ts';

/** Options of {@link readTomlConfig}: what to do when there is no file. */
export interface ReadTomlConfigOptions {
  readonly missingHint?: string;
}

/**
 * The configuration in `file`, checked and completed by `schema`.
 * Throws CONFIG_MISSING when there is no such file, PERMISSION_DENIED when it may not be read, CONFIG_INVALID (all errors, one a line) otherwise.
 */
export function readTomlConfig<T>(file: string, schema: z.ZodType<T>, options: ReadTomlConfigOptions = {}): T {
  return parseTomlConfig(decodeUtf8(readConfigFile(file, options), file), file, schema);
}

/** As {@link readTomlConfig}, for text that was read already; `file` is only named in errors. Throws CONFIG_INVALID. */
export function parseTomlConfig<T>(text: string, file: string, schema: z.ZodType<T>): T {
  const document = parseToml(text, file);
  const result = schema.safeParse(document, { error: expectation });
  if (result.success) return result.data;
  throw new StillpointError('CONFIG_INVALID', describeIssues(result.error.issues, document, text, file).join('\n'), {
    hint: `correct ${file} and try again`,
  });
}

function readConfigFile(file: string, options: ReadTomlConfigOptions): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    switch (systemErrorCode(cause)) {
      case 'ENOENT':
      case 'ENOTDIR':
        throw new StillpointError('CONFIG_MISSING', `there is no configuration file ${file}`, { hint: options.missingHint, cause });
      case 'EACCES':
      case 'EPERM':
        throw new StillpointError('PERMISSION_DENIED', `the configuration file ${file} may not be read by this user`, {
          hint: 'run the command as root, or as the user that the service runs as',
          cause,
        });
      case 'EISDIR':
        throw new StillpointError('CONFIG_INVALID', `${file} is a directory, expected a configuration file`, { cause });
      default:
        throw new StillpointError('CONFIG_INVALID', `cannot read the configuration file ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }
}

function decodeUtf8(bytes: Buffer, file: string): string {
  const text = bytes.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(bytes)) return text;
  // Up to the first wrong byte, decoding and encoding again gives the same bytes.
  const again = Buffer.from(text, 'utf8');
  let wrong = 0;
  while (again[wrong] === bytes[wrong]) wrong++;
  const { line, column } = positionAt(text, bytes.subarray(0, wrong).toString('utf8').length);
  throw new StillpointError('CONFIG_INVALID', `${file}:${String(line)}:${String(column)}: expected UTF-8 text, found another encoding`, {
    hint: 'save the file as UTF-8; write names in other encodings with \\xNN in single quotes',
  });
}

function parseToml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const reason = (cause.message.split('\n')[0] ?? '').replace('Invalid TOML document: ', '');
    throw new StillpointError('CONFIG_INVALID', `${file}:${String(cause.line)}:${String(cause.column)}: not valid TOML: ${reason}`, {
      hint: `correct ${file} and try again; a backslash needs a string in single quotes`,
      cause,
    });
  }
}

interface Finding {
  readonly path: TomlPath;
  readonly message: string;
}

function describeIssues(issues: readonly z.core.$ZodIssue[], document: unknown, text: string, file: string): string[] {
  const positions = new TomlPositions(text);
  return issues
    .flatMap(findingsOf)
    .map(({ path, message }) => ({ path, message, ...positions.find(path) }))
    .sort((left, right) => left.line - right.line || left.column - right.column)
    .map(({ path, message, line, column }) => {
      const found = message.startsWith('expected') ? `, ${describeFound(valueAt(document, path))}` : '';
      const key = path.length === 0 ? '' : `${showPath(path)}: `;
      return `${file}:${String(line)}:${String(column)}: ${key}${message}${found}`;
    });
}

// One issue may be about several unknown keys; each has its own place and line of the message.
function findingsOf(issue: z.core.$ZodIssue): Finding[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  const messages = issue.message.split('\n');
  return issue.keys.map((key, index) => ({ path: [...path, key], message: messages[index] ?? 'unknown key' }));
}

function showPath(path: TomlPath): string {
  let shown = '';
  for (const part of path) {
    if (typeof part === 'number') shown += `[${String(part)}]`;
    else shown += `${shown === '' ? '' : '.'}${/^[A-Za-z0-9_-]+$/.test(part) ? part : JSON.stringify(part)}`;
  }
  return shown;
}

function valueAt(document: unknown, path: TomlPath): unknown {
  let value = document;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[part];
  }
  return value;
}

function describeFound(value: unknown): string {
  if (value === undefined) return 'but the key is missing';
  if (typeof value === 'string') return `found ${value.length > 60 ? `${JSON.stringify(value.slice(0, 60))}…` : JSON.stringify(value)}`;
  if (value instanceof Date) return 'found a date';
  if (Array.isArray(value)) return value.length === 0 ? 'found an empty list' : 'found a list';
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return `found ${String(value)}`;
  return 'found a table';
}
