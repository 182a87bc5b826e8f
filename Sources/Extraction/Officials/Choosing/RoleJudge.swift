internal import Linguistics
internal import Ranking
internal import Record

/// Decides whether a person really has the role that the rules found.
struct RoleJudge {
  let context: OfficialContext
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext) { self.context = context }

  private enum Template {
    static let none = FeatureTemplate("role: none")
    static let rule = FeatureTemplate("role: rule")
    static let head = FeatureTemplate("role: head")
    static let ruleListed = FeatureTemplate("role: rule, listed, determined")
    static let quoted = FeatureTemplate("role: quoted")
    static let rank = FeatureTemplate("role: rank")
    static let claims = FeatureTemplate("role: claims")
    static let mentions = FeatureTemplate("role: mentions")
    static let nameLength = FeatureTemplate("role: words of the name")
    static let given = FeatureTemplate("role: given name")
    static let surname = FeatureTemplate("role: surname")
    static let odd = FeatureTemplate("role: odd word in the name")
    static let body = FeatureTemplate("role: body link")
    static let capital = FeatureTemplate("role: capitals")
    static let titleLength = FeatureTemplate("role: words of the title")
    static let sector = FeatureTemplate("role: sector")
    static let modifier = FeatureTemplate("role: modifier")
    static let start = FeatureTemplate("role: sentence start")
    static let before = FeatureTemplate("role: tag before")
    static let after = FeatureTemplate("role: tag after the name")
    static let heading = FeatureTemplate("role: heading")
    static let plural = FeatureTemplate("role: plural")
  }

  /// The features of "no role" and "role".
  func candidates(_ person: Int, chosen: RoleClaim, own: [RoleClaim]) -> [CandidateFeatures] {
    var yes = CandidateFeatures()
    let phrase = chosen.phrase
    let head = context.lower(phrase.head)
    let rule = WordHash.of(chosen.rule)
    yes.add(Template.rule, rule)
    yes.add(Template.head, head)
    yes.add(Template.ruleListed, rule, phrase.isListed ? 1 : 0, phrase.isDetermined ? 1 : 0)
    yes.add(Template.quoted, if: chosen.isQuoted)
    yes.add(Template.rank, chosen.rank(context))
    yes.add(Template.claims, CandidateFeatures.bucket(min(own.count, 4)))
    yes.add(Template.plural, if: phrase.isPlural)
    yes.add(Template.titleLength, min(phrase.title.count, 5))
    yes.add(Template.sector, rule, UInt64(phrase.sector.number))
    yes.add(Template.body, rule, UInt64(phrase.bodyLink.number))
    if let first = phrase.title.first, first < phrase.head { yes.add(Template.modifier, context.lower(first)) }
    let entry = text.people[person]
    yes.add(Template.mentions, CandidateFeatures.bucket(min(entry.mentions.count, 10)))
    let run = text.names[chosen.mention].tokens
    yes.add(Template.nameLength, rule, UInt64(min(run.count, 4)))
    let classes = run.map { context.classes[$0] }
    let full = entry.mentions.prefix(30).map { text.names[$0].tokens }.max { $0.count < $1.count } ?? run
    yes.add(Template.given, full.contains { !context.classes[$0].isDisjoint(with: .given) } ? 1 : 0, full.count > 1 ? 1 : 0)
    yes.add(Template.surname, full.last.map { context.classes[$0].contains(.surname) } ?? false ? 1 : 0)
    if full.contains(where: { context.classes[$0].contains(.common) && context.classes[$0].isDisjoint(with: [.surname, .given]) }) {
      yes.add(Template.odd, 1)
    }
    if classes.contains(where: { !$0.isDisjoint(with: [.bodyHead, .bodyName]) }) { yes.add(Template.odd, 2) }
    if classes.contains(where: { !$0.isDisjoint(with: [.country, .state, .nationality]) }) { yes.add(Template.odd, 3) }
    if full.contains(where: { text.tokens[$0].shape.contains(.hasDigit) }) { yes.add(Template.odd, 4) }
    if full.contains(where: { text.tokens[$0].shape.contains(.allCaps) }) { yes.add(Template.odd, 5) }
    yes.add(
      Template.capital, rule, context.isCapitalized(phrase.head) ? 1 : 0, text.tokens[phrase.head].shape.contains(.sentenceStart) ? 1 : 0)
    let first = min(phrase.start, phrase.title.first ?? phrase.head)
    if first > 0, !text.tokens[first].shape.contains(.sentenceStart) {
      yes.add(Template.before, rule, UInt64(text.tokens[first - 1].tag.number))
    } else {
      yes.add(Template.start)
    }
    if run.upperBound < text.tokens.count { yes.add(Template.after, rule, UInt64(text.tokens[run.upperBound].tag.number)) }
    var no = CandidateFeatures()
    no.add(Template.none)
    return [no, yes]
  }
}

extension Sector {
  /// The index among all sectors.
  var number: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}

extension PartOfSpeech {
  /// The index among all tags.
  var number: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}
