"""Compares two trees object by object: compare-trees.py A B [--without PART]... [--skip NAME]...

Prints a line for each difference, nothing when there is none. Directories are gone through by handle, so that paths may be of any length. PARTs that may
be left out: flags, sockets, holes, owners, xattrs, groups. A NAME is left out of both sides where it stands at the top."""
import array
import fcntl
import hashlib
import os
import resource
import stat
import sys

FS_IOC_GETFLAGS = 0x80086601
# The flags that a person sets; the filesystem sets others by itself.
SET_BY_PEOPLE = 0x8 | 0x10 | 0x20 | 0x40 | 0x80 | 0x10000


def argument_list(option):
    return {os.fsencode(value) for key, value in zip(sys.argv[3:], sys.argv[4:]) if key == option}


without = {value.decode() for value in argument_list('--without')}
skipped = argument_list('--skip')
differences = 0


def differ(path, text):
    global differences
    differences += 1
    if differences <= 200:
        shown = b'/'.join(path)
        if len(shown) > 300:
            shown = shown[:140] + b' ... ' + shown[-140:]
        print(f'{shown!r}: {text}')


def names_in(fd):
    # Not os.listdir(fd): it gives text.
    return {os.fsencode(name) for name in os.listdir(fd)}


def content_of(fd, size):
    """Digest of the content and the list of its runs of data."""
    digest = hashlib.sha256()
    runs = []
    position = 0
    while position < size:
        try:
            start = os.lseek(fd, position, os.SEEK_DATA)
        except OSError:
            break
        end = os.lseek(fd, start, os.SEEK_HOLE)
        runs.append((start, end))
        position = end
    # The same bytes whatever is a hole and whatever is written zeros: blocks of zeros are named by where they lie.
    block = 65536
    next_block = 0
    for start, end in runs:
        at = max(next_block, start - start % block)
        while at < end:
            piece = os.pread(fd, block, at)
            if piece.strip(b'\0'):
                digest.update(b'%d ' % at)
                digest.update(piece.rstrip(b'\0'))
            at += block
        next_block = at
    return digest.hexdigest(), runs


def flags_of(fd):
    word = array.array('i', [0])
    try:
        fcntl.ioctl(fd, FS_IOC_GETFLAGS, word, True)
    except OSError:
        return 0
    return word[0] & SET_BY_PEOPLE


def xattrs_of(place):
    follow = isinstance(place, int)
    options = {} if follow else {'follow_symlinks': False}
    return {key: os.getxattr(place, key, **options) for key in os.listxattr(place, **options)}


def compare_objects(path, name, one, other, groups):
    a, b = (os.stat(name, dir_fd=fd, follow_symlinks=False) for fd in (one, other))
    kind = stat.S_IFMT(a.st_mode)
    if a.st_mode != b.st_mode:
        differ(path, f'mode {a.st_mode:o} and {b.st_mode:o}')
    if kind != stat.S_IFMT(b.st_mode):
        return False
    if 'owners' not in without and (a.st_uid, a.st_gid) != (b.st_uid, b.st_gid):
        differ(path, f'owner {a.st_uid}:{a.st_gid} and {b.st_uid}:{b.st_gid}')
    if a.st_mtime_ns != b.st_mtime_ns:
        differ(path, f'mtime {a.st_mtime_ns} and {b.st_mtime_ns}')
    if kind in (stat.S_IFCHR, stat.S_IFBLK) and a.st_rdev != b.st_rdev:
        differ(path, f'device {a.st_rdev:x} and {b.st_rdev:x}')
    if kind == stat.S_IFLNK and os.readlink(name, dir_fd=one) != os.readlink(name, dir_fd=other):
        differ(path, 'targets differ')
    if kind != stat.S_IFDIR and 'groups' not in without:
        first = groups[0].setdefault((a.st_dev, a.st_ino), path), groups[1].setdefault((b.st_dev, b.st_ino), path)
        if first[0] != first[1]:
            differ(path, f'is the same object as {first[0]!r} and as {first[1]!r}')
    if kind == stat.S_IFREG:
        if a.st_size != b.st_size:
            differ(path, f'size {a.st_size} and {b.st_size}')
        compare_files(path, name, one, other, a.st_size)
    elif kind != stat.S_IFDIR and 'xattrs' not in without:
        # Objects that cannot be opened without effect.
        if xattrs_of(b'/proc/self/fd/%d/%s' % (one, name)) != xattrs_of(b'/proc/self/fd/%d/%s' % (other, name)):
            differ(path, 'xattrs differ')
    return kind == stat.S_IFDIR


def compare_files(path, name, one, other, size):
    fds = [os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=fd) for fd in (one, other)]
    try:
        a, b = (content_of(fd, size) for fd in fds)
        if a[0] != b[0]:
            differ(path, 'contents differ')
        if 'holes' not in without and a[1] != b[1]:
            differ(path, f'data lies at {a[1][:5]} and at {b[1][:5]}')
        compare_handles(path, *fds)
    finally:
        for fd in fds:
            os.close(fd)


def compare_handles(path, one, other):
    if 'xattrs' not in without:
        a, b = xattrs_of(one), xattrs_of(other)
        for key in a.keys() | b.keys():
            if a.get(key) != b.get(key):
                differ(path, f'xattr {key!r}: {a.get(key)!r:.120} and {b.get(key)!r:.120}')
    if 'flags' not in without:
        a, b = flags_of(one), flags_of(other)
        if a != b:
            differ(path, f'flags {a:x} and {b:x}')


def is_socket(fd, name):
    return stat.S_ISSOCK(os.stat(name, dir_fd=fd, follow_symlinks=False).st_mode)


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    groups = ({}, {})
    # Each level: path, handles of both sides, names still to be looked at.
    stack = []

    def enter(path, name, one, other):
        handles = [os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=fd) for fd in (one, other)]
        compare_handles(path, *handles)
        here = [names_in(fd) for fd in handles]
        if not path:
            here = [found - skipped for found in here]
        if 'sockets' in without:
            here = [{found for found in names if not is_socket(fd, found)} for fd, names in zip(handles, here)]
        for missing in sorted(here[0] - here[1]):
            differ(path + [missing], 'is missing on the second side')
        for extra in sorted(here[1] - here[0]):
            differ(path + [extra], 'is only on the second side')
        stack.append((path, handles, sorted(here[0] & here[1], reverse=True)))

    tops = [os.fsencode(argument) for argument in sys.argv[1:3]]
    a, b = (os.stat(top) for top in tops)
    if a.st_mtime_ns != b.st_mtime_ns:
        differ([], f'mtime {a.st_mtime_ns} and {b.st_mtime_ns}')
    handles = [os.open(top, os.O_RDONLY | os.O_DIRECTORY) for top in tops]
    enter([], b'.', *handles)
    while stack:
        path, (one, other), names = stack[-1]
        if not names:
            stack.pop()
            os.close(one)
            os.close(other)
            continue
        name = names.pop()
        below = path + [name]
        if compare_objects(below, name, one, other, groups):
            enter(below, name, one, other)
    if differences > 200:
        print(f'and {differences - 200} more')
    sys.exit(1 if differences else 0)


main()
