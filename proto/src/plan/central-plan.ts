/**
 * What a plan that the collector defines may say. A collector that was taken over must not own its guests, so this is a list of what is permitted, and everything that is not on it is
 * refused: a key that a later release invents is refused until somebody has thought about it. Looked at on the keys as they are written, before defaults are filled in; the guest looks
 * besides at what its `[allow]` says of the values. docs/configuration.md, chapter "Central plans".
 */
import { z } from 'zod';

import { configTable, expectation } from '../config/config-table.ts';
import type { PlanConfig } from './plan-config.ts';
import { planSchema } from './plan-schema.ts';
import { refuseRepeatedNames } from './repeated-name.ts';

/** Bytes of one definition, and plans of one agent, at most. */
export const maxDefinitionBytes = 32_768;
export const maxCentralPlans = 64;

const planKeys: readonly string[] = ['name', 'schedule', 'quiesce', 'system', 'source'];
/** Deadlines and sizes stay with the guest: they say for how long it may stand still, and what a snapshot may fill. */
const quiesceKeys: readonly string[] = ['snapshot'];

const logicalKeys = ['databases', 'exclude_databases', 'schema_only', 'exclude_tables', 'exclude_table_data'] as const;

/**
 * By kind of source. No programs, no files with passwords or settings, no user to run as, no folder to write to, no host: a server of the collector's choosing would be told passwords
 * and would feed the tools. A database that needs one of these belongs into agent.toml.
 */
const sourceKeys: Readonly<Record<string, readonly string[]>> = {
  files: ['kind', 'name', 'paths', 'exclude', 'include', 'filesystems', 'require_mounts', 'default_excludes', 'cachedir_tag'],
  sqlite: ['kind', 'name', 'paths', 'timeout', 'lock_timeout', 'check'],
  postgres: ['kind', 'name', 'method', 'port', ...logicalKeys, 'quiesce', 'timeout'],
  mariadb: ['kind', 'name', 'method', ...logicalKeys, 'quiesce', 'timeout'],
  mysql: ['kind', 'name', 'method', ...logicalKeys, 'quiesce', 'timeout'],
  redis: ['kind', 'name', 'port', 'timeout'],
};

/** Said of what runs a program, wherever it stands. */
const commandReason = 'commands stand in agent.toml of the guest and nowhere else';
const ownReason = 'only agent.toml of the guest may say this';
const commandKeys: readonly string[] = ['pre', 'post', 'external', 'command'];

/** Something that a plan of the collector must not say, or cannot. */
export interface CentralFault {
  /** Keys and indices from the plan's table down. */
  readonly path: readonly (string | number)[];
  /** Name of the source, or its number from 1 when it has none; empty: the plan itself. */
  readonly source: string;
  /** As in `quiesce.pre`, below the source when there is one. */
  readonly field: string;
  readonly reason: string;
}

/** Every key of `table` (a plan as it was written) that a plan of the collector must not have; none for what is no table at all. */
export function findForbiddenKeys(table: unknown): CentralFault[] {
  if (!isTable(table)) return [];
  const faults: CentralFault[] = forbidden(table, planKeys).map((key) => fault([key], '', key));
  const { quiesce, source } = table;
  if (isTable(quiesce)) {
    faults.push(...forbidden(quiesce, quiesceKeys).map((key) => fault(['quiesce', key], '', `quiesce.${key}`)));
    if (quiesce['snapshot'] === 'external') faults.push(fault(['quiesce', 'snapshot'], '', 'quiesce.snapshot', commandReason));
  }
  for (const [index, one] of (Array.isArray(source) ? (source as readonly unknown[]) : []).entries()) {
    if (isTable(one)) faults.push(...sourceFaults(one, index));
  }
  return faults;
}

/**
 * Reads a plan that a collector has sent: JSON of the table as it was written. Gives the plan, or everything that is wrong with it; never both. Whether the guest permits what it names is
 * for the guest to say.
 */
export function parseDefinition(definition: string): { readonly plan: PlanConfig } | { readonly faults: readonly CentralFault[] } {
  let table: unknown;
  try {
    table = JSON.parse(definition);
  } catch {
    return { faults: [{ path: [], source: '', field: '', reason: 'it is no definition of a plan' }] };
  }
  const forbiddenFaults = findForbiddenKeys(table);
  if (forbiddenFaults.length > 0) return { faults: forbiddenFaults };
  const result = planSchema.safeParse(table, { error: expectation });
  if (result.success) return { plan: result.data };
  return {
    faults: result.error.issues.map(({ path, message }) => {
      const keys = path.map((key) => (typeof key === 'symbol' ? String(key) : key));
      return { path: keys, ...placeOf(table, keys), reason: message };
    }),
  };
}

/** A plan of a file that `plan apply` takes. `definition`: JSON of its table as it was written. */
export interface WrittenPlan {
  readonly name: string;
  readonly definition: string;
}

/** Schema of such a file, whose plans are sound; gives them as they were written. To be used on a file that {@link planFileSchema} has found right. */
export const writtenPlansSchema: z.ZodType<readonly WrittenPlan[]> = configTable({ plan: z.array(z.looseObject({ name: z.string() })) })
  .superRefine(({ plan }, context) => {
    for (const [index, table] of plan.entries()) {
      for (const { path, reason } of findForbiddenKeys(table)) context.addIssue({ code: 'custom', path: ['plan', index, ...path], message: `${reason}; a plan for many guests cannot have it` });
      if (Buffer.byteLength(JSON.stringify(table)) > maxDefinitionBytes) context.addIssue({ code: 'custom', path: ['plan', index], message: `a plan for many guests has at most ${String(maxDefinitionBytes)} bytes` });
    }
  })
  .transform(({ plan }) => plan.map((table) => ({ name: table.name, definition: JSON.stringify(table) })));

/** Schema of a file that `plan apply` takes: `[[plan]]` tables as in agent.toml, and nothing else. */
export const planFileSchema = configTable({ plan: z.array(planSchema).min(1, { error: 'expected at least one [[plan]]' }) }).superRefine(({ plan }, context) => {
  refuseRepeatedNames(plan, ['plan'], 'two plans need different names', context);
});

function sourceFaults(source: Readonly<Record<string, unknown>>, index: number): CentralFault[] {
  const name = nameOf(source, index);
  const { kind } = source;
  if (kind === 'command') return [fault(['source', index, 'kind'], name, 'kind', commandReason)];
  // Of a kind that does not exist the schema says what is wrong.
  const known = typeof kind === 'string' && Object.hasOwn(sourceKeys, kind) ? (sourceKeys[kind] ?? []) : ['kind', 'name'];
  return forbidden(source, known).map((key) => fault(['source', index, key], name, key));
}

function forbidden(table: Readonly<Record<string, unknown>>, permitted: readonly string[]): string[] {
  return Object.getOwnPropertyNames(table).filter((key) => !permitted.includes(key));
}

function fault(path: CentralFault['path'], source: string, field: string, reason = commandKeys.includes(String(path.at(-1))) ? commandReason : ownReason): CentralFault {
  return { path, source, field, reason };
}

/** Where in a plan `path` is, for people. */
function placeOf(table: unknown, path: CentralFault['path']): Pick<CentralFault, 'source' | 'field'> {
  const [first, index, ...below] = path;
  if (first !== 'source' || typeof index !== 'number' || !isTable(table)) return { source: '', field: path.join('.') };
  const list = table['source'];
  const source: unknown = Array.isArray(list) ? (list as readonly unknown[])[index] : undefined;
  return { source: isTable(source) ? nameOf(source, index) : String(index + 1), field: below.join('.') };
}

function nameOf({ name, kind }: Readonly<Record<string, unknown>>, index: number): string {
  if (typeof name === 'string') return name;
  return typeof kind === 'string' ? kind : String(index + 1);
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
