internal import Knowledge

/// A quotation's words prepared for comparison.
package struct QuotationWords: Sendable {
  /// A word and what it is.
  struct Word: Sendable {
    var text: String
    /// Neither an article, pronoun, preposition nor auxiliary.
    var isContent: Bool
    /// A number or a denial: without it, the words say something else.
    var isHard: Bool
    /// Whether a mark of omission stands before it.
    var followsOmission: Bool
  }
  let words: [Word]
  let content: Int
  /// The words alone.
  package var texts: [String] { words.map(\.text) }

  /// Reads a quotation as printed, with or without marks, brackets and "[…]".
  package init(_ text: String) {
    var words: [Word] = []
    for (index, stretch) in text.replacing("[...]", with: "\u{2026}").replacing("...", with: "\u{2026}").split(separator: "\u{2026}")
      .enumerated()
    {
      for (place, word) in Self.plain(FoldedTokens.words(String(stretch))).enumerated() {
        if word == "cent", words.last?.text == "per" {
          words[words.count - 1].text = "percent"
          words[words.count - 1].isContent = true
          continue
        }
        let text = Self.digits[word] ?? word
        let isHard = text.unicodeScalars.first.map { (0x30...0x39).contains($0.value) } == true || Self.denials.contains(text)
        words.append(
          Word(text: text, isContent: isHard || !Self.light.contains(text), isHard: isHard, followsOmission: index > 0 && place == 0))
      }
    }
    self.words = words
    content = words.count { $0.isContent }
  }

  /// Words with "won't" as "will not", and so on.
  private static func plain(_ words: [String]) -> [String] { words.flatMap { word in contractions[word].map { [$0, "not"] } ?? [word] } }
  private static let contractions = Dictionary(
    uniqueKeysWithValues: WordSets.phrases("QuotationMatch.contractions").map { phrase in
      let words = phrase.split(separator: " ").map(String.init)
      return (words[0], words[1])
    })

  private static let light: Set<String> = {
    let lexicon = Lexicon(named: "function-words.tsv")
    let column = lexicon.column("words")
    let words = lexicon.rows.flatMap { row in row[column].split(separator: " ").map { FoldedTokens.fold($0).filter { $0 != "'" } } }
    return Set(words).subtracting(denials).union(["her", "his", "hers", "theirs", "ours", "mine", "as", "than", "if"])
  }()
  private static let denials: Set<String> = Set(WordSets.words("QuotationMatch.denials"))
  private static let digits: [String: String] = {
    let words = WordSets.words("QuotationMatch.words")
    var table: [String: String] = [:]
    // "one" is a pronoun as often as a number.
    for (number, word) in words.enumerated() where number != 1 { table[word] = String(number) }
    for (place, word) in ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"].enumerated() {
      table[word] = String((place + 2) * 10)
    }
    return table
  }()
}

/// Whether two quotations are one, printed in two ways.
package struct QuotationMatch: Sendable {
  /// Longer quotations are compared by their first words.
  private static let mostWords = 400

  /// Pairs of places of words that stand in both, rising.
  package private(set) var pairs: [(Int, Int)] = []
  private let a: QuotationWords
  private let b: QuotationWords

  /// Aligns two quotations by their longest common subsequence.
  package init(_ a: QuotationWords, _ b: QuotationWords) {
    self.a = a
    self.b = b
    let x = a.words.prefix(Self.mostWords).map(\.text)
    let y = b.words.prefix(Self.mostWords).map(\.text)
    let width = y.count + 1
    var lengths = [Int32](repeating: 0, count: (x.count + 1) * width)
    for i in x.indices.reversed() {
      for j in y.indices.reversed() {
        lengths[i * width + j] =
          x[i] == y[j] ? lengths[(i + 1) * width + j + 1] + 1 : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var i = 0
    var j = 0
    while i < x.count, j < y.count {
      if x[i] == y[j] {
        pairs.append((i, j))
        i += 1
        j += 1
      } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    pairs = Self.joined(pairs, a, b)
    pairs = Self.joined(pairs.map { ($0.1, $0.0) }, b, a).map { ($0.1, $0.0) }
  }

  /// Pairs with words behind "[…]" in `a` where the words after them stand. The subsequence takes the first of two places in `b`: in "We will […]
  /// not raise the fares", the "not" of "We will not leave, and we will not raise the fares".
  private static func joined(_ pairs: [(Int, Int)], _ a: QuotationWords, _ b: QuotationWords) -> [(Int, Int)] {
    var pairs = pairs
    for place in pairs.indices.dropLast().reversed() {
      let next = pairs[place + 1]
      // From here back to the mark of omission, or to a word that does not join the one before it, the words must be those before `next`.
      for start in (0...place).reversed() {
        let (i, j) = pairs[start]
        let moved = (next.0 - (place + 1 - start), next.1 - (place + 1 - start))
        guard i == moved.0, j < moved.1, a.words[i].text == b.words[moved.1].text else { break }
        guard a.words[i].followsOmission || start == 0 || pairs[start - 1] != (i - 1, j - 1) else { continue }
        for index in start...place { pairs[index].1 = next.1 - (place + 1 - index) }
        break
      }
    }
    return pairs
  }

  /// Whether the words are one quotation; the speakers are compared apart.
  package var isSame: Bool {
    let shorter = min(a.content, b.content)
    let matched = pairs.count { a.words[$0.0].isContent }
    if isContained { return true }
    guard shorter >= Self.fewestContent else {
      // So few words must be the same, all of them.
      return a.content == b.content && matched == shorter && matched > 0 && pairs.count * 10 >= max(a.words.count, b.words.count) * 9
    }
    guard let first = pairs.first, let last = pairs.last else { return false }
    var changed = 0
    var before = first
    for pair in pairs.dropFirst() {
      let gapA = a.words[before.0 + 1..<max(before.0 + 1, pair.0)]
      let gapB = b.words[before.1 + 1..<max(before.1 + 1, pair.1)]
      let omitsA = a.words[pair.0].followsOmission || gapA.contains { $0.followsOmission }
      let omitsB = b.words[pair.1].followsOmission || gapB.contains { $0.followsOmission }
      if gapA.contains(where: \.isHard), !omitsB { return false }
      if gapB.contains(where: \.isHard), !omitsA { return false }
      changed += min(gapA.count { $0.isContent }, gapB.count { $0.isContent })
      before = pair
    }
    // Where both go on before the first or after the last word they share, they differ there as well.
    for (x, y) in [(a.words[..<first.0], b.words[..<first.1]), (a.words[(last.0 + 1)...], b.words[(last.1 + 1)...])]
    where !x.isEmpty && !y.isEmpty {
      if x.contains(where: \.isHard) != y.contains(where: \.isHard) { return false }
    }
    return Double(matched - changed) >= Self.leastShare * Double(shorter)
  }

  /// Whether one stands word for word in the other, with words enough to be no commonplace.
  private var isContained: Bool {
    let shorter = min(a.words.count, b.words.count)
    guard shorter >= Self.fewestContained, pairs.count == shorter, min(a.content, b.content) >= 2, let first = pairs.first,
      let last = pairs.last
    else { return false }
    return last.0 - first.0 == shorter - 1 && last.1 - first.1 == shorter - 1
  }

  private static let fewestContained = 6
  private static let fewestContent = 3
  private static let leastShare = 0.72

  /// Whether two speakers, as articles name them, can be one; `nil` is nobody known.
  package static func speakersAgree(_ a: String?, _ b: String?) -> Bool {
    guard let a, let b else { return false }
    if FoldedTokens.words(a) == FoldedTokens.words(b) { return true }
    return PersonName(a).isCompatible(with: PersonName(b))
  }

  /// Whether two quotations with speakers are one.
  package static func isSame(_ a: QuotationWords, by speakerA: String?, _ b: QuotationWords, by speakerB: String?) -> Bool {
    if speakerA == nil || speakerB == nil {
      guard min(a.content, b.content) >= fewestWithoutSpeaker else { return false }
    } else {
      guard speakersAgree(speakerA, speakerB) else { return false }
    }
    return QuotationMatch(a, b).isSame
  }
  private static let fewestWithoutSpeaker = 7
}

/// How one wording differs from another.
public struct WordDifference: Hashable, Sendable {
  /// What became of some words.
  public enum Change: String, Sendable {
    /// In both.
    case kept
    /// In the first alone.
    case removed
    /// In the second alone.
    case added
  }
  /// What became of them.
  public var change: Change
  /// The words as printed, separated by spaces.
  public var text: String

  /// The steps from one wording to another, word by word; case, diacritics and marks are no difference.
  public static func steps(from first: String, to second: String) -> [WordDifference] {
    let x = first.split(whereSeparator: \.isWhitespace).map(String.init)
    let y = second.split(whereSeparator: \.isWhitespace).map(String.init)
    func folded(_ words: [String]) -> [String] { words.map { FoldedTokens.words($0).joined() } }
    var gone: Set<Int> = []
    var come: Set<Int> = []
    for change in folded(y).difference(from: folded(x)) {
      switch change {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): come.insert(offset)
      }
    }
    var steps: [WordDifference] = []
    func add(_ change: Change, _ word: String) {
      if steps.last?.change == change {
        steps[steps.count - 1].text += " " + word
      } else {
        steps.append(WordDifference(change: change, text: word))
      }
    }
    var i = 0
    var j = 0
    while i < x.count || j < y.count {
      if i < x.count, gone.contains(i) {
        add(.removed, x[i])
        i += 1
      } else if j < y.count, come.contains(j) {
        add(.added, y[j])
        j += 1
      } else if i < x.count, j < y.count {
        add(.kept, y[j])
        i += 1
        j += 1
      } else {
        break
      }
    }
    return steps
  }
}
