internal import FullText

/// Brings a file of an earlier schema up to the present one.
///
/// The step at place n leads from schema n + 1 to n + 2. Each runs in one transaction, which also writes the new number, so that a kill leaves the
/// file at one of the numbers. What is derived from the stored records (fingerprints, full text and stories) is made anew by the last step, whatever
/// has become of its format; a step itself changes only what records are stored in.
enum SchemaSteps {
  private static let steps: [@Sendable (Store) throws -> Void] = [textsByZstandard, docValues]

  /// Takes the steps that are missing. If another program takes them at the same time, it waits for that.
  static func upgrade(_ store: Store) throws(IndexError) {
    do {
      while try store.number("PRAGMA user_version") < Schema.version {
        try store.transaction(writing: true) {
          let found = try store.number("PRAGMA user_version")
          guard found < Schema.version else { return }
          try steps[found - 1](store)
          if found + 1 == Schema.version {
            let reader = RecordReader(store)
            var writer = IndexWriter(store, reader, SQLiteSegments(store, reader))
            try fingerprint(store, reader)
            try writer.rebuildFullText()
            try store.execute("DROP TABLE IF EXISTS setting; \(Schema.setting) INSERT INTO setting(digest) VALUES('\(Schema.digest)')")
          }
          try store.execute("PRAGMA user_version = \(found + 1)")
        }
      }
    } catch let error as IndexError {
      throw error
    } catch {
      throw .io(path: store.path, detail: "\(error)")
    }
  }

  /// Computes the fingerprints of all versions anew: what a text and its findings are compared by has changed as well, and every article that
  /// is ingested again would be a new version.
  private static func fingerprint(_ store: Store, _ reader: RecordReader) throws {
    var versions: [Int64] = []
    try store.each("SELECT id FROM version", []) { row in versions.append(row.integer(0)) }
    for version in versions {
      let entry = try IndexEntry(reader.record(reader.version(version)))
      try store.run(
        "UPDATE version SET content = ?, findings = ? WHERE id = ?", [.integer(entry.content), .integer(entry.findings), .integer(version)])
    }
  }

  /// Schema 2: texts are compressed with zstd; before, they were written with the commonest pieces of the index's texts (see ``PieceDictionary``),
  /// and so were headlines.
  private static func textsByZstandard(_ store: Store) throws {
    // Files made shortly before the number was raised are in this form already.
    guard try store.number("SELECT count(*) FROM sqlite_schema WHERE name = 'dictionary' AND sql LIKE '%pieces%'") > 0 else { return }
    var dictionaries: [Int64: PieceDictionary] = [:]
    try store.each("SELECT id, pieces FROM dictionary", []) { row in dictionaries[row.integer(0)] = PieceDictionary(stored: row.blob(1)) }
    var versions: [Int64] = []
    try store.each("SELECT id FROM version WHERE dictionary <> 0", []) { row in versions.append(row.integer(0)) }
    for version in versions {
      let row = try store.first("SELECT text, dictionary, bytes, typeof(title), title FROM version WHERE id = ?", [.integer(version)]) {
        row in
        (
          text: row.blob(0), dictionary: dictionaries[row.integer(1)], size: Int(row.integer(2)),
          title: row.text(3) == "blob" ? SQLiteValue.blob(row.blob(4)) : SQLiteValue(row.optionalText(4))
        )
      }
      guard let row, let dictionary = row.dictionary, let text = dictionary.decode(row.text[...], size: row.size),
        let title = headline(row.title, dictionary)
      else { throw IndexError.corrupt(path: store.path, detail: "the text of an article cannot be read") }
      try store.run(
        "UPDATE version SET text = ?, dictionary = 0, title = ? WHERE id = ?",
        [.blob(Deflate.compress(text, level: 6)), title, .integer(version)])
    }
    try store.execute("DROP TABLE dictionary; \(Schema.dictionary)")
    let texts = TextStorage(store)
    try texts.prepare(for: [])
    for version in versions {
      let plain = try store.first("SELECT text FROM version WHERE id = ?", [.integer(version)]) { row in Deflate.expand(row.blob(0)) }
      guard let plain = plain ?? nil else { continue }
      let code = texts.encode(plain)
      try store.run(
        "UPDATE version SET text = ?, dictionary = ? WHERE id = ?", [.blob(code.bytes), .integer(code.dictionary), .integer(version)])
    }
  }

  /// Schema 3: the table of doc values has the name that they have everywhere else.
  private static func docValues(_ store: Store) throws { try store.execute("ALTER TABLE facts RENAME TO doc_values") }

  /// A headline as text; `nil` if it is damaged.
  private static func headline(_ stored: SQLiteValue, _ dictionary: PieceDictionary) -> SQLiteValue? {
    guard case .blob(let bytes) = stored else { return stored }
    var place = 0
    let size = Int(bytes.varint(at: &place))
    return dictionary.decode(bytes[place...], size: size).map { .text(String(decoding: $0, as: UTF8.self)) }
  }
}

/// Reads what schema 1 wrote: texts as numbers of an index's commonest pieces, the commonest in one byte, others in two or three; a piece that the
/// dictionary lacks is written out, and named by its number when it comes again.
struct PieceDictionary {
  private static let singles = 128
  private static let pairs = 122
  private static let triple = UInt8(singles + pairs)
  private static let again: UInt8 = 0xFE
  private static let literal: UInt8 = 0xFF
  private static let longest = 255

  private let bytes: [UInt8]
  private let ends: [Int]

  /// Reads a dictionary: the number of pieces, their lengths, their bytes; `nil` if it is damaged.
  init?(stored: [UInt8]) {
    var place = 0
    let count = Int(stored.varint(at: &place))
    guard place + count <= stored.count else { return nil }
    var end = 0
    ends = stored[place..<place + count].map { length in
      end += Int(length)
      return end
    }
    guard place + count + end == stored.count else { return nil }
    bytes = Array(stored[(place + count)...])
  }

  private func piece(_ number: Int) -> ArraySlice<UInt8>? {
    ends.indices.contains(number) ? bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]] : nil
  }

  /// The text of a code; `nil` if it is damaged.
  func decode(_ code: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
    let code = Array(code)
    // No byte stands for more than the longest piece.
    guard size >= 0, size <= code.count * Self.longest else { return nil }
    var text: [UInt8] = []
    text.reserveCapacity(size)
    var literals: [Range<Int>] = []
    var place = 0
    while place < code.count {
      let head = code[place]
      place += 1
      var found: ArraySlice<UInt8>?
      switch head {
      case Self.again:
        let number = Int(code.varint(at: &place))
        found = literals.indices.contains(number) ? code[literals[number]] : nil
      case Self.literal:
        let length = Int(code.varint(at: &place))
        guard length <= code.count - place else { return nil }
        literals.append(place..<place + length)
        found = code[place..<place + length]
        place += length
      case Self.triple:
        guard place + 1 < code.count else { return nil }
        found = piece(Self.singles + Self.pairs << 8 + Int(code[place]) << 8 + Int(code[place + 1]))
        place += 2
      case ..<UInt8(Self.singles): found = piece(Int(head))
      case ..<Self.triple:
        guard place < code.count else { return nil }
        found = piece(Self.singles + (Int(head) - Self.singles) << 8 + Int(code[place]))
        place += 1
      default: return nil
      }
      guard let found else { return nil }
      text.append(contentsOf: found)
    }
    return text.count == size ? text : nil
  }
}
