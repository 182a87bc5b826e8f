/// Text in UTF-8, with what was found out while decoding it.
struct DecodedText: Sendable {
  /// The text.
  var utf8: [UInt8]
  /// The encoding it was in (WHATWG name, lowercase).
  var encoding: String
  /// What was repaired, in words for a person.
  var warnings: [String] = []
}

/// Detects the encoding of bytes and decodes them. It uses the byte-order mark, the transport header, `meta`, and above all the bytes
/// themselves, because declarations are often wrong.
enum EncodingSniffer {
  /// Decodes an HTML page. NULs and inner byte-order marks are removed, and C1 control codes are read as the windows-1252 characters that
  /// were meant.
  /// - Parameter contentType: the transport's `Content-Type`.
  static func decode(_ bytes: [UInt8], contentType: String? = nil) -> DecodedText {
    if let (encoding, length) = mark(bytes) ?? markup(bytes) {
      let body = Array(bytes.dropFirst(length))
      return encoding == .utf8 ? utf8(body, UTF8Scan(body)) : transcoded(body, encoding)
    }
    let scan = UTF8Scan(bytes)
    let declared = contentType.flatMap { MetaPrescan.encoding(contentType: $0) } ?? MetaPrescan.encoding(bytes)
    switch declared {
    case nil, WebEncoding.utf8?: return isMeantAsUTF8(scan) ? utf8(bytes, scan) : windows1252(bytes, declared: declared)
    case let encoding?:
      // Well-formed UTF-8 is hardly ever accidental, except for a few pairs that East Asian encodings share with it.
      if scan.isValid, scan.wellFormed > (encoding.isMultibyte ? 8 : 0) {
        return utf8(bytes, scan, "declared as \(encoding.name), but is UTF-8")
      }
      if encoding == .windows1252 { return windows1252(bytes, declared: declared) }
      if scan.isValid, scan.wellFormed == 0, !encoding.isMultibyte {
        var text = utf8(bytes, scan)
        text.encoding = encoding.name
        return text
      }
      return transcoded(bytes, encoding)
    }
  }

  /// Decodes plain text. Only a byte-order mark at its beginning is removed, and not even that if `contentType` says that the bytes are
  /// UTF-8: then it is a character of the text.
  static func decodeText(_ bytes: [UInt8], contentType: String? = nil) -> DecodedText {
    if contentType.flatMap({ MetaPrescan.encoding(contentType: $0) }) != .utf8, let (encoding, length) = mark(bytes) {
      let body = Array(bytes.dropFirst(length))
      if encoding != .utf8 { return transcoded(body, encoding) }
      return DecodedText(utf8: body, encoding: encoding.name)
    }
    let scan = UTF8Scan(bytes)
    if scan.isValid { return DecodedText(utf8: bytes, encoding: "utf-8") }
    if isMeantAsUTF8(scan) { return DecodedText(utf8: repaired(bytes), encoding: "utf-8", warnings: [repairedWords(scan.stray)]) }
    return DecodedText(utf8: Windows1252.decode(bytes), encoding: "windows-1252")
  }

  /// The encoding given by a byte-order mark, and the mark's length.
  private static func mark(_ bytes: [UInt8]) -> (WebEncoding, Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LE, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BE, 2) }
    return nil
  }

  /// UTF-16 without a byte-order mark, recognized by the tag that a page begins with.
  private static func markup(_ bytes: [UInt8]) -> (WebEncoding, Int)? {
    guard bytes.count >= 4 else { return nil }
    if bytes[0] == UInt8(ascii: "<"), bytes[1] == 0, bytes[2] != 0, bytes[3] == 0 { return (.utf16LE, 0) }
    if bytes[0] == 0, bytes[1] == UInt8(ascii: "<"), bytes[2] == 0, bytes[3] != 0 { return (.utf16BE, 0) }
    return nil
  }

  /// Whether bytes are meant as UTF-8, even if damaged: characters of another encoding hardly ever look like well-formed UTF-8.
  private static func isMeantAsUTF8(_ scan: UTF8Scan) -> Bool { scan.isValid || scan.wellFormed * 2 > scan.stray }

  private static func utf8(_ bytes: [UInt8], _ scan: UTF8Scan, _ warning: String? = nil) -> DecodedText {
    var text = DecodedText(utf8: bytes, encoding: "utf-8", warnings: warning.map { [$0] } ?? [])
    if scan.stray > 0 {
      text.utf8 = repaired(text.utf8)
      text.warnings.append(repairedWords(scan.stray))
    }
    if scan.needsCleaning { text.utf8 = cleaned(text.utf8) }
    return text
  }

  private static func windows1252(_ bytes: [UInt8], declared: WebEncoding?) -> DecodedText {
    let warnings = declared == .utf8 ? ["declared as utf-8, but is windows-1252"] : []
    return DecodedText(utf8: Windows1252.decode(bytes), encoding: "windows-1252", warnings: warnings)
  }

  private static func transcoded(_ bytes: [UInt8], _ encoding: WebEncoding) -> DecodedText {
    guard var transcoder = Transcoder(from: encoding.iconvName) else {
      var text = windows1252(bytes, declared: nil)
      text.warnings.append("declared as \(encoding.name), which this system cannot read")
      return text
    }
    let (text, replaced) = transcoder.decode(bytes, unit: encoding.unit)
    return DecodedText(utf8: cleaned(text), encoding: encoding.name, warnings: replaced > 0 ? [repairedWords(replaced)] : [])
  }

  private static func repairedWords(_ count: Int) -> String {
    count == 1 ? "a byte that is not of the encoding was replaced" : "\(count) bytes that are not of the encoding were replaced"
  }

  /// Valid UTF-8 from bytes that mostly are. A stray byte that is a quotation mark, a dash or an ellipsis in windows-1252 was pasted in as
  /// such; other stray bytes become U+FFFD, one for all bytes of a broken character.
  private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + 64)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let length = byte < 0x80 ? 1 : UTF8Scan.length(bytes, index)
      if length > 0 {
        text.append(contentsOf: bytes[index..<index + length])
        index += length
        continue
      }
      index += 1
      if byte == 0x85 || (0x91...0x97).contains(byte) {
        text.append(contentsOf: Windows1252.table[Int(byte) - 0x80])
      } else {
        if byte >= 0xC2 { while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 } }
        text.append(contentsOf: [0xEF, 0xBF, 0xBD])
      }
    }
    return text
  }

  /// Valid UTF-8 without NULs and byte-order marks, with C1 codes replaced by the windows-1252 characters they stand for.
  private static func cleaned(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0 {
        index += 1
      } else if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBB, bytes[index + 2] == 0xBF {
        index += 3
      } else if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] < 0xA0 {
        text.append(contentsOf: Windows1252.table[Int(bytes[index + 1]) - 0x80])
        index += 2
      } else {
        text.append(byte)
        index += 1
      }
    }
    return text
  }
}
