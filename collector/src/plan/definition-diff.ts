/** What differs between two definitions of a plan, key by key. Pure. */

/** A key that differs; the values are JSON, undefined: it is not there. */
export interface KeyChange {
  /** As in `source.files.exclude`: sources by their names. */
  readonly key: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** In the order of the keys. Empty text: there is no definition. */
export function diffDefinitions(before: string, after: string): KeyChange[] {
  const [old, fresh] = [flattened(before), flattened(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .sort()
    .map((key) => ({ key, before: old.get(key), after: fresh.get(key) }))
    .filter((change) => change.before !== change.after);
}

function flattened(definition: string): Map<string, string> {
  const values = new Map<string, string>();
  if (definition !== '') flatten(JSON.parse(definition), '', values);
  return values;
}

function flatten(value: unknown, prefix: string, values: Map<string, string>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (prefix === 'source' && Array.isArray(value)) for (const [index, source] of value.entries()) flatten(source, `source.${sourceName(source, index)}`, values);
    else values.set(prefix, JSON.stringify(value));
    return;
  }
  for (const [key, below] of Object.entries(value)) flatten(below, prefix === '' ? key : `${prefix}.${key}`, values);
}

function sourceName(source: unknown, index: number): string {
  if (typeof source !== 'object' || source === null) return String(index + 1);
  const { name, kind } = source as { readonly name?: unknown; readonly kind?: unknown };
  if (typeof name === 'string') return name;
  return typeof kind === 'string' ? kind : String(index + 1);
}
