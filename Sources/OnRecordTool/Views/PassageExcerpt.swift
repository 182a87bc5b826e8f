internal import Record

/// The words of a passage on both sides of a finding, as many as fit two lines of a terminal.
struct PassageExcerpt {
  /// The words before the finding, cut at a word with an ellipsis.
  let before: String
  /// The words behind it, likewise.
  let after: String

  /// Bytes on each side, about.
  private static let reach = 90

  init(_ passage: String, around finding: ByteRange) {
    let bytes = Array(passage.utf8)
    let end = min(max(finding.end, 0), bytes.count)
    let start = min(max(finding.start, 0), end)
    var first = max(0, start - Self.reach)
    if first > 0 { first = bytes[first..<start].firstIndex(of: 0x20).map { $0 + 1 } ?? start }
    var last = min(bytes.count, end + Self.reach)
    if last < bytes.count { last = bytes[end..<last].lastIndex(of: 0x20) ?? end }
    before = (first > 0 ? "\u{2026} " : "") + String(decoding: bytes[first..<start], as: UTF8.self)
    after = String(decoding: bytes[end..<last], as: UTF8.self) + (last < bytes.count ? " \u{2026}" : "")
  }
}
