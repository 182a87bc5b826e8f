import Knowledge
import Linguistics
import Record

/// Reads whether a number is said to rise or fall, and whether the number is the new level or the amount of the change.
struct ChangeReader {
  let s: PieceSentence
  init(_ s: PieceSentence) { self.s = s }

  struct Reading: Sendable {
    var change: Change
    var role: FigureRole
    var pieces: Range<Int>
  }

  struct Table: Sendable {
    var verbs: [UInt64: Change] = [:]
    var nouns: [UInt64: Change] = [:]
    var comparatives: [UInt64: Change] = [:]
    /// Phrasal verbs, keyed by their first word: "edged up".
    var phrasal: [UInt64: [(UInt64, Change)]] = [:]
  }

  static let table: Table = {
    let lexicon = Lexicon(named: "changes.tsv")
    let (direction, kind, forms) = (lexicon.column("direction"), lexicon.column("kind"), lexicon.column("forms"))
    var table = Table()
    for row in lexicon.rows {
      let change: Change = row.value(direction)
      for form in row[forms].blankParted {
        let words = form.split(separator: "_").map { WordHash.of(String($0)) }
        switch row[kind] {
        case "verb" where words.count == 2: table.phrasal[words[0], default: []].append((words[1], change))
        case "verb": table.verbs[words[0]] = change
        case "noun": table.nouns[words[0]] = change
        case "comparative": table.comparatives[words[0]] = change
        default: row.refuse(kind)
        }
      }
    }
    return table
  }()

  private static let adverbs = Words.set(WordSets["ChangeReader.adverbs"])
  private static let idioms = Words.set(WordSets["ChangeReader.idioms"])
  private static let giving = Words.set("gave give gives given giving")
  private static let arrivals = Words.set("come comes coming came")
  /// Words before a "to" that does not introduce a level.
  static let leads = Words.set("compared according due thanks owing")
  private static let moneyNouns = Words.set("loss losses growth gain gains boost")
  private static let gainVerbs = Words.set(WordSets["ChangeReader.gainVerbs"])

  /// The kind of figure, which decides whether a change word may take it as its amount without "by".
  struct Shape {
    var percent: Bool
    var money: Bool
    var point: Bool
    var count: Bool
    var measure: Bool
    var bare: Bool
  }

  /// The change expressed by the words around the figure in the pieces `start ..< end`.
  /// - Parameter passes: the word at `start` says that the number is passed: "rose above 40".
  /// - Parameter isListed: the previous figure is the amount of a change.
  /// - Parameter isTime: the number is a duration, which changes only with "by" or with a phrasal verb.
  func reading(_ start: Int, _ end: Int, shape: Shape, passes: Bool = false, isListed: Bool = false, isTime: Bool = false) -> Reading? {
    if isTime {
      guard s.holds(start - 1, "by") || s.holds(start - 1, "up") || s.holds(start - 1, "down"),
        let reading = inFront(
          start, end, Shape(percent: false, money: false, point: false, count: false, measure: true, bare: false), false)
      else { return nil }
      return reading.role == .change && (s.holds(start - 1, "by") || reading.pieces.count == 2) ? reading : nil
    }
    if s.holds(start - 1, "+") || s.holds(start, "+"), shape.percent, !s.holds(start, "/"), !s.holds(start + 1, "/") {
      // "sits at +4 points": a level, not a change.
      if s.holds((s.holds(start, "+") ? start : start - 1) - 1, Self.standing) { return nil }
      return Reading(change: .up, role: .change, pieces: (start - 1)..<start)
    }
    // "the 40 percent threshold"
    if s.holds(start - 1, "the"), s.holds(end, Self.thresholds) { return nil }
    return clipped(start, end, shape) ?? behind(start, end, shape) ?? inFront(start, end, shape, passes, isListed)
  }

  private static let standing = Words.set("at is was are were of")
  private static let thresholds = Words.set("threshold thresholds requirement minimum hurdle")
  private static let clippers = Words.set(WordSets["ChangeReader.clippers"])

  /// "wiping $4 million off its value", "would shave 0.2 points off growth", "adds $4 million to the bill".
  private func clipped(_ start: Int, _ end: Int, _ shape: Shape) -> Reading? {
    guard shape.percent || shape.money || shape.point || shape.measure else { return nil }
    var k = start - 1
    while s.holds(k, Self.adverbs), !s.holds(k, "up"), k > start - 4 { k -= 1 }
    if s.holds(end, "off"), !s.isHyphen(end + 1), s.holds(k, Self.clippers) {
      return Reading(change: .down, role: .change, pieces: k..<(k + 1))
    }
    if s.holds(end, "to"), s.holds(k, Self.adding), s.holds(end + 1, Words.determiners), !s.holds(end + 1, "a"), shape.money {
      return Reading(change: .up, role: .change, pieces: k..<(k + 1))
    }
    return nil
  }

  private static let adding = Words.set("add adds added adding")

  // MARK: After the number: "10 percent drop", "4 percent higher", "half a point less than"

  private func behind(_ start: Int, _ end: Int, _ shape: Shape) -> Reading? {
    guard shape.percent || shape.money || shape.point || shape.measure || shape.bare else {
      return nil
    }
    var k = end
    var steps = 0
    while s.has(k), steps < 4 {
      if let change = Self.table.comparatives[s.key(k)], s.isWord(k), steps == 0 {
        if s.holds(k, "up") || s.holds(k, "down") {
          // "closed 7% down at 310", but not "20 percent down payments".
          guard shape.percent, !s.isWord(k + 1) || s.holds(k + 1, Self.closing) else { return nil }
          return Reading(change: change, role: .change, pieces: k..<(k + 1))
        }
        if s.isHyphen(k + 1) { return nil }
        if s.holds(k, "more") || s.holds(k, "less") || s.holds(k, "fewer") || s.holds(k, "greater"), !s.holds(k + 1, "than"), shape.bare {
          return nil
        }
        // "4 mph less than the top speed" is a margin, "4 percent more than a year ago" a change.
        if let than = (k + 1..<k + 5).first(where: { s.holds($0, "than") || s.isSymbol($0) }), s.holds(than, "than"), !tellsTime(than + 1) {
          return nil
        }
        return Reading(change: change, role: .change, pieces: k..<(k + 1))
      }
      if let change = Self.table.nouns[s.key(k)], s.isWord(k), !shape.bare, s[k].tag != .VBD, s[k].tag != .VBZ, s[k].tag != .VBP {
        // "a 13 percent drop", "0.2-point rise", but not "growth stocks" or "2 percent loss-making".
        if s.holds(k, "growth"), steps == 0, !shape.percent { return nil }
        // "a three-point loss" is the result of a match.
        if s.holds(k, "loss"), shape.point { return nil }
        if s.isHyphen(k + 1) { return nil }
        return Reading(change: change, role: .change, pieces: k..<(k + 1))
      }
      // Only nouns and adjectives may stand between: "a 7 percent share price increase".
      guard s.isWord(k), [.NN, .NNS, .JJ, .NNP].contains(s[k].tag), !CountWords.closed.contains(s.key(k)),
        Self.table.verbs[s.key(k)] == nil
      else { return nil }
      k += 1
      steps += 1
    }
    return nil
  }

  private static let closing = Words.set("at on from in against after")
  private static let earlierTimes = Words.set("before previously earlier then now usual ago")

  /// Whether the comparison is with another time, or with the same thing at another time: "a year ago", "in 2014", "the previous quarter".
  private func tellsTime(_ k: Int) -> Bool {
    for at in k..<(k + 7) where s.has(at) {
      if s.isSymbol(at), !s.isHyphen(at) { return false }
      if s.isWord(at), TimeWords.table[s.key(at)] != nil || s.holds(at, Self.earlierTimes) { return true }
      if let year = DigitReader.integer(s, at), year > 1800, year < 2100 { return true }
    }
    return false
  }

  // MARK: Before the number: "rose 3 percent", "down 0.2 points", "cut its aid by $4 million", "an increase of 4 percent"

  private func inFront(_ start: Int, _ end: Int, _ shape: Shape, _ passes: Bool, _ isListed: Bool = false) -> Reading? {
    var k = start - 1
    var by = false
    var to = passes
    while s.has(k),
      s.holds(k, Self.adverbs) || s[k].tag == .RB && s.isWord(k) && !s.holds(k, "up") && !s.holds(k, "down")
        || s.tag(k) == .JJ && s.isWord(k) && Self.table.verbs[s.key(k)] == nil, start - k < 7
    {
      if s.holds(k, "up") { break }
      if s.holds(k, "by") { by = true; break }
      k -= 1
    }
    if s.holds(k, "to") {
      if s.holds(k - 1, Self.leads) { return nil }
      to = true
      k -= 1
    } else if s.holds(k, "past") || s.holds(k, "above") || s.holds(k, "beyond") || s.holds(k, "below") || s.holds(k, "under")
      || s.holds(k, "through")
    {
      to = true
      k -= 1
    } else if by {
      k -= 1
    }
    while s.has(k), s[k].tag == .RB, s.isWord(k), !s.holds(k, "up"), !s.holds(k, "down"), start - k < 8 { k -= 1 }
    guard s.has(k) else { return nil }
    // "up 4 percent" is a change, "up to 4 percent" a bound. "the shares gave up 6 percent" is a fall.
    if s.holds(k, "up") || s.holds(k, "back"), s.holds(k - 1, Self.giving), shape.percent, !to, !by, !s.holds(end, "of") {
      return Reading(change: .down, role: .change, pieces: (k - 1)..<(k + 1))
    }
    if s.holds(k - 1, Self.idioms) || s.holds(k, "up") && s.holds(k - 1, Self.arrivals) { return nil }
    // "sank $4 million into", "dropped four straight", "fell three points short of"
    if s.holds(end, Self.noAmounts) { return nil }
    if s.holds(k, "up") || s.holds(k, "down"), !(s.holds(k, "up") && to) || by {
      if shape.measure, !by, let tag = s.tag(k - 1), [.VBD, .VBZ, .VBP, .VB, .VBN, .VBG].contains(tag),
        Self.table.verbs[s.key(k - 1)] == nil, Self.table.phrasal[s.key(k - 1)] == nil, !CountWords.auxiliaries.contains(s.key(k - 1))
      {
        return nil
      }
      let phrasal = s.holds(k, "up") ? Change.up : .down
      if shape.bare || shape.count, !by,
        !(isListed || Self.table.verbs[s.key(k - 1)] != nil || s.holds(k - 1, ",") || s.holds(k - 1, Self.being))
      {
        return nil
      }
      if shape.count, !by, s.tag(k - 1).map({ [.VB, .VBD, .VBZ, .VBP, .VBG, .VBN].contains($0) }) == true,
        Self.table.verbs[s.key(k - 1)] == nil
      {
        return nil
      }
      return Reading(change: phrasal, role: to ? .level : .change, pieces: k..<(k + 1))
    }
    // "put the share up to 40 percent"
    if s.holds(k, "up"), to, movesUp(k - 1) { return Reading(change: .up, role: .level, pieces: k..<(k + 1)) }
    // "dropped 310 millimetres of rain", "cut power to 60,000 homes"
    if !by, !to, shape.measure, s.holds(end, "of"), s.holds(k, Self.dropping) { return nil }
    if to, shape.count, (k - 6..<k).contains(where: { s.holds($0, Self.cutting) }), s.holds(k, Self.supplies) { return nil }
    // "lost the vote by 121 to 118", "raised by nine firefighters"
    if by, shape.count || shape.bare, s.holds(k, Self.losing) || s.holds(k, "raised") { return nil }
    // "Roe added 25 points and four assists": a player's score.
    if !by, !to, shape.count || shape.point, s.source.isGame, s.holds(k, Self.gainVerbs) { return nil }
    if let verb = verb(k) {
      if to { return Reading(change: verb.change, role: .level, pieces: verb.pieces) }
      if by { return Reading(change: verb.change, role: .change, pieces: verb.pieces) }
      if shape.percent || shape.point || shape.money || shape.bare || shape.measure {
        return accepts(verb.pieces.lowerBound, shape) ? Reading(change: verb.change, role: .change, pieces: verb.pieces) : nil
      }
      // "has risen 23 places"
      if shape.count, s.holds(end - 1, Self.rungs) { return Reading(change: verb.change, role: .change, pieces: verb.pieces) }
      if shape.count, s.holds(k, Self.gainVerbs), !s.holds(k, Self.losing) || s.holds(end - 1, Self.losable) {
        return Reading(change: verb.change, role: .change, pieces: verb.pieces)
      }
      return nil
    }
    // "wages are growing at 6.4%"
    if s.holds(k, "at"), shape.percent, let verb = verb(k - 1), s.holds(k - 1, Self.growing) {
      return Reading(change: verb.change, role: .change, pieces: verb.pieces)
    }
    // "$55.20 a barrel, off 1.3 percent"
    if s.holds(k, "off"), shape.percent || shape.money || shape.point, s.holds(k - 1, ",") || s.holds(k - 1, "is") || s.holds(k - 1, "was"),
      start - k <= 2
    {
      return Reading(change: .down, role: .change, pieces: k..<(k + 1))
    }
    let noun = shape.percent && s.holds(k, "of") && (s.holds(k - 1, "rate") || s.holds(k - 1, "pace")) ? k - 2 : k - 1
    if s.holds(k, "of") || s.holds(k, "in") && !shape.count, s.isWord(noun), let change = Self.table.nouns[s.key(noun)], !to,
      !((shape.money || shape.bare) && s.holds(noun, Self.moneyNouns)), !(shape.measure && s.holds(noun, "falls"))
    {
      return Reading(change: change, role: .change, pieces: noun..<(noun + 1))
    }
    if !by, !to, shape.percent || shape.point, !s.holds(end, "of"), let verb = transitive(before: k) {
      return Reading(change: verb.change, role: .change, pieces: verb.pieces)
    }
    // The verb's object stands between: "reduced aid for the poor by $4 million", "edged up its forecast by 0.1 points to 4.2 percent".
    if by || to { return distant(k, to: to, by: by, start, isCount: shape.count || shape.bare) }
    return nil
  }

  private static let being = Words.set(WordSets["ChangeReader.being"])
  private static let rungs = Words.set("places spots rungs notches ranks")
  private static let noAmounts = Words.set("into straight short shy")
  static let losing = Words.set("lose loses lost losing")
  /// Things that become fewer when they are lost; "four semifinals lost" does not make semifinals fewer.
  private static let losable = Words.set(WordSets["ChangeReader.losable"])
  private static let dropping = Words.set("drop drops dropped dropping")
  private static let cutting = Words.set(WordSets["ChangeReader.cutting"])
  private static let supplies = Words.set(WordSets["ChangeReader.supplies"])
  private static let growing = Words.set(WordSets["ChangeReader.growing"])

  /// Verbs that are a change only with certain amounts: "lost 4 percent" is one, "raised $4 million" is not.
  private func accepts(_ k: Int, _ shape: Shape) -> Bool {
    if s.holds(k, "contract") || s.holds(k, "ease") { return s.tag(k) != .NN }
    if shape.percent || shape.point { return !s.holds(k, "loss") }
    if shape.money { return !s.holds(k, Self.raising) }
    return !s.holds(k, Self.raising)
  }

  private static let raising = Words.set(WordSets["ChangeReader.raising"])

  func verb(_ k: Int) -> (change: Change, pieces: Range<Int>)? {
    // "Dunmail Raise" is a name.
    guard s.isWord(k), k == s.start || s.tag(k) != .NNP || !s.capitalized(k) || s[k].allCaps || !s.capitalized(k - 1) else { return nil }
    if let change = Self.table.verbs[s.key(k)] {
      if s.holds(k - 1, "the") || s.holds(k - 1, "a") { return nil }
      return (change, k..<(k + 1))
    }
    for (particle, change) in Self.table.phrasal[s.key(k - 1)] ?? [] where s.key(k) == particle { return (change, (k - 1)..<(k + 1)) }
    return nil
  }
}
