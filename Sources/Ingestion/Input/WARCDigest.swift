internal import Platform

/// A digest in the form of WARC headers: `sha1:` with base 32, `sha256:` with hexadecimal digits, and the like.
struct WARCDigest {
  private let algorithm: String
  private let value: String

  /// Reads a header's value; `nil` if it is not a digest.
  init?(_ label: String) {
    guard let colon = label.firstIndex(of: ":") else { return nil }
    algorithm = label[..<colon].lowercased().filter { $0 != "-" }
    value = String(label[label.index(after: colon)...])
  }

  /// Whether it is the digest of `bytes`; `nil` if the algorithm is unknown.
  func matches(_ bytes: [UInt8]) -> Bool? {
    let digest: [UInt8]
    switch algorithm {
    case "sha1": digest = Digest.sha1(bytes)
    case "md5": digest = Digest.md5(bytes)
    case "sha256": return value.lowercased() == Digest.sha256(bytes) || Self.base32(value) == Self.unhexed(Digest.sha256(bytes))
    default: return nil
    }
    return value.lowercased() == Digest.hexadecimal(digest) || Self.base32(value) == digest
  }

  private static func unhexed(_ digits: String) -> [UInt8] {
    let nibbles = digits.utf8.compactMap { UInt8(String(UnicodeScalar($0)), radix: 16) }
    return stride(from: 0, to: nibbles.count - 1, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
  }

  /// The bytes of a base 32 text (RFC 4648); `nil` if it has other characters.
  static func base32(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for letter in text.utf8 where letter != UInt8(ascii: "=") {
      let value: UInt8
      switch letter {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = letter - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = letter - UInt8(ascii: "a")
      case UInt8(ascii: "2")...UInt8(ascii: "7"): value = letter - UInt8(ascii: "2") + 26
      default: return nil
      }
      bits = bits << 5 | UInt32(value)
      count += 5
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        bits &= (1 << UInt32(count)) - 1
      }
    }
    return bytes
  }
}
