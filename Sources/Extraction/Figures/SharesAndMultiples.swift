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
    let single = numeral.pieces.count == 1 && sentence.isWord(i)
    if sentence.isHyphen(end), !sentence.isNumber(end + 1) { return nil }
    if single {
      guard sentence.holds(i, "half") else { return nil }
      // "Half said no."
      if i == sentence.start, [.VBD, .VBP, .VBZ, .MD].contains(sentence.tag(end) ?? .UH) {
        candidate.unit = Unit(code: "fraction", kind: .ratio, pieces: i..<end)
        candidate.rule = "share"
        return candidate
      }
      if sentence.isHyphen(i) || sentence.isHyphen(i - 1) && sentence.glued(i) { return nil }
      if sentence.holds(i - 1, Self.halfBlockers) || sentence.holds(i - 1, "a") || sentence.holds(end, Self.halfFollowers) { return nil }
      if sentence.holds(i - 1, "the") || sentence.holds(i - 1, "and") && sentence.holds(i - 2, "a") || sentence.holds(i - 1, "in") {
        return nil
      }
      guard
        !sentence.isWord(end) || sentence.holds(end, Self.fractionFollowers) || sentence.tag(end) == .NNS || sentence.tag(end) == .NNP
          || BoundReader(sentence).before(i, duration: false) != nil || sentence.holds(i - 1, "by")
      else { return nil }
      if !sentence.isWord(end), BoundReader(sentence).before(i, duration: false) == nil, !sentence.holds(i - 1, "by"),
        !sentence.holds(i - 1, "to")
      {
        return nil
      }
    } else if sentence.holds(i, "a") || sentence.holds(i, "an") {
      if sentence.holds(i + 1, "half") { return nil }
      // "a third of", "by a third"; not "a third man".
      let follows = sentence.holds(end, "of") || sentence.holds(end, Self.comparing)
      let bounded = BoundReader(sentence).before(i, duration: false) != nil
      // "Three were held. A fourth was released.": an ordinal; a share of several takes the plural.
      if !bounded, sentence.holds(end, Self.singular), sentence.tag(end + 1) == .VBN { return nil }
      // "A third heated one room", "about a tenth took part"
      if bounded || i == sentence.start, [.VBD, .VBP, .VBZ].contains(sentence.tag(end) ?? .UH), numeral.pieces.count == 2,
        !sentence.holds(i + 1, "second")
      {
        candidate.unit = Unit(code: "fraction", kind: .ratio, pieces: i..<end)
        candidate.rule = "share"
        return candidate
      }
      let alone =
        !sentence.isWord(end) || CountWords.prepositions.contains(sentence.key(end))
        || TimeWords.table[sentence.key(end)].map { [.last, .this, .day, .next].contains($0.kind) } ?? false
        || sentence.holds(end, "the") || sentence.holds(end, "each") || sentence.holds(end, "every")
      guard
        follows
          || alone
            && (sentence.holds(i - 1, "by") || sentence.holds(i - 1, "than") || sentence.holds(i - 1, "nearly")
              || sentence.holds(i - 1, "almost")
              || sentence.holds(i - 1, "about") || sentence.holds(i - 1, "over") || sentence.holds(i - 1, "roughly")
              || sentence.holds(i - 1, "to")
              || sentence.holds(i - 1, "from")
              || numeral.pieces.count > 2 || i == sentence.start || sentence.bounds.count < 5)
      else { return nil }
      if sentence.holds(i + 1, "second") { return nil }
    }
    candidate.unit = Unit(code: "fraction", kind: .ratio, pieces: i..<end)
    candidate.rule = "share"
    return candidate
  }

  func multiple(_ numeral: Numeral) -> FigureCandidate? {
    let i = numeral.pieces.lowerBound
    let end = numeral.pieces.upperBound
    if sentence.holds(i, "twice") || sentence.holds(i, "thrice") || sentence.holds(i, "double") || sentence.holds(i, "triple")
      || sentence.holds(i, "quadruple")
    {
      // "twice the rate", "twice as many", but not "twice elected" or "double standard".
      guard
        sentence.holds(end, "the") || sentence.holds(end, "as") || sentence.holds(end, "its") || sentence.holds(end, "their")
          || sentence.holds(end, "his")
          || sentence.holds(end, "her") || sentence.holds(end, "what") || sentence.holds(end, "that")
          || sentence.holds(i - 1, "than") && sentence.holds(i, "double")
          || sentence.holds(i - 1, "to") && sentence.holds(i, "double")
      else { return nil }
      // "to double capacity", "would more than double the price": a verb.
      let lead = sentence.holds(i - 1, "than") && sentence.holds(i - 2, "more") ? i - 3 : i - 1
      if sentence.holds(lead, "to") || sentence.tag(lead) == .MD, !sentence.holds(end, "as"), !sentence.holds(i, "twice"),
        !sentence.holds(i, "thrice")
      {
        return FigureCandidate(
          numeral: numeral, pieces: i..<end, value: numeral.value, unit: Unit(code: "{time}", kind: .ratio, pieces: i..<end),
          change: .init(change: .up, role: .change, pieces: i..<end), rule: "multiple in words")
      }
    } else {
      guard sentence.tag(i) != .JJ || sentence.holds(i - 1, "than"), !sentence.isHyphen(end), !sentence.isHyphen(i - 1),
        !sentence.holds(end, "over") || sentence.holds(end + 1, "the"), !sentence.holds(end, "down"),
        !sentence.holds(end, "as")
      else { return nil }
      if sentence.holds(i, "halved") || sentence.holds(i, "halving") {
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
    if sentence.isHyphen(end), sentence.holds(end + 1, "to"), sentence.isHyphen(end + 2) {
      to = end + 3
    } else if sentence.holds(end, "to"), numeral.form == .words || isRatio(numeral.pieces.lowerBound, end + 2) {
      to = end + 1
    } else if sentence.holds(end, ":"), NonFigures(sentence).isRatio(numeral.pieces.lowerBound) {
      to = end + 1
    } else {
      return nil
    }
    guard let second = numerals.cardinal(to), second.value == 1, second.pieces.count == 1, numeral.value > 1, !numeral.scaled,
      !sentence.isHyphen(second.pieces.upperBound) || to == end + 3
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
    guard sentence.holds(i + 1, ":"), sentence.glued(i + 1), sentence.glued(i + 2), sentence.holds(i + 2, "1"),
      !sentence.glued(i + 3) || sentence.isSymbol(i + 3), !sentence.glued(i),
      !sentence.source.isGame, let value = DigitReader.number(sentence, i)?.value, value > 1
    else { return false }
    return !(sentence.isWord(i - 1) && sentence.capitalized(i - 1) && i - 1 > sentence.start) && !sentence.holds(i - 1, Self.scoring)
  }
  private static let scoring = Words.set("won lost win beat drew at led trailed")

  /// Whether the words around "3 to 1" speak of a ratio.
  fileprivate func speaksOfRatio(_ i: Int, _ end: Int) -> Bool {
    guard !sentence.source.isGame else { return false }
    return (i - Self.reach..<i).contains { sentence.holds($0, Self.ratios) } || sentence.holds(end, "margin")
      || sentence.holds(end, "ratio")
      || sentence.holds(i - 1, "of") && sentence.holds(i - 2, "margin")
  }
}

/// "tenfold", "threefold": multiples in one word.
enum FoldWords {
  static func value(_ sentence: PieceSentence, _ i: Int) -> Double? {
    guard sentence.isWord(i), sentence[i].range.count > 6, sentence[i].range.count < 16 else { return nil }
    let range = sentence[i].range
    let bytes = sentence.source.text.bytes
    guard bytes[range.end - 4] | 0x20 == 0x66, bytes[range.end - 3] == 0x6f, bytes[range.end - 2] == 0x6c, bytes[range.end - 1] == 0x64
    else { return nil }
    guard let word = NumberWords.table[WordHash.of(sentence.lowercase(i).dropLast(4).description)] else { return nil }
    return [.unit, .teen, .ten, .hundred, .scale].contains(word.kind) && word.value > 1 ? word.value : nil
  }
}
