#if __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#else
#include <libpq-fe.h>
#endif
#include <string.h>

// Whether a connection string holds a password of its own; -1 where it cannot be read.
static inline int onrecord_pq_has_password(const char *place) {
  char *error = NULL;
  PQconninfoOption *options = PQconninfoParse(place, &error);
  int found = 0;
  if (error) PQfreemem(error);
  if (!options) return -1;
  for (PQconninfoOption *option = options; option->keyword; option++) {
    if (!strcmp(option->keyword, "password") && option->val && *option->val) found = 1;
  }
  PQconninfoFree(options);
  return found;
}

// The settings sent when a connection begins: text is UTF-8, a commit returns when it is on the disk, and queries are not compiled.
static inline const char *onrecord_pq_settings(void) {
  return "SET client_encoding = 'UTF8'; SET synchronous_commit = on; SET jit = off; SET client_min_messages = error;"
         " SET extra_float_digits = 1; SET datestyle = 'ISO'; SET bytea_output = 'hex'; SET standard_conforming_strings = on;"
         " SET idle_in_transaction_session_timeout = 0; SET default_transaction_isolation = 'read committed'";
}

static inline void onrecord_pq_quiet_receiver(void *cls, const PGresult *result) {
  (void)cls;
  (void)result;
}

// Notices are for the server's log, not for standard error.
static inline void onrecord_pq_quiet(PGconn *connection) { PQsetNoticeReceiver(connection, onrecord_pq_quiet_receiver, NULL); }

static inline char onrecord_pq_sqlstate_field(void) { return PG_DIAG_SQLSTATE; }

// Why the library cannot be used on this machine; NULL where it can.
const char *onrecord_pq_problem(void);
