/* Preloaded into a collector: fsync and fdatasync of packs of more than 512 KiB fail with EIO as long as the file named by FAIL_SYNC_WHEN exists. The data stays where the kernel has it, as after a real failure. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int fails(int fd) {
  const char *when = getenv("FAIL_SYNC_WHEN");
  char link[64], path[PATH_MAX];
  struct stat about;
  if (when == NULL || access(when, F_OK) != 0) return 0;
  /* One that has only just been made would fail before there is anything to lose. */
  if (fstat(fd, &about) != 0 || about.st_size < 524288) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strstr(path, "/packs/") != NULL && strstr(path, ".pack") != NULL;
}

int fdatasync(int fd) {
  if (fails(fd)) { errno = EIO; return -1; }
  return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd);
}

int fsync(int fd) {
  if (fails(fd)) { errno = EIO; return -1; }
  return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
}
