/**
 * Listings in aligned columns.
 */

import { displayWidth } from './display-width.ts';

/** A column of {@link formatTable}: its heading and on which side its cells are flush (default left). */
export interface TableColumn {
  readonly heading: string;
  readonly align?: 'left' | 'right';
}

/**
 * Lines of a table with its headings, columns two blanks apart and no blanks at line ends, ending with a newline. Cells are shown as they
 * are: bring names through `showByteName` first. A row shorter than the columns leaves the rest empty.
 */
export function formatTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map((column) => column.heading), ...rows];
  const widths = columns.map((_, index) => lines.reduce((widest, line) => Math.max(widest, displayWidth(line[index] ?? '')), 0));
  let table = '';
  for (const line of lines) {
    const cells = columns.map((column, index) => pad(line[index] ?? '', widths[index] ?? 0, column.align ?? 'left'));
    table += `${cells.join('  ').trimEnd()}\n`;
  }
  return table;
}

function pad(cell: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(width - displayWidth(cell), 0));
  return align === 'left' ? cell + blanks : blanks + cell;
}
