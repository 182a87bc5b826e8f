/// The named fields that begin a WARC record.
struct WARCHeader {
  /// Whether bytes begin as a WARC record does.
  static func isVersionLine(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: Array("WARC/1.".utf8)) }
}
