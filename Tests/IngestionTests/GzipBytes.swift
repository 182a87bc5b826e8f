/// Gzip members made without a compressor: the content is in stored blocks.
enum GzipBytes {
  /// A member that holds `content`.
  static func member(_ content: [UInt8]) -> [UInt8] {
    let length = withLittleEndianBytes(UInt32(content.count))
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflated(content) + withLittleEndianBytes(checksum(content)) + length
  }

  /// Raw deflate data that hold `content`.
  static func deflated(_ content: [UInt8]) -> [UInt8] {
    var blocks: [UInt8] = []
    var start = 0
    repeat {
      let end = min(start + 65_535, content.count)
      let size = UInt16(end - start)
      blocks.append(end == content.count ? 1 : 0)
      blocks += [UInt8(size & 0xFF), UInt8(size >> 8), UInt8(~size & 0xFF), UInt8(~size >> 8)] + content[start..<end]
      start = end
    } while start < content.count
    return blocks
  }

  private static func withLittleEndianBytes(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) } }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
