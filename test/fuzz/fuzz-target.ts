/**
 * What is fuzzed: one decoder, and what it may say of bytes that somebody else has made.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ErrorCode } from '../../proto/src/errors.ts';

/** One decoder with what must hold for it. */
export interface FuzzTarget {
  /** Also the name of its folder in corpus/. */
  readonly name: string;
  /** Codes of the errors with which it may refuse bytes. */
  readonly refusals: readonly ErrorCode[];
  /** Decodes; throws a refusal, or another error when something is wrong that must never be (a comparison that fails is one, too). */
  decode(bytes: Buffer, scratch: string): void | Promise<void>;
  /** Makes checksums fit, in place, so that more than the first look is reached. */
  repair?(bytes: Buffer): void;
  /** Runs in the short form; for those that write files less. */
  readonly shortRuns?: number;
}

/** A file of the corpus. */
export interface Sample {
  readonly name: string;
  readonly bytes: Buffer;
  /** Made by this project's encoders: must decode, in this release and in every later one. Others may be refused. */
  readonly isValid: boolean;
}

const corpusFolder = join(import.meta.dirname, 'corpus');

/** Samples of a target: `valid-…` are, others were found to break something, or might. */
export function readCorpus(target: FuzzTarget): Sample[] {
  const folder = join(corpusFolder, target.name);
  return readdirSync(folder).sort().map((name) => ({ name, bytes: readFileSync(join(folder, name)), isValid: name.startsWith('valid-') }));
}

/** A comparison that must hold. */
export function demand(holds: boolean, text: string): void {
  if (!holds) throw new Error(text);
}
