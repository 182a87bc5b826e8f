#include "late_binding.h"

// Within this program alone: the library's own calls of its functions are not led through here.
#pragma GCC visibility push(hidden)
#include "shim.h"
#pragma GCC visibility pop

static onrecord_late_library library = {"libpq.so.5", "libpq.so", "libpq5", 0};

const char *onrecord_pq_problem(void) { return onrecord_late_problem(&library); }

ONRECORD_LATE(PGconn *, PQconnectdb, (const char *place), place)
ONRECORD_LATE(void, PQreset, (PGconn *connection), connection)
ONRECORD_LATE(void, PQfinish, (PGconn *connection), connection)
ONRECORD_LATE(ConnStatusType, PQstatus, (const PGconn *connection), connection)
ONRECORD_LATE(PGTransactionStatusType, PQtransactionStatus, (const PGconn *connection), connection)
ONRECORD_LATE(char *, PQerrorMessage, (const PGconn *connection), connection)
ONRECORD_LATE(PQconninfoOption *, PQconninfoParse, (const char *place, char **error), place, error)
ONRECORD_LATE(void, PQconninfoFree, (PQconninfoOption *options), options)
ONRECORD_LATE(void, PQfreemem, (void *memory), memory)
ONRECORD_LATE(
  PQnoticeReceiver, PQsetNoticeReceiver, (PGconn *connection, PQnoticeReceiver receiver, void *argument), connection, receiver, argument)
ONRECORD_LATE(PGresult *, PQexec, (PGconn *connection, const char *sql), connection, sql)
ONRECORD_LATE(
  PGresult *, PQexecParams,
  (PGconn *connection, const char *sql, int count, const Oid *types, const char *const *values, const int *lengths, const int *formats,
   int format),
  connection, sql, count, types, values, lengths, formats, format)
ONRECORD_LATE(
  PGresult *, PQprepare, (PGconn *connection, const char *name, const char *sql, int count, const Oid *types), connection, name, sql, count, types)
ONRECORD_LATE(
  PGresult *, PQexecPrepared,
  (PGconn *connection, const char *name, int count, const char *const *values, const int *lengths, const int *formats, int format), connection,
  name, count, values, lengths, formats, format)
ONRECORD_LATE(PGresult *, PQgetResult, (PGconn *connection), connection)
ONRECORD_LATE(int, PQputCopyData, (PGconn *connection, const char *buffer, int size), connection, buffer, size)
ONRECORD_LATE(int, PQputCopyEnd, (PGconn *connection, const char *error), connection, error)
ONRECORD_LATE(ExecStatusType, PQresultStatus, (const PGresult *result), result)
ONRECORD_LATE(char *, PQresultErrorMessage, (const PGresult *result), result)
ONRECORD_LATE(char *, PQresultErrorField, (const PGresult *result, int field), result, field)
ONRECORD_LATE(int, PQntuples, (const PGresult *result), result)
ONRECORD_LATE(char *, PQcmdTuples, (PGresult *result), result)
ONRECORD_LATE(char *, PQgetvalue, (const PGresult *result, int row, int column), result, row, column)
ONRECORD_LATE(int, PQgetlength, (const PGresult *result, int row, int column), result, row, column)
ONRECORD_LATE(int, PQgetisnull, (const PGresult *result, int row, int column), result, row, column)
ONRECORD_LATE(void, PQclear, (PGresult *result), result)
