import Knowledge
import Linguistics
import Record

/// The noun phrases of which credits consist.
extension FigureAttributor {
  private static let linking = Words.set("of for in at on to &")

  /// The noun phrase after "according to" or "said".
  func phrase(from start: Int, _ s: PieceSentence, apposition: Bool = false) -> Range<Int> {
    var k = start
    var apposed: Int?
    while s.has(k), k < start + 16 {
      if s.isSymbol(k) {
        if s.isHyphen(k) || s.holds(k, "&") || s.holds(k, "/") || (s.holds(k, "'") && s.glued(k) && s.isWord(k - 1))
          || (s.holds(k, ".") && s.glued(k) && s.has(k + 1) && !s.glued(k + 1) && s.capitalized(k + 1))
        {
          k += 1
          continue
        }
        // "the owner, Superior Ridge Energy": the name stands in apposition.
        if apposition, apposed == nil, s.holds(k, ","), k > start, s.capitalized(k + 1), s.holds(start, Words.determiners),
          !(start + 1..<k).contains(where: { s.capitalized($0) })
        {
          apposed = k
          k += 1
          continue
        }
        break
      }
      if s.isNumber(k) { break }
      let tag = s[k].tag
      if [.VBD, .VBZ, .VBP, .MD, .WDT, .WP, .CC].contains(tag) || tag == .VBN && k > start + 1 {
        if !(tag == .CC && s.capitalized(k - 1) && s.capitalized(k + 1)) { break }
      }
      if tag == .IN, !s.holds(k, "of"), !(s.holds(k, Self.linking) && s.capitalized(k + 1) && s.capitalized(k - 1)) { break }
      if k > start, TimeWords.table[s.key(k)]?.kind == .weekday { break }
      k += 1
    }
    // "according to the police, Smith left": a clause, not a name in apposition.
    if let apposed, s.isWord(k), s.tag(k) != .IN { return start..<apposed }
    return start..<k
  }

  /// The noun phrase that ends before `end`: the subject of a verb.
  func subject(endingAt end: Int, _ s: PieceSentence, isCoordinate: Bool = false) -> Range<Int> {
    var last = beforeTime(end, s)
    // "The agency gave no breakdown, but said": the subject of the verb before.
    if !isCoordinate, s.holds(last - 1, "but") || s.holds(last - 1, "and") {
      guard let verb = (max(s.start + 1, last - 24)..<max(s.start + 1, last)).first(where: { Clause.finite.contains(s.tag($0) ?? .UH) })
      else {
        return end..<end
      }
      return subject(endingAt: verb, s, isCoordinate: true)
    }
    // "Ann Roe, 44, says": skips the age.
    if s.holds(last - 1, ","), s.isNumber(last - 2), s.holds(last - 3, ",") {
      last -= 3
    } else if s.isNumber(last - 1), s.holds(last - 2, ",") {
      last -= 2
    }
    // "X, the founder of Y, said": the name stands before the apposition.
    if s.holds(last - 1, ",") {
      var k = last - 2
      while s.has(k), !s.holds(k, ","), k > last - 26 { k -= 1 }
      guard s.holds(k, ",") else { return end..<end }
      // The apposition itself may be the name: "the chancellor, Edmund Pryce, said".
      let front = subject(endingAt: k, s)
      if front.isEmpty, s.holds(k + 1, Self.relativePronouns) { return end..<end }
      // "The firm that owns the machine, iSquash, said": the name is the apposition.
      let aside = (k + 1)..<(last - 1)
      if !front.isEmpty, aside.allSatisfy({ isNamed($0, s) }), !front.contains(where: { isNamed($0, s) && $0 > s.start }) { return aside }
      return front.isEmpty ? (k + 1)..<(last - 1) : front.lowerBound..<(last - 1)
    }
    var k = last - 1
    while s.has(k) {
      if s.isSymbol(k) {
        if s.isHyphen(k) || s.holds(k, "&") || s.holds(k, "/") || s.holds(k, "'") && s.glued(k) && s.isWord(k - 1)
          || s.holds(k, ".") && s.glued(k) && s.capitalized(k - 1) && s[k - 1].range.count <= 4
        {
          k -= 1
          continue
        }
        break
      }
      // "a poll of 602 residents"
      if s.isNumber(k), s.holds(k - 1, "of") {
        k -= 1
        continue
      }
      guard s.isWord(k) else { break }
      switch s[k].tag {
      case .NN, .NNS, .NNP, .NNPS, .JJ, .JJR, .JJS, .DT, .PRP, .PRPS, .POS, .VBN, .CD: break
      case .RB where s.tag(k + 1) == .VBN || s.tag(k + 1) == .JJ: break
      case .IN where s.holds(k, Self.linking): break
      case .CC where s.holds(k, "and"): break
      default: return (k + 1)..<last
      }
      if last - k > 16 { break }
      k -= 1
    }
    return (k + 1)..<last
  }

  private static let timeLeads = Words.set(WordSets["FigureAttributor+Phrases.timeLeads"])

  /// Skips a time before the verb: "Coast Watch over the weekend said".
  private func beforeTime(_ end: Int, _ s: PieceSentence) -> Int {
    guard s.isWord(end - 1), let time = TimeWords.table[s.key(end - 1)], time.kind == .weekday || time.kind == .unit || time.kind == .day
    else {
      return end
    }
    var k = end - 1
    while s.has(k - 1), s.holds(k - 1, Self.timeLeads) || s.holds(k - 1, "past") { k -= 1 }
    return k < end - 1 || time.kind != .unit ? k : end
  }

  /// A word with a capital letter anywhere: "iSquash".
  func isNamed(_ i: Int, _ s: PieceSentence) -> Bool { s.isWord(i) && s.bytes(i).contains { $0 >= 0x41 && $0 <= 0x5a } }
}
