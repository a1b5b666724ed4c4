/** Lines that come before a dump: what the tool leaves out so that the database can be loaded under another name. */

/** Begins the line with how the database was made. Never change: read by the restore. */
export const CREATE_LINE = '-- Stillpoint: ';

/** Comments only, so that any client takes the dump as it is. */
export function dumpHead(database: string, createStatement: string): Uint8Array {
  const line = (text: string): string => `${CREATE_LINE}${text.replaceAll(/[\r\n]/g, '?')}\n`;
  return Buffer.from(`${line(`dump of the database ${database}, loads into any`)}${line(createStatement)}`, 'utf8');
}

/** The CREATE DATABASE statement of a dump that begins with `head`; undefined when it has none. */
export function findCreateStatement(head: string): string | undefined {
  return head.split('\n').find((text) => text.startsWith(`${CREATE_LINE}CREATE DATABASE `))?.slice(CREATE_LINE.length);
}
