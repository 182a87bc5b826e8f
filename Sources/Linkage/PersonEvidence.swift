internal import Glibc

/// What speaks for and against two mentions being of one person, weighed.
///
/// The weights are decimal logarithms of likelihood ratios that are added up (Fellegi and Sunter, "A Theory for Record Linkage", JASA 1969): how much
/// oftener two mentions of one person agree so than two mentions of namesakes. They are estimates of how roles change in a life, not counted: the
/// labelled sets are too small for that and are what they are tried on.
struct PersonEvidence {
  /// The sum of all weights.
  var weight: Double
  /// Whether the roles alone exclude that it is one person.
  var isConflict = false
  /// Whether name and office are the same, which needs no weighing.
  var isSameOffice = false
  /// What spoke for it.
  fileprivate var grounds: [String] = []

  /// The odds from which two mentions are linked: 20 to 1.
  static let least = 1.3

  /// Whether enough speaks for one person.
  var isEnough: Bool { isSameOffice || weight >= Self.least }

  // Bodies.
  private static let identicalBody = 3.0
  private static let sameBody = 2.3
  private static let nearBody = 0.9
  private static let otherBody = -0.8
  // Titles.
  private static let rareTitle = 1.7
  private static let commonTitle = 1.2
  private static let nearTitle = 0.7
  private static let otherTitle = -0.1
  /// One office of which each body has one, in two bodies: in the same years, and in others.
  private static let officeElsewhere = (sameYears: -5.0, later: -3.0)
  private static let daysOfOffice = 730
  private static let conflict = -2.0

  /// Weighs two forms whose names are compatible and no bare surnames.
  init(_ a: PersonForm, _ b: PersonForm) {
    let namesakes = NameShares.namesakes(a.name, b.name)
    weight = -namesakes
    if namesakes < -1 { grounds.append("a rare name") }
    let bodies = a.role.bodies(b.role)
    let titles = a.role.titles(b.role)
    var roles = a.role.affinity(b.role)
    switch bodies {
    case .identical: roles += Self.identicalBody
    case .same: roles += Self.sameBody
    case .near: roles += Self.nearBody
    case .other: roles += Self.otherBody
    case .unknown: break
    }
    switch titles {
    case .same: roles += a.role.sharesRareTitle(b.role) ? Self.rareTitle : Self.commonTitle
    case .near: roles += Self.nearTitle
    case .other: roles += Self.otherTitle
    case .unknown: break
    }
    let isOneBody = bodies == .identical || bodies == .same
    if titles == .same, bodies == .other, a.role.isExclusive {
      roles += (a.daysApart(b) ?? 0) <= Self.daysOfOffice ? Self.officeElsewhere.sameYears : Self.officeElsewhere.later
    }
    isConflict = roles <= Self.conflict
    isSameOffice = isOneBody && (titles == .same || titles == .near)
    // An initial proves no name: the office must be the same.
    if !a.name.isFull || !b.name.isFull, !isSameOffice { isConflict = true }
    weight += roles
    if isOneBody {
      grounds.append("one body: \(a.bodyText) and \(b.bodyText)")
    } else if bodies == .near {
      grounds.append("bodies of like names: \(a.bodyText) and \(b.bodyText)")
    }
    if titles == .same {
      grounds.append("one title: \(a.titleText)")
    } else if titles == .near {
      grounds.append("like titles: \(a.titleText) and \(b.titleText)")
    }
    let shared = a.context.intersection(b.context)
    if !shared.isEmpty {
      let most = Double(max(1, min(a.context.count, b.context.count)))
      weight += min(Self.mostContext, Self.context * Double(shared.count)) * min(1, 3 * Double(shared.count) / most)
      grounds.append("both passages name \(shared.sorted().prefix(3).joined(separator: ", "))")
    }
    if let days = a.daysApart(b), days > Self.longDays { weight -= Self.longGap * Double(days) / Double(Self.longDays) }
    if isConflict { weight = min(weight, Self.conflict) }
  }

  private static let context = 0.5
  private static let mostContext = 1.6
  private static let longDays = 5_479
  private static let longGap = 0.4

  /// The grounds in a sentence.
  func reason(_ a: PersonForm, _ b: PersonForm) -> String {
    let names = a.written == b.written ? "both articles name \(a.written)" : "\(a.written) and \(b.written) are forms of one name"
    if isSameOffice { return "\(names), with the same office: \(a.titleText) and \(b.titleText) (\(a.bodyText), \(b.bodyText))" }
    let chance = weight >= 3 ? "more than 1,000" : "\(Int(pow(10, weight)))"
    return "\(names)\(grounds.isEmpty ? "" : ", " + grounds.joined(separator: ", ")): \(chance) to 1"
  }
}

/// Mentions with the same name and role, which are one by themselves.
struct PersonForm {
  var name: PersonName
  var written: String
  var role: PersonRole
  var titleText: String
  var bodyText: String
  var context: Set<String> = []
  /// The days of the first and the last mention that has one.
  var days: ClosedRange<Int>?
  var mentions: [Int] = []
  /// The least id, for an order that depends on the content alone.
  var least = UInt64.max

  init(_ mention: PersonMention, _ name: PersonName) {
    self.name = name
    written = mention.name
    role = PersonRole(title: mention.title, organization: mention.organization, sector: mention.sector)
    titleText = mention.title ?? ""
    bodyText = mention.organization ?? ""
  }

  mutating func add(_ mention: PersonMention, at index: Int) {
    mentions.append(index)
    least = min(least, mention.id)
    context.formUnion(mention.context)
    guard let day = mention.day else { return }
    days = min(days?.lowerBound ?? day, day)...max(days?.upperBound ?? day, day)
  }

  /// Days between the times of two forms, 0 where they overlap.
  func daysApart(_ other: PersonForm) -> Int? {
    guard let days, let others = other.days else { return nil }
    return max(0, max(days.lowerBound, others.lowerBound) - min(days.upperBound, others.upperBound))
  }
}
