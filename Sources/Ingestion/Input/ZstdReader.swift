internal import CZstd

/// A decompressor for one zstd frame after another. The only owner of a zstd context.
@safe struct ZstdReader: ~Copyable {
  private let context: OpaquePointer?

  /// Makes a decompressor; `dictionary` is used for all frames.
  init(dictionary: [UInt8] = []) {
    unsafe context = ZSTD_createDCtx()
    // Windows beyond 128 MB are refused, because a frame can ask for any amount of memory.
    unsafe _ = ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 27)
    if !dictionary.isEmpty {
      unsafe _ = dictionary.withUnsafeBytes { bytes in unsafe ZSTD_DCtx_loadDictionary(context, bytes.baseAddress, bytes.count) }
    }
  }

  deinit { unsafe _ = ZSTD_freeDCtx(context) }

  /// Decompresses from `input[range]` into `output` from `start` on, at most to its end. The end of a frame is reported once its last byte
  /// has been given out; the next call begins the next frame.
  mutating func step(
    _ input: [UInt8], _ range: Range<Int>, into output: inout [UInt8], from start: Int
  ) -> (consumed: Int, produced: Int, progress: GzipReader.Progress) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= input.count && start >= 0 && start <= output.count, "range outside of the bytes")
    guard unsafe context != nil else { return (0, 0, .corrupt) }
    return unsafe input.withUnsafeBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        var from = unsafe ZSTD_inBuffer(src: source.baseAddress?.advanced(by: range.lowerBound), size: range.count, pos: 0)
        var into = unsafe ZSTD_outBuffer(dst: target.baseAddress?.advanced(by: start), size: target.count - start, pos: 0)
        let result = unsafe ZSTD_decompressStream(context, &into, &from)
        let counts = unsafe (from.pos, into.pos)
        if ZSTD_isError(result) != 0 { return (counts.0, counts.1, .corrupt) }
        return (counts.0, counts.1, result == 0 ? .memberEnd : .running)
      }
    }
  }
}
