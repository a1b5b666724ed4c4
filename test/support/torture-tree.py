"""Builds a tree with everything that a Linux filesystem can hold: torture-tree.py DIR

Names are bytes throughout. What needs root is left out for other users. Prints nothing; fails on the first thing that cannot be made."""
import errno
import fcntl
import os
import random
import socket
import stat
import struct
import subprocess
import sys

ROOT = os.geteuid() == 0
KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30
chance = random.Random(20261123)

FS_IOC_GETFLAGS, FS_IOC_SETFLAGS = 0x80086601, 0x40086602
IMMUTABLE, APPEND, NODUMP, NOATIME, DIRSYNC, SYNC = 0x10, 0x20, 0x40, 0x80, 0x10000, 0x8


def write(path, content=b''):
    with open(path, 'wb') as file:
        file.write(content)


def folder(*parts):
    path = os.path.join(*parts)
    os.mkdir(path)
    return path


def names(top):
    here = folder(top, b'names')
    chosen = [
        '表.txt'.encode('shift_jis'), 'ソース'.encode('shift_jis'), '日本語能力.doc'.encode('shift_jis'),
        '日本語.txt'.encode('euc_jp'), '表'.encode('euc_jp'),
        'が.txt'.encode(), 'か\u3099.txt'.encode(), 'é'.encode(), 'e\u0301'.encode(), '日本語'.encode(), '\U0001f600'.encode(),
        b'\xff\xfe', b'\x80', b'\xc3\x28', b'\xed\xa0\x80', b'cut \xe6\x97',
        b'bell\x07', b'new\nline', b'\n', b'tab\t', b'esc\x1b[31m', b'del\x7f', b'return\r', b'\r\n',
        b'back\\slash', b'\\', b'\\x41', b'\\xe8', b'\\\\', b'%41', b'&amp;',
        b'-rf', b'--', b'-', b'--help', b' ', b' lead', b'trail ', b'two  spaces',
        b'a', b'a.b', b'a b', b'a-b', b'a0', b'A', b'...', b'..a', b'.hidden', b'.git',
        b'*', b'?', b'[a]', b'{a,b}', b"'", b'"', b'$HOME', b'`id`', b'#', b'!', b'~', b'~root', b'@latest', b':', b'a:b', b'=', b'|', b'>', b';',
        b'CON', b'con', b'x' * 255, ('あ' * 85).encode(), b'\xff' * 255, b'\x82\xa0' * 127,
    ]
    for number, name in enumerate(chosen):
        write(os.path.join(here, name), b'name %d\n' % number)
    for kind, make in ((b'folders', os.mkdir), (b'symlinks', lambda path: os.symlink(os.path.basename(path), path))):
        below = folder(top, b'names-' + kind)
        for name in chosen:
            make(os.path.join(below, name))
    for name in chosen:
        write(os.path.join(top, b'names-folders', name, b'inside'), name)
    here = folder(top, b'names-bytes')
    for byte in range(1, 256):
        if byte == 0x2f:
            continue
        write(os.path.join(here, b'b' + bytes([byte])))
        if byte != 0x2e:
            write(os.path.join(here, bytes([byte])))


def modes(top):
    here = folder(top, b'modes')
    for mode in (0o000, 0o111, 0o200, 0o222, 0o400, 0o600, 0o644, 0o777, 0o1644, 0o2644, 0o2755, 0o4644, 0o4755, 0o6755, 0o7777):
        path = os.path.join(here, b'file-%04o' % mode)
        write(path, b'mode %o' % mode)
        os.chmod(path, mode)
    for mode in ((0o000, 0o111, 0o300) if ROOT else ()) + (0o500, 0o700, 0o755, 0o1777, 0o2775, 0o3770, 0o4755, 0o7777):
        path = folder(here, b'dir-%04o' % mode)
        write(os.path.join(path, b'inside'), b'here')
        os.chmod(path, mode)


def owners(top):
    here = folder(top, b'owners')
    for uid, gid in ((0, 0), (0, 1), (12345, 54321), (65534, 65534), (1, 4294967294), (4294967294, 2147483648)):
        suffix = b'%d-%d' % (uid, gid)
        paths = [os.path.join(here, kind + suffix) for kind in (b'file-', b'dir-', b'link-', b'fifo-', b'suid-')]
        write(paths[0], suffix)
        os.mkdir(paths[1])
        os.symlink(suffix, paths[2])
        os.mkfifo(paths[3])
        write(paths[4], suffix)
        for path in paths:
            os.lchown(path, uid, gid)
        # A change of owner takes these bits away, so that they come after it.
        os.chmod(paths[4], 0o6755)


def links(top):
    here = folder(top, b'links')
    folder(here, b'dir')
    for name, target in (
        (b'to-dir', b'dir'), (b'to-dir-slash', b'dir/'), (b'up', b'..'), (b'here', b'.'), (b'itself', b'itself'), (b'dangling', b'not there'),
        (b'absolute', b'/etc/passwd'), (b'outside', b'../../../../../../../../etc'), (b'long', b'x' * 4000), (b'long-path', b'y/' * 2000),
        (b'bytes', '表'.encode('shift_jis') + b'\xff\n\\x41'), (b'dash', b'-rf'), (b'inline-59', b'a' * 59), (b'inline-60', b'a' * 60), (b'inline-61', b'a' * 61),
    ):
        os.symlink(target, os.path.join(here, name))


def hard_links(top):
    here = folder(top, b'hard')
    for below in (b'a', b'b', b'c'):
        folder(here, below)

    def spread(name):
        for below in (b'a', b'b', b'c'):
            os.link(os.path.join(here, name), os.path.join(here, below, name), follow_symlinks=False)

    for name, content in ((b'empty', b''), (b'small', b'inline content'), (b'large', chance.randbytes(1 * MIB + 17))):
        write(os.path.join(here, name), content)
        spread(name)
    os.symlink(b'small', os.path.join(here, b'symlink'))
    spread(b'symlink')
    os.mkfifo(os.path.join(here, b'fifo'))
    spread(b'fifo')
    bind(here, b'socket')
    spread(b'socket')
    if ROOT:
        os.mknod(os.path.join(here, b'device'), stat.S_IFCHR | 0o640, os.makedev(1, 3))
        spread(b'device')
    # A group of which only one member lies in the tree.
    outside = top + b'-outside-link'
    write(outside, b'the other name is elsewhere')
    os.link(outside, os.path.join(here, b'one-of-two'))
    # The same content is no hard link.
    write(os.path.join(here, b'small-copy'), b'inline content')


def bind(directory, name):
    # A socket's name may have 107 bytes: relative to the directory.
    before = os.getcwd()
    os.chdir(directory)
    try:
        with socket.socket(socket.AF_UNIX) as endpoint:
            endpoint.bind(name)
    finally:
        os.chdir(before)


def special(top):
    here = folder(top, b'special')
    os.mkfifo(os.path.join(here, b'fifo'), 0o600)
    bind(here, b'socket')
    bind(here, b'-socket \xff')
    if not ROOT:
        return
    for name, kind, major, minor in (
        (b'null', stat.S_IFCHR, 1, 3), (b'loop0', stat.S_IFBLK, 7, 0), (b'whiteout', stat.S_IFCHR, 0, 0), (b'wide-char', stat.S_IFCHR, 4095, 262143),
        (b'wide-block', stat.S_IFBLK, 300, 70000), (b'old-limit', stat.S_IFCHR, 255, 255), (b'past-old-limit', stat.S_IFCHR, 256, 256),
    ):
        os.mknod(os.path.join(here, name), kind | 0o660, os.makedev(major, minor))
    os.mknod(os.path.join(folder(top, b'special-beyond'), b'widest'), stat.S_IFCHR | 0o660, os.makedev(4095, 1048575))


def sparse(top):
    here = folder(top, b'sparse')
    piece = chance.randbytes(64 * KIB)

    def make(name, size, *offsets, piece=piece):
        with open(os.path.join(here, name), 'wb') as file:
            file.truncate(size)
            for offset in offsets:
                file.seek(offset)
                file.write(piece[:max(0, size - offset)])

    make(b'all-hole', 1 * MIB)
    make(b'all-hole-small', 100)
    make(b'hole-at-start', 1 * MIB, 1 * MIB - 64 * KIB)
    make(b'hole-at-end', 1 * MIB, 0)
    make(b'hole-in-the-middle', 1 * MIB, 0, 1 * MIB - 64 * KIB)
    make(b'odd-end', 1 * MIB + 777, 512 * KIB)
    make(b'data-then-odd-hole', 512 * KIB + 777, 0)
    make(b'huge', 10 * GIB, 0, 3 * GIB, 10 * GIB - 64 * KIB)
    make(b'huge-hole', 10 * GIB)
    make(b'many-holes', 1500 * 8 * KIB, *range(0, 1500 * 8 * KIB, 8 * KIB), piece=piece[:4 * KIB])
    # Zeros that are written are no hole.
    write(os.path.join(here, b'zeros'), bytes(3 * MIB))
    folder(top, b'sparse-beyond')
    here = os.path.join(top, b'sparse-beyond')
    make(b'more-holes-than-are-kept', 3000 * 8 * KIB, *range(0, 3000 * 8 * KIB, 8 * KIB), piece=piece[:4 * KIB])
    with open(os.path.join(here, b'reserved'), 'wb') as file:
        os.posix_fallocate(file.fileno(), 0, 256 * KIB)
        file.write(b'begins')


def xattrs(top):
    here = folder(top, b'xattrs')

    def put(name, attributes, make=write):
        path = os.path.join(here, name)
        make(path)
        for key, value in attributes.items():
            os.setxattr(path, key, value, follow_symlinks=False)

    put(b'user', {b'user.text': b'value', b'user.empty': b'', b'user.binary': bytes(range(256)), b'user.\xff name = \n': b'odd', b'user.\x82\xa0': b'\xff'})
    put(b'big', {b'user.big': chance.randbytes(3000)})
    put(b'many', {b'user.%03d' % number: b'%d' % number for number in range(60)})
    put(b'dir', {b'user.of.a.dir': b'yes'}, os.mkdir)
    write(os.path.join(here, b'dir', b'inside'))
    if not ROOT:
        return
    put(b'trusted', {b'trusted.one': b'1', b'user.two': b'2'})
    put(b'symlink', {b'trusted.of.a.link': b'yes'}, lambda path: os.symlink(b'user', path))
    put(b'fifo', {b'trusted.of.a.fifo': b'yes'}, os.mkfifo)
    put(b'device', {b'trusted.of.a.device': b'yes'}, lambda path: os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5)))
    capability = struct.pack('<5I', 0x02000001, 1 << 13, 0, 0, 0)
    put(b'capability', {b'security.capability': capability})
    path = os.path.join(here, b'capability-owned')
    write(path)
    # In this order: a change of owner takes a capability away.
    os.chown(path, 12345, 54321)
    os.chmod(path, 0o755)
    os.setxattr(path, b'security.capability', capability)


def acls(top):
    here = folder(top, b'acls')
    write(os.path.join(here, b'file'), b'with an ACL')
    set_acl(os.path.join(here, b'file'), b'u:12345:rwx,g:54321:r,m::rw')
    write(os.path.join(here, b'mask-none'))
    set_acl(os.path.join(here, b'mask-none'), b'u:1:rwx,g:2:rx,m::-')
    folder(here, b'dir')
    set_acl(os.path.join(here, b'dir'), b'u:65534:rx,g:12345:x')
    # What lies there was made before the default ACL, and must not inherit it when it is restored.
    default = folder(here, b'default')
    write(os.path.join(default, b'before'), b'inherits nothing')
    folder(default, b'dir-before')
    os.symlink(b'before', os.path.join(default, b'link-before'))
    os.mkfifo(os.path.join(default, b'fifo-before'), 0o600)
    set_acl(default, b'd:u::rwx,d:g::r,d:o::-,d:u:12345:rwx,d:g:54321:rx,d:m::rwx')
    write(os.path.join(default, b'after'), b'inherits')
    folder(default, b'dir-after')
    folder(here, b'only-default-base')
    set_acl(os.path.join(here, b'only-default-base'), b'd:u::rwx,d:g::-,d:o::-')


def set_acl(path, acl):
    subprocess.run([b'setfacl', b'-m', acl, b'--', path], check=True)


def flags(top):
    here = folder(top, b'flags')

    def mark(path, bits):
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            word = bytearray(4)
            fcntl.ioctl(fd, FS_IOC_GETFLAGS, word)
            fcntl.ioctl(fd, FS_IOC_SETFLAGS, struct.pack('<I', struct.unpack('<I', word)[0] | bits))
        finally:
            os.close(fd)

    for name, bits in ((b'nodump', NODUMP), (b'noatime', NOATIME)) + (((b'immutable', IMMUTABLE), (b'append', APPEND), (b'both', IMMUTABLE | APPEND | NODUMP)) if ROOT else ()):
        path = os.path.join(here, b'file-' + name)
        write(path, name)
        os.utime(path, ns=(0, 1_234_567_890_123_456_789))
        path = folder(here, b'dir-' + name)
        write(os.path.join(path, b'inside'), name)
        for path in (os.path.join(here, b'file-' + name), path):
            mark(path, bits)


def sizes(top):
    here = folder(top, b'sizes')
    write(os.path.join(here, b'empty'))
    folder(here, b'empty-dir')
    for size in (1, 1022, 1023, 1024, 1025, 4095, 4096, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 256 * KIB, 1 * MIB - 1, 1 * MIB, 1 * MIB + 1, 5 * MIB):
        write(os.path.join(here, b'random-%08d' % size), chance.randbytes(size))
    write(os.path.join(here, b'text'), b''.join(b'line %d of a text that compresses\n' % number for number in range(60_000)))
    # Cut only at the maximum: no position in it looks like a border.
    write(os.path.join(here, b'one-letter'), b'a' * (2 * MIB + 5))
    # More chunks than stand in an entry.
    write(os.path.join(here, b'list'), chance.randbytes(9 * MIB))
    if os.environ.get('STILLPOINT_LONG') == '1':
        # More chunks than one leaf of a list must hold.
        with open(os.path.join(here, b'lists'), 'wb') as file:
            for _ in range(40):
                file.write(chance.randbytes(10 * MIB))


def many(top):
    here = folder(top, b'many')
    for number in range(3000):
        write(os.path.join(here, b'entry-%05d-%s' % (number * 7919 % 3001, b'x' * (number % 50))), b'%d' % number)


def deep(top):
    here = folder(top, b'deep')
    for name, levels in ((b'long-names', 20), (b'short-names', 1200)):
        directory = os.open(here, os.O_RDONLY | os.O_DIRECTORY)
        for level in range(levels):
            part = name[:1] + (b'%03d' % level + b'-' * 240 if name == b'long-names' else b'')
            os.mkdir(part, dir_fd=directory)
            below = os.open(part, os.O_RDONLY | os.O_DIRECTORY, dir_fd=directory)
            os.close(directory)
            directory = below
            if level % 10 == 9 or level == levels - 1:
                fd = os.open(b'file', os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640, dir_fd=directory)
                os.write(fd, b'at level %d' % level)
                os.close(fd)
                os.symlink(b'file', b'link', dir_fd=directory)
                os.mkfifo(b'fifo', dir_fd=directory)
        os.close(directory)


def times(top):
    here = folder(top, b'times')
    second = 1_000_000_000
    moments = (-2147483648 * second, -2147483648 * second + 1, -1_500_000_000, -1 * second, -1, 0, 1, 999_999_999, 1_000_000_001,
               2147483647 * second + 999_999_999, 2147483648 * second, 4294967296 * second + 123_456_789, 15032385535 * second + 999_999_999)
    for moment in moments:
        for kind, make in ((b'file', write), (b'dir', os.mkdir), (b'link', lambda path: os.symlink(b'x', path)), (b'fifo', os.mkfifo)):
            path = os.path.join(here, b'%s%+d' % (kind, moment))
            make(path)
            if kind == b'dir':
                write(os.path.join(path, b'inside'))
            os.utime(path, ns=(0, moment), follow_symlinks=False)
    # Old directories around new content: a restore that writes after it set the time shows.
    for name, moment in ((b'names', 1_000_000_000_000_000_001), (b'hard', -86400 * second), (b'many', 5_000_000_000_000_000_005)):
        os.utime(os.path.join(top, name), ns=(0, moment))


def main():
    top = os.fsencode(sys.argv[1])
    os.umask(0o022)
    os.mkdir(top)
    parts = [names, modes, links, hard_links, special, sparse, xattrs, acls, sizes, many, deep, times]
    if ROOT:
        parts[2:2] = [owners]
    parts.append(flags)
    for part in parts:
        part(top)
    os.utime(top, ns=(0, 1_600_000_000_000_000_007))


main()
