import Knowledge
import Linguistics
import Record

/// Reads whether a number is said to rise or fall, and whether the number is the new level or the amount of the change.
struct ChangeReader {
  let sentence: PieceSentence
  init(_ sentence: PieceSentence) { self.sentence = sentence }

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
      guard sentence.holds(start - 1, "by") || sentence.holds(start - 1, "up") || sentence.holds(start - 1, "down"),
        let reading = inFront(
          start, end, Shape(percent: false, money: false, point: false, count: false, measure: true, bare: false), false)
      else { return nil }
      return reading.role == .change && (sentence.holds(start - 1, "by") || reading.pieces.count == 2) ? reading : nil
    }
    if sentence.holds(start - 1, "+") || sentence.holds(start, "+"), shape.percent, !sentence.holds(start, "/"),
      !sentence.holds(start + 1, "/")
    {
      // "sits at +4 points": a level, not a change.
      if sentence.holds((sentence.holds(start, "+") ? start : start - 1) - 1, Self.standing) { return nil }
      return Reading(change: .up, role: .change, pieces: (start - 1)..<start)
    }
    // "the 40 percent threshold"
    if sentence.holds(start - 1, "the"), sentence.holds(end, Self.thresholds) { return nil }
    return clipped(start, end, shape) ?? behind(start, end, shape) ?? inFront(start, end, shape, passes, isListed)
  }

  private static let standing = Words.set("at is was are were of")
  private static let thresholds = Words.set("threshold thresholds requirement minimum hurdle")
  private static let clippers = Words.set(WordSets["ChangeReader.clippers"])

  /// "wiping $4 million off its value", "would shave 0.2 points off growth", "adds $4 million to the bill".
  private func clipped(_ start: Int, _ end: Int, _ shape: Shape) -> Reading? {
    guard shape.percent || shape.money || shape.point || shape.measure else { return nil }
    var k = start - 1
    while sentence.holds(k, Self.adverbs), !sentence.holds(k, "up"), k > start - 4 { k -= 1 }
    if sentence.holds(end, "off"), !sentence.isHyphen(end + 1), sentence.holds(k, Self.clippers) {
      return Reading(change: .down, role: .change, pieces: k..<(k + 1))
    }
    if sentence.holds(end, "to"), sentence.holds(k, Self.adding), sentence.holds(end + 1, Words.determiners), !sentence.holds(end + 1, "a"),
      shape.money
    {
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
    while sentence.has(k), steps < 4 {
      if let change = Self.table.comparatives[sentence.key(k)], sentence.isWord(k), steps == 0 {
        if sentence.holds(k, "up") || sentence.holds(k, "down") {
          // "closed 7% down at 310", but not "20 percent down payments".
          guard shape.percent, !sentence.isWord(k + 1) || sentence.holds(k + 1, Self.closing) else { return nil }
          return Reading(change: change, role: .change, pieces: k..<(k + 1))
        }
        if sentence.isHyphen(k + 1) { return nil }
        if sentence.holds(k, "more") || sentence.holds(k, "less") || sentence.holds(k, "fewer") || sentence.holds(k, "greater"),
          !sentence.holds(k + 1, "than"), shape.bare
        {
          return nil
        }
        // "4 mph less than the top speed" is a margin, "4 percent more than a year ago" a change.
        if let than = (k + 1..<k + 5).first(where: { sentence.holds($0, "than") || sentence.isSymbol($0) }), sentence.holds(than, "than"),
          !tellsTime(than + 1)
        {
          return nil
        }
        return Reading(change: change, role: .change, pieces: k..<(k + 1))
      }
      if let change = Self.table.nouns[sentence.key(k)], sentence.isWord(k), !shape.bare, sentence[k].tag != .VBD, sentence[k].tag != .VBZ,
        sentence[k].tag != .VBP
      {
        // "a 13 percent drop", "0.2-point rise", but not "growth stocks" or "2 percent loss-making".
        if sentence.holds(k, "growth"), steps == 0, !shape.percent { return nil }
        // "a three-point loss" is the result of a match.
        if sentence.holds(k, "loss"), shape.point { return nil }
        if sentence.isHyphen(k + 1) { return nil }
        return Reading(change: change, role: .change, pieces: k..<(k + 1))
      }
      // Only nouns and adjectives may stand between: "a 7 percent share price increase".
      guard sentence.isWord(k), [.NN, .NNS, .JJ, .NNP].contains(sentence[k].tag), !CountWords.closed.contains(sentence.key(k)),
        Self.table.verbs[sentence.key(k)] == nil
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
    for at in k..<(k + 7) where sentence.has(at) {
      if sentence.isSymbol(at), !sentence.isHyphen(at) { return false }
      if sentence.isWord(at), TimeWords.table[sentence.key(at)] != nil || sentence.holds(at, Self.earlierTimes) { return true }
      if let year = DigitReader.integer(sentence, at), year > 1800, year < 2100 { return true }
    }
    return false
  }

  // MARK: Before the number: "rose 3 percent", "down 0.2 points", "cut its aid by $4 million", "an increase of 4 percent"

  private func inFront(_ start: Int, _ end: Int, _ shape: Shape, _ passes: Bool, _ isListed: Bool = false) -> Reading? {
    var k = start - 1
    var by = false
    var to = passes
    while sentence.has(k),
      sentence.holds(k, Self.adverbs)
        || sentence[k].tag == .RB && sentence.isWord(k) && !sentence.holds(k, "up") && !sentence.holds(k, "down")
        || sentence.tag(k) == .JJ && sentence.isWord(k) && Self.table.verbs[sentence.key(k)] == nil, start - k < 7
    {
      if sentence.holds(k, "up") { break }
      if sentence.holds(k, "by") { by = true; break }
      k -= 1
    }
    if sentence.holds(k, "to") {
      if sentence.holds(k - 1, Self.leads) { return nil }
      to = true
      k -= 1
    } else if sentence.holds(k, "past") || sentence.holds(k, "above") || sentence.holds(k, "beyond") || sentence.holds(k, "below")
      || sentence.holds(k, "under")
      || sentence.holds(k, "through")
    {
      to = true
      k -= 1
    } else if by {
      k -= 1
    }
    while sentence.has(k), sentence[k].tag == .RB, sentence.isWord(k), !sentence.holds(k, "up"), !sentence.holds(k, "down"), start - k < 8 {
      k -= 1
    }
    guard sentence.has(k) else { return nil }
    // "up 4 percent" is a change, "up to 4 percent" a bound. "the shares gave up 6 percent" is a fall.
    if sentence.holds(k, "up") || sentence.holds(k, "back"), sentence.holds(k - 1, Self.giving), shape.percent, !to, !by,
      !sentence.holds(end, "of")
    {
      return Reading(change: .down, role: .change, pieces: (k - 1)..<(k + 1))
    }
    if sentence.holds(k - 1, Self.idioms) || sentence.holds(k, "up") && sentence.holds(k - 1, Self.arrivals) { return nil }
    // "sank $4 million into", "dropped four straight", "fell three points short of"
    if sentence.holds(end, Self.noAmounts) { return nil }
    if sentence.holds(k, "up") || sentence.holds(k, "down"), !(sentence.holds(k, "up") && to) || by {
      if shape.measure, !by, let tag = sentence.tag(k - 1), [.VBD, .VBZ, .VBP, .VB, .VBN, .VBG].contains(tag),
        Self.table.verbs[sentence.key(k - 1)] == nil, Self.table.phrasal[sentence.key(k - 1)] == nil,
        !CountWords.auxiliaries.contains(sentence.key(k - 1))
      {
        return nil
      }
      let phrasal = sentence.holds(k, "up") ? Change.up : .down
      if shape.bare || shape.count, !by,
        !(isListed || Self.table.verbs[sentence.key(k - 1)] != nil || sentence.holds(k - 1, ",") || sentence.holds(k - 1, Self.being))
      {
        return nil
      }
      if shape.count, !by, sentence.tag(k - 1).map({ [.VB, .VBD, .VBZ, .VBP, .VBG, .VBN].contains($0) }) == true,
        Self.table.verbs[sentence.key(k - 1)] == nil
      {
        return nil
      }
      return Reading(change: phrasal, role: to ? .level : .change, pieces: k..<(k + 1))
    }
    // "put the share up to 40 percent"
    if sentence.holds(k, "up"), to, movesUp(k - 1) { return Reading(change: .up, role: .level, pieces: k..<(k + 1)) }
    // "dropped 310 millimetres of rain", "cut power to 60,000 homes"
    if !by, !to, shape.measure, sentence.holds(end, "of"), sentence.holds(k, Self.dropping) { return nil }
    if to, shape.count, (k - 6..<k).contains(where: { sentence.holds($0, Self.cutting) }), sentence.holds(k, Self.supplies) { return nil }
    // "lost the vote by 121 to 118", "raised by nine firefighters"
    if by, shape.count || shape.bare, sentence.holds(k, Self.losing) || sentence.holds(k, "raised") { return nil }
    // "Roe added 25 points and four assists": a player's score.
    if !by, !to, shape.count || shape.point, sentence.source.isGame, sentence.holds(k, Self.gainVerbs) { return nil }
    if let verb = verb(k) {
      if to { return Reading(change: verb.change, role: .level, pieces: verb.pieces) }
      if by { return Reading(change: verb.change, role: .change, pieces: verb.pieces) }
      if shape.percent || shape.point || shape.money || shape.bare || shape.measure {
        return accepts(verb.pieces.lowerBound, shape) ? Reading(change: verb.change, role: .change, pieces: verb.pieces) : nil
      }
      // "has risen 23 places"
      if shape.count, sentence.holds(end - 1, Self.rungs) { return Reading(change: verb.change, role: .change, pieces: verb.pieces) }
      if shape.count, sentence.holds(k, Self.gainVerbs), !sentence.holds(k, Self.losing) || sentence.holds(end - 1, Self.losable) {
        return Reading(change: verb.change, role: .change, pieces: verb.pieces)
      }
      return nil
    }
    // "wages are growing at 6.4%"
    if sentence.holds(k, "at"), shape.percent, let verb = verb(k - 1), sentence.holds(k - 1, Self.growing) {
      return Reading(change: verb.change, role: .change, pieces: verb.pieces)
    }
    // "$55.20 a barrel, off 1.3 percent"
    if sentence.holds(k, "off"), shape.percent || shape.money || shape.point,
      sentence.holds(k - 1, ",") || sentence.holds(k - 1, "is") || sentence.holds(k - 1, "was"),
      start - k <= 2
    {
      return Reading(change: .down, role: .change, pieces: k..<(k + 1))
    }
    let noun = shape.percent && sentence.holds(k, "of") && (sentence.holds(k - 1, "rate") || sentence.holds(k - 1, "pace")) ? k - 2 : k - 1
    if sentence.holds(k, "of") || sentence.holds(k, "in") && !shape.count, sentence.isWord(noun),
      let change = Self.table.nouns[sentence.key(noun)], !to,
      !((shape.money || shape.bare) && sentence.holds(noun, Self.moneyNouns)), !(shape.measure && sentence.holds(noun, "falls"))
    {
      return Reading(change: change, role: .change, pieces: noun..<(noun + 1))
    }
    if !by, !to, shape.percent || shape.point, !sentence.holds(end, "of"), let verb = transitive(before: k) {
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
    if sentence.holds(k, "contract") || sentence.holds(k, "ease") { return sentence.tag(k) != .NN }
    if shape.percent || shape.point { return !sentence.holds(k, "loss") }
    if shape.money { return !sentence.holds(k, Self.raising) }
    return !sentence.holds(k, Self.raising)
  }

  private static let raising = Words.set(WordSets["ChangeReader.raising"])

  func verb(_ k: Int) -> (change: Change, pieces: Range<Int>)? {
    // "Dunmail Raise" is a name.
    guard sentence.isWord(k),
      k == sentence.start || sentence.tag(k) != .NNP || !sentence.capitalized(k) || sentence[k].allCaps || !sentence.capitalized(k - 1)
    else { return nil }
    if let change = Self.table.verbs[sentence.key(k)] {
      if sentence.holds(k - 1, "the") || sentence.holds(k - 1, "a") { return nil }
      return (change, k..<(k + 1))
    }
    for (particle, change) in Self.table.phrasal[sentence.key(k - 1)] ?? [] where sentence.key(k) == particle {
      return (change, (k - 1)..<(k + 1))
    }
    return nil
  }
}
