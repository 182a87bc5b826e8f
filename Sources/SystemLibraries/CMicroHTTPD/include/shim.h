#include <arpa/inet.h>
#include <malloc.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

// Variadic C functions and macros of several tokens are not imported by Swift.

// Percent signs of an address are decoded by the router, which knows what stands where.
static inline size_t onrecord_mhd_keep(void *cls, struct MHD_Connection *connection, char *text) {
  (void)cls;
  (void)connection;
  return strlen(text);
}

static inline void onrecord_mhd_quiet(void *cls, const char *format, va_list arguments) {
  (void)cls;
  (void)format;
  (void)arguments;
}

// Whether a text is an IP address that a server can be bound to.
static inline int onrecord_mhd_is_address(const char *address) {
  unsigned char bytes[16];
  return inet_pton(AF_INET, address, bytes) == 1 || inet_pton(AF_INET6, address, bytes) == 1;
}

// Starts a server with a thread for each connection; NULL where the address cannot be bound. `begin` takes each request's target as it was
// sent and gives the request's own pointer; `end` takes it back.
static inline struct MHD_Daemon *onrecord_mhd_start(
  const char *address, uint16_t port, unsigned int connections, unsigned int timeout, size_t memory, MHD_AccessHandlerCallback handler,
  void *(*begin)(void *, const char *, struct MHD_Connection *), MHD_RequestCompletedCallback end, void *cls) {
  struct sockaddr_in four;
  struct sockaddr_in6 six;
  const struct sockaddr *place = (const struct sockaddr *)&four;
  unsigned int flags = MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_ERROR_LOG;
  // Else each connection's thread has a heap of its own, and each heap keeps what its largest pages took.
  mallopt(M_ARENA_MAX, 2);
  memset(&four, 0, sizeof four);
  memset(&six, 0, sizeof six);
  four.sin_family = AF_INET;
  four.sin_port = htons(port);
  six.sin6_family = AF_INET6;
  six.sin6_port = htons(port);
  if (inet_pton(AF_INET, address, &four.sin_addr) != 1) {
    if (inet_pton(AF_INET6, address, &six.sin6_addr) != 1) return NULL;
    place = (const struct sockaddr *)&six;
    flags |= MHD_USE_IPv6;
  }
  return MHD_start_daemon(
    flags, port, NULL, NULL, handler, cls, MHD_OPTION_EXTERNAL_LOGGER, onrecord_mhd_quiet, NULL, MHD_OPTION_SOCK_ADDR, place,
    MHD_OPTION_CONNECTION_LIMIT, connections, MHD_OPTION_CONNECTION_TIMEOUT, timeout, MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory,
    MHD_OPTION_THREAD_STACK_SIZE, (size_t)(1 << 20), MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_UNESCAPE_CALLBACK, onrecord_mhd_keep,
    NULL, MHD_OPTION_URI_LOG_CALLBACK, begin, cls, MHD_OPTION_NOTIFY_COMPLETED, end, cls, MHD_OPTION_END);
}

// The port that a server is bound to.
static inline uint16_t onrecord_mhd_port(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info ? info->port : 0;
}

static inline struct MHD_Response *onrecord_mhd_bytes(size_t count, const void *bytes) {
  return MHD_create_response_from_buffer(count, (void *)bytes, MHD_RESPMEM_MUST_COPY);
}

static inline struct MHD_Response *onrecord_mhd_stream(MHD_ContentReaderCallback read, void *cls, MHD_ContentReaderFreeCallback release) {
  return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 1 << 16, read, cls, release);
}

static const ssize_t onrecord_mhd_end_of_stream = MHD_CONTENT_READER_END_OF_STREAM;
static const ssize_t onrecord_mhd_broken_stream = MHD_CONTENT_READER_END_WITH_ERROR;

static inline enum MHD_Result onrecord_mhd_yes(void) { return MHD_YES; }
static inline enum MHD_Result onrecord_mhd_no(void) { return MHD_NO; }

// Hands out the request's header fields.
static inline void onrecord_mhd_fields(struct MHD_Connection *connection, MHD_KeyValueIterator take, void *cls) {
  MHD_get_connection_values(connection, MHD_HEADER_KIND, take, cls);
}

// Why the library cannot be used on this machine; NULL where it can.
const char *onrecord_mhd_problem(void);
