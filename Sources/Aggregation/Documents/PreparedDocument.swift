internal import FullText
internal import Record

/// The words and values of a finding or article, before the index numbers them.
struct PreparedDocument: Sendable {
  var kind: FindingKind
  /// Position in the record's list, from 0.
  var ordinal: Int
  /// The stable id; 0 for an article.
  var publicID: UInt64
  /// Its runs in the entry's ``IndexEntry/runs``.
  var runs = 0..<0
  /// Number of words in the field `text`.
  var length = 0
  /// The speaker, whom a figure is credited to, or an official's name.
  var speaker: String?
  var organization: String?
  var unit: String?
  /// Position in the list of kinds, from 1; 0 for none.
  var kindNumber: UInt8 = 0
  /// Position in the list of attribution types, from 1.
  var typeNumber: UInt8 = 0
  /// A figure's least and greatest value.
  var low = Double.nan
  var high = Double.nan
  /// How sure the finding is, and each of its parts.
  var confidence = Certainty(code: 0)
  var partConfidence: [FindingPart: Certainty] = [:]

  init(kind: FindingKind, ordinal: Int, publicID: UInt64) {
    self.kind = kind
    self.ordinal = ordinal
    self.publicID = publicID
  }
}

/// Reads an article's words once and gives each finding its own.
struct DocumentWordReader {
  private(set) var table: WordNumbering
  private let text: FoldedWords
  /// The number of each word of the text.
  let numbers: [UInt32]
  private var known: [String: [UInt32]] = [:]

  init(_ text: [UInt8]) {
    let words = FoldedWords(text)
    var table = WordNumbering()
    numbers = table.numbers(of: words.bytes, ends: words.ends)
    self.text = words
    self.table = table
  }

  /// The words of a stretch of the text, by their positions in ``numbers``; `nil` if the stretch cuts a word in two.
  func words(in range: ByteRange) -> Range<Int>? {
    let first = firstWord { text.places[$0].end > range.start }
    let end = firstWord { text.places[$0].start >= range.end }
    guard first < end else { return first == end || first == text.count ? 0..<0 : nil }
    guard text.places[first].start >= range.start, text.places[end - 1].end <= range.end else { return nil }
    return first..<end
  }

  /// The words of a name or of any other text outside the article's text.
  mutating func words(of text: String) -> [UInt32] {
    if let words = known[text] { return words }
    let folded = FoldedWords(text)
    let words = table.numbers(of: folded.bytes, ends: folded.ends)
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
