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
    let sentence = figure.words
    readCondition(figure)
    readBeside(figure)
    guard let (verb, isSubject) = Self.governor(of: figure) else { return }
    let top = isSubject ? readForward(verb, sentence) : readBackward(verb, figure.pieces.lowerBound, sentence)
    for k in stride(from: top - 1, through: max(sentence.start, top - Self.subjectReach), by: -1) {
      if sentence.isSymbol(k), !sentence.isHyphen(k) || figure.pieces.contains(k) { break }
      if Clause.conjunctions.contains(sentence.key(k)) || Clause.finite.contains(sentence.tag(k) ?? .UH) { break }
      if let sign = Self.sign(sentence, k), sign == .limit || sign == .penalty || sign == .room { subject.insert(sign) }
    }
    readReport(top, sentence)
  }

  /// The verb that governs the figure, and whether the figure is its subject. A verb may be the figure's bound ("must not | exceed 40"), and
  /// behind a comma a subject may begin ("If it fails, 40 people would lose").
  private static func governor(of figure: FigureSituation) -> (verb: Int, isSubject: Bool)? {
    let sentence = figure.words
    let (start, end) = (figure.pieces.lowerBound, figure.pieces.upperBound)
    if sentence.tag(start) == .VB, figure.candidate.bound != nil { return (start, false) }
    guard let verb = figure.verb else { return nil }
    if !figure.isSubject, sentence.holds(start - 1, ","), let behind = Clause.verb(behind: end, in: sentence), behind - end <= 3,
      Clause.finite.contains(sentence.tag(behind) ?? .UH)
    {
      return (behind, true)
    }
    return (verb, figure.isSubject)
  }

  private static func sign(_ sentence: PieceSentence, _ k: Int) -> Sign? { sentence.isWord(k) ? words[sentence.key(k)] : nil }

  // MARK: Verbs

  /// "900 jobs will go", "40 could be hired": the verb group behind a subject.
  private mutating func readForward(_ verb: Int, _ sentence: PieceSentence) -> Int {
    var k = verb
    while sentence.has(k), k < verb + Self.reach, sentence.isWord(k), Self.group.contains(sentence[k].tag) || Self.sign(sentence, k) != nil
    {
      if let sign = Self.sign(sentence, k) { signs.insert(sign) }
      k += 1
    }
    return verb
  }

  /// The group that ends at the verb, and those above it: "wants to hire", "plans to be able to pay", "allowed the firm to sell".
  /// - Returns: where the topmost group begins.
  private mutating func readBackward(_ verb: Int, _ limit: Int, _ sentence: PieceSentence) -> Int {
    if let sign = Self.sign(sentence, verb) { signs.insert(sign) }
    var (k, top) = (verb - 1, verb)
    while sentence.has(k), verb - k < Self.reach {
      if sentence.isWord(k), Self.group.contains(sentence[k].tag) || sentence.holds(k, "n't") || sentence.holds(k, "not") {
        if let sign = Self.sign(sentence, k) { signs.insert(sign) }
        top = k
        k -= 1
        // "a plan to build", "ordered the firm to pay": what stands above an infinitive.
        guard sentence.tag(top) == .TO else { continue }
        for above in stride(from: k, through: max(sentence.start, k - 5), by: -1) {
          if sentence.isSymbol(above), !sentence.isHyphen(above) { break }
          if let sign = Self.sign(sentence, above), sign != .question {
            signs.insert(sign)
            (k, top) = (above - 1, above)
            break
          }
          if Clause.finite.contains(sentence.tag(above) ?? .UH) { break }
        }
      } else {
        break
      }
    }
    return top
  }

  // MARK: Nouns beside the figure

  private mutating func readBeside(_ figure: FigureSituation) {
    let sentence = figure.words
    let (start, end) = (figure.pieces.lowerBound, figure.pieces.upperBound)
    let first = figure.isSubject ? start : figure.verb ?? start - 5
    for k in max(sentence.start, start - Self.reach, first)..<max(sentence.start, start) where k >= first {
      if let sign = Self.sign(sentence, k) { beside.insert(sign) }
    }
    // "the 40 percent limit", "a $40 fine"
    for k in end..<(end + Self.behindReach) where sentence.isWord(k) {
      guard [.NN, .NNS, .JJ].contains(sentence[k].tag) else { break }
      if let sign = Self.sign(sentence, k), sign == .limit || sign == .penalty || sign == .intention { beside.insert(sign) }
    }
  }

  // MARK: Conditions

  /// How far from the figure a condition is looked for, in pieces: beyond the length of ordinary sentences.
  private static let conditionReach = 80

  private mutating func readCondition(_ figure: FigureSituation) {
    let sentence = figure.words
    let near =
      max(
        sentence.start, figure.pieces.lowerBound - Self.conditionReach)..<min(sentence.end, figure.pieces.upperBound + Self.conditionReach)
    for k in near {
      let isWord = Self.sign(sentence, k) == .condition && Self.sign(sentence, k - 1) != .question && !isParticiple(k, sentence)
      guard isWord || isInverted(k, sentence) else { continue }
      // The condition ends at its comma; without one, at the end of the sentence.
      let end =
        (k + 1..<max(k + 1, sentence.end)).first { sentence.holds($0, ",") || sentence.holds($0, ";") || sentence.holds($0, "then") }
        ?? sentence.end
      condition = figure.pieces.lowerBound >= k && figure.pieces.lowerBound < end ? .inside : .under
      if condition == .inside { return }
    }
  }

  /// "was provided by": no conjunction.
  private func isParticiple(_ k: Int, _ sentence: PieceSentence) -> Bool {
    guard !sentence.holds(k, "if"), !sentence.holds(k, "unless") else { return false }
    return k > sentence.start && !sentence.holds(k - 1, ",") || sentence.tag(k + 1) == .IN && !sentence.holds(k + 1, "that")
  }

  /// "Had the dam failed", "Should rates rise", "Were it to fail": the verb stands before its subject.
  private func isInverted(_ k: Int, _ sentence: PieceSentence) -> Bool {
    guard sentence.holds(k, "had") || sentence.holds(k, "should") || sentence.holds(k, "were"),
      k == sentence.start || sentence.isSymbol(k - 1) && !sentence.holds(k - 1, ")"),
      sentence.isWord(k + 1), !sentence.bounds.contains(where: { sentence.holds($0, "?") })
    else { return false }
    let reach = k + 2..<k + 9
    if sentence.holds(k, "were") { return reach.contains { sentence.holds($0, "to") } }
    let wanted: Set<PartOfSpeech> = sentence.holds(k, "had") ? [.VBN, .VBD] : [.VB, .VBP, .VBD]
    return [.DT, .PRP, .PRPS, .NN, .NNS, .NNP, .NNPS, .JJ, .EX].contains(sentence[k + 1].tag)
      && reach.contains { sentence.isWord($0) && wanted.contains(sentence[$0].tag) }
  }

  // MARK: Reports

  /// "said it would add": a plan of the speaker's own; "said the bank would lose": a forecast.
  private mutating func readReport(_ top: Int, _ sentence: PieceSentence) {
    for k in stride(from: top - 1, through: max(sentence.start, top - 9), by: -1) {
      if sentence.isSymbol(k), !sentence.isHyphen(k) { return }
      if sentence.holds(k, FigureAttributor.reports) || sentence.holds(k, Self.statements) {
        let subject = sentence.holds(k + 1, "that") ? k + 2 : k + 1
        report = sentence.tag(subject) == .PRP && subject == top - 1 && sentence.holds(k, Self.willing) ? .own : .other
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
  func stated(_ figure: FigureSituation) -> FigureStatus? {
    let sentence = figure.words
    if condition == .none, isNamedLimit(figure) { return .limit }
    guard let (verb, isSubject) = Self.governor(of: figure), !figure.candidate.isAge, isArgument(figure, of: verb, isSubject: isSubject)
    else { return nil }
    let modals: Set<Sign> = [.future, .would, .possible]
    if condition != .none, !signs.isDisjoint(with: modals) { return .hypothetical }
    if let status = limit(figure, verb, isSubject: isSubject) { return status }
    if signs.contains(.would), report == .own, sentence.tag(verb) == .VB { return .planned }
    if signs.contains(.would), isUnreal(verb, sentence) { return .hypothetical }
    if signs.contains(.possible), isPossible(verb, sentence) { return .hypothetical }
    // "had planned to sell" states what has not come about.
    guard !isSubject, sentence.tag(verb) == .VB, sentence.holds(verb - 1, "to"), !signs.contains(.leave), !sentence.holds(verb - 3, "had")
    else { return nil }
    return signs.contains(.intention) && !signs.contains(.expectation) || sentence.holds(verb - 2, Self.present) ? .planned : nil
  }

  /// Whether the figure is the verb's object or subject, and not a number that the text treats as known ("the two sides").
  private func isArgument(_ figure: FigureSituation, of verb: Int, isSubject: Bool) -> Bool {
    let sentence = figure.words
    let (start, end) = (figure.pieces.lowerBound, figure.pieces.upperBound)
    if sentence.holds(start - 1, Self.definite) || sentence.isHyphen(start - 1) { return false }
    let gap = isSubject ? end..<max(end, verb) : verb + 1..<max(verb + 1, start)
    return gap.count <= 5
      && gap.allSatisfy { k in
        sentence.isWord(k)
          ? !Clause.relatives.contains(sentence.key(k)) && !Clause.conjunctions.contains(sentence.key(k))
            && (sentence[k].tag != .IN || sentence.holds(k, "of") || sentence.holds(k, "for"))
          : sentence.isHyphen(k) || CurrencyTable.shared.standsBefore(sentence, k + 1) != nil
      }
  }

  /// "a cap of 25", "puts a maximum of 12 in each boat": the noun before the figure names it. "Reached a maximum of 30" states a
  /// measurement.
  private func isNamedLimit(_ figure: FigureSituation) -> Bool {
    let sentence = figure.words
    let first = figure.candidate.pieces.lowerBound
    guard let link = (first - 2..<first).last(where: { sentence.holds($0, "of") }), case let noun = link - 1, sentence.tag(noun) == .NN,
      Self.sign(sentence, noun) == .limit
    else { return false }
    guard sentence.holds(noun, Self.extremes) else { return true }
    return figure.verb.map { [.VBZ, .VBP, .VB].contains(sentence.tag($0) ?? .UH) } ?? false
  }
  private static let extremes = Words.set("maximum minimum")

  /// A bound that a rule sets, a limit that the subject names, and a penalty that may be given.
  private func limit(_ figure: FigureSituation, _ verb: Int, isSubject: Bool) -> FigureStatus? {
    let sentence = figure.words
    if let bound = figure.candidate.bound ?? figure.candidate.boundBehind {
      let isSet = bound.bound == .atLeast || bound.bound == .atMost || bound.bound == .less
      if signs.contains(.duty), isSet || sentence.holds(bound.pieces.lowerBound, "exceed") { return .limit }
      if bound.bound == .atMost, sentence.holds(bound.pieces.lowerBound, Self.ceilings), signs.contains(.possible) || signs.contains(.leave)
      {
        return .limit
      }
    }
    if subject.contains(.limit), sentence.holds(verb, Self.present), !isSubject { return .limit }
    guard !isSubject, verb < figure.pieces.upperBound else { return nil }
    let near = verb..<(figure.pieces.upperBound + 3)
    return near.contains { sentence.holds($0, Self.penalizing) } && near.contains { sentence.holds($0, Self.penalties) }
      ? .limit : nil
  }

  /// "may", "might" or "could" above the verb, without a denial: what could not be done was not done.
  private func isPossible(_ verb: Int, _ sentence: PieceSentence) -> Bool {
    let first = (max(sentence.start, verb - 5)...min(sentence.end - 1, verb + 1)).last {
      sentence.holds($0, Self.possibly) && sentence.tag($0) == .MD
    }
    return first.map { !sentence.holds($0 + 1, "not") && !sentence.holds($0 + 1, "n't") } ?? false
  }

  /// "would have been flooded", "would not have cost": what did not come about. "Would have built 40 by then" states a plan.
  private func isUnreal(_ verb: Int, _ sentence: PieceSentence) -> Bool {
    let reach = max(sentence.start, verb - 4)..<min(sentence.end, verb + 5)
    guard let have = reach.first(where: { sentence.holds($0, "have") && sentence.tag($0) == .VB }),
      (have - 2..<have).contains(where: { sentence.holds($0, "would") || sentence.holds($0, "wouldn't") }),
      [.VBN, .VBD].contains(sentence.tag(have + 1) ?? .UH) || sentence.tag(have + 1) == .RB
    else { return false }
    return !sentence.bounds.contains { sentence.holds($0, "by") && sentence.isNumber($0 + 1) }
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
