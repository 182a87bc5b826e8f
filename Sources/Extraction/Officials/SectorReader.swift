internal import Linguistics
internal import Record

/// Tells the sector of a role by title and body.
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

  /// Whether the lexicon lists the words as a body's name.
  func isBody(_ words: String) -> Bool { bodies.isName(words) }

  /// Whether a nation before the role is the role's body: "the Russian president", not "the Swiss lawyer".
  func takesNation(_ phrase: RolePhrase) -> Bool {
    switch phrase.sector {
    case .government, .legislature, .judiciary, .military, .diplomacy, .lawEnforcement, .international: true
    case .sport: RoleWords.teamHeads.contains(context.lower(phrase.head))
    default: RoleWords.nationHeads.contains(context.lower(phrase.head))
    }
  }

  /// Whether a town before the role is the role's body: "Dallas police chief".
  func takesTown(_ phrase: RolePhrase) -> Bool {
    takesNation(phrase) || phrase.isPlural || RoleWords.teamHeads.contains(context.lower(phrase.head))
  }
}

extension RoleWords {
  static let teamHeads = set("captain manager coach striker goalkeeper midfielder winger")
  static let captain = of("captain")
  static let nationHeads = set("leader spokesman spokeswoman spokesperson official chief director")
  /// Titles that say nothing of the field.
  static let general = set(
    "president chairman chairwoman chair director chief head leader officer secretary spokesman spokeswoman spokesperson manager member analyst economist counsel "
      + "treasurer commissioner coordinator executive founder co-founder adviser advisor vice-president inspector superintendent administrator governor"
  )
}

/// The sectors of bodies by the words of their names.
struct BodySectors: Sendable {
  static let shared = BodySectors()
  private let names: [String: Sector]
  private let heads: [String: Sector]

  private init() {
    var names: [String: Sector] = [:]
    var heads: [String: Sector] = [:]
    for (name, isHead, sector) in BodyLexicon.rows() {
      guard let value = Sector(rawValue: sector) else { continue }
      if isHead { heads[name.lowercased()] = value } else { names[name.lowercased()] = value }
    }
    self.names = names
    self.heads = heads
  }

  func isName(_ words: String) -> Bool { names[words.lowercased()] != nil }

  func sector(of name: String) -> Sector? {
    let lower = name.lowercased()
    if let sector = names[lower] { return sector }
    let words = lower.split(separator: " ").map(String.init)
    for index in words.indices.reversed() {
      if index + 1 < words.count, let sector = heads[words[index] + " " + words[index + 1]] { return sector }
      // Clubs are told by their last word: "Leeds United", but "United States".
      if let sector = heads[words[index]], sector != .sport || index + 1 == words.count { return sector }
    }
    return nil
  }
}
