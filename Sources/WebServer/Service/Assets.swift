internal import CWebAssets
internal import Platform

/// The style sheet, the script and the icon, as they are embedded in the binary. The only file that sees their pointers.
enum Assets {
  /// The bytes of the file of that name; `nil` if there is none.
  static func bytes(named name: String) -> [UInt8]? { all[name] }

  /// The address of a file. It contains a hash of the file's bytes, so a browser never needs to ask again for what it has from there.
  static func address(of name: String) -> Address { Address([name], query: [("v", versions[name])]) }

  /// How long an answer with a file's bytes may be cached: forever if the hash in the request is that of the bytes.
  static func keeping(_ name: String, version: String?) -> String? {
    version != nil && version == versions[name] ? "private, max-age=31536000, immutable" : nil
  }

  private static let versions = all.mapValues { String(Digest.sha256($0).prefix(12)) }

  private static let all: [String: [UInt8]] = {
    var files: [String: [UInt8]] = [:]
    var count: UInt = 0
    guard let table = unsafe onrecord_assets(&count) else { return files }
    for index in 0..<Int(count) {
      let row = unsafe table[index]
      guard let name = unsafe row.name, let bytes = unsafe row.bytes else { continue }
      unsafe files[String(cString: name)] = unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: Int(row.count)))
    }
    return files
  }()
}
