"""Makes many files: many-files.py DIR FILES IN_ONE

FILES small files in folders of 300, and IN_ONE more in a single folder. Every seventh is larger than what lies in its directory's node."""
import os
import sys

top, files, in_one = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
os.mkdir(top)


def make(directory, count, first):
    os.mkdir(directory)
    fd = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    for number in range(first, first + count):
        file = os.open('file-%08d' % number, os.O_WRONLY | os.O_CREAT, 0o644, dir_fd=fd)
        os.write(file, b'content of %d\n' % number * (120 if number % 7 == 0 else 3))
        os.close(file)
    os.close(fd)


for start in range(0, files, 300):
    make(os.path.join(top, 'part-%05d' % (start // 300)), min(300, files - start), start)
make(os.path.join(top, 'all-in-one'), in_one, 1_000_000_000)
