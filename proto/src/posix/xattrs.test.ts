import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { openDirectory } from './directory-handle.ts';
import { closeHandle, openForReading } from './open-file.ts';
import { isRoot, TemporaryFolder } from './temporary-folder.ts';
import { listXattrs, readXattrs, readXattrsAt, removeXattr, removeXattrAt, setXattr, setXattrAt } from './xattrs.ts';

test('attributes with names and values of any bytes come back sorted', () => {
  using folder = new TemporaryFolder();
  writeFileSync(`${folder.path}/file`, 'x');
  const fd = openForReading(folder.fd, 'file');
  expect(readXattrs(fd)).toEqual([]);
  const xattrs = [
    { name: 'user.a', value: Uint8Array.of() },
    { name: 'user.b', value: Uint8Array.from({ length: 256 }, (_, i) => i) },
    { name: 'user.\x83\x5c\xff', value: Uint8Array.of(0, 255, 0) },
  ];
  for (const xattr of xattrs.toReversed()) setXattr(fd, xattr);
  expect(readXattrs(fd)).toEqual(xattrs);
  setXattr(fd, { name: 'user.a', value: Uint8Array.of(1) });
  removeXattr(fd, 'user.b');
  removeXattr(fd, 'user.b');
  expect(listXattrs(fd).sort()).toEqual(['user.a', 'user.\x83\x5c\xff']);
  expect(readXattrs(fd)[0]).toEqual({ name: 'user.a', value: Uint8Array.of(1) });
  expect(() => { setXattr(fd, { name: 'nonsense', value: Uint8Array.of(1) }); }).toThrow(/fsetxattr nonsense: .*\(ENOTSUP\)/);
  closeHandle(fd);
});

test.skipIf(!isRoot)('symlinks, fifos and sockets have attributes of their own', () => {
  using folder = new TemporaryFolder();
  writeFileSync(`${folder.path}/file`, 'x');
  symlinkSync('file', `${folder.path}/link`);
  execFileSync('mkfifo', [`${folder.path}/fifo`]);
  for (const name of ['link', 'fifo']) {
    const xattr = { name: 'trusted.mark', value: Buffer.from(name) };
    expect(readXattrsAt(folder.fd, name)).toEqual([]);
    setXattrAt(folder.fd, name, xattr);
    expect(readXattrsAt(folder.fd, name)).toEqual([{ name: 'trusted.mark', value: new Uint8Array(Buffer.from(name)) }]);
  }
  removeXattrAt(folder.fd, 'fifo', 'trusted.mark');
  expect(readXattrsAt(folder.fd, 'fifo')).toEqual([]);
  expect(readXattrsAt(folder.fd, 'file')).toEqual([]);
});

test.skipIf(!isRoot)('capabilities, access and default ACLs are attributes', () => {
  using folder = new TemporaryFolder();
  writeFileSync(`${folder.path}/program`, 'x');
  mkdirSync(`${folder.path}/directory`);
  execFileSync('setcap', ['cap_net_raw+ep', `${folder.path}/program`]);
  execFileSync('setfacl', ['-m', 'u:1234:rw', `${folder.path}/program`]);
  execFileSync('setfacl', ['-m', 'd:g:77:r', `${folder.path}/directory`]);
  const fd = openForReading(folder.fd, 'program');
  expect(readXattrs(fd).map((xattr) => xattr.name)).toEqual(['security.capability', 'system.posix_acl_access']);
  closeHandle(fd);
  expect(readXattrsAt(folder.fd, 'directory').map((xattr) => xattr.name)).toEqual(['system.posix_acl_default']);
});

test('a filesystem without attributes has none', () => {
  const fd = openDirectory('/proc/self', { follow: true });
  expect(readXattrs(fd)).toEqual([]);
  closeHandle(fd);
});
