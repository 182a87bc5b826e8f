internal import Knowledge
internal import Linguistics
internal import Record

/// Finds the sector of a role by its title and body.
struct SectorReader {
  let context: OfficialContext
  private let bodies = BodySectors.shared

  init(_ context: OfficialContext) { self.context = context }

  /// The sector of a role.
  func sector(_ phrase: RolePhrase, body: Range<Int>?, name: String?) -> Sector {
    let head = context.lower(phrase.head)
    if RoleWords.candidacies.contains(head) { return .politics }
    // "the England captain"
    if head == RoleWords.captain, !context.isCapitalized(phrase.head), let body, context.name(at: body.lowerBound)?.kind == .place {
      return .sport
    }
    guard let name, let found = bodies.sector(of: name) else { return phrase.sector }
    if RoleWords.general.contains(head) || phrase.sector == .other || phrase.sector == .business { return found }
    if phrase.sector == .military, found == .lawEnforcement { return .lawEnforcement }
    if phrase.sector == .media, found == .media { return .media }
    return phrase.sector
  }

  /// Whether a nation before the role is its body: "the Russian president", but not "the Swiss lawyer".
  func takesNation(_ phrase: RolePhrase) -> Bool {
    switch phrase.sector {
    case .government, .legislature, .judiciary, .military, .diplomacy, .lawEnforcement, .international: true
    case .sport: RoleWords.teamHeads.contains(context.lower(phrase.head))
    default: RoleWords.nationHeads.contains(context.lower(phrase.head))
    }
  }

  /// Whether a town before the role is its body: "Dallas police chief".
  func takesTown(_ phrase: RolePhrase) -> Bool {
    takesNation(phrase) || phrase.isPlural || RoleWords.teamHeads.contains(context.lower(phrase.head))
  }
}

extension RoleWords {
  static let teamHeads = set("captain manager coach striker goalkeeper midfielder winger")
  static let captain = of("captain")
  static let nationHeads = set("leader spokesman spokeswoman spokesperson official chief director")
  /// Titles that do not indicate a sector.
  static let general = set(WordSets["SectorReader.general"])
}
