/// How the bytes of an input are wrapped.
public enum InputFormat: String, Sendable, CaseIterable {
  /// Detected from the file's name and its first bytes.
  case auto
  /// One HTML page per file.
  case html
  /// One article of plain text per file.
  case text
  /// JSON Lines: one object per line with `text` or `html`, and optionally `id`, `url`, `published`, `title`, `site`; or one array of such
  /// objects.
  case jsonl
  /// A web archive: the pages of a WARC, ARC, WET or WACZ file.
  case warc
  /// A saved page (MHTML) or a message (EML).
  case mail
  /// An RSS or Atom feed whose items contain their full text.
  case feed
  /// A news database's export as text: Nexis, Factiva, ProQuest.
  case database

  /// A description of the format for the help of an option.
  public var summary: String {
    switch self {
    case .auto: "by file name and content"
    case .html: "an HTML page a file"
    case .text: "an article of plain text a file"
    case .jsonl: "JSON Lines with id and text or html"
    case .warc: "web archive: WARC, ARC, WET, WACZ"
    case .mail: "a saved page (MHTML) or a message (EML)"
    case .feed: "RSS or Atom with full content"
    case .database: "Nexis, Factiva or ProQuest as text"
    }
  }

  /// The format given by a file's name, ignoring a final `.gz` or `.zst`.
  init?(fileName: String) {
    var name = fileName.lowercased()[...]
    for ending in [".gz", ".zst"] where name.hasSuffix(ending) { name = name.dropLast(ending.utf8.count) }
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    switch name[name.index(after: dot)...] {
    case "html", "htm", "xhtml", "shtml": self = .html
    case "txt", "text": self = .text
    case "jsonl", "ndjson", "jsonlines": self = .jsonl
    case "warc", "wacz", "arc", "wet", "wat": self = .warc
    case "mhtml", "mht", "eml": self = .mail
    case "rss", "atom": self = .feed
    default: return nil
    }
  }

  /// The format given by the first bytes, if the name does not decide. Never `auto`.
  init(firstBytes bytes: ArraySlice<UInt8>) {
    if WARCHeader.isVersionLine(bytes) || ARCReader.isVersionBlock(bytes) {
      self = .warc
      return
    }
    if MessageReader.isMessage(bytes) {
      self = .mail
      return
    }
    if FeedReader.isFeed(bytes) {
      self = .feed
      return
    }
    if DatabaseForm(bytes) != nil {
      self = .database
      return
    }
    let visible = bytes.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    switch visible.first {
    case UInt8(ascii: "{"):
      let inner = visible.dropFirst().drop { $0 <= 0x20 }
      self = inner.first == UInt8(ascii: "\"") || inner.first == UInt8(ascii: "}") ? .jsonl : .text
    case UInt8(ascii: "["):
      // The reader of lines reads an array of objects, and refuses any other with a message.
      self = Self.beginsArray(visible) ? .jsonl : .text
    case UInt8(ascii: "<"): self = .html
    default: self = Self.hasUTF16Mark(bytes) ? Self.ofUTF16(bytes) : .text
    }
  }

  /// Whether bytes begin as an array of JSON, and not as a text that begins with a bracket: "[1] The quay stays."
  private static func beginsArray(_ bytes: ArraySlice<UInt8>) -> Bool {
    let inner = bytes.dropFirst().drop { $0 <= 0x20 }
    switch inner.first {
    case UInt8(ascii: "{"), UInt8(ascii: "\""): return true
    case UInt8(ascii: "["): return beginsArray(inner)
    case UInt8(ascii: "]"): return inner.dropFirst().allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "]") }
    default:
      let rest = inner.drop { $0 &- 48 < 10 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
      guard rest.count < inner.count, let next = rest.first(where: { $0 > 0x20 }) else { return false }
      return next == UInt8(ascii: ",")
        || next == UInt8(ascii: "]") && bytes.allSatisfy { $0 < 0x40 || $0 == UInt8(ascii: "[") || $0 == next }
    }
  }

  private static func hasUTF16Mark(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  }

  private static func ofUTF16(_ bytes: ArraySlice<UInt8>) -> InputFormat {
    bytes.dropFirst(2).first { $0 > 0x20 } == UInt8(ascii: "<") ? .html : .text
  }
}
