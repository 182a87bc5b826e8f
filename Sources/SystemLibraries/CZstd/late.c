#include "late_binding.h"

// Within this program alone: the library's own calls of its functions are not led through here.
#pragma GCC visibility push(hidden)
#include "shim.h"
#pragma GCC visibility pop

static onrecord_late_library library = {"libzstd.so.1", "libzstd.so", "libzstd1", 0};

ONRECORD_LATE(ZSTD_DCtx *, ZSTD_createDCtx, (void))
ONRECORD_LATE(size_t, ZSTD_freeDCtx, (ZSTD_DCtx * context), context)
ONRECORD_LATE(size_t, ZSTD_DCtx_setParameter, (ZSTD_DCtx * context, ZSTD_dParameter parameter, int value), context, parameter, value)
ONRECORD_LATE(size_t, ZSTD_DCtx_loadDictionary, (ZSTD_DCtx * context, const void *bytes, size_t count), context, bytes, count)
ONRECORD_LATE(size_t, ZSTD_decompressStream, (ZSTD_DStream * stream, ZSTD_outBuffer *output, ZSTD_inBuffer *input), stream, output, input)
ONRECORD_LATE(unsigned, ZSTD_isError, (size_t code), code)
ONRECORD_LATE(ZSTD_CCtx *, ZSTD_createCCtx, (void))
ONRECORD_LATE(size_t, ZSTD_freeCCtx, (ZSTD_CCtx * context), context)
ONRECORD_LATE(size_t, ZSTD_CCtx_setParameter, (ZSTD_CCtx * context, ZSTD_cParameter parameter, int value), context, parameter, value)
ONRECORD_LATE(size_t, ZSTD_CCtx_loadDictionary, (ZSTD_CCtx * context, const void *bytes, size_t count), context, bytes, count)
ONRECORD_LATE(size_t, ZSTD_compressBound, (size_t size), size)
ONRECORD_LATE(
    size_t, ZSTD_compress2, (ZSTD_CCtx * context, void *target, size_t capacity, const void *source, size_t size), context, target, capacity, source,
    size)
ONRECORD_LATE(
    size_t, ZSTD_decompressDCtx, (ZSTD_DCtx * context, void *target, size_t capacity, const void *source, size_t size), context, target, capacity,
    source, size)
ONRECORD_LATE(
    size_t, ZDICT_trainFromBuffer,
    (void *target, size_t capacity, const void *samples, const size_t *sizes, unsigned count), target, capacity, samples, sizes, count)
ONRECORD_LATE(unsigned, ZDICT_isError, (size_t code), code)
