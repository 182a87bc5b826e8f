internal import FullText
internal import Record

/// Finds the places in a text that a query's words matched.
struct Highlighter {
  private let patterns: [WordPattern]
  /// The stems of single words, computed once.
  private let stems: [[UInt8]]

  init(_ patterns: [WordPattern]) {
    self.patterns = patterns
    stems = patterns.map { $0.form == .stem && $0.words.count == 1 ? EnglishStemmer.stem($0.words[0]) : [] }
  }

  /// The patterns of a query that look at the text, or at a field, except those after a NOT.
  init(_ node: QueryNode, field: QueryField? = nil) { self.init(Self.patterns(node, field)) }

  var isEmpty: Bool { patterns.isEmpty }

  private static func patterns(_ node: QueryNode, _ field: QueryField?) -> [WordPattern] {
    switch node {
    case .words(let pattern): [pattern]
    case .near(let patterns, _): patterns
    case .and(let nodes), .or(let nodes): nodes.flatMap { patterns($0, field) }
    case .field(let named, let pattern): named == field ? [pattern] : []
    default: []
    }
  }

  /// The matched stretches, in order, none overlapping.
  func ranges(in text: String) -> [ByteRange] { patterns.isEmpty ? [] : ranges(in: FoldedWords(text)) }

  func ranges(in words: FoldedWords) -> [ByteRange] {
    var found: [ByteRange] = []
    for (index, pattern) in patterns.enumerated() {
      let count = pattern.words.count
      guard count > 0, words.count >= count else { continue }
      for start in 0...words.count - count where matches(pattern, stems[index], words, at: start) {
        found.append(ByteRange(words.places[start].start, words.places[start + count - 1].end))
      }
    }
    found.sort()
    return found.reduce(into: []) { merged, range in
      if let last = merged.last, range.start < last.end {
        merged[merged.count - 1].end = max(last.end, range.end)
      } else {
        merged.append(range)
      }
    }
  }

  private func matches(_ pattern: WordPattern, _ stem: [UInt8], _ words: FoldedWords, at start: Int) -> Bool {
    for (index, word) in pattern.words.enumerated() {
      let there = words.bytes[words.range(start + index)]
      let isLast = index == pattern.words.count - 1
      switch isLast ? pattern.form : .exact {
      case .prefix where isLast: if !there.starts(with: word) { return false }
      case .stem where pattern.words.count == 1:
        guard EnglishStemmer.mayStem(there, to: stem) else { return false }
        if !there.elementsEqual(word) && EnglishStemmer.stem(Array(there)) != stem { return false }
      default: if !there.elementsEqual(word) { return false }
      }
    }
    return true
  }
}
