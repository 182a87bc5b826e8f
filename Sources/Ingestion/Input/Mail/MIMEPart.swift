/// A part of a MIME message (RFC 2045 to 2049): its fields, and its content, decoded.
struct MIMEPart {
  let fields: HeaderFields
  /// The content with its transfer encoding undone; empty if it consists of parts.
  private(set) var content: [UInt8] = []
  private(set) var parts: [MIMEPart] = []
  /// Whether the parts end with the boundary that closes them.
  private(set) var isClosed = true

  /// The deepest nesting and the largest number of parts; a message beyond that is hostile.
  private static let deepest = 10, most = 4_000

  /// Reads a message or part; `nil` if it has no fields.
  init?(_ bytes: [UInt8]) {
    var left = Self.most
    self.init(bytes[...], depth: 0, &left)
  }

  private init?(_ bytes: ArraySlice<UInt8>, depth: Int, _ left: inout Int) {
    left -= 1
    // The fields are read like those of HTTP, which come after a first line.
    guard left >= 0, let fields = HeaderFields(([UInt8(ascii: "-"), 10] + bytes.prefix(1 << 20))[...]) else { return nil }
    self.fields = fields
    let body = bytes.dropFirst(fields.length - 2)
    if mediaType.hasPrefix("multipart/"), depth < Self.deepest, let boundary = Self.parameter("boundary", of: fields["content-type"]) {
      let (pieces, isClosed) = Self.pieces(body, Array(boundary.utf8))
      self.isClosed = isClosed
      for piece in pieces {
        if let part = MIMEPart(piece, depth: depth + 1, &left) { parts.append(part) }
      }
      return
    }
    switch fields["content-transfer-encoding"]?.lowercased() {
    case "quoted-printable": content = TransferEncoding.quotedPrintable(body)
    case "base64": content = TransferEncoding.base64(body)
    default: content = Array(body)
    }
  }

  /// `text/html`.
  var mediaType: String { String((fields["content-type"] ?? "text/plain").lowercased().prefix { $0 != ";" && $0 != " " }) }

  /// The first part of a media type, this one included.
  func first(_ type: String) -> MIMEPart? {
    if parts.isEmpty { return mediaType == type && !isAttachment ? self : nil }
    for part in parts { if let found = part.first(type) { return found } }
    return nil
  }

  /// The messages among the parts: those that were forwarded.
  var messages: [MIMEPart] {
    mediaType == "message/rfc822" ? [MIMEPart(content)].compactMap { $0 } : parts.flatMap(\.messages)
  }

  private var isAttachment: Bool { fields["content-disposition"]?.lowercased().hasPrefix("attachment") ?? false }

  /// What is between the boundaries, and whether the last one is there.
  private static func pieces(_ body: ArraySlice<UInt8>, _ boundary: [UInt8]) -> (pieces: [ArraySlice<UInt8>], isClosed: Bool) {
    let mark = [UInt8(ascii: "-"), UInt8(ascii: "-")] + boundary
    var pieces: [ArraySlice<UInt8>] = []
    var start: Int?
    var line = body.startIndex
    while line < body.endIndex {
      let end = body[line...].firstIndex(of: 10) ?? body.endIndex
      if body[line] == UInt8(ascii: "-"), body[line..<end].starts(with: mark) {
        if let start { pieces.append(body[start..<max(start, line - 1)]) }
        // The last boundary ends in two more dashes.
        if body[line..<end].dropFirst(mark.count).starts(with: "--".utf8) { return (pieces, true) }
        start = min(end + 1, body.endIndex)
      }
      line = end + 1
    }
    if let start, start < body.endIndex { pieces.append(body[start...]) }
    return (pieces, false)
  }

  /// A parameter of a field: `boundary` of `multipart/mixed; boundary="x"`.
  static func parameter(_ name: String, of field: String?) -> String? {
    guard let field else { return nil }
    for piece in field.split(separator: ";").dropFirst() {
      guard let equals = piece.firstIndex(of: "=") else { continue }
      guard piece[..<equals].filter({ $0 != " " && $0 != "\t" }).lowercased() == name else { continue }
      let value = String(piece[piece.index(after: equals)...]).trimmed
      return value.hasPrefix("\"") && value.hasSuffix("\"") && value.utf8.count > 1 ? String(value.dropFirst().dropLast()) : value
    }
    return nil
  }
}

/// The encodings in which mail carries bytes as ASCII.
enum TransferEncoding {
  /// Undoes quoted-printable; bytes that are not encoded stay as they are.
  static func quotedPrintable(_ bytes: some Collection<UInt8>, isWord: Bool = false) -> [UInt8] {
    let bytes = Array(bytes)
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "=") {
        if index + 2 < bytes.count, let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2]) {
          decoded.append(high << 4 | low)
          index += 3
          continue
        }
        // A soft line break: not part of the text.
        var next = index + 1
        while next < bytes.count, bytes[next] == 32 || bytes[next] == 9 { next += 1 }
        if next < bytes.count, bytes[next] == 13 { next += 1 }
        if next < bytes.count, bytes[next] == 10 {
          index = next + 1
          continue
        }
        if next >= bytes.count { break }
      }
      decoded.append(isWord && byte == UInt8(ascii: "_") ? 32 : byte)
      index += 1
    }
    return decoded
  }

  /// Undoes base64; other characters are skipped, as RFC 2045 requires.
  static func base64(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count * 3 / 4)
    var buffer: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      let value: UInt32
      switch byte {
      case 65...90: value = UInt32(byte) - 65
      case 97...122: value = UInt32(byte) - 71
      case 48...57: value = UInt32(byte) + 4
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
      case UInt8(ascii: "="): return decoded
      default: continue
      }
      buffer = buffer << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        decoded.append(UInt8(truncatingIfNeeded: buffer >> bits))
        buffer &= (1 << bits) - 1
      }
    }
    return decoded
  }

  /// The words of a header field that contains encoded words: `=?utf-8?q?Caf=C3=A9?=` (RFC 2047).
  static func words(_ field: String) -> String {
    guard field.contains("=?") else { return field }
    var text = ""
    var rest = field[...]
    var wasWord = false
    while let start = rest.firstRange(of: "=?") {
      let pieces = rest[start.upperBound...].split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
      guard pieces.count == 4, pieces[3].hasPrefix("=") else { break }
      let between = rest[..<start.lowerBound]
      // Space between two encoded words is not part of the text.
      if !(wasWord && between.allSatisfy { $0 == " " || $0 == "\t" }) { text += between }
      let bytes = pieces[1].lowercased() == "b" ? base64(pieces[2].utf8) : quotedPrintable(pieces[2].utf8, isWord: true)
      let charset = pieces[0].split(separator: "*").first.map(String.init) ?? "utf-8"
      text += String(decoding: EncodingSniffer.decode(bytes, contentType: "text/html; charset=\(charset)").utf8, as: UTF8.self)
      rest = pieces[3].dropFirst()
      wasWord = true
    }
    return text + rest
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    if byte &- 48 < 10 { return byte - 48 }
    let lower = byte | 32
    return lower &- 97 < 6 ? lower - 87 : nil
  }
}
