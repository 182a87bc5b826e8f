internal import Knowledge

/// Reads a large lexicon row by row as byte ranges: a hundred times cheaper than strings, so that a command starts at once.
struct LexiconRows {
  let bytes: [UInt8]

  /// Where a row's first three fields stand; those that it lacks are empty.
  struct Fields {
    fileprivate var first = 0..<0
    fileprivate var second = 0..<0
    fileprivate var third = 0..<0

    /// The field of a column from 0 to 2.
    @inline(__always)
    subscript(column: Int) -> Range<Int> { column == 0 ? first : column == 1 ? second : third }
  }

  init(named name: String) {
    guard let file = EmbeddedBytes(named: name) else { preconditionFailure("lexicon \(name) is not embedded") }
    bytes = file.bytes
  }

  /// Calls `body` with each row's fields.
  @inline(__always)
  func forEach(_ body: (Fields) -> Void) {
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
      var fields = Fields()
      while true {
        let byte = index < end ? bytes[index] : 10
        if byte > 10 || byte < 9 {
          index += 1
          continue
        }
        switch column {
        case 0: fields.first = begin..<index
        case 1: fields.second = begin..<index
        case 2: fields.third = begin..<index
        default: break
        }
        column += 1
        begin = index + 1
        if byte == 10 { break }
        index += 1
      }
      if column < 2 { fields.second = index..<index }
      if column < 3 { fields.third = index..<index }
      if !fields.first.isEmpty, bytes[start] != UInt8(ascii: "#") { body(fields) }
      start = index + 1
    }
  }

  /// A field as a string.
  func string(_ field: Range<Int>) -> String { String(decoding: bytes[field], as: UTF8.self) }

  /// Calls `body` with the folded hash of each of a field's words, parted by blanks, and whether it is the only one.
  @inline(__always)
  func forEachWord(_ field: Range<Int>, _ body: (UInt64, Bool) -> Void) {
    var start = field.lowerBound
    for index in field.lowerBound...field.upperBound where index == field.upperBound || bytes[index] == 32 {
      if index > start {
        body(WordHash.folded(bytes, start..<index), start == field.lowerBound && index == field.upperBound)
      }
      start = index + 1
    }
  }
}
