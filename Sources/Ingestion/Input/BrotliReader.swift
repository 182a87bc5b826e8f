internal import CBrotli

/// A decompressor of one brotli stream. The only owner of a brotli decoder.
@safe struct BrotliReader: ~Copyable {
  private let state: OpaquePointer?

  init() { unsafe state = BrotliDecoderCreateInstance(nil, nil, nil) }

  deinit { unsafe BrotliDecoderDestroyInstance(state) }

  /// Decompresses from `input[position...]` into `output` from its beginning.
  mutating func step(
    _ input: [UInt8], from position: Int, into output: inout [UInt8]
  ) -> (consumed: Int, produced: Int, progress: GzipReader.Progress) {
    precondition(position >= 0 && position <= input.count, "position outside of the bytes")
    guard unsafe state != nil else { return (0, 0, .corrupt) }
    var inputLeft = input.count - position
    var room = output.count
    let result = unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        var next = unsafe source.baseAddress?.advanced(by: position)
        var free = target.baseAddress
        return unsafe BrotliDecoderDecompressStream(state, &inputLeft, &next, &room, &free, nil)
      }
    }
    let counts = (input.count - position - inputLeft, output.count - room)
    switch result {
    case BROTLI_DECODER_RESULT_SUCCESS: return (counts.0, counts.1, .memberEnd)
    case BROTLI_DECODER_RESULT_ERROR: return (counts.0, counts.1, .corrupt)
    default: return (counts.0, counts.1, .running)
    }
  }
}
