import Knowledge
import Linguistics
import Record

/// Fractions, multiples and ratios.
extension FigureScanner {
  // MARK: Fractions, multiples, ratios

  static let fractionFollowers = Words.set(WordSets["SharesAndMultiples.fractionFollowers"])
  static let comparing = Words.set(WordSets["SharesAndMultiples.comparing"])
  static let halfBlockers = Words.set(WordSets["SharesAndMultiples.halfBlockers"])
  static let halfFollowers = Words.set(WordSets["SharesAndMultiples.halfFollowers"])
  private static let singular = Words.set("was is has")

  func fraction(_ candidate: FigureCandidate) -> FigureCandidate? {
    var candidate = candidate
    let numeral = candidate.numeral
    let i = numeral.pieces.lowerBound
    let end = numeral.pieces.upperBound
    let single = numeral.pieces.count == 1 && s.isWord(i)
    if s.isHyphen(end), !s.isNumber(end + 1) { return nil }
    if single {
      guard s.holds(i, "half") else { return nil }
      // "Half said no."
      if i == s.start, [.VBD, .VBP, .VBZ, .MD].contains(s.tag(end) ?? .UH) {
        candidate.unit = Unit(code: "fraction", kind: .ratio, pieces: i..<end)
        candidate.rule = "share"
        return candidate
      }
      if s.isHyphen(i) || s.isHyphen(i - 1) && s.glued(i) { return nil }
      if s.holds(i - 1, Self.halfBlockers) || s.holds(i - 1, "a") || s.holds(end, Self.halfFollowers) { return nil }
      if s.holds(i - 1, "the") || s.holds(i - 1, "and") && s.holds(i - 2, "a") || s.holds(i - 1, "in") { return nil }
      guard
        !s.isWord(end) || s.holds(end, Self.fractionFollowers) || s.tag(end) == .NNS || s.tag(end) == .NNP
          || BoundReader(s).before(i, duration: false) != nil || s.holds(i - 1, "by")
      else { return nil }
      if !s.isWord(end), BoundReader(s).before(i, duration: false) == nil, !s.holds(i - 1, "by"), !s.holds(i - 1, "to") { return nil }
    } else if s.holds(i, "a") || s.holds(i, "an") {
      if s.holds(i + 1, "half") { return nil }
      // "a third of", "by a third"; not "a third man".
      let follows = s.holds(end, "of") || s.holds(end, Self.comparing)
      let bounded = BoundReader(s).before(i, duration: false) != nil
      // "Three were held. A fourth was released.": an ordinal; a share of several takes the plural.
      if !bounded, s.holds(end, Self.singular), s.tag(end + 1) == .VBN { return nil }
      // "A third heated one room", "about a tenth took part"
      if bounded || i == s.start, [.VBD, .VBP, .VBZ].contains(s.tag(end) ?? .UH), numeral.pieces.count == 2, !s.holds(i + 1, "second") {
        candidate.unit = Unit(code: "fraction", kind: .ratio, pieces: i..<end)
        candidate.rule = "share"
        return candidate
      }
      let alone =
        !s.isWord(end) || CountWords.prepositions.contains(s.key(end))
        || TimeWords.table[s.key(end)].map { [.last, .this, .day, .next].contains($0.kind) } ?? false
        || s.holds(end, "the") || s.holds(end, "each") || s.holds(end, "every")
      guard
        follows
          || alone
            && (s.holds(i - 1, "by") || s.holds(i - 1, "than") || s.holds(i - 1, "nearly") || s.holds(i - 1, "almost")
              || s.holds(i - 1, "about") || s.holds(i - 1, "over") || s.holds(i - 1, "roughly") || s.holds(i - 1, "to")
              || s.holds(i - 1, "from")
              || numeral.pieces.count > 2 || i == s.start || s.bounds.count < 5)
      else { return nil }
      if s.holds(i + 1, "second") { return nil }
    }
    candidate.unit = Unit(code: "fraction", kind: .ratio, pieces: i..<end)
    candidate.rule = "share"
    return candidate
  }

  func multiple(_ numeral: Numeral) -> FigureCandidate? {
    let i = numeral.pieces.lowerBound
    let end = numeral.pieces.upperBound
    if s.holds(i, "twice") || s.holds(i, "thrice") || s.holds(i, "double") || s.holds(i, "triple") || s.holds(i, "quadruple") {
      // "twice the rate", "twice as many", but not "twice elected" or "double standard".
      guard
        s.holds(end, "the") || s.holds(end, "as") || s.holds(end, "its") || s.holds(end, "their") || s.holds(end, "his")
          || s.holds(end, "her") || s.holds(end, "what") || s.holds(end, "that") || s.holds(i - 1, "than") && s.holds(i, "double")
          || s.holds(i - 1, "to") && s.holds(i, "double")
      else { return nil }
      // "to double capacity", "would more than double the price": a verb.
      let lead = s.holds(i - 1, "than") && s.holds(i - 2, "more") ? i - 3 : i - 1
      if s.holds(lead, "to") || s.tag(lead) == .MD, !s.holds(end, "as"), !s.holds(i, "twice"), !s.holds(i, "thrice") {
        return FigureCandidate(
          numeral: numeral, pieces: i..<end, value: numeral.value, unit: Unit(code: "{time}", kind: .ratio, pieces: i..<end),
          change: .init(change: .up, role: .change, pieces: i..<end), rule: "multiple in words")
      }
    } else {
      guard s.tag(i) != .JJ || s.holds(i - 1, "than"), !s.isHyphen(end), !s.isHyphen(i - 1),
        !s.holds(end, "over") || s.holds(end + 1, "the"), !s.holds(end, "down"),
        !s.holds(end, "as")
      else { return nil }
      if s.holds(i, "halved") || s.holds(i, "halving") {
        return FigureCandidate(
          numeral: numeral, pieces: i..<end, value: 0.5, unit: Unit(code: "{time}", kind: .ratio, pieces: i..<end),
          change: .init(change: .down, role: .change, pieces: i..<end), rule: "multiple in words")
      }
      return FigureCandidate(
        numeral: numeral, pieces: i..<end, value: numeral.value, unit: Unit(code: "{time}", kind: .ratio, pieces: i..<end),
        change: .init(change: .up, role: .change, pieces: i..<end), rule: "multiple in words")
    }
    return FigureCandidate(
      numeral: numeral, pieces: i..<end, value: numeral.value, unit: Unit(code: "{time}", kind: .ratio, pieces: i..<end),
      rule: "multiple in words")
  }

  private func isRatio(_ i: Int, _ end: Int) -> Bool { nonFigures.speaksOfRatio(i, end) }

  /// "3-to-1", "two to one": a ratio.
  func oneTo(_ numeral: Numeral) -> FigureCandidate? {
    let end = numeral.pieces.upperBound
    let to: Int
    if s.isHyphen(end), s.holds(end + 1, "to"), s.isHyphen(end + 2) {
      to = end + 3
    } else if s.holds(end, "to"), numeral.form == .words || isRatio(numeral.pieces.lowerBound, end + 2) {
      to = end + 1
    } else if s.holds(end, ":"), NonFigures(s).isRatio(numeral.pieces.lowerBound) {
      to = end + 1
    } else {
      return nil
    }
    guard let second = numerals.cardinal(to), second.value == 1, second.pieces.count == 1, numeral.value > 1, !numeral.scaled,
      !s.isHyphen(second.pieces.upperBound) || to == end + 3
    else { return nil }
    let pieces = numeral.pieces.lowerBound..<second.pieces.upperBound
    return FigureCandidate(
      numeral: numeral, pieces: pieces, value: numeral.value, unit: Unit(code: "ratio", kind: .ratio, pieces: pieces), rule: "ratio")
  }
}

extension NonFigures {
  private static let ratios = Words.set("ratio ratios outnumber outnumbers outnumbered outnumbering leverage gearing")
  private static let reach = 9

  /// "18:1", but neither "3:15" nor "John 3:1" nor a score.
  func isRatio(_ i: Int) -> Bool {
    guard s.holds(i + 1, ":"), s.glued(i + 1), s.glued(i + 2), s.holds(i + 2, "1"), !s.glued(i + 3) || s.isSymbol(i + 3), !s.glued(i),
      !s.source.isGame, let value = DigitReader.number(s, i)?.value, value > 1
    else { return false }
    return !(s.isWord(i - 1) && s.capitalized(i - 1) && i - 1 > s.start) && !s.holds(i - 1, Self.scoring)
  }
  private static let scoring = Words.set("won lost win beat drew at led trailed")

  /// Whether the words around "3 to 1" speak of a ratio.
  fileprivate func speaksOfRatio(_ i: Int, _ end: Int) -> Bool {
    guard !s.source.isGame else { return false }
    return (i - Self.reach..<i).contains { s.holds($0, Self.ratios) } || s.holds(end, "margin") || s.holds(end, "ratio")
      || s.holds(i - 1, "of") && s.holds(i - 2, "margin")
  }
}

/// "tenfold", "threefold": multiples in one word.
enum FoldWords {
  static func value(_ s: PieceSentence, _ i: Int) -> Double? {
    guard s.isWord(i), s[i].range.count > 6, s[i].range.count < 16 else { return nil }
    let range = s[i].range
    let bytes = s.source.text.bytes
    guard bytes[range.end - 4] | 0x20 == 0x66, bytes[range.end - 3] == 0x6f, bytes[range.end - 2] == 0x6c, bytes[range.end - 1] == 0x64
    else { return nil }
    guard let word = NumberWords.table[WordHash.of(s.lowercase(i).dropLast(4).description)] else { return nil }
    return [.unit, .teen, .ten, .hundred, .scale].contains(word.kind) && word.value > 1 ? word.value : nil
  }
}
