internal import CZlib

/// Compression to gzip, by zlib. The only owner of a `z_stream` in this module.
enum Gzip {
  /// The bytes as one gzip member without name and time, so that the same bytes always give the same member.
  static func compress(_ bytes: [UInt8]) throws(ExportError) -> [UInt8] {
    var stream = unsafe z_stream()
    guard unsafe onrecord_deflate_init(&stream, 1, 31) == Z_OK else { throw ExportError("there is no memory to compress with") }
    defer { _ = unsafe deflateEnd(&stream) }
    let bound = Int(unsafe deflateBound(&stream, UInt(bytes.count)))
    var code: Int32 = Z_OK
    var input = bytes
    let packed = unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      unsafe input.withUnsafeMutableBufferPointer { source in
        unsafe stream.next_in = source.baseAddress
        unsafe stream.avail_in = UInt32(clamping: source.count)
        unsafe stream.next_out = buffer.baseAddress
        unsafe stream.avail_out = UInt32(clamping: buffer.count)
        code = unsafe deflate(&stream, Z_FINISH)
      }
      count = code == Z_STREAM_END ? Int(unsafe stream.total_out) : 0
    }
    guard code == Z_STREAM_END else { throw ExportError("a block could not be compressed") }
    return packed
  }
}
