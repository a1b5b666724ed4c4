/** POSIX ACLs from the text in which a tar carries them to the form in which the kernel keeps them in an attribute. */

// struct posix_acl_xattr_header and posix_acl_xattr_entry of the kernel: version 2, then tag, permissions and id, little-endian.
const VERSION = 2;
const NO_ID = 0xffffffff;
const own: Readonly<Record<string, number>> = { user: 0x01, group: 0x04, mask: 0x10, other: 0x20 };
const named: Readonly<Record<string, number>> = { user: 0x02, group: 0x08 };
const words: Readonly<Record<string, string>> = { u: 'user', g: 'group', m: 'mask', o: 'other' };

/** Looks up a name (a latin1 string) in the guest's databases of users or groups; undefined when they have none. */
export type IdLookup = (kind: 'user' | 'group', name: string) => number | undefined;

/** The attribute's value, or undefined for what cannot be kept: text that is no ACL, and names that nobody knows. GNU tar writes names where it knows any, whatever it is told. */
export function aclValue(text: string, idOf: IdLookup): Buffer | undefined {
  const entries: { readonly tag: number; readonly id: number; readonly bits: number }[] = [];
  for (const line of text.split(/[,\n]/)) {
    const entry = line.replace(/#.*$/, '').trim();
    if (entry === '') continue;
    const [, word = '', name = '', permissions = ''] = /^([a-z]+):([^:]*):([r-][w-][x-])/.exec(entry) ?? [];
    const kind = words[word] ?? word;
    const tag = name === '' ? own[kind] : named[kind];
    const id = name === '' ? NO_ID : /^\d+$/.test(name) ? Number(name) : kind === 'user' || kind === 'group' ? idOf(kind, name) : undefined;
    if (tag === undefined || id === undefined) return undefined;
    entries.push({ tag, id, bits: Array.from(permissions).reduce((bits, letter) => bits * 2 + (letter === '-' ? 0 : 1), 0) });
  }
  entries.sort((a, b) => a.tag - b.tag || a.id - b.id);
  const value = Buffer.alloc(4 + 8 * entries.length);
  value.writeUInt32LE(VERSION);
  for (const [index, { tag, id, bits }] of entries.entries()) {
    value.writeUInt16LE(tag, 4 + index * 8);
    value.writeUInt16LE(bits, 6 + index * 8);
    value.writeUInt32LE(id, 8 + index * 8);
  }
  return value;
}

/** True for an ACL that says no more than the permission bits: a filesystem keeps none for it. */
export function isPlainAcl(value: Buffer): boolean {
  return value.length === 4 + 3 * 8;
}
