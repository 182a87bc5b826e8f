internal import Knowledge

/// Reads a large lexicon row by row as byte ranges: a hundred times cheaper than strings, so that a command starts at once.
struct LexiconRows {
  let bytes: [UInt8]
  /// The column names' count.
  let columns: Int

  init(named name: String) {
    guard let file = EmbeddedBytes(named: name) else { preconditionFailure("lexicon \(name) is not embedded") }
    bytes = file.bytes
    columns = bytes.prefix { $0 != 10 }.reduce(1) { $0 + ($1 == 9 ? 1 : 0) }
  }

  /// Calls `body` with each row's fields.
  func forEach(_ body: ([Range<Int>]) -> Void) {
    var fields: [Range<Int>] = []
    var isHeader = true
    var start = 0
    var index = 0
    while index <= bytes.count {
      let byte = index < bytes.count ? bytes[index] : 10
      if byte == 9 || byte == 10 {
        fields.append(start..<index)
        start = index + 1
        if byte == 10 {
          if !isHeader, let first = fields.first, !first.isEmpty, bytes[first.lowerBound] != UInt8(ascii: "#") {
            while fields.count < columns { fields.append(index..<index) }
            body(fields)
          }
          isHeader = false
          fields.removeAll(keepingCapacity: true)
        }
      }
      index += 1
    }
  }

  /// A field as a string.
  func string(_ field: Range<Int>) -> String { String(decoding: bytes[field], as: UTF8.self) }

  /// The folded hashes of a field's words, separated by spaces.
  func words(_ field: Range<Int>) -> [UInt64] {
    var hashes: [UInt64] = []
    var start = field.lowerBound
    for index in field.lowerBound...field.upperBound where index == field.upperBound || bytes[index] == 32 {
      if index > start { hashes.append(WordHash.folded(bytes, start..<index)) }
      start = index + 1
    }
    return hashes
  }
}
