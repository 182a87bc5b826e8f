#include "late_binding.h"

// Within this program alone: the library's own calls of its functions are not led through here.
#pragma GCC visibility push(hidden)
#include "shim.h"
#pragma GCC visibility pop

static onrecord_late_library library = {"libbrotlidec.so.1", "libbrotlidec.so", "libbrotli1", 0};

ONRECORD_LATE(BrotliDecoderState *, BrotliDecoderCreateInstance, (brotli_alloc_func a, brotli_free_func b, void *c), a, b, c)
ONRECORD_LATE(void, BrotliDecoderDestroyInstance, (BrotliDecoderState * state), state)
ONRECORD_LATE(
  BrotliDecoderResult, BrotliDecoderDecompressStream,
  (BrotliDecoderState * state, size_t *available_in, const uint8_t **next_in, size_t *available_out, uint8_t **next_out, size_t *total_out),
  state, available_in, next_in, available_out, next_out, total_out)
