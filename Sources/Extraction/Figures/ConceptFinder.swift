import Linguistics
import Record

/// Finds the phrases of a sentence that may say what a number is about: the subject, the verb if it says more than "is", the complement.
struct ConceptFinder {
  let sentence: PieceSentence
  /// For each piece of the sentence, whether it belongs to a figure or a time expression.
  private let taken: [Bool]
  /// The subject of the sentence's first finite verb.
  private(set) var sentenceSubject: Range<Int>?

  init(_ sentence: PieceSentence, taken runs: [Range<Int>]) {
    self.sentence = sentence
    var taken = [Bool](repeating: false, count: sentence.bounds.count)
    for run in runs { for piece in run.clamped(to: sentence.bounds) { taken[piece - sentence.start] = true } }
    self.taken = taken
    sentenceSubject = firstSubject
  }

  static let copulas = Words.set(
    "is are was were be been being am has have had having do does did 's 're 've will would can could may might should shall must to not n't"
  )
  private static let plainVerbs = Words.set(
    "said says say told tells reported reports report estimates estimated expects expected shows showed show found announced hit hits reached reaches reach totaled totalled totals stood stands rose rises fell falls fall rise increased increases decreased dropped drops climbed jumped grew grows declined slid slipped gained lost got gets went goes became becomes come comes came sat sits make makes making made give gives gave gave ranges range ranged ranging"
  )
  /// Participles that state the measure of the noun just before them.
  private static let measuring = Words.set("ranging varying totaling totalling averaging starting costing priced valued")
  private static let leads = Words.set(
    "a an the that this those these about around nearly almost just only roughly some as at by of to from for with in on over under and or but , : - – — than more less up down so ( \" '"
  )
  private static let trails = Words.set(
    "a an the at by of to from for with in on into than as about around and or but , : ( \" ' - – — that its their his her up only just even also over under between is are was were be"
  )
  private static let placing = Words.set("across above below behind beneath beside through inside around near")
  private static let linking = Words.set("of in for to at from on with by per among between against within over about under")
  private static let relatives = Words.set("who which that whose")
  private static let stops = Words.set("; : . ! ? — – \" ( )")
  private static let subordinators = Words.set("because although though while whereas if unless when where as before after since that than")

  // MARK: The parts of a figure's clause

  /// The phrases around a figure from which its concept may be built.
  struct Parts: Sendable {
    /// The subject of the verb that governs the figure, and the verb group.
    var subject: Range<Int>?
    var verb: Range<Int>?
    /// What stands between the verb and the figure.
    var between: Range<Int>?
    /// The noun phrase that ends at the figure, and the one before a comma, dash or bracket there.
    var before: Range<Int>?
    var beforeMark: Range<Int>?
    /// The counted noun or the words of the unit.
    var own: Range<Int>?
    /// The complement after the figure.
    var behind: Range<Int>?
    /// The subject of the sentence's first verb.
    var main: Range<Int>?
    /// What a colon near the start of the sentence introduces.
    var leadIn: Range<Int>?
    /// The subject and verb that follow the figure: "By 58% to 31%, fishers said …".
    var next: Range<Int>?
    /// The noun phrase before "of": "a net worth of $4 million".
    var measured: Range<Int>?
  }

  /// - Parameters:
  ///   - candidate: the figure.
  ///   - start, end: the figure's pieces, with its bound words.
  func parts(_ candidate: FigureCandidate, _ start: Int, _ end: Int) -> Parts {
    var parts = Parts()
    func full(_ run: Range<Int>) -> Range<Int>? { run.isEmpty ? nil : run }
    var left = start
    while sentence.holds(left - 1, Self.adverbs), !sentence.holds(left - 1, ",") { left -= 1 }
    parts.own = candidate.noun?.pieces
    parts.behind = full(behind(candidate, end))
    if let verb = verb(left) {
      parts.verb = verb
      parts.subject = full(subject(of: verb))
      let between = verb.upperBound..<max(verb.upperBound, left)
      if between.contains(where: { isNominal($0) }) { parts.between = between }
    }
    if sentence.isWord(left - 1) || sentence.isNumber(left - 1) && !isTaken(left - 1) { parts.before = full(nounPhrase(endingAt: left)) }
    if sentence.isSymbol(left - 1) { parts.beforeMark = full(nounPhrase(endingAt: left - 1)) }
    if sentence.holds(left - 1, "of"), sentence.isWord(left - 2) { parts.measured = full(nounPhrase(endingAt: left - 1)) }
    parts.main = sentenceSubject
    parts.leadIn = leadIn
    var k = end
    while sentence.has(k), k < end + 12, isTaken(k) || !sentence.isWord(k) || sentence.holds(k, Self.leads) { k += 1 }
    if k > end, isNominal(k) || sentence.tag(k) == .JJ || sentence.tag(k) == .DT { parts.next = full(complement(k, limit: 6)) }
    return parts
  }

  private static let adverbs = Words.set(
    "just only about around nearly almost roughly an a the some as further additional another combined total estimated tepid mere currently now already ( $ ~ than +"
  )

  /// The complement after a figure: "of the voters in Ohio", "for the poor", "stung by a wasp".
  private func behind(_ candidate: FigureCandidate, _ end: Int) -> Range<Int> {
    var k = pastBrackets(end)
    if sentence.holds(k, "of"), sentence.holds(k + 1, Words.determiners) { k += 2 } else if sentence.holds(k, "of") { k += 1 }
    while sentence.has(k), isTaken(k) { k += 1 }
    return complement(k, limit: 11)
  }

  /// What a colon near the start of the sentence introduces: "Properties including: …".
  private var leadIn: Range<Int>? {
    for k in sentence.start..<min(sentence.end, sentence.start + 6) where sentence.holds(k, ":") {
      let run = trimmed(sentence.start..<k)
      return run.isEmpty || !run.contains(where: { isNominal($0) }) ? nil : run
    }
    return nil
  }

  /// Skips a parenthesis in brackets: "8 miles (13 km) of road".
  private func pastBrackets(_ end: Int) -> Int {
    guard sentence.holds(end, "(") else { return end }
    for k in (end + 1)..<(end + 8) where sentence.holds(k, ")") { return k + 1 }
    return end
  }

  // MARK: Phrases

  func isTaken(_ i: Int) -> Bool { sentence.has(i) && taken[i - sentence.start] }
  func isNominal(_ i: Int) -> Bool {
    guard sentence.isWord(i), !isTaken(i) else { return false }
    return [.NN, .NNS, .NNP, .NNPS].contains(sentence[i].tag)
  }
  private func isVerb(_ i: Int) -> Bool {
    guard sentence.isWord(i) else { return false }
    switch sentence[i].tag {
    case .VB, .VBD, .VBZ, .VBP, .MD: return true
    case .VBG, .VBN:
      return !(sentence.tag(i + 1) == .NN || sentence.tag(i + 1) == .NNS) || sentence.tag(i - 1) == .NN || sentence.tag(i - 1) == .NNS
        || sentence.tag(i - 1) == .NNP
    default: return false
    }
  }

  /// Words from `k` on that say more about the number, up to the end of the clause, a time or another number.
  private func complement(_ k: Int, limit: Int) -> Range<Int> {
    var end = k
    var words = 0
    if sentence.holds(k, Self.subordinators), !sentence.holds(k, "that"), !sentence.holds(k, "than") { return k..<k }
    while sentence.has(end), words < limit, end < k + 4 * limit {
      if isTaken(end) { break }
      if sentence.isSymbol(end) {
        // A hyphen or a punctuation mark inside a phrase stays, and so do quotation marks.
        if sentence.isHyphen(end) || sentence.holds(end, "&") || sentence.holds(end, "/") || sentence.holds(end, "\"") && end > k {
          end += 1; continue
        }
        if sentence.holds(end, "'"), sentence.glued(end) { end += 1; continue }
        break
      }
      if end > k, sentence.holds(end, Self.subordinators), !sentence.holds(end, "that") { break }
      if end > k, sentence.holds(end, "and") || sentence.holds(end, "but") || sentence.holds(end, "or"), !isNominal(end + 1),
        sentence.tag(end + 1) != .JJ
      {
        break
      }
      if sentence.tag(end) == .PRP, end > k { break }
      if sentence.isWord(end) { words += 1 }
      end += 1
    }
    return trimmed(k..<end)
  }

  /// The noun phrase, with its complements, that ends before `end`.
  private func nounPhrase(endingAt end: Int) -> Range<Int> {
    var k = end - 1
    var words = 0
    while sentence.has(k), words < 12, k > end - 48 {
      if isTaken(k) {
        // "homes from $1 million to $2 million": the noun stands before its measure.
        var open = k
        while isTaken(open), sentence.has(open) { open -= 1 }
        // "the economy in 2019 grew": the preposition belongs to the time expression.
        // So is the conjunction before another figure's item: "Leeds and York".
        if isNominal(open), sentence.holds(open + 1, Self.linking) || sentence.holds(open + 1, "and") || sentence.holds(open + 1, ",") {
          k = open
          continue
        }
        guard sentence.holds(open, Self.linking), isNominal(open - 1) else { break }
        k = open - 1
        continue
      }
      let piece = sentence[k]
      if piece.kind == .symbol {
        if sentence.isHyphen(k) || sentence.holds(k, "&") || sentence.holds(k, "/") || sentence.holds(k, "'") && sentence.glued(k)
          || sentence.holds(k, ".") && sentence.glued(k) && sentence.capitalized(k - 1)
        {
          k -= 1; continue
        }
        break
      }
      if piece.kind == .number {
        k -= 1
        continue
      }
      switch piece.tag {
      case .NN, .NNS, .NNP, .NNPS, .JJ, .JJR, .JJS, .DT, .PRPS, .POS, .CD, .PDT: break
      case .PRP where piece.capitalized && !CountWords.closed.contains(piece.key): break
      case .VBG where isGerund(k): break
      case .VBN, .VBG:
        guard
          sentence.tag(k + 1) == .NN || sentence.tag(k + 1) == .NNS || sentence.tag(k + 1) == .NNP || sentence.holds(k + 1, Self.linking)
        else {
          return trimmed((k + 1)..<end)
        }
      case .IN, .TO:
        guard sentence.holds(k, Self.linking), isNominal(k - 1) || sentence.tag(k - 1) == .VBN || isGerund(k - 1) else {
          return trimmed((k + 1)..<end)
        }
      case .CC:
        guard isNominal(k - 1), isNominal(k + 1) || sentence.tag(k + 1) == .JJ || sentence.tag(k + 1) == .DT else {
          return trimmed((k + 1)..<end)
        }
      case .RB:
        guard sentence.tag(k + 1) == .JJ || sentence.tag(k + 1) == .VBN else { return trimmed((k + 1)..<end) }
      default: return trimmed((k + 1)..<end)
      }
      words += 1
      k -= 1
    }
    return trimmed((k + 1)..<end)
  }

  /// "Spending reached", "Spending on roads hit", "its lending fell": a gerund that is a subject.
  private func isGerund(_ k: Int) -> Bool {
    guard sentence.tag(k) == .VBG, !isTaken(k),
      k == sentence.start || sentence.isSymbol(k - 1) || sentence.holds(k - 1, Words.determiners) || sentence.tag(k - 1) == .JJ
    else {
      return false
    }
    let next = sentence.holds(k + 1, Self.linking) ? k + 3 : k + 1
    return (k + 1...next).contains { Clause.finite.contains(sentence.tag($0) ?? .UH) }
  }

  // MARK: Verbs and subjects

  /// The verb group that governs a figure at `left`: the nearest one before it in its clause.
  private func verb(_ left: Int) -> Range<Int>? {
    var k = left - 1
    var steps = 0
    while sentence.has(k), steps < 22 {
      if sentence.isSymbol(k), sentence.holds(k, Self.stops) { return nil }
      // "hoped for 5,000 but only 1,800 people came": the verb of another clause.
      if Clause.isJoined(k, in: sentence) { return nil }
      // "According to the ministry, …" names the source, not what is counted.
      if sentence.holds(k, "according") { return nil }
      if isVerb(k), !isTaken(k) {
        var start = k
        while sentence.has(start - 1),
          isVerb(start - 1) || sentence.tag(start - 1) == .RB || sentence.tag(start - 1) == .TO || sentence.holds(start - 1, "n't")
            || sentence.tag(start - 1) == .RP
        { start -= 1 }
        var end = k + 1
        while end < left, sentence.tag(end) == .RP { end += 1 }
        while start < k, sentence.tag(start) == .RB { start += 1 }
        return start..<end
      }
      k -= 1
      steps += 1
    }
    return nil
  }

  /// Whether a verb means more than being or being reported.
  func tellsMore(_ verb: Range<Int>) -> Bool {
    verb.contains { isVerb($0) && !sentence.holds($0, Self.copulas) && !sentence.holds($0, Self.plainVerbs) }
  }

  /// The subject before a verb group.
  private func subject(of verb: Range<Int>) -> Range<Int> {
    var end = verb.lowerBound
    // An apposition or parenthesis between commas: "the price, now falling, is".
    if sentence.holds(end - 1, ")"), let open = (max(sentence.start, end - 10)..<end).last(where: { sentence.holds($0, "(") }) {
      end = open
    }
    // "the toll for it was", "the catch above it fell"
    if sentence.tag(end - 1) == .PRP, sentence.holds(end - 2, Self.linking) || sentence.holds(end - 2, Self.placing) { end -= 2 }
    if sentence.holds(end - 1, ","), sentence.holds(verb.lowerBound, Self.measuring) {
      // "claims, ranging from": the noun just before the comma.
      end -= 1
    } else if sentence.holds(end - 1, ",") {
      var k = end - 2
      while sentence.has(k), !sentence.holds(k, ","), k > end - 14 { k -= 1 }
      if sentence.holds(k, ",") { end = k }
    }
    while sentence.holds(end - 1, Self.relatives) {
      end -= 1
      if sentence.holds(end - 1, ",") { end -= 1 }
    }
    while sentence.tag(end - 1) == .RB { end -= 1 }
    return nounPhrase(endingAt: end)
  }

  /// The subject of the sentence's first finite verb.
  private var firstSubject: Range<Int>? {
    for k in sentence.bounds where sentence.isWord(k) {
      if let tag = sentence.tag(k), [.VBD, .VBZ, .VBP, .MD].contains(tag), k > sentence.start, !isTaken(k) {
        let phrase = subject(of: k..<(k + 1))
        if !phrase.isEmpty { return phrase }
      }
    }
    return nil
  }

  // MARK: Words

  private func trimmed(_ run: Range<Int>) -> Range<Int> {
    var (a, b) = (run.lowerBound, run.upperBound)
    while a < b, sentence.holds(a, Self.leads) || (sentence.isSymbol(a)) { a += 1 }
    while a < b, sentence.holds(b - 1, Self.trails) || sentence.isSymbol(b - 1) && !sentence.holds(b - 1, "%") { b -= 1 }
    return a..<max(a, b)
  }

  /// The words of phrases, without figures and times except for the noun that the figure counts.
  func text(_ parts: [Range<Int>], _ candidate: FigureCandidate) -> String? {
    var words: [String] = []
    for part in parts {
      // Leaves out the numbers of this and other figures.
      var run: Range<Int>?
      func close() {
        if let open = run {
          let clean = trimmed(open)
          if !clean.isEmpty { words.append(sentence.string(clean)) }
        }
        run = nil
      }
      for k in part {
        if isTaken(k) && candidate.noun?.pieces.contains(k) != true { close() } else { run = (run?.lowerBound ?? k)..<(k + 1) }
      }
      close()
    }
    var seen: [String] = []
    for word in words where !seen.contains(word) {
      // "one in ten trains | trains are late": a phrase that begins with the words of the previous one replaces it.
      if let last = seen.last, word.hasPrefix(last + " ") { seen.removeLast() }
      seen.append(word)
    }
    return seen.isEmpty ? nil : seen.joined(separator: " ")
  }
}
