/**
 * Names that must differ.
 */

import type { z } from 'zod';

/** Adds an issue at the `name` of each of `items` (which lie at `path`) that an earlier one has already. */
export function refuseRepeatedNames(items: readonly { readonly name: string }[], path: readonly string[], reason: string, context: z.core.$RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { name }] of items.entries()) {
    if (seen.has(name)) context.addIssue({ code: 'custom', path: [...path, index, 'name'], message: `"${name}" is there already; ${reason}` });
    seen.add(name);
  }
}
