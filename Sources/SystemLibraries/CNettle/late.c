#include "late_binding.h"

// Within this program alone: the library's own calls of its functions are not led through here.
#pragma GCC visibility push(hidden)
#include "shim.h"
#pragma GCC visibility pop

static onrecord_late_library library = {"libnettle.so.8", "libnettle.so", "libnettle8", 0};

#define DIGEST(name)                                                                                                               \
  ONRECORD_LATE(void, nettle_##name##_init, (struct name##_ctx * context), context)                                               \
  ONRECORD_LATE(                                                                                                                   \
    void, nettle_##name##_update, (struct name##_ctx * context, size_t length, const uint8_t *data), context, length, data)       \
  ONRECORD_LATE(void, nettle_##name##_digest, (struct name##_ctx * context, size_t length, uint8_t *digest), context, length, digest)

DIGEST(md5)
DIGEST(sha1)
DIGEST(sha256)
