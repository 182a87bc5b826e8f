internal import Linguistics
internal import Record

/// One place of the article that gives a person a role.
struct RoleClaim {
  var person: Int
  /// The mention that the role stands beside (index into ``AnalyzedText/names``).
  var mention: Int
  var phrase: RolePhrase
  /// The rule's name, as `--explain` prints it.
  var rule: String
  /// Bodies bound to the person apart from the phrase: "(R-S.C.)", "Byrne of the Mounted Police".
  var outerBody: Range<Int>?
  /// Whether it stands inside a quotation.
  var isQuoted: Bool

  /// Less is better: offices and jobs, then candidacies, then what is past, then what is vague.
  func rank(_ context: OfficialContext) -> Int {
    var rank = 0
    let head = context.lower(phrase.head)
    if RoleWords.candidacies.contains(head) { rank = 2 }
    // Who wrote the study has a post beside.
    if RoleWords.studyTitles.contains(head), phrase.title.count > 1 || phrase.title.count == 1 && !RoleWords.authorWords.contains(head) {
      rank = 1
    }
    if phrase.isFormer { rank = 3 }
    // "a member of parliament" holds an office, a member of a club does not.
    if RoleWords.weakTitles.contains(head), !isPublic(context) { rank = 5 }
    if phrase.isHypothetical { rank = max(rank, 4) }
    if isQuoted { rank += 4 }
    return rank
  }

  /// Whether it is an office of a state: by its head, or by all of its words ("member of parliament").
  func isPublic(_ context: OfficialContext) -> Bool {
    let last = phrase.title.last ?? phrase.head
    let whole = context.lexicon.title(endingAt: last, from: phrase.title.first ?? phrase.head, in: context.text)
    return [phrase.sector, whole?.sector ?? .other].contains { [.government, .legislature, .judiciary, .diplomacy].contains($0) }
  }
}

extension RoleWords {
  static let authorWords = set("author")
  static let studyTitles = set("author co-author coauthor")
  /// Titles that any better role outranks.
  static let weakTitles = set(
    "dr. dr member members expert experts guide star volunteer owner-occupier student candidate-elect fellow leader-in-waiting model worker magnate mogul m.d. md rn np cpa esq. physician-scientist"
  )
}
