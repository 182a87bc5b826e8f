internal import CZlib

/// Compressed bytes of pages and texts: the uncompressed length in four bytes, then a zlib stream.
package enum Deflate {
  /// Compresses; level 1 is the fastest, 9 the smallest.
  package static func compress(_ bytes: [UInt8], level: Int32) -> [UInt8] {
    var size = compressBound(UInt(bytes.count))
    var out = [UInt8](repeating: 0, count: Int(size) + 4)
    for byte in 0..<4 { out[byte] = UInt8(truncatingIfNeeded: bytes.count >> (8 * byte)) }
    let code = unsafe out.withUnsafeMutableBufferPointer { target in
      unsafe bytes.withUnsafeBufferPointer { source in
        guard let start = target.baseAddress else { return Z_BUF_ERROR }
        return unsafe compress2(start + 4, &size, source.baseAddress, UInt(source.count), level)
      }
    }
    guard code == Z_OK else { return [] }
    out.removeLast(out.count - Int(size) - 4)
    return out
  }

  /// The uncompressed bytes; `nil` if they are damaged.
  package static func expand(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= 4 else { return nil }
    let plain = (0..<4).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    guard plain > 0 else { return [] }
    // Deflate shrinks to a thousandth at best, so a longer length is damage and not worth the memory.
    guard plain <= (bytes.count + 64) * 1100 else { return nil }
    var size = UInt(plain)
    var out = [UInt8](repeating: 0, count: plain)
    let code = unsafe out.withUnsafeMutableBufferPointer { target in
      unsafe bytes.withUnsafeBufferPointer { source in
        guard let start = source.baseAddress else { return Z_BUF_ERROR }
        return unsafe uncompress(target.baseAddress, &size, start + 4, UInt(source.count - 4))
      }
    }
    return code == Z_OK && Int(size) == plain ? out : nil
  }
}
