/*
 * Preloaded into a process: every change to files below RECORD_ROOT is written to the log RECORD_LOG in the order in which it happened, with its bytes, and every sync. A lock holds the order; the log
 * itself lies outside of the root. Layout: test/support/write-log.ts.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* The call itself, past the one below that looks at it. Other libraries begin before this one. */
static long raw(long number, ...) {
  static long (*real)(long, ...);
  if (real == NULL) real = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
  va_list rest;
  va_start(rest, number);
  long a = va_arg(rest, long), b = va_arg(rest, long), c = va_arg(rest, long), d = va_arg(rest, long), e = va_arg(rest, long), f = va_arg(rest, long);
  va_end(rest);
  return real(number, a, b, c, d, e, f);
}

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root;
static size_t root_length;
static int log_fd = -1;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("RECORD_LOG");
  root = getenv("RECORD_ROOT");
  if (path == NULL || root == NULL) return;
  root_length = strlen(root);
  log_fd = (int)raw(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (log_fd < 0) abort();
}

/* Path below the root, or NULL. Paths are absolute and plain: the tests give them so. */
static const char *below(const char *path) {
  if (log_fd < 0 || path == NULL || strncmp(path, root, root_length) != 0 || path[root_length] != '/') return NULL;
  return path + root_length + 1;
}

static int below_fd(int fd, struct stat *facts) {
  char link[64], path[PATH_MAX];
  if (log_fd < 0 || fd == log_fd) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  if (strcmp(path, root) != 0 && below(path) == NULL) return 0;
  return fstat(fd, facts) == 0;
}

static void put(struct iovec *parts, int count) {
  size_t total = 0;
  for (int i = 0; i < count; i++) total += parts[i].iov_len;
  if (raw(SYS_writev, log_fd, parts, count) != (long)total) abort();
}

static void note(char kind, uint64_t inode, uint64_t offset, const char *first, const char *second, const void *bytes, size_t length) {
  struct __attribute__((packed)) { char kind; uint64_t inode, offset; uint32_t first, second; uint64_t length; } head =
      { kind, inode, offset, first ? strlen(first) : 0, second ? strlen(second) : 0, length };
  struct iovec parts[] = { { &head, sizeof head }, { (void *)first, head.first }, { (void *)second, head.second }, { (void *)bytes, length } };
  put(parts, 4);
}

static uint64_t inode_of(const char *path) {
  struct stat facts;
  return lstat(path, &facts) == 0 ? facts.st_ino : 0;
}

/* ---- opening ---- */

static int opened(int (*open_it)(const void *), const void *how, const char *path, int flags) {
  const char *name = below(path);
  if (name == NULL || !(flags & (O_CREAT | O_TRUNC))) return open_it(how);
  pthread_mutex_lock(&lock);
  struct stat before;
  int was = lstat(path, &before) == 0;
  int fd = open_it(how), error = errno;
  if (fd >= 0) {
    uint64_t inode = inode_of(path);
    if (!was) note('C', inode, 0, name, NULL, NULL, 0);
    else if ((flags & O_TRUNC) && before.st_size > 0) note('T', inode, 0, NULL, NULL, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  errno = error;
  return fd;
}

struct opening { int directory; const char *path; int flags; mode_t mode; };
static int do_openat(const void *how) {
  const struct opening *it = how;
  return (int)raw(SYS_openat, it->directory, it->path, it->flags, it->mode);
}

#define MODE_OF(flags) mode_t mode = 0; if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *path, int flags, ...) { MODE_OF(flags) struct opening it = { AT_FDCWD, path, flags, mode }; return opened(do_openat, &it, path, flags); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) struct opening it = { AT_FDCWD, path, flags | O_LARGEFILE, mode }; return opened(do_openat, &it, path, flags); }
int openat(int directory, const char *path, int flags, ...) { MODE_OF(flags) struct opening it = { directory, path, flags, mode }; return opened(do_openat, &it, path, flags); }
int openat64(int directory, const char *path, int flags, ...) { MODE_OF(flags) struct opening it = { directory, path, flags | O_LARGEFILE, mode }; return opened(do_openat, &it, path, flags); }

/* ---- data ---- */

static ssize_t wrote(int fd, const struct iovec *parts, int count, off_t offset) {
  struct stat facts;
  if (!below_fd(fd, &facts) || !S_ISREG(facts.st_mode)) return offset < 0 ? raw(SYS_writev, fd, parts, count) : raw(SYS_pwritev, fd, parts, count, offset, 0);
  pthread_mutex_lock(&lock);
  if (offset < 0) {
    fstat(fd, &facts);
    offset = (fcntl(fd, F_GETFL) & O_APPEND) ? facts.st_size : lseek(fd, 0, SEEK_CUR);
    off_t at = offset;
    ssize_t done = raw(SYS_writev, fd, parts, count);
    int error = errno;
    for (ssize_t left = done, i = 0; left > 0; i++) {
      size_t length = parts[i].iov_len < (size_t)left ? parts[i].iov_len : (size_t)left;
      note('W', facts.st_ino, at, NULL, NULL, parts[i].iov_base, length);
      at += length;
      left -= length;
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
  }
  ssize_t done = raw(SYS_pwritev, fd, parts, count, offset, 0);
  int error = errno;
  for (ssize_t left = done, i = 0; left > 0; i++) {
    size_t length = parts[i].iov_len < (size_t)left ? parts[i].iov_len : (size_t)left;
    note('W', facts.st_ino, offset, NULL, NULL, parts[i].iov_base, length);
    offset += length;
    left -= length;
  }
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}

ssize_t write(int fd, const void *bytes, size_t length) { struct iovec part = { (void *)bytes, length }; return wrote(fd, &part, 1, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { struct iovec part = { (void *)bytes, length }; return wrote(fd, &part, 1, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return pwrite(fd, bytes, length, offset); }
ssize_t writev(int fd, const struct iovec *parts, int count) { return wrote(fd, parts, count, -1); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) { return wrote(fd, parts, count, offset); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) { return wrote(fd, parts, count, offset); }

static int cut(int fd, off_t length) {
  struct stat facts;
  if (!below_fd(fd, &facts)) return (int)raw(SYS_ftruncate, fd, length);
  pthread_mutex_lock(&lock);
  int result = (int)raw(SYS_ftruncate, fd, length), error = errno;
  if (result == 0) note('T', facts.st_ino, length, NULL, NULL, NULL, 0);
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }

/* What copies within the kernel is made of reads and writes here, so that its bytes are seen. */
ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t length, unsigned flags) {
  struct stat facts;
  if (!below_fd(to, &facts)) return raw(SYS_copy_file_range, from, from_at, to, to_at, length, flags);
  errno = ENOSYS;
  return -1;
}
static ssize_t sent(int to, int from, off_t *at, size_t length) {
  struct stat facts;
  if (!below_fd(to, &facts)) return raw(SYS_sendfile, to, from, at, length);
  char bytes[65536];
  size_t wanted = length < sizeof bytes ? length : sizeof bytes;
  ssize_t got = at == NULL ? read(from, bytes, wanted) : pread(from, bytes, wanted, *at);
  if (got <= 0) return got;
  ssize_t done = write(to, bytes, got);
  if (at != NULL && done > 0) *at += done;
  return done;
}
ssize_t sendfile(int to, int from, off_t *at, size_t length) { return sent(to, from, at, length); }
ssize_t sendfile64(int to, int from, off64_t *at, size_t length) { return sent(to, from, at, length); }

/* libuv reaches some calls by their numbers. */
long syscall(long number, ...) {
  va_list rest;
  va_start(rest, number);
  long a = va_arg(rest, long), b = va_arg(rest, long), c = va_arg(rest, long), d = va_arg(rest, long), e = va_arg(rest, long), f = va_arg(rest, long);
  va_end(rest);
  if (number == SYS_copy_file_range) return copy_file_range((int)a, (off64_t *)b, (int)c, (off64_t *)d, (size_t)e, (unsigned)f);
  if (number == SYS_pwritev) return pwritev((int)a, (const struct iovec *)b, (int)c, (off_t)d);
  return raw(number, a, b, c, d, e, f);
}

/* ---- names ---- */

#define NAMED(path, kind, inode, call)                                   \
  const char *name = below(path);                                        \
  if (name == NULL) return call;                                         \
  pthread_mutex_lock(&lock);                                             \
  int result = call, error = errno;                                      \
  if (result == 0) note(kind, inode, 0, name, NULL, NULL, 0);            \
  pthread_mutex_unlock(&lock);                                           \
  errno = error;                                                         \
  return result;

int mkdir(const char *path, mode_t mode) { NAMED(path, 'M', inode_of(path), (int)raw(SYS_mkdirat, AT_FDCWD, path, mode)) }
int rmdir(const char *path) { NAMED(path, 'U', 0, (int)raw(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR)) }
int unlink(const char *path) { NAMED(path, 'U', 0, (int)raw(SYS_unlinkat, AT_FDCWD, path, 0)) }
int remove(const char *path) {
  struct stat facts;
  if (lstat(path, &facts) != 0) return -1;
  return S_ISDIR(facts.st_mode) ? rmdir(path) : unlink(path);
}
int unlinkat(int directory, const char *path, int flags) {
  char whole[PATH_MAX], link[64];
  if (directory == AT_FDCWD || path[0] == '/') return flags & AT_REMOVEDIR ? rmdir(path) : unlink(path);
  snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
  ssize_t length = readlink(link, whole, sizeof whole - 1);
  if (length <= 0 || length + strlen(path) + 2 > sizeof whole) { errno = EBADF; return -1; }
  whole[length] = '/';
  strcpy(whole + length + 1, path);
  return flags & AT_REMOVEDIR ? rmdir(whole) : unlink(whole);
}
int rename(const char *from, const char *to) {
  const char *first = below(from), *second = below(to);
  if (first == NULL || second == NULL) return (int)raw(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
  pthread_mutex_lock(&lock);
  int result = (int)raw(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to), error = errno;
  if (result == 0) note('R', 0, 0, first, second, NULL, 0);
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

/* ---- syncs ---- */

static int synced(int fd, long number) {
  struct stat facts;
  if (!below_fd(fd, &facts)) return (int)raw(number, fd);
  pthread_mutex_lock(&lock);
  /* Nothing of this has to outlive the machine that runs the test. */
  note('S', facts.st_ino, 0, NULL, NULL, NULL, 0);
  pthread_mutex_unlock(&lock);
  return 0;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }
