internal import Knowledge

/// Reads a large lexicon row by row as byte ranges, which is a hundred times cheaper than as strings, so that a command starts at once.
package struct LexiconRows: Sendable {
  package let bytes: [UInt8]

  /// The byte ranges of a row's first five fields; missing fields are empty.
  package struct Fields {
    fileprivate var all: (Range<Int>, Range<Int>, Range<Int>, Range<Int>, Range<Int>)

    /// The field of a column from 0 to 4.
    package subscript(column: Int) -> Range<Int> {
      switch column {
      case 0: all.0
      case 1: all.1
      case 2: all.2
      case 3: all.3
      default: all.4
      }
    }
  }

  package init(named name: String) {
    guard let file = EmbeddedBytes(named: name) else { preconditionFailure("lexicon \(name) is not embedded") }
    bytes = file.bytes
  }

  /// Calls `body` with each row's fields.
  package func forEach(_ body: (Fields) -> Void) {
    let end = bytes.count
    // The first line names the columns.
    var start = 0
    while start < end, bytes[start] != 10 { start += 1 }
    start += 1
    while start < end {
      if bytes[start] == 10 {
        start += 1
        continue
      }
      var index = start
      var column = 0
      var begin = start
      var fields = Fields(all: (start..<start, start..<start, start..<start, start..<start, start..<start))
      while true {
        let byte = index < end ? bytes[index] : 10
        if byte > 10 || byte < 9 {
          index += 1
          continue
        }
        switch column {
        case 0: fields.all.0 = begin..<index
        case 1: fields.all.1 = begin..<index
        case 2: fields.all.2 = begin..<index
        case 3: fields.all.3 = begin..<index
        case 4: fields.all.4 = begin..<index
        default: break
        }
        column += 1
        begin = index + 1
        if byte == 10 { break }
        index += 1
      }
      if !fields.all.0.isEmpty, bytes[start] != UInt8(ascii: "#") { body(fields) }
      start = index + 1
    }
  }

  /// A field as a string.
  package func string(_ field: Range<Int>) -> String { String(decoding: bytes[field], as: UTF8.self) }

  /// Calls `body` with the folded hash of each word of a field, separated by spaces, and whether it is the only one.
  @inline(__always)
  func forEachWord(_ field: Range<Int>, _ body: (UInt64, Bool) -> Void) {
    var start = field.lowerBound
    for index in field.lowerBound...field.upperBound where index == field.upperBound || bytes[index] == 32 {
      if index > start { body(hash(start..<index), start..<index == field) }
      start = index + 1
    }
  }

  /// A field's words, separated by spaces.
  package func words(_ field: Range<Int>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start = field.lowerBound
    for index in field.lowerBound...field.upperBound where index == field.upperBound || bytes[index] == 32 {
      if index > start { words.append(start..<index) }
      start = index + 1
    }
    return words
  }

  /// The folded hash of a word.
  package func hash(_ word: Range<Int>) -> UInt64 { WordHash.folded(bytes, word) }
}
