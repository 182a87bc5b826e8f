#include <sqlite3.h>

// Variadic C functions and the SQLITE_TRANSIENT cast are not imported by Swift.
static inline int onrecord_sqlite3_bind_text(sqlite3_stmt *s, int i, const char *p, int n) {
  return sqlite3_bind_text(s, i, p, n, SQLITE_TRANSIENT);
}
static inline int onrecord_sqlite3_bind_blob(sqlite3_stmt *s, int i, const void *p, int n) {
  return sqlite3_bind_blob(s, i, p, n, SQLITE_TRANSIENT);
}
// The address of an empty text: no text at all would be bound as NULL.
static inline const char *onrecord_sqlite3_empty(void) { return ""; }
