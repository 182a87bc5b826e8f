internal import Knowledge
internal import Linguistics
internal import Record

/// A place in the article where a person is given a role.
struct RoleClaim {
  var person: Int
  /// The mention next to which the role stands (index into ``AnalyzedText/names``).
  var mention: Int
  var phrase: RolePhrase
  /// The name of the rule, as `--explain` prints it.
  var rule: String
  /// A body attached to the person outside the role phrase: "(R-S.C.)", "Byrne of the Mounted Police".
  var outerBody: Range<Int>?
  /// Whether the role stands inside a quotation.
  var isQuoted: Bool

  /// The priority of the claim, lower is better: offices and jobs, then candidacies, then former roles, then vague ones.
  func rank(_ context: OfficialContext) -> Int {
    var rank = 0
    let head = context.lower(phrase.head)
    if RoleWords.candidacies.contains(head) { rank = 2 }
    // The author of a study also has a post.
    if RoleWords.studyTitles.contains(head), phrase.title.count > 1 || phrase.title.count == 1 && !RoleWords.authorWords.contains(head) {
      rank = 1
    }
    if phrase.isFormer { rank = 3 }
    // "a member of parliament" holds an office; a member of a club does not.
    if RoleWords.weakTitles.contains(head), !isPublic(context) { rank = 5 }
    // "who runs the mill" tells a body and no title.
    if phrase.title.isEmpty { rank = max(rank, 4) }
    if phrase.isHypothetical { rank = max(rank, 4) }
    if isQuoted { rank += 4 }
    return rank
  }

  /// Whether it is a public office, by its head noun or by all of its words ("member of parliament").
  func isPublic(_ context: OfficialContext) -> Bool {
    let last = phrase.title.last ?? phrase.head
    let whole = context.lexicon.title(endingAt: last, from: phrase.title.first ?? phrase.head, in: context.text)
    return [phrase.sector, whole?.sector ?? .other].contains { [.government, .legislature, .judiciary, .diplomacy].contains($0) }
  }
}

extension RoleWords {
  static let authorWords = set("author")
  static let studyTitles = set("author co-author coauthor")
  /// Titles that lose to any better role.
  static let weakTitles = set(WordSets["RoleClaim.weakTitles"])
}
