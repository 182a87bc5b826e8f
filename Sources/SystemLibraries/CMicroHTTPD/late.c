#include "late_binding.h"

// Within this program alone: the library's own calls of its functions are not led through here.
#pragma GCC visibility push(hidden)
#include "shim.h"
#pragma GCC visibility pop

static onrecord_late_library library = {"libmicrohttpd.so.12", "libmicrohttpd.so", "libmicrohttpd12", 0};

const char *onrecord_mhd_problem(void) { return onrecord_late_problem(&library); }

ONRECORD_LATE(
  struct MHD_Daemon *, MHD_start_daemon_va,
  (unsigned int flags, uint16_t port, MHD_AcceptPolicyCallback accept, void *accept_cls, MHD_AccessHandlerCallback handler,
   void *handler_cls, va_list options),
  flags, port, accept, accept_cls, handler, handler_cls, options)

struct MHD_Daemon *MHD_start_daemon(
  unsigned int flags, uint16_t port, MHD_AcceptPolicyCallback accept, void *accept_cls, MHD_AccessHandlerCallback handler,
  void *handler_cls, ...) {
  va_list options;
  va_start(options, handler_cls);
  struct MHD_Daemon *daemon = MHD_start_daemon_va(flags, port, accept, accept_cls, handler, handler_cls, options);
  va_end(options);
  return daemon;
}

ONRECORD_LATE(void, MHD_stop_daemon, (struct MHD_Daemon *daemon), daemon)
// Its only use needs no further argument.
const union MHD_DaemonInfo *MHD_get_daemon_info(struct MHD_Daemon *daemon, enum MHD_DaemonInfoType type, ...) {
  return ((__typeof__(&MHD_get_daemon_info))onrecord_late_function(&library, "MHD_get_daemon_info"))(daemon, type);
}
ONRECORD_LATE(
  int, MHD_get_connection_values,
  (struct MHD_Connection *connection, enum MHD_ValueKind kind, MHD_KeyValueIterator iterator, void *cls), connection, kind, iterator, cls)
ONRECORD_LATE(
  enum MHD_Result, MHD_queue_response, (struct MHD_Connection *connection, unsigned int status, struct MHD_Response *response), connection,
  status, response)
ONRECORD_LATE(
  struct MHD_Response *, MHD_create_response_from_callback,
  (uint64_t size, size_t block, MHD_ContentReaderCallback read, void *cls, MHD_ContentReaderFreeCallback release), size, block, read, cls,
  release)
ONRECORD_LATE(
  struct MHD_Response *, MHD_create_response_from_buffer, (size_t size, void *buffer, enum MHD_ResponseMemoryMode mode), size, buffer, mode)
ONRECORD_LATE(void, MHD_destroy_response, (struct MHD_Response *response), response)
ONRECORD_LATE(
  enum MHD_Result, MHD_add_response_header, (struct MHD_Response *response, const char *header, const char *content), response, header,
  content)
