/** The options of `restore`, checked: which of them go together. */
import { resolve } from 'node:path';

import { StillpointError } from '../errors.ts';
import { byteStringFromText } from '../text/byte-string.ts';

import type { Placement } from '../restore/restore-item.ts';
import type { OverwriteRule } from '../restore/overwrite-rule.ts';

/** As commander reads them. */
export interface RestoreFlags {
  readonly to?: string;
  readonly inPlace?: boolean;
  readonly stdout?: boolean;
  readonly format?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly dryRun?: boolean;
  readonly overwrite?: string;
  readonly owner?: string;
  /** False after `--no-special`. */
  readonly special: boolean;
  readonly fullPath?: boolean;
  readonly keyFile?: readonly string[];
}

/** Where a restore goes. `target` is an absolute path as a byte string; `format` undefined lets the content decide. */
export type RestoreTarget =
  | { readonly kind: 'directory'; readonly target: string; readonly placement: Placement }
  | { readonly kind: 'stdout'; readonly format: 'raw' | 'tar' | undefined; readonly placement: Placement };

/** Choices that were checked. */
export interface RestoreChoice {
  readonly target: RestoreTarget;
  readonly overwrite: OverwriteRule;
  readonly owner: 'ids' | 'names' | 'none';
}

/** Checks the options against each other. USAGE says which do not go together. */
export function chooseRestore(flags: RestoreFlags): RestoreChoice {
  const ways = [flags.to === undefined ? [] : ['--to'], flags.inPlace === true ? ['--in-place'] : [], flags.stdout === true ? ['--stdout'] : []].flat();
  if (ways.length === 0) throw usage('say where to restore to', 'add --to DIR (a directory), --in-place (where it was) or --stdout');
  if (ways.length > 1) throw usage(`${ways.join(' and ')} do not go together`, 'choose one of them');
  return {
    target: flags.stdout === true ? stdoutTarget(flags) : directoryTarget(flags),
    overwrite: oneOf('--overwrite', flags.overwrite ?? 'never', ['never', 'changed', 'older', 'always']),
    owner: oneOf('--owner', flags.owner ?? 'ids', ['ids', 'names', 'none']),
  };
}

function stdoutTarget(flags: RestoreFlags): RestoreTarget {
  for (const [option, given] of [['--overwrite', flags.overwrite], ['--owner', flags.owner], ['--dry-run', flags.dryRun]] as const) {
    if (given !== undefined) throw usage(`${option} has no meaning with --stdout`, 'leave it out');
  }
  return {
    kind: 'stdout',
    format: flags.format === undefined ? undefined : oneOf('--format', flags.format, ['raw', 'tar']),
    placement: flags.fullPath === true ? 'full-path' : 'contents',
  };
}

function directoryTarget(flags: RestoreFlags): RestoreTarget {
  if (flags.format !== undefined) throw usage('--format is for --stdout', 'leave it out, or add --stdout');
  if (flags.inPlace === true) {
    if (flags.fullPath === true) throw usage('--in-place and --full-path do not go together', 'leave out --full-path');
    return { kind: 'directory', target: '/', placement: 'in-place' };
  }
  if (flags.to === undefined || flags.to === '') throw usage('--to names no directory', undefined);
  return { kind: 'directory', target: byteStringFromText(resolve(flags.to)), placement: flags.fullPath === true ? 'full-path' : 'contents' };
}

function oneOf<const T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((word) => word === value);
  if (found === undefined) throw usage(`${option} ${value} is not known`, `write ${known.join(', ')}`);
  return found;
}

function usage(message: string, hint: string | undefined): StillpointError {
  return new StillpointError('USAGE', message, { hint });
}
