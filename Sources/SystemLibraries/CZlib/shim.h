#include <zlib.h>

// `inflateInit2` and `deflateInit2` are macros.
static inline int onrecord_inflate_init(z_stream *s, int bits) { return inflateInit2(s, bits); }
static inline int onrecord_deflate_init(z_stream *s, int level, int bits) {
  return deflateInit2(s, level, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY);
}
