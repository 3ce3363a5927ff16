/* SPDX-License-Identifier: Apache-2.0 */
/* Loaded before the C library (LD_PRELOAD), so that a call to the system fails as it may fail:
 * number BAROMETER_FAIL_AT of the calls of BAROMETER_FAIL, with the error number
 * BAROMETER_FAIL_WITH. Of open() only those count that make a file, of write() only those into
 * a file with a name. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int number(const char* name) {
  const char* const text = getenv(name);
  return text == NULL ? 0 : atoi(text);
}

/* 1 where this call is to fail; errno says with what. */
static int fails(const char* name) {
  static atomic_int calls;
  const char* const wanted = getenv("BAROMETER_FAIL");
  if (wanted == NULL || strcmp(wanted, name) != 0 ||
      atomic_fetch_add(&calls, 1) + 1 != number("BAROMETER_FAIL_AT")) {
    return 0;
  }
  errno = number("BAROMETER_FAIL_WITH");
  return 1;
}

static int has_name(int descriptor) {
  struct stat found;
  return fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode) && found.st_nlink > 0;
}

#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  if ((flags & O_CREAT) != 0 && fails("open")) {
    return -1;
  }
  return REAL(int (*)(const char*, int, ...), "open")(path, flags, mode);
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
  if (descriptor > STDERR_FILENO && has_name(descriptor) && fails("write")) {
    return -1;
  }
  return REAL(ssize_t(*)(int, const void*, size_t), "write")(descriptor, bytes, size);
}

/* BAROMETER_CUTS names a file of data: it is cut to half of itself at its first read. */
ssize_t read(int descriptor, void* bytes, size_t size) {
  static atomic_int cut;
  const char* const path = getenv("BAROMETER_CUTS");
  struct stat wanted, found;
  if (path != NULL && stat(path, &wanted) == 0 && fstat(descriptor, &found) == 0 &&
      wanted.st_ino == found.st_ino && wanted.st_dev == found.st_dev &&
      atomic_exchange(&cut, 1) == 0 && truncate(path, found.st_size / 2) != 0) {
    return -1;
  }
  return REAL(ssize_t(*)(int, void*, size_t), "read")(descriptor, bytes, size);
}

int fsync(int descriptor) {
  return fails("fsync") ? -1 : REAL(int (*)(int), "fsync")(descriptor);
}

int flock(int descriptor, int operation) {
  return fails("flock") ? -1 : REAL(int (*)(int, int), "flock")(descriptor, operation);
}

int mkdir(const char* path, mode_t mode) {
  return fails("mkdir") ? -1 : REAL(int (*)(const char*, mode_t), "mkdir")(path, mode);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) {
  return fails("rename") ? -1
                         : REAL(int (*)(int, const char*, int, const char*, unsigned), "renameat2")(
                               from_folder, from, to_folder, to, flags);
}

/* Of system calls by number only landlock_create_ruleset() counts. */
long syscall(long call, ...) {
  long argument[6];
  va_list arguments;
  va_start(arguments, call);
  for (int i = 0; i < 6; ++i) {
    argument[i] = va_arg(arguments, long);
  }
  va_end(arguments);
  const int counted = call == 444;
  return counted && fails("landlock")
             ? -1
             : REAL(long (*)(long, ...), "syscall")(call, argument[0], argument[1], argument[2],
                                                    argument[3], argument[4], argument[5]);
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*body)(void*),
                   void* argument) {
  /* Every one, as when the user may have no more processes. */
  const char* const wanted = getenv("BAROMETER_FAIL");
  if (wanted != NULL && strcmp(wanted, "pthread_create") == 0) {
    return EAGAIN;
  }
  return REAL(int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*),
              "pthread_create")(thread, attributes, body, argument);
}
