internal import Knowledge

/// Words that say what a date next to them is: "Published", "Last updated" (`date-labels.tsv`).
struct DateLabels: Sendable {
  /// What a date is.
  enum Label: String, Sendable {
    case published, modified
  }

  /// The built-in ones.
  static let standard = DateLabels(Lexicon(named: "date-labels.tsv"))

  /// Words by their first one, longest first.
  private let labels: ByteTable<[(words: [UInt8], label: Label)]>

  init(_ lexicon: Lexicon) {
    let words = lexicon.column("words"), label = lexicon.column("label")
    var table: [[UInt8]: [(words: [UInt8], label: Label)]] = [:]
    for row in lexicon.rows {
      let bytes = Array(row[words].utf8)
      table[Array(bytes.prefix { $0 != 32 }), default: []].append((bytes, row.value(label)))
    }
    labels = ByteTable(table.map { ($0.key, $0.value.sorted { $0.words.count > $1.words.count }) })
  }

  /// A stretch of a line with the label before it.
  struct Segment {
    var label: Label?
    var text: [UInt8]
  }

  /// The line split at its labels: "Posted May 3 | Updated May 4" has two segments.
  func segments(_ line: [UInt8]) -> [Segment] {
    var segments: [Segment] = []
    var label: Label?
    var start = 0
    var index = 0
    func end() {
      let text = line[start..<index]
      if label != nil || text.contains(where: { $0 > 32 }) { segments.append(Segment(label: label, text: Array(text))) }
    }
    while index < line.count {
      if !Self.isLetter(line[index]) {
        index += 1
      } else if let found = self.label(in: line, at: index) {
        end()
        (label, start, index) = (found.label, found.end, found.end)
      } else {
        while index < line.count, Self.isLetter(line[index]) { index += 1 }
      }
    }
    end()
    return segments
  }

  /// The first label of a text.
  func first(in text: [UInt8]) -> Label? { segments(text).compactMap(\.label).first }

  private func label(in line: [UInt8], at start: Int) -> (label: Label, end: Int)? {
    var end = start
    while end < line.count, Self.isLetter(line[end]) { end += 1 }
    guard let candidates = labels[Self.lowercased(line[start..<end])] else { return nil }
    for candidate in candidates {
      var index = start
      var position = 0
      while position < candidate.words.count, index < line.count {
        let wanted = candidate.words[position]
        let byte = line[index] &- 65 < 26 ? line[index] | 32 : line[index]
        if wanted != byte { break }
        position += 1
        index += 1
      }
      if position == candidate.words.count, index == line.count || !Self.isLetter(line[index]) { return (candidate.label, index) }
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 || byte >= 128 }

  private static func lowercased(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    word.contains { $0 &- 65 < 26 } ? word.map { $0 &- 65 < 26 ? $0 | 32 : $0 }[...] : word
  }
}
