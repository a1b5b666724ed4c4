/** Values in SQL, and rows as the client prints them. */

/** A text as a literal that means the same under every sql_mode. */
export function sqlText(value: string): string {
  return `CONVERT(X'${Buffer.from(value, 'utf8').toString('hex')}' USING utf8mb4)`;
}

/** A name of a database, table or column. */
export function sqlName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', 0: '\0', '\\': '\\' };

/** Rows of `--batch`: fields separated by tabs, in which tab, newline, NUL and backslash are escaped. */
export function parseRows(output: string): string[][] {
  const lines = output.split('\n');
  // The last one is ended, not begun.
  lines.pop();
  return lines.map((line) => line.split('\t').map((field) => field.replaceAll(/\\([nt0\\])/g, (whole, letter: string) => escapes[letter] ?? whole)));
}
