internal import Record

/// The data that a page's scripts hold, from which the browser makes the text: `__NEXT_DATA__`, `window.__STATE__ = "…"`.
struct ScriptStates: Sendable {
  /// The origin of text that is read from them.
  static let name = "script"

  /// The page as UTF-8.
  let bytes: [UInt8]
  /// Where its scripts are.
  let scripts: [Range<Int>]

  /// The most bytes of scripts that are searched, and the most values in one of them.
  private static let mostBytes = 16 << 20, mostValues = 64
  /// How often a value may be written as a string within another.
  private static let deepestStrings = 2

  /// The paragraphs of the longest text in the scripts; `nil` if none is long enough for an article.
  func blocks() -> [ContentBlock]? {
    var best: [ContentBlock] = []
    var length = 0, read = 0
    for script in scripts {
      read += script.count
      if read > Self.mostBytes { break }
      for value in values(in: script) {
        var texts = StateTexts()
        texts.read(value)
        for text in texts.found where text.utf8.count > length {
          guard let blocks = StructuredDataStep.blocks(text), Self.isProse(blocks) else { continue }
          (best, length) = (blocks, text.utf8.count)
        }
      }
    }
    return best.isEmpty ? nil : best
  }

  /// Whether most of a text is in paragraphs that are sentences.
  private static func isProse(_ blocks: [ContentBlock]) -> Bool {
    let sentences = blocks.filter { $0.text.count >= 60 && TextShape.endsSentence($0.text) }
    let said = sentences.reduce(0) { $0 + $1.text.count }
    return sentences.count >= 2 && said >= ContentHints.least && said * 3 >= blocks.reduce(0) { $0 + $1.text.count } * 2
  }

  /// The JSON in a script: all of it, or what is assigned and passed in it. What is written as a string is read once more.
  private func values(in script: Range<Int>) -> [JSONValue] {
    var found: [JSONValue] = []
    var scanner = JSONScanner(bytes, script)
    if let first = scanner.next(), first == UInt8(ascii: "{") || first == UInt8(ascii: "["), let value = try? scanner.value() {
      return [Self.unwrapped(value)]
    }
    var place = script.lowerBound
    while place < script.upperBound, found.count < Self.mostValues {
      let byte = bytes[place]
      place += 1
      guard byte == UInt8(ascii: "=") || byte == UInt8(ascii: "(") else { continue }
      var scanner = JSONScanner(bytes, place..<script.upperBound)
      guard let first = scanner.next() else { break }
      let start = scanner.position
      var value: JSONValue?
      if first == UInt8(ascii: "'") {
        if let (text, end) = Self.quoted(bytes, start..<script.upperBound) {
          value = .string(text)
          place = end
        }
      } else if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"") {
        value = try? scanner.value()
        if value != nil { place = scanner.position }
      }
      if let value, place - start >= ContentHints.least { found.append(Self.unwrapped(value)) }
    }
    return found
  }

  /// A value that was written as a string of JSON.
  private static func unwrapped(_ value: JSONValue) -> JSONValue {
    var value = value
    for _ in 0..<deepestStrings {
      guard let text = value.string, let first = text.utf8.first(where: { $0 > 32 }), opening.contains(first),
        let inner = try? JSONValue(parsing: text)
      else { break }
      value = inner
    }
    return value
  }

  static let opening = Set("{[\"".utf8)

  /// A string between single quotation marks, as JavaScript writes it, and where it ends.
  private static func quoted(_ bytes: [UInt8], _ range: Range<Int>) -> (text: String, end: Int)? {
    var json: [UInt8] = [UInt8(ascii: "\"")]
    var place = range.lowerBound + 1
    while place < range.upperBound, bytes[place] != UInt8(ascii: "'") {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\\"), place + 1 < range.upperBound {
        let next = bytes[place + 1]
        switch next {
        case UInt8(ascii: "'"): json.append(next)
        case UInt8(ascii: "x"): json += Array("\\u00".utf8)
        default: json += [byte, next]
        }
        place += 2
        continue
      }
      if byte == UInt8(ascii: "\"") { json.append(UInt8(ascii: "\\")) }
      json.append(byte)
      place += 1
    }
    guard place < range.upperBound, let text = try? JSONValue(parsing: json + [UInt8(ascii: "\"")]).string else { return nil }
    return (text, place + 1)
  }
}
