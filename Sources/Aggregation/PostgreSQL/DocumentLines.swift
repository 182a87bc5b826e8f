internal import FullText
internal import Record

/// Writes the rows of an entry's documents for COPY.
struct DocumentLines {
  /// The columns, in the order of the lines.
  static let table = """
    document(kind, time, tie, version, ordinal, id, content, speaker, organization, outlet, unit, month, type, sort, low, high, confidence, \
    \(FindingPart.allCases.map(\.confidenceName).joined(separator: ", ")), length, size, names, often, plain, keys)
    """

  private(set) var lines = CopyLines()
  /// What the documents add to the counts.
  private(set) var tally = DocumentTally()
  /// Outlets and units met.
  private(set) var outlets: Set<String> = []
  private(set) var units: Set<String> = []

  private let vocabulary: LexemeVocabulary
  /// The words and stems of the field `text` of the document that is being written.
  private var words = NumberCounts()
  private var stems = NumberCounts()

  /// So many positions of a lexeme a `tsvector` keeps.
  private static let mostPositions = 255

  init(_ vocabulary: LexemeVocabulary) { self.vocabulary = vocabulary }

  /// Forgets the rows, which have been sent; their tally goes on where it is asked for at the end.
  mutating func clear(keepsTally: Bool = false) {
    lines.clear()
    if !keepsTally { tally.clear() }
    outlets.removeAll()
    units.removeAll()
  }

  /// The documents of an entry as rows.
  mutating func add(_ entry: IndexEntry, version: Int64) throws(IndexError) {
    let record = entry.record
    let outlet = record.article.site.map(NameComposition.composed)
    if let outlet { outlets.insert(PostgreSQLText.storable(outlet)) }
    let month = PublicationTime.monthNumber(of: entry.time)
    let numbers = vocabulary.numbers(of: entry.words)
    for document in entry.documents {
      lines.integer(document.kind.number)
      lines.integer(entry.time)
      lines.integer(Self.tie(entry.tie | UInt64(document.ordinal)))
      lines.integer(version)
      lines.integer(Int64(document.ordinal))
      lines.integer(Int64(bitPattern: document.publicID))
      lines.text(Self.content(of: document, record))
      lines.text(document.speaker)
      lines.text(document.organization)
      lines.text(outlet)
      lines.text(document.unit)
      if let unit = document.unit { units.insert(PostgreSQLText.storable(unit)) }
      if month == PublicationTime.noMonth { lines.null() } else { lines.integer(Int64(month)) }
      lines.integer(Int64(document.typeNumber))
      lines.integer(Int64(document.kindNumber))
      for value in [document.low, document.high] { if value.isNaN { lines.null() } else { lines.real(value) } }
      lines.integer(Int64(document.confidence.code))
      for part in FindingPart.allCases { lines.integer(Int64(document.partConfidence[part]?.code ?? 0)) }
      lines.integer(Int64(LengthClass.of(document.length)))
      lines.integer(Int64(document.length))
      tally.add(document.kind, words: Int(document.length))
      addWords(of: document, entry, numbers)
      lines.endLine()
    }
  }

  /// A place among rows of one time as a signed column sorts it.
  static func tie(_ tie: UInt64) -> Int64 { Int64(bitPattern: tie ^ 1 << 63) }
  /// The place as ``DocValues`` has it.
  static func tie(_ column: Int64) -> UInt64 { UInt64(bitPattern: column) ^ 1 << 63 }

  /// A finding's words, for those who ask the table itself.
  private static func content(of document: PreparedDocument, _ record: ArticleRecord) -> String? {
    switch document.kind {
    case .quote: record.quotes[document.ordinal].span.text
    case .figure: record.figures[document.ordinal].span.text
    case .official: record.officials[document.ordinal].name
    case .article: record.article.title
    }
  }

  private mutating func addWords(of document: PreparedDocument, _ entry: IndexEntry, _ numbers: [UInt32]) {
    var plain: [UInt8] = []
    // In the order of their first sight, so that the same document is written in the same way.
    var others: [(lexeme: [UInt8], positions: [Int])] = []
    var places: [UInt64: Int] = [:]
    var keys: [Int64] = []
    // A stem's key as often as it stands there less once.
    var often: [Int64] = []
    // A word of a field is known by the field's letter and the word's number.
    func add(_ number: UInt64, at position: Int, _ lexeme: @autoclosure () -> [UInt8]) {
      if let place = places[number] {
        others[place].positions.append(position)
      } else {
        places[number] = others.count
        others.append((lexeme(), [position]))
      }
    }
    var ends: [TermField: Int] = [:]
    words.clear()
    stems.clear()
    for run in entry.runs[document.runs] {
      let occurrences = entry.occurrences[run.words]
      if run.field == .text {
        if !plain.isEmpty { plain.append(0x0A) }
        for word in occurrences {
          let number = numbers[Int(word)]
          words.add(number)
          stems.add(vocabulary.stem(of: number))
          plain.append(0x20)
          plain.append(contentsOf: vocabulary.word(number))
          plain.append(0x20)
        }
      } else {
        // One place is left between two runs, so that no phrase spans both.
        var position = ends[run.field].map { $0 + 2 } ?? 1
        let field = UInt64(run.field.rawValue) << 32
        let stems = UInt64(LexemeField.stemLetter(run.field) ?? 0) << 32
        for word in occurrences {
          let number = numbers[Int(word)]
          add(field | UInt64(number), at: position, LexemeField.lexeme(Array(vocabulary.word(number)), .exact, run.field))
          if run.field.hasStems {
            let stem = vocabulary.stem(of: number)
            add(stems | UInt64(stem), at: position, LexemeField.lexeme(Array(vocabulary.word(number)), .stem, run.field))
          }
          ends[run.field] = position
          position += 1
        }
      }
    }
    let length = LengthClass.of(document.length)
    for stem in stems.numbers {
      let key = vocabulary.key(ofStem: stem)
      keys.append(key)
      for _ in 1..<stems[stem] { often.append(key) }
      let tier = ImpactTier.of(stems[stem], length: length, document.kind)
      if tier > 0 { keys.append(vocabulary.key(ofStem: stem, tier: tier)) }
    }
    for (lexeme, _) in others {
      keys.append(LexemeKey.of(lexeme))
      if let beginning = LexemeKey.beginning(lexeme) { keys.append(beginning) }
    }
    tally.add(document.kind, words: words.numbers, stems: stems.numbers)
    lines.text(utf8: Self.vector(others))
    lines.integers(often)
    lines.text(utf8: plain)
    lines.integers(keys)
  }

  /// Lexemes with their positions, as a `tsvector` is written.
  private static func vector(_ lexemes: [(lexeme: [UInt8], positions: [Int])]) -> [UInt8] {
    var vector: [UInt8] = []
    for (lexeme, positions) in lexemes {
      if !vector.isEmpty { vector.append(0x20) }
      append(quoted: lexeme, to: &vector)
      // A field of names is never so long that a position is cut off.
      append(positions: positions, to: &vector)
    }
    return vector
  }

  /// A lexeme between apostrophes.
  private static func append(quoted lexeme: [UInt8], to vector: inout [UInt8]) {
    vector.append(0x27)
    for byte in lexeme {
      if byte == 0x27 || byte == 0x5C { vector.append(byte) }
      vector.append(byte)
    }
    vector.append(0x27)
  }

  private static func append(positions: [Int], to vector: inout [UInt8]) {
    for (index, position) in positions.prefix(mostPositions).enumerated() {
      vector.append(index == 0 ? 0x3A : 0x2C)
      vector.append(contentsOf: String(min(position, 16_383)).utf8)
    }
  }
}

extension FindingKind {
  /// The table of its documents.
  var documents: String {
    switch self {
    case .quote: "quote"
    case .figure: "figure"
    case .official: "official"
    case .article: "whole"
    }
  }
}
