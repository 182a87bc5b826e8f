#define _GNU_SOURCE
#include "late_binding.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

// Two threads may load at once: both get the same handle.
static void *load(onrecord_late_library *library) {
  void *handle = __atomic_load_n(&library->handle, __ATOMIC_ACQUIRE);
  if (handle) return handle;
  handle = dlopen(library->name, RTLD_LAZY | RTLD_LOCAL);
  if (!handle) handle = dlopen(library->link, RTLD_LAZY | RTLD_LOCAL);
  if (handle) __atomic_store_n(&library->handle, handle, __ATOMIC_RELEASE);
  return handle;
}

// Whether the process has no file left to open: a library that is there cannot be read then.
static int has_no_file_left(void) {
  int probe = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (probe < 0) return errno == EMFILE || errno == ENFILE;
  close(probe);
  return 0;
}

const char *onrecord_late_problem(onrecord_late_library *library) {
  static _Thread_local char sentence[256];
  if (load(library)) return NULL;
  if (has_no_file_left()) {
    snprintf(
      sentence, sizeof sentence, "the library %s cannot be opened: too many files are open; raise the limit (ulimit -n) and run it again",
      library->name);
    return sentence;
  }
  snprintf(
    sentence, sizeof sentence, "the library %s cannot be loaded; install it (Debian: apt-get install %s)", library->name, library->package);
  return sentence;
}

void *onrecord_late_function(onrecord_late_library *library, const char *function) {
  void *handle = load(library);
  void *found = handle ? dlsym(handle, function) : NULL;
  if (found) return found;
  if (handle) {
    fprintf(stderr, "error: the library %s has no %s; install its package %s anew\n", library->name, function, library->package);
  } else {
    fprintf(stderr, "error: %s\n", onrecord_late_problem(library));
  }
  _exit(1);
}
