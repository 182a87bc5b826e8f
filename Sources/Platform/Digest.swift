internal import CNettle

/// Message digests, by Nettle.
package enum Digest {
  /// SHA-256 in lowercase hexadecimal digits.
  package static func sha256(_ bytes: [UInt8]) -> String {
    var context = sha256_ctx()
    unsafe nettle_sha256_init(&context)
    unsafe bytes.withUnsafeBufferPointer { unsafe nettle_sha256_update(&context, $0.count, $0.baseAddress) }
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
    unsafe digest.withUnsafeMutableBufferPointer { unsafe nettle_sha256_digest(&context, $0.count, $0.baseAddress) }
    return hexadecimal(digest)
  }

  /// The first 8 bytes of SHA-256 as a big-endian number.
  package static func sha256Prefix(_ bytes: [UInt8]) -> UInt64 {
    var context = sha256_ctx()
    unsafe nettle_sha256_init(&context)
    unsafe bytes.withUnsafeBufferPointer { unsafe nettle_sha256_update(&context, $0.count, $0.baseAddress) }
    var digest: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0]
    unsafe digest.withUnsafeMutableBufferPointer { unsafe nettle_sha256_digest(&context, $0.count, $0.baseAddress) }
    return digest.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// SHA-256 of a text's UTF-8 bytes.
  package static func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }

  /// SHA-1, as raw bytes (WARC digests).
  package static func sha1(_ bytes: [UInt8]) -> [UInt8] {
    var context = sha1_ctx()
    unsafe nettle_sha1_init(&context)
    unsafe bytes.withUnsafeBufferPointer { unsafe nettle_sha1_update(&context, $0.count, $0.baseAddress) }
    var digest = [UInt8](repeating: 0, count: Int(SHA1_DIGEST_SIZE))
    unsafe digest.withUnsafeMutableBufferPointer { unsafe nettle_sha1_digest(&context, $0.count, $0.baseAddress) }
    return digest
  }

  /// MD5, as raw bytes (WARC digests).
  package static func md5(_ bytes: [UInt8]) -> [UInt8] {
    var context = md5_ctx()
    unsafe nettle_md5_init(&context)
    unsafe bytes.withUnsafeBufferPointer { unsafe nettle_md5_update(&context, $0.count, $0.baseAddress) }
    var digest = [UInt8](repeating: 0, count: Int(MD5_DIGEST_SIZE))
    unsafe digest.withUnsafeMutableBufferPointer { unsafe nettle_md5_digest(&context, $0.count, $0.baseAddress) }
    return digest
  }

  /// Lowercase hexadecimal digits of bytes.
  package static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// SHA-256 of bytes that arrive piece by piece.
package struct DigestStream {
  private var context = sha256_ctx()

  /// Begins a digest.
  package init() { unsafe nettle_sha256_init(&context) }

  /// Adds the next bytes.
  package mutating func take(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe nettle_sha256_update(&context, $0.count, $0.baseAddress) }
  }

  /// Ends the digest and returns it in lowercase hexadecimal digits.
  package mutating func finish() -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
    unsafe digest.withUnsafeMutableBufferPointer { unsafe nettle_sha256_digest(&context, $0.count, $0.baseAddress) }
    return Digest.hexadecimal(digest)
  }
}
