/** Values as TOML. */
import { stringify } from 'smol-toml';

/** TOML of a table that was read from TOML or JSON. */
export function formatToml(table: Readonly<Record<string, unknown>>): string {
  return stringify(table);
}
