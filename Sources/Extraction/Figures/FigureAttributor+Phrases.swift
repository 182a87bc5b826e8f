import Knowledge
import Linguistics
import Record

/// The noun phrases of which credits consist.
extension FigureAttributor {
  private static let linking = Words.set("of for in at on to &")

  /// The noun phrase after "according to" or "said".
  func phrase(from start: Int, _ sentence: PieceSentence, apposition: Bool = false) -> Range<Int> {
    var k = start
    var apposed: Int?
    while sentence.has(k), k < start + 16 {
      if sentence.isSymbol(k) {
        if sentence.isHyphen(k) || sentence.holds(k, "&") || sentence.holds(k, "/")
          || (sentence.holds(k, "'") && sentence.glued(k) && sentence.isWord(k - 1))
          || (sentence.holds(k, ".") && sentence.glued(k) && sentence.has(k + 1) && !sentence.glued(k + 1) && sentence.capitalized(k + 1))
        {
          k += 1
          continue
        }
        // "the owner, Superior Ridge Energy": the name stands in apposition.
        if apposition, apposed == nil, sentence.holds(k, ","), k > start, sentence.capitalized(k + 1),
          sentence.holds(start, Words.determiners),
          !(start + 1..<k).contains(where: { sentence.capitalized($0) })
        {
          apposed = k
          k += 1
          continue
        }
        break
      }
      if sentence.isNumber(k) { break }
      let tag = sentence[k].tag
      if [.VBD, .VBZ, .VBP, .MD, .WDT, .WP, .CC].contains(tag) || tag == .VBN && k > start + 1 {
        if !(tag == .CC && sentence.capitalized(k - 1) && sentence.capitalized(k + 1)) { break }
      }
      if tag == .IN, !sentence.holds(k, "of"),
        !(sentence.holds(k, Self.linking) && sentence.capitalized(k + 1) && sentence.capitalized(k - 1))
      {
        break
      }
      if k > start, TimeWords.table[sentence.key(k)]?.kind == .weekday { break }
      k += 1
    }
    // "according to the police, Smith left": a clause, not a name in apposition.
    if let apposed, sentence.isWord(k), sentence.tag(k) != .IN { return start..<apposed }
    return start..<k
  }

  /// The noun phrase that ends before `end`: the subject of a verb.
  func subject(endingAt end: Int, _ sentence: PieceSentence, isCoordinate: Bool = false) -> Range<Int> {
    var last = beforeTime(end, sentence)
    // "The agency gave no breakdown, but said": the subject of the verb before.
    if !isCoordinate, sentence.holds(last - 1, "but") || sentence.holds(last - 1, "and") {
      guard
        let verb = (max(sentence.start + 1, last - 24)..<max(sentence.start + 1, last)).first(where: {
          Clause.finite.contains(sentence.tag($0) ?? .UH)
        })
      else {
        return end..<end
      }
      return subject(endingAt: verb, sentence, isCoordinate: true)
    }
    // "Ann Roe, 44, says": skips the age.
    if sentence.holds(last - 1, ","), sentence.isNumber(last - 2), sentence.holds(last - 3, ",") {
      last -= 3
    } else if sentence.isNumber(last - 1), sentence.holds(last - 2, ",") {
      last -= 2
    }
    // "X, the founder of Y, said": the name stands before the apposition.
    if sentence.holds(last - 1, ",") {
      var k = last - 2
      while sentence.has(k), !sentence.holds(k, ","), k > last - 26 { k -= 1 }
      guard sentence.holds(k, ",") else { return end..<end }
      // The apposition itself may be the name: "the chancellor, Edmund Pryce, said".
      let front = subject(endingAt: k, sentence)
      if front.isEmpty, sentence.holds(k + 1, Self.relativePronouns) { return end..<end }
      // "The firm that owns the machine, iSquash, said": the name is the apposition.
      let aside = (k + 1)..<(last - 1)
      if !front.isEmpty, aside.allSatisfy({ isNamed($0, sentence) }),
        !front.contains(where: { isNamed($0, sentence) && $0 > sentence.start })
      {
        return aside
      }
      return front.isEmpty ? (k + 1)..<(last - 1) : front.lowerBound..<(last - 1)
    }
    var k = last - 1
    while sentence.has(k) {
      if sentence.isSymbol(k) {
        if sentence.isHyphen(k) || sentence.holds(k, "&") || sentence.holds(k, "/")
          || sentence.holds(k, "'") && sentence.glued(k) && sentence.isWord(k - 1)
          || sentence.holds(k, ".") && sentence.glued(k) && sentence.capitalized(k - 1) && sentence[k - 1].range.count <= 4
        {
          k -= 1
          continue
        }
        break
      }
      // "a poll of 602 residents"
      if sentence.isNumber(k), sentence.holds(k - 1, "of") {
        k -= 1
        continue
      }
      guard sentence.isWord(k) else { break }
      switch sentence[k].tag {
      case .NN, .NNS, .NNP, .NNPS, .JJ, .JJR, .JJS, .DT, .PRP, .PRPS, .POS, .VBN, .CD: break
      case .RB where sentence.tag(k + 1) == .VBN || sentence.tag(k + 1) == .JJ: break
      case .IN where sentence.holds(k, Self.linking): break
      case .CC where sentence.holds(k, "and"): break
      default: return (k + 1)..<last
      }
      if last - k > 16 { break }
      k -= 1
    }
    return (k + 1)..<last
  }

  private static let estimating = Words.set(WordSets["FigureAttributor+Phrases.estimating"])

  /// "the $1.30 | analysts expected", "the 4% growth that economists had forecast": a relative clause about the number before it.
  /// - Returns: the pieces from the number to the clause's subject; `nil` where the clause is none.
  func relative(_ source: Range<Int>, _ verb: Int, _ sentence: PieceSentence) -> Range<Int>? {
    guard sentence.holds(verb, Self.estimating), !source.isEmpty else { return nil }
    for k in stride(from: source.lowerBound - 1, through: max(sentence.start + 1, source.lowerBound - 5), by: -1) {
      if sentence.isNumber(k) {
        var first = k - 1
        while sentence.isSymbol(first), first > sentence.start, !sentence.holds(first, ",") { first -= 1 }
        return sentence.holds(first, "the") ? first..<source.lowerBound : nil
      }
      let isLink = sentence.holds(k, "that") || sentence.holds(k, "which")
      guard sentence.isWord(k) ? isLink || !Clause.finite.contains(sentence[k].tag) : sentence.holds(k, "%") else { return nil }
    }
    return nil
  }

  private static let timeLeads = Words.set(WordSets["FigureAttributor+Phrases.timeLeads"])

  /// Skips a time before the verb: "Coast Watch over the weekend said".
  private func beforeTime(_ end: Int, _ sentence: PieceSentence) -> Int {
    guard sentence.isWord(end - 1), let time = TimeWords.table[sentence.key(end - 1)],
      time.kind == .weekday || time.kind == .unit || time.kind == .day
    else {
      return end
    }
    var k = end - 1
    while sentence.has(k - 1), sentence.holds(k - 1, Self.timeLeads) || sentence.holds(k - 1, "past") { k -= 1 }
    return k < end - 1 || time.kind != .unit ? k : end
  }

  /// A word with a capital letter anywhere: "iSquash".
  func isNamed(_ i: Int, _ sentence: PieceSentence) -> Bool {
    sentence.isWord(i) && sentence.bytes(i).contains { $0 >= 0x41 && $0 <= 0x5a }
  }
}
