internal import Record

/// A finding's or article's words and facts before the index numbers them.
struct PreparedDocument: Sendable {
  var kind: FindingKind
  /// Place in the record's list, from 0.
  var ordinal: Int
  /// The stable id; 0 for an article.
  var publicID: UInt64
  /// Numbers of words (in the entry's ``WordTable``) and their positions, field by field.
  var runs: [(field: TermField, words: [UInt32], positions: [UInt32])] = []
  /// Words of the field `text`.
  var length = 0
  /// The speaker; whom a figure is credited to; an official's name.
  var speaker: String?
  var organization: String?
  var unit: String?
  /// As in ``DocumentFacts``.
  var kindNumber: UInt8 = 0
  var typeNumber: UInt8 = 0
  var low = Double.nan
  var high = Double.nan

  init(kind: FindingKind, ordinal: Int, publicID: UInt64) {
    self.kind = kind
    self.ordinal = ordinal
    self.publicID = publicID
  }

  /// Adds words to a field; a second run of the same field stands so far behind the first that no phrase spans both.
  mutating func add(_ words: [UInt32], to field: TermField) {
    guard !words.isEmpty else { return }
    if field == .text { length += words.count }
    if let index = runs.firstIndex(where: { $0.field == field }) {
      let start = (runs[index].positions.last ?? 0) + Self.gap
      runs[index].words += words
      runs[index].positions += (0..<UInt32(words.count)).map { start + $0 }
    } else {
      runs.append((field, words, Array(0..<UInt32(words.count))))
    }
  }

  private static let gap: UInt32 = 1_100
}

/// Reads an article's words once and gives each finding its own.
struct WordReader {
  private(set) var table = WordTable()
  private let text: FoldedWords
  /// The number of each word of the text.
  private let numbers: [UInt32]
  private var known: [String: [UInt32]] = [:]

  init(_ text: [UInt8]) {
    self.text = FoldedWords(text)
    var table = WordTable()
    let words = self.text
    numbers = (0..<words.count).map { UInt32(table.number(of: words.bytes, words.range($0))) }
    self.table = table
  }

  /// All words of the text.
  var all: [UInt32] { numbers }

  /// The words of a stretch of the text; `nil` where it cuts a word in two.
  func words(in range: ByteRange) -> [UInt32]? {
    let first = firstWord { text.places[$0].end > range.start }
    let end = firstWord { text.places[$0].start >= range.end }
    guard first < end else { return first == end || first == text.count ? [] : nil }
    guard text.places[first].start >= range.start, text.places[end - 1].end <= range.end else { return nil }
    return Array(numbers[first..<end])
  }

  /// The words of a name or any other text of its own.
  mutating func words(of text: String) -> [UInt32] {
    if let words = known[text] { return words }
    let folded = FoldedWords(text)
    let words = (0..<folded.count).map { UInt32(table.number(of: folded.bytes, folded.range($0))) }
    known[text] = words
    return words
  }

  private func firstWord(where holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = text.count
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
