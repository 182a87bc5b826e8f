#ifndef LATE_BINDING_H
#define LATE_BINDING_H

// C libraries that are loaded when they are first used: a command that serves no pages and opens no workbook does not wait for the
// libraries that do, with all that these load in their turn. A library's functions are defined here under their own names, so that
// who calls them sees its own headers and nothing of this.

typedef struct {
  // The library's file, as its own name (SONAME) has it, and as the linker knows it.
  const char *name;
  const char *link;
  // The package of Debian that holds it.
  const char *package;
  void *handle;
} onrecord_late_library;

// Why the library cannot be loaded, in a sentence that this thread keeps until it asks again; NULL where it is there.
const char *onrecord_late_problem(onrecord_late_library *library);

// A function of the library. Where the library or the function is missing, a sentence on standard error says so, and the process ends with
// status 1: who wants to go on without the library asks for the problem first.
void *onrecord_late_function(onrecord_late_library *library, const char *function);

// Defines a function of the `library` of this file: ONRECORD_LATE(int, PQstatus, (const PGconn *a), a)
#define ONRECORD_LATE(type, function, parameters, ...)                            \
  type function parameters {                                                      \
    static __typeof__(&function) kept;                                            \
    __typeof__(&function) own = __atomic_load_n(&kept, __ATOMIC_ACQUIRE);         \
    if (!own) {                                                                   \
      own = (__typeof__(&function))onrecord_late_function(&library, #function);   \
      __atomic_store_n(&kept, own, __ATOMIC_RELEASE);                             \
    }                                                                             \
    return own(__VA_ARGS__);                                                      \
  }

#endif
