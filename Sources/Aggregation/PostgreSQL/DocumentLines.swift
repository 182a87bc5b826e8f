internal import FullText
internal import Record

/// Writes the rows of an entry's documents for COPY.
struct DocumentLines {
  /// The columns, in the order of the lines.
  static let table = """
    document(kind, time, tie, version, ordinal, id, content, speaker, organization, outlet, unit, month, type, sort, low, high, confidence, \
    length, size, more, words, plain)
    """

  private(set) var lines = CopyLines()
  /// What the documents add to the counts.
  private(set) var tally = DocumentTally()
  /// Outlets and units met.
  private(set) var outlets: Set<String> = []
  private(set) var units: Set<String> = []

  /// A position is kept no more often than that; of more, `more` tells the number.
  private static let mostPositions = 255
  /// What a `tsvector` may take, with a margin.
  private static let mostBytes = 1_000_000

  /// The documents of an entry as rows.
  mutating func add(_ entry: IndexEntry, version: Int64) throws(IndexError) {
    let record = entry.record
    let outlet = record.article.site.map(NameComposition.composed)
    if let outlet { outlets.insert(PostgreSQLText.storable(outlet)) }
    let month = PublicationTime.monthNumber(of: entry.time)
    let stems = (0..<entry.words.count).map { EnglishStemmer.stem(Array(entry.words.word($0))) }
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
      lines.integer(Int64(document.confidence))
      lines.integer(Int64(LengthClass.of(document.length)))
      lines.integer(Int64(document.length))
      tally.add(document.kind, words: Int(document.length))
      try addWords(of: document, entry, stems)
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

  private mutating func addWords(of document: PreparedDocument, _ entry: IndexEntry, _ stems: [[UInt8]]) throws(IndexError) {
    var plain: [UInt8] = []
    // Of the field text only the number of places counts.
    var exact: [UInt32: Int] = [:]
    var forms: [[UInt8]: Int] = [:]
    var others: [[UInt8]: [Int]] = [:]
    var ends: [TermField: Int] = [:]
    for run in entry.runs[document.runs] {
      let words = entry.occurrences[run.words]
      if run.field == .text {
        if !plain.isEmpty { plain.append(0x0A) }
        for word in words {
          exact[word, default: 0] += 1
          forms[stems[Int(word)], default: 0] += 1
          plain.append(0x20)
          plain.append(contentsOf: entry.words.word(Int(word)))
          plain.append(0x20)
        }
      } else {
        // One place is left between two runs, so that no phrase spans both.
        var position = ends[run.field].map { $0 + 2 } ?? 1
        for word in words {
          let bytes = Array(entry.words.word(Int(word)))
          others[LexemeField.lexeme(bytes, .exact, run.field), default: []].append(position)
          if run.field.hasStems { others[LexemeField.lexeme(bytes, .stem, run.field), default: []].append(position) }
          ends[run.field] = position
          position += 1
        }
      }
    }
    var counts: [(lexeme: [UInt8], count: Int)] = exact.map {
      (LexemeField.limited([LexemeField.letter(.text)] + entry.words.word(Int($0.key))), $0.value)
    }
    let letter = LexemeField.stemLetter(.text) ?? 0
    counts += forms.map { (LexemeField.limited([letter] + $0.key), $0.value) }
    let length = LengthClass.of(document.length)
    for (lexeme, count) in counts {
      tally.add(lexeme, document.kind)
      let tier = ImpactTier.of(count, length: length, document.kind)
      if tier > 0 { counts.append((ImpactTier.lexeme(lexeme, tier: tier), 1)) }
    }
    let bytes = counts.reduce(0) { $0 + $1.lexeme.count + 4 + 2 * min($1.count, Self.mostPositions) }
    var most = Self.mostPositions
    if bytes > Self.mostBytes {
      most = 1
      guard counts.reduce(0, { $0 + $1.lexeme.count + 4 }) < Self.mostBytes else {
        throw .invalidRecord(
          article: entry.record.article.id, detail: "its text has more different words than an index in PostgreSQL takes")
      }
    }
    var more: [(lexeme: [UInt8], count: Int)] = []
    var vector: [UInt8] = []
    for (lexeme, count) in counts {
      Self.append(lexeme, to: &vector)
      if count > most { more.append((lexeme, count)) } else if count > 1 { Self.append(positions: Array(1...count), to: &vector) }
    }
    for (lexeme, positions) in others {
      Self.append(lexeme, to: &vector)
      // A field of names is never so long that a position is cut off.
      Self.append(positions: positions, to: &vector)
    }
    if more.isEmpty { lines.null() } else { lines.text(utf8: Self.json(more)) }
    lines.text(utf8: vector)
    lines.text(utf8: plain)
  }

  private static func json(_ counts: [(lexeme: [UInt8], count: Int)]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      for (lexeme, count) in counts { writer.member(String(decoding: lexeme, as: UTF8.self), count) }
    }
    return writer.bytes
  }

  /// A lexeme between apostrophes.
  private static func append(_ lexeme: [UInt8], to vector: inout [UInt8]) {
    if !vector.isEmpty { vector.append(0x20) }
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
