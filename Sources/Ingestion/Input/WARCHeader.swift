/// The header of a WARC record.
struct WARCHeader {
  /// The line that a record begins with.
  static let versionPrefix = Array("WARC/".utf8)
  /// The versions that are supported: the drafts 0.17 and 0.18 have the fields of 1.0.
  private static let versions = ["1.0", "1.1", "0.17", "0.18"].map { Array($0.utf8) }

  let fields: HeaderFields
  /// Bytes of the block that follows the header.
  let contentLength: Int

  init?(_ fields: HeaderFields) {
    guard let length = fields["content-length"].flatMap({ Int($0) }), length >= 0 else { return nil }
    self.fields = fields
    contentLength = length
  }

  /// `response`, `resource`, `revisit`, `warcinfo` …
  var type: String { fields["warc-type"]?.lowercased() ?? "" }
  /// The record's id, without angle brackets.
  var recordID: String? { fields["warc-record-id"].map(Self.bare) }
  /// The address of the page.
  var targetURI: String? { fields["warc-target-uri"].map(Self.bare) }
  /// When it was fetched.
  var date: String? { fields["warc-date"] }
  /// The digest of the whole block.
  var blockDigest: String? { fields["warc-block-digest"] }
  /// The digest of the page itself, without the HTTP header.
  var payloadDigest: String? { fields["warc-payload-digest"] }
  /// Why the block is incomplete, if it is.
  var truncation: String? { fields["warc-truncated"] }
  /// For a revisit: the record that holds what this one leaves out.
  var refersTo: String? { fields["warc-refers-to"].map(Self.bare) }
  /// For a revisit: the address and date of that record.
  var refersToTarget: (uri: String, date: String)? {
    guard let uri = fields["warc-refers-to-target-uri"], let date = fields["warc-refers-to-date"] else { return nil }
    return (Self.bare(uri), date)
  }

  /// Whether bytes begin like a WARC record of a supported version.
  static func isVersionLine(_ bytes: ArraySlice<UInt8>) -> Bool { version(bytes) != nil }

  /// Whether the rest of the line is just a version number, unlike in prose about WARC files.
  static func isWholeVersionLine(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let version = version(bytes), let end = bytes.dropFirst(versionPrefix.count + version.count).first else { return false }
    return end == 0x0D || end == 0x0A
  }

  private static func version(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    guard bytes.starts(with: versionPrefix) else { return nil }
    return versions.first { bytes.dropFirst(versionPrefix.count).starts(with: $0) }
  }

  private static func bare(_ value: String) -> String {
    value.hasPrefix("<") && value.hasSuffix(">") ? String(value.dropFirst().dropLast()) : value
  }
}
