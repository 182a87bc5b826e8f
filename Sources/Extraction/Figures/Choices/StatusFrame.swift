import Knowledge
import Linguistics
import Ranking
import Record

/// What governs a figure: the auxiliaries and verbs above it, the noun that it measures, and the condition that it stands under.
struct StatusFrame {
  /// The groups of words in `status-frames.tsv`.
  enum Sign: String, CaseIterable {
    case condition, question, future, would, possible, duty, leave, intention, expectation, limit, penalty, room, built
  }

  /// Whether a condition stands in the sentence: none, one that holds the figure, or one on which the figure depends.
  enum Condition: UInt64 { case none, inside, under }

  /// Who would do it: nobody, "said it would …", "said the bank would …".
  enum Report: UInt64 { case none, own, other }

  /// The signs of the figure's verb group and of the verbs and nouns on which that group depends.
  private(set) var signs: Set<Sign> = []
  /// The signs between the verb and the figure, and just behind the figure: "carries a | fine of $40", "the $40 | limit".
  private(set) var beside: Set<Sign> = []
  /// The signs of the subject: "the limit is 40".
  private(set) var subject: Set<Sign> = []
  private(set) var condition = Condition.none
  private(set) var report = Report.none

  static let words: [UInt64: Sign] = {
    let lexicon = Lexicon(named: "status-frames.tsv")
    let (kinds, words) = (lexicon.column("kind"), lexicon.column("words"))
    var table: [UInt64: Sign] = [:]
    for row in lexicon.rows {
      guard let sign = Sign(rawValue: row[kinds]) else { continue }
      for word in Words.set(row[words]) { table[word] = sign }
    }
    return table
  }()

  private static let group: Set<PartOfSpeech> = [.VB, .VBD, .VBZ, .VBP, .VBN, .VBG, .MD, .RB, .TO, .RP]
  /// How many pieces on either side of its verb a figure's frame is looked for.
  private static let (reach, subjectReach, behindReach) = (14, 7, 3)

  init(_ figure: FigureSituation) {
    let s = figure.s
    readCondition(figure)
    readBeside(figure)
    guard let (verb, isSubject) = Self.governor(of: figure) else { return }
    let top = isSubject ? readForward(verb, s) : readBackward(verb, figure.pieces.lowerBound, s)
    for k in stride(from: top - 1, through: max(s.start, top - Self.subjectReach), by: -1) {
      if s.isSymbol(k), !s.isHyphen(k) || figure.pieces.contains(k) { break }
      if Clause.conjunctions.contains(s.key(k)) || Clause.finite.contains(s.tag(k) ?? .UH) { break }
      if let sign = Self.sign(s, k), sign == .limit || sign == .penalty || sign == .room { subject.insert(sign) }
    }
    readReport(top, s)
  }

  /// The verb that governs the figure, and whether the figure is its subject. A verb may be the figure's bound ("must not | exceed 40"), and
  /// behind a comma a subject may begin ("If it fails, 40 people would lose").
  private static func governor(of figure: FigureSituation) -> (verb: Int, isSubject: Bool)? {
    let s = figure.s
    let (start, end) = (figure.pieces.lowerBound, figure.pieces.upperBound)
    if s.tag(start) == .VB, figure.candidate.bound != nil { return (start, false) }
    guard let verb = figure.verb else { return nil }
    if !figure.isSubject, s.holds(start - 1, ","), let behind = Clause.verb(behind: end, in: s), behind - end <= 3,
      Clause.finite.contains(s.tag(behind) ?? .UH)
    {
      return (behind, true)
    }
    return (verb, figure.isSubject)
  }

  private static func sign(_ s: PieceSentence, _ k: Int) -> Sign? { s.isWord(k) ? words[s.key(k)] : nil }

  // MARK: Verbs

  /// "900 jobs will go", "40 could be hired": the verb group behind a subject.
  private mutating func readForward(_ verb: Int, _ s: PieceSentence) -> Int {
    var k = verb
    while s.has(k), k < verb + Self.reach, s.isWord(k), Self.group.contains(s[k].tag) || Self.sign(s, k) != nil {
      if let sign = Self.sign(s, k) { signs.insert(sign) }
      k += 1
    }
    return verb
  }

  /// The group that ends at the verb, and those above it: "wants to hire", "plans to be able to pay", "allowed the firm to sell".
  /// - Returns: where the topmost group begins.
  private mutating func readBackward(_ verb: Int, _ limit: Int, _ s: PieceSentence) -> Int {
    if let sign = Self.sign(s, verb) { signs.insert(sign) }
    var (k, top) = (verb - 1, verb)
    while s.has(k), verb - k < Self.reach {
      if s.isWord(k), Self.group.contains(s[k].tag) || s.holds(k, "n't") || s.holds(k, "not") {
        if let sign = Self.sign(s, k) { signs.insert(sign) }
        top = k
        k -= 1
        // "a plan to build", "ordered the firm to pay": what stands above an infinitive.
        guard s.tag(top) == .TO else { continue }
        for above in stride(from: k, through: max(s.start, k - 5), by: -1) {
          if s.isSymbol(above), !s.isHyphen(above) { break }
          if let sign = Self.sign(s, above), sign != .question {
            signs.insert(sign)
            (k, top) = (above - 1, above)
            break
          }
          if Clause.finite.contains(s.tag(above) ?? .UH) { break }
        }
      } else {
        break
      }
    }
    return top
  }

  // MARK: Nouns beside the figure

  private mutating func readBeside(_ figure: FigureSituation) {
    let s = figure.s
    let (start, end) = (figure.pieces.lowerBound, figure.pieces.upperBound)
    let first = figure.isSubject ? start : figure.verb ?? start - 5
    for k in max(s.start, start - Self.reach, first)..<max(s.start, start) where k >= first {
      if let sign = Self.sign(s, k) { beside.insert(sign) }
    }
    // "the 40 percent limit", "a $40 fine"
    for k in end..<(end + Self.behindReach) where s.isWord(k) {
      guard [.NN, .NNS, .JJ].contains(s[k].tag) else { break }
      if let sign = Self.sign(s, k), sign == .limit || sign == .penalty || sign == .intention { beside.insert(sign) }
    }
  }

  // MARK: Conditions

  /// How far from the figure a condition is looked for, in pieces: beyond the length of ordinary sentences.
  private static let conditionReach = 80

  private mutating func readCondition(_ figure: FigureSituation) {
    let s = figure.s
    let near = max(s.start, figure.pieces.lowerBound - Self.conditionReach)..<min(s.end, figure.pieces.upperBound + Self.conditionReach)
    for k in near {
      let isWord = Self.sign(s, k) == .condition && Self.sign(s, k - 1) != .question && !isParticiple(k, s)
      guard isWord || isInverted(k, s) else { continue }
      // The condition ends at its comma; without one, at the end of the sentence.
      let end = (k + 1..<max(k + 1, s.end)).first { s.holds($0, ",") || s.holds($0, ";") || s.holds($0, "then") } ?? s.end
      condition = figure.pieces.lowerBound >= k && figure.pieces.lowerBound < end ? .inside : .under
      if condition == .inside { return }
    }
  }

  /// "was provided by": no conjunction.
  private func isParticiple(_ k: Int, _ s: PieceSentence) -> Bool {
    guard !s.holds(k, "if"), !s.holds(k, "unless") else { return false }
    return k > s.start && !s.holds(k - 1, ",") || s.tag(k + 1) == .IN && !s.holds(k + 1, "that")
  }

  /// "Had the dam failed", "Should rates rise", "Were it to fail": the verb stands before its subject.
  private func isInverted(_ k: Int, _ s: PieceSentence) -> Bool {
    guard s.holds(k, "had") || s.holds(k, "should") || s.holds(k, "were"), k == s.start || s.isSymbol(k - 1) && !s.holds(k - 1, ")"),
      s.isWord(k + 1), !s.bounds.contains(where: { s.holds($0, "?") })
    else { return false }
    let reach = k + 2..<k + 9
    if s.holds(k, "were") { return reach.contains { s.holds($0, "to") } }
    let wanted: Set<PartOfSpeech> = s.holds(k, "had") ? [.VBN, .VBD] : [.VB, .VBP, .VBD]
    return [.DT, .PRP, .PRPS, .NN, .NNS, .NNP, .NNPS, .JJ, .EX].contains(s[k + 1].tag)
      && reach.contains { s.isWord($0) && wanted.contains(s[$0].tag) }
  }

  // MARK: Reports

  /// "said it would add": a plan of the speaker's own; "said the bank would lose": a forecast.
  private mutating func readReport(_ top: Int, _ s: PieceSentence) {
    for k in stride(from: top - 1, through: max(s.start, top - 9), by: -1) {
      if s.isSymbol(k), !s.isHyphen(k) { return }
      if s.holds(k, FigureAttributor.reports) || s.holds(k, Self.statements) {
        let subject = s.holds(k + 1, "that") ? k + 2 : k + 1
        report = s.tag(subject) == .PRP && subject == top - 1 && s.holds(k, Self.willing) ? .own : .other
        return
      }
    }
  }
  private static let statements = Words.set("statement announcement")

  // MARK: What the frame says by itself

  private static let ceilings = Words.set("no not at maximum")
  private static let penalizing = Words.set("carry carries carrying face faces facing punishable")
  private static let penalties = Words.set("fine fines penalty penalties sentence sentences prison jail imprisonment surcharge")
  private static let (present, willing) = (Words.set("is are 's 're"), Words.set("say says said announce announced announces confirmed"))
  private static let possibly = Words.set("may might could")
  private static let definite = Words.determiners.subtracting(Words.set("a an"))

  /// The status that the frame leaves no doubt about; `nil` where the words around have to be weighed.
  func told(_ figure: FigureSituation) -> FigureStatus? {
    let s = figure.s
    guard let (verb, isSubject) = Self.governor(of: figure), !figure.candidate.isAge, isArgument(figure, of: verb, isSubject: isSubject)
    else { return nil }
    let modals: Set<Sign> = [.future, .would, .possible]
    if condition != .none, !signs.isDisjoint(with: modals) { return .hypothetical }
    if let status = limit(figure, verb, isSubject: isSubject) { return status }
    if signs.contains(.would), report == .own, s.tag(verb) == .VB { return .planned }
    if signs.contains(.possible), isPossible(verb, s) { return .hypothetical }
    // "had planned to sell" tells what has not come about.
    guard !isSubject, s.tag(verb) == .VB, s.holds(verb - 1, "to"), !signs.contains(.leave), !s.holds(verb - 3, "had") else { return nil }
    return signs.contains(.intention) && !signs.contains(.expectation) || s.holds(verb - 2, Self.present) ? .planned : nil
  }

  /// Whether the figure is the verb's object or subject, and not a number that the text treats as known ("the two sides").
  private func isArgument(_ figure: FigureSituation, of verb: Int, isSubject: Bool) -> Bool {
    let s = figure.s
    let (start, end) = (figure.pieces.lowerBound, figure.pieces.upperBound)
    if s.holds(start - 1, Self.definite) || s.isHyphen(start - 1) { return false }
    let gap = isSubject ? end..<max(end, verb) : verb + 1..<max(verb + 1, start)
    return gap.count <= 5
      && gap.allSatisfy { k in
        s.isWord(k)
          ? !Clause.relatives.contains(s.key(k)) && !Clause.conjunctions.contains(s.key(k))
            && (s[k].tag != .IN || s.holds(k, "of") || s.holds(k, "for"))
          : s.isHyphen(k) || CurrencyTable.shared.standsBefore(s, k + 1) != nil
      }
  }

  /// A bound that a rule sets, a limit that the subject names, and a penalty that may be given.
  private func limit(_ figure: FigureSituation, _ verb: Int, isSubject: Bool) -> FigureStatus? {
    let s = figure.s
    if let bound = figure.candidate.bound ?? figure.candidate.boundBehind {
      let isSet = bound.bound == .atLeast || bound.bound == .atMost || bound.bound == .less
      if signs.contains(.duty), isSet || s.holds(bound.pieces.lowerBound, "exceed") { return .limit }
      if bound.bound == .atMost, s.holds(bound.pieces.lowerBound, Self.ceilings), signs.contains(.possible) || signs.contains(.leave) {
        return .limit
      }
    }
    if subject.contains(.limit), s.holds(verb, Self.present), !isSubject { return .limit }
    guard !isSubject, verb < figure.pieces.upperBound else { return nil }
    let near = verb..<(figure.pieces.upperBound + 3)
    return near.contains { s.holds($0, Self.penalizing) } && near.contains { s.holds($0, Self.penalties) }
      ? .limit : nil
  }

  /// "may", "might" or "could" above the verb, without a denial: what could not be done was not done.
  private func isPossible(_ verb: Int, _ s: PieceSentence) -> Bool {
    let first = (max(s.start, verb - 5)...min(s.end - 1, verb + 1)).last { s.holds($0, Self.possibly) && s.tag($0) == .MD }
    return first.map { !s.holds($0 + 1, "not") && !s.holds($0 + 1, "n't") } ?? false
  }

  // MARK: Features

  private static let all = FeatureTemplate("status frame"), one = FeatureTemplate("status sign"), whole = FeatureTemplate("status kind")

  /// The frame as one class, the strongest sign first.
  var kind: UInt64 {
    if condition == .inside { return 1 }
    if !beside.isDisjoint(with: [.limit, .penalty]) || subject.contains(.limit) { return 2 }
    if signs.contains(.limit) || signs.contains(.penalty) { return 3 }
    if signs.contains(.leave), signs.contains(.room) || beside.contains(.room) { return 4 }
    if signs.contains(.would) { return report == .own ? 5 : condition == .under ? 6 : report == .other ? 7 : 8 }
    if signs.contains(.possible) { return 9 }
    if condition == .under { return signs.contains(.future) ? 10 : 11 }
    if signs.contains(.expectation) { return 12 }
    if signs.contains(.intention) { return 13 }
    if signs.contains(.duty) { return 14 }
    if signs.contains(.leave) { return 15 }
    if signs.contains(.future) { return 16 }
    if signs.contains(.built) || signs.contains(.room) { return 17 }
    return 0
  }

  func describe(_ features: inout CandidateFeatures, _ figure: FigureSituation) {
    func code(_ signs: Set<Sign>) -> UInt64 {
      Sign.allCases.enumerated().reduce(0) { signs.contains($1.element) ? $0 | 1 << UInt64($1.offset) : $0 }
    }
    let bound = WordHash.of(figure.candidate.bound?.bound.rawValue ?? "=")
    features.add(Self.whole, kind)
    features.add(Self.whole, kind, bound)
    features.add(Self.whole, kind, figure.verbCode)
    features.add(Self.whole, kind, figure.kindCode)
    features.add(Self.whole, kind, figure.mood.rawValue, figure.isSubject ? 1 : 0)
    features.add(Self.all, code(signs), condition.rawValue)
    features.add(Self.all, code(signs), code(beside), 1)
    features.add(Self.all, code(signs), report.rawValue, 2)
    features.add(Self.all, condition.rawValue, report.rawValue, 3)
    for (place, sign) in Sign.allCases.enumerated() {
      if signs.contains(sign) {
        features.add(Self.one, UInt64(place))
        features.add(Self.one, UInt64(place), bound)
        features.add(Self.one, UInt64(place), condition.rawValue, 4)
      }
      if beside.contains(sign) { features.add(Self.one, UInt64(place), bound, 1) }
      if subject.contains(sign) { features.add(Self.one, UInt64(place), 2) }
    }
  }
}
