"""Edits a tree at random, as people and programs do: edit-tree.py TREE SEED EDITS

Changes content with and without another size, sets times back, renames, deletes, adds, and turns objects into others. The same seed makes the same edits."""
import os
import random
import shutil
import stat
import sys

top, seed, edits = os.fsencode(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
chance = random.Random(seed)


def everything():
    files, folders, others = [], [], []
    for path, names_of_folders, names in os.walk(top):
        for name in sorted(names_of_folders):
            below = os.path.join(path, name)
            (others if os.path.islink(below) else folders).append(below)
        for name in sorted(names):
            below = os.path.join(path, name)
            (files if stat.S_ISREG(os.lstat(below).st_mode) else others).append(below)
    return files, folders, others


def edit_in_place(path):
    """The same size, and the same mtime set back."""
    before = os.stat(path)
    if before.st_size == 0:
        return
    with open(path, 'r+b') as file:
        file.seek(chance.randrange(before.st_size))
        byte = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte[0] ^ (1 << chance.randrange(8))]))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def append(path):
    with open(path, 'ab') as file:
        file.write(chance.randbytes(chance.choice((1, 100, 70_000))))


def insert(path):
    with open(path, 'rb') as file:
        content = file.read()
    at = chance.randrange(len(content) + 1)
    with open(path, 'wb') as file:
        file.write(content[:at] + chance.randbytes(17) + content[at:])


def cut(path):
    os.truncate(path, os.stat(path).st_size // 2)


def replace(path):
    """By another file of the same size and times, as editors do."""
    before = os.stat(path)
    with open(path + b'.new', 'wb') as file:
        file.write(chance.randbytes(before.st_size))
    os.utime(path + b'.new', ns=(before.st_atime_ns, before.st_mtime_ns))
    os.rename(path + b'.new', path)


def rename(path):
    os.rename(path, os.path.join(os.path.dirname(path), b'renamed-%d' % chance.randrange(1 << 40)))


def become_folder(path):
    os.unlink(path)
    os.mkdir(path)
    with open(os.path.join(path, b'inside'), 'wb') as file:
        file.write(path)


def become_link(path):
    os.unlink(path)
    os.symlink(b'elsewhere', path)


def become_fifo(path):
    os.unlink(path)
    os.mkfifo(path)


def change_mode(path):
    os.chmod(path, chance.choice((0o600, 0o640, 0o755, 0o4755)))


on_files = (edit_in_place, edit_in_place, edit_in_place, append, insert, cut, replace, rename, os.unlink, become_folder, become_link, become_fifo, change_mode)
files, folders, others = everything()
chance.shuffle(files)
for path in files[:edits]:
    chance.choice(on_files)(path)
for number in range(edits // 4 + 1):
    with open(os.path.join(chance.choice(folders), b'added-%d-%d' % (seed, number)), 'wb') as file:
        file.write(chance.randbytes(chance.choice((0, 10, 3000, 200_000))))
files, folders, others = everything()
shutil.rmtree(chance.choice(folders))
files, folders, others = everything()
rename(chance.choice(folders))
if others:
    path = chance.choice(others)
    os.unlink(path)
    with open(path, 'wb') as file:
        file.write(b'was something else')
