internal import CWebAssets

/// The style sheet, the script and the icon, as they stand in the binary. The only file that sees their pointers.
enum Assets {
  /// The bytes of the file of that name; `nil` where there is none.
  static func bytes(named name: String) -> [UInt8]? { all[name] }

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
