/**
 * POSIX ACLs from the form in which the kernel keeps them in an attribute to the text that tar archives carry (with numbers, so that no user database is asked).
 */

// struct posix_acl_xattr_header and posix_acl_xattr_entry of the kernel: version 2, then tag, permissions and id, little-endian.
const version = 2;
const headerBytes = 4;
const entryBytes = 8;
const tags = new Map([[0x01, 'user'], [0x02, 'user'], [0x04, 'group'], [0x08, 'group'], [0x10, 'mask'], [0x20, 'other']]);
const namedUser = 0x02;
const namedGroup = 0x08;

/** `user::rw-,user:1000:r--,group::r--,mask::r--,other::r--`, or undefined for what is no ACL of the known version. */
export function aclText(value: Uint8Array): string | undefined {
  const view = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (view.length < headerBytes || view.readUInt32LE(0) !== version || (view.length - headerBytes) % entryBytes !== 0) return undefined;
  const texts: string[] = [];
  for (let offset = headerBytes; offset < view.length; offset += entryBytes) {
    const tag = view.readUInt16LE(offset);
    const name = tags.get(tag);
    if (name === undefined) return undefined;
    const id = tag === namedUser || tag === namedGroup ? String(view.readUInt32LE(offset + 4)) : '';
    texts.push(`${name}:${id}:${permissions(view.readUInt16LE(offset + 2))}`);
  }
  return texts.join(',');
}

function permissions(bits: number): string {
  return `${(bits & 4) === 0 ? '-' : 'r'}${(bits & 2) === 0 ? '-' : 'w'}${(bits & 1) === 0 ? '-' : 'x'}`;
}
