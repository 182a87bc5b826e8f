#include "late_binding.h"

// Within this program alone: the library's own calls of its functions are not led through here.
#pragma GCC visibility push(hidden)
#include "shim.h"
#pragma GCC visibility pop

static onrecord_late_library library = {"libsqlite3.so.0", "libsqlite3.so", "libsqlite3-0", 0};

ONRECORD_LATE(int, sqlite3_bind_blob, (sqlite3_stmt *a, int b, const void *c, int d, void (*e)(void *)), a, b, c, d, e)
ONRECORD_LATE(int, sqlite3_bind_double, (sqlite3_stmt *a, int b, double c), a, b, c)
ONRECORD_LATE(int, sqlite3_bind_int64, (sqlite3_stmt *a, int b, sqlite3_int64 c), a, b, c)
ONRECORD_LATE(int, sqlite3_bind_null, (sqlite3_stmt *a, int b), a, b)
ONRECORD_LATE(int, sqlite3_bind_text, (sqlite3_stmt *a, int b, const char *c, int d, void (*e)(void *)), a, b, c, d, e)
ONRECORD_LATE(int, sqlite3_bind_zeroblob, (sqlite3_stmt *a, int b, int c), a, b, c)
ONRECORD_LATE(int, sqlite3_busy_timeout, (sqlite3 *a, int b), a, b)
ONRECORD_LATE(int, sqlite3_close_v2, (sqlite3 *a), a)
ONRECORD_LATE(const void *, sqlite3_column_blob, (sqlite3_stmt *a, int b), a, b)
ONRECORD_LATE(int, sqlite3_column_bytes, (sqlite3_stmt *a, int b), a, b)
ONRECORD_LATE(double, sqlite3_column_double, (sqlite3_stmt *a, int b), a, b)
ONRECORD_LATE(sqlite3_int64, sqlite3_column_int64, (sqlite3_stmt *a, int b), a, b)
ONRECORD_LATE(const unsigned char *, sqlite3_column_text, (sqlite3_stmt *a, int b), a, b)
ONRECORD_LATE(int, sqlite3_column_type, (sqlite3_stmt *a, int b), a, b)
ONRECORD_LATE(const char *, sqlite3_errstr, (int a), a)
ONRECORD_LATE(int, sqlite3_exec, (sqlite3 *a, const char *b, int (*c)(void *, int, char **, char **), void *d, char **e), a, b, c, d, e)
ONRECORD_LATE(int, sqlite3_extended_result_codes, (sqlite3 *a, int b), a, b)
ONRECORD_LATE(int, sqlite3_file_control, (sqlite3 *a, const char *b, int c, void *d), a, b, c, d)
ONRECORD_LATE(int, sqlite3_finalize, (sqlite3_stmt *a), a)
ONRECORD_LATE(void, sqlite3_free, (void *a), a)
ONRECORD_LATE(int, sqlite3_get_autocommit, (sqlite3 *a), a)
ONRECORD_LATE(sqlite3_int64, sqlite3_last_insert_rowid, (sqlite3 *a), a)
ONRECORD_LATE(sqlite3_mutex *, sqlite3_mutex_alloc, (int a), a)
ONRECORD_LATE(void, sqlite3_mutex_enter, (sqlite3_mutex *a), a)
ONRECORD_LATE(void, sqlite3_mutex_leave, (sqlite3_mutex *a), a)
ONRECORD_LATE(int, sqlite3_open_v2, (const char *a, sqlite3 **b, int c, const char *d), a, b, c, d)
ONRECORD_LATE(
  int, sqlite3_prepare_v3, (sqlite3 *a, const char *b, int c, unsigned int d, sqlite3_stmt **e, const char **f), a, b, c, d, e, f)
ONRECORD_LATE(void *, sqlite3_realloc, (void *a, int b), a, b)
ONRECORD_LATE(int, sqlite3_reset, (sqlite3_stmt *a), a)
ONRECORD_LATE(int, sqlite3_step, (sqlite3_stmt *a), a)
ONRECORD_LATE(int, sqlite3_limit, (sqlite3 *a, int b, int c), a, b, c)
ONRECORD_LATE(int, sqlite3_system_errno, (sqlite3 *a), a)
ONRECORD_LATE(sqlite3_vfs *, sqlite3_vfs_find, (const char *a), a)
ONRECORD_LATE(int, sqlite3_vfs_register, (sqlite3_vfs *a, int b), a, b)

// Its only use sets a switch.
int sqlite3_db_config(sqlite3 *database, int option, ...) {
  va_list values;
  va_start(values, option);
  int value = va_arg(values, int);
  int *result = va_arg(values, int *);
  va_end(values);
  return ((__typeof__(&sqlite3_db_config))onrecord_late_function(&library, "sqlite3_db_config"))(database, option, value, result);
}
