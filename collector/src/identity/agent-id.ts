/**
 * The forms of an agent's id: a UUID in certificates, 32 hexadecimal digits in the catalog, 16 bytes in messages.
 */

/** 32 hexadecimal digits of a UUID. */
export function uuidToHex(uuid: string): string {
  return uuid.replaceAll('-', '');
}

/** The UUID of 32 hexadecimal digits. */
export function hexToUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}
