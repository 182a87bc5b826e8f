internal import CZlib

/// A decompressor for one gzip, zlib or raw deflate stream after another. The only owner of a `z_stream`.
@safe struct GzipReader: ~Copyable {
  /// How the compressed bytes are wrapped.
  enum Wrapping: Int32 {
    case gzip = 31
    case zlib = 15
    case rawDeflate = -15
  }

  /// How far a step got.
  enum Progress {
    /// Needs more input or more room for output.
    case running
    /// The member is complete and its checksum is right.
    case memberEnd
    /// The bytes are not such a stream.
    case corrupt
  }

  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool

  init(_ wrapping: Wrapping = .gzip) {
    // zlib checks that its state is still at the same address, so the structure must not move.
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    isReady = unsafe onrecord_inflate_init(stream, wrapping.rawValue) == Z_OK
  }

  deinit {
    if isReady { unsafe inflateEnd(stream) }
    unsafe stream.deallocate()
  }

  /// Prepares for the next member.
  mutating func reset() { if isReady { unsafe inflateReset(stream) } }

  /// Decompresses from `input[range]` into `output` from `start` on, at most to its end.
  mutating func step(
    _ input: [UInt8], _ range: Range<Int>, into output: inout [UInt8], from start: Int
  ) -> (consumed: Int, produced: Int, progress: Progress) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= input.count && start >= 0 && start <= output.count, "range outside of the bytes")
    guard isReady else { return (0, 0, .corrupt) }
    let inputCount = min(range.count, Int(UInt32.max))
    let room = min(output.count - start, Int(UInt32.max))
    let status = unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress?.advanced(by: range.lowerBound))
        unsafe stream.pointee.avail_in = UInt32(inputCount)
        unsafe stream.pointee.next_out = target.baseAddress?.advanced(by: start)
        unsafe stream.pointee.avail_out = UInt32(room)
        let status = unsafe inflate(stream, Z_NO_FLUSH)
        unsafe stream.pointee.next_in = nil
        unsafe stream.pointee.next_out = nil
        return status
      }
    }
    let consumed = inputCount - Int(unsafe stream.pointee.avail_in)
    let produced = room - Int(unsafe stream.pointee.avail_out)
    switch status {
    case Z_OK, Z_BUF_ERROR: return (consumed, produced, .running)
    case Z_STREAM_END: return (consumed, produced, .memberEnd)
    default: return (consumed, produced, .corrupt)
    }
  }
}
