import Linguistics
import Ranking
import Record

/// The candidates for a figure's concept (what it is about), built from the phrases around it. One candidate is no concept at all.
struct ConceptChoices {
  let finder: ConceptFinder

  /// A concept, or none.
  struct Candidate: Sendable {
    var text: String?
    var features = CandidateFeatures()
  }

  /// Which parts a candidate is built from.
  private typealias Recipe = (number: UInt64, parts: [Range<Int>?])

  private func recipes(_ parts: ConceptFinder.Parts, _ end: Int) -> [Recipe] {
    let (subject, verb, between) = (parts.subject, parts.verb, parts.between)
    let (own, behind, before) = (parts.own, parts.behind, parts.before)
    let tail = parts.verb.map { $0.lowerBound..<max($0.upperBound, between?.upperBound ?? 0) }
    return [
      (1, [subject]), (2, [subject, verb]), (3, [subject, verb, between]), (4, [subject, verb, own, behind]), (5, [subject, between]),
      (6, [behind]), (7, [own, behind]), (8, [before]), (9, [before, behind]), (10, [subject, own, behind]), (11, [parts.main]),
      (12, [parts.main, subject]), (13, [parts.main, tail]), (14, [parts.leadIn, before]), (15, [tail]), (16, [parts.measured]),
      (17, [subject, parts.measured]), (18, [verb, own, behind]), (19, [parts.beforeMark]), (20, [parts.next]),
      (21, [parts.main, own, behind]),
      (22, [subject, verb, behind]), (23, [own]), (24, [parts.leadIn]), (25, [subject, behind]), (26, [parts.measured, behind]),
      (27, [parts.main, parts.measured]), (28, [parts.main, behind]), (29, [parts.beforeMark, behind]), (30, [between]),
      (31, [between, behind]), (32, [parts.main, subject, tail]), (33, [subject, verb, between, own, behind]),
      (34, [subject, between, own, behind]), (35, [subject, tail, behind]), (36, [parts.main, subject, own, behind]),
      (37, [subject, between, behind]), (38, [parts.main, tail, own, behind]),
    ]
  }

  private static let recipe = FeatureTemplate("concept recipe"), words = FeatureTemplate("concept words"),
    none = FeatureTemplate("concept none")
  private static let context = FeatureTemplate("concept context"), verbs = FeatureTemplate("concept verb"),
    last = FeatureTemplate("concept last")
  private static let holds = FeatureTemplate("concept parts"), first = FeatureTemplate("concept first"),
    noun = FeatureTemplate("concept noun")

  /// - Parameters:
  ///   - earlier: the concept of the previous figure, in the same sentence or the one before.
  ///   - converts: the figure is a conversion, in brackets, of the previous one.
  func candidates(_ figure: FigureSituation, earlier: String?, converts: Bool) -> [Candidate] {
    let sentence = figure.words
    let (start, end) = (figure.pieces.lowerBound, figure.pieces.upperBound)
    let parts = finder.parts(figure.candidate, start, end)
    var found: [Candidate] = []
    var nothing = Candidate()
    nothing.features.add(Self.none)
    nothing.features.add(Self.none, figure.kindCode)
    found.append(nothing)
    let shape = shape(parts)
    for recipe in recipes(parts, end) {
      let runs = recipe.parts.compactMap(\.self)
      guard runs.count == recipe.parts.count, let text = finder.text(runs, figure.candidate), !found.contains(where: { $0.text == text })
      else {
        continue
      }
      var candidate = Candidate(text: text)
      describe(&candidate.features, recipe.number, runs, parts, shape, figure, sentence)
      if text == earlier { candidate.features.add(Self.last, recipe.number) }
      found.append(candidate)
    }
    if let earlier, let place = found.firstIndex(where: { $0.text == earlier }) {
      found[place].features.add(Self.last)
    } else if let earlier {
      var candidate = Candidate(text: earlier)
      describe(&candidate.features, 0, [], parts, shape, figure, sentence)
      candidate.features.add(Self.last)
      found.append(candidate)
    }
    for place in found.indices where found[place].text == earlier && earlier != nil {
      found[place].features.add(Self.last, converts ? 1 : 0, figure.kindCode)
    }
    return found
  }

  /// A code for the parts that are present.
  private func shape(_ parts: ConceptFinder.Parts) -> UInt64 {
    let all = [
      parts.subject, parts.verb, parts.between, parts.before, parts.own, parts.behind, parts.measured, parts.beforeMark, parts.leadIn,
    ]
    return all.enumerated().reduce(0) { $1.element == nil ? $0 : $0 | 1 << UInt64($1.offset) }
  }

  private func describe(
    _ features: inout CandidateFeatures, _ recipe: UInt64, _ runs: [Range<Int>], _ parts: ConceptFinder.Parts, _ shape: UInt64,
    _ figure: FigureSituation, _ sentence: PieceSentence
  ) {
    let (start, end) = (figure.pieces.lowerBound, figure.pieces.upperBound)
    features.add(Self.recipe, recipe)
    features.add(Self.recipe, recipe, shape)
    features.add(Self.recipe, recipe, figure.kindCode, figure.roleCode)
    features.add(Self.recipe, recipe, WordHash.of(figure.candidate.rule))
    features.add(Self.context, recipe, sentence.key(start - 1))
    features.add(Self.context, recipe, sentence.key(end) ^ 1)
    features.add(Self.context, recipe, sentence.tag(end).flatMap { PartOfSpeech.allCases.firstIndex(of: $0) }.map { UInt64($0) } ?? 99, 7)
    features.add(
      Self.context, recipe, sentence.tag(start - 1).flatMap { PartOfSpeech.allCases.firstIndex(of: $0) }.map { UInt64($0) } ?? 99, 8)
    let verb = parts.verb.map { sentence.key($0.upperBound - 1) } ?? 0
    features.add(Self.verbs, recipe, verb)
    features.add(Self.verbs, recipe, parts.verb.map { finder.tellsMore($0) ? 2 : 1 } ?? 0, figure.kindCode)
    features.add(Self.verbs, recipe, parts.subject == nil ? 1 : 0, parts.between == nil ? 1 : 0)
    if let subject = parts.subject {
      let head = subject.upperBound - 1
      features.add(Self.first, recipe, sentence.key(head))
      features.add(Self.first, recipe, sentence.capitalized(head) ? 1 : 0, parts.own == nil ? 1 : 0)
      features.add(Self.first, recipe, UInt64(min(subject.count, 4)), 5)
    }
    if let own = parts.own { features.add(Self.noun, recipe, sentence.key(own.upperBound - 1)) }
    if let behind = parts.behind { features.add(Self.noun, recipe, sentence.key(behind.lowerBound), UInt64(min(behind.count, 4))) }
    var (nouns, names, count) = (0, 0, 0)
    for run in runs {
      for k in run where sentence.isWord(k) {
        count += 1
        if finder.isNominal(k) { nouns += 1 }
        if sentence.capitalized(k) { names += 1 }
      }
    }
    features.add(Self.words, UInt64(CandidateFeatures.bucket(count)))
    features.add(Self.words, UInt64(min(nouns, 4)), UInt64(min(names, 3)))
    features.add(Self.holds, UInt64(min(nouns, 3)), UInt64(CandidateFeatures.bucket(count)), figure.kindCode)
    let others = figure.sentence.candidates.enumerated().count { other in
      other.offset != figure.index && runs.contains { $0.overlaps(other.element.pieces) }
    }
    features.add(Self.holds, UInt64(min(others, 2)), recipe)
    // The distance from the figure, and whether other figures lie between.
    let near = runs.map { $0.upperBound <= start ? start - $0.upperBound : max(0, $0.lowerBound - end) }.min() ?? 99
    features.add(Self.holds, UInt64(CandidateFeatures.bucket(near)), 11)
    let between = figure.sentence.candidates.count { other in
      runs.contains { run in
        run.upperBound <= other.pieces.lowerBound && other.pieces.upperBound <= start
          || end <= other.pieces.lowerBound && other.pieces.upperBound <= run.lowerBound
      }
    }
    features.add(Self.holds, UInt64(min(between, 3)), recipe, 12)
  }
}
