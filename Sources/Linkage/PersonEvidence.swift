internal import Glibc

/// What speaks for and against two mentions being of one person, weighed.
///
/// The weights are decimal logarithms of likelihood ratios that are added up (Fellegi and Sunter, "A Theory for Record Linkage", JASA 1969): how much
/// oftener two mentions of one person agree so than two mentions of namesakes. See ``PersonWeights`` for where they come from.
struct PersonEvidence {
  /// The sum of all weights.
  let weight: Double
  /// Whether the roles alone exclude that it is one person.
  let isConflict: Bool
  /// Whether the given names are sure to be one: an initial or a part of a name proves none, and the office must be the same.
  private let isSureName: Bool
  private let bodies: PersonRole.Bodies
  private let titles: PersonRole.Titles
  private let namesakes: Double
  private let shared: Set<String>

  /// Whether name and office are the same, which needs no weighing.
  var isSameOffice: Bool { (bodies == .identical || bodies == .same) && (titles == .same || titles == .alike || titles == .near) }

  /// The odds from which two mentions are linked: 5 to 1.
  static let least = 0.7

  /// Whether enough speaks for one person. A surname alone with its style needs one body or one title and the weight as well.
  var isEnough: Bool {
    if isConflict { return false }
    if isStyledSurname { return weight >= Self.least && (isSameOffice || titles == .same || bodies == .identical || bodies == .same) }
    return isSameOffice || (isWeighed && weight >= Self.least)
  }
  private let isStyledSurname: Bool

  /// Whether the weight decides, and nothing else does.
  var isWeighed: Bool { !isConflict && !isStyledSurname && !isSameOffice && isSureName }

  /// What was weighed, and how much of it there is.
  let terms: [(PersonWeights.Feature, Double)]

  /// The most weight of a shared field in addition to a shared title or body, whose weight includes it already.
  private static let toldField = 0.4
  /// In fewer days nobody has it in both.
  private static let daysOfOffice = 730

  /// Weighs two forms whose names are compatible and no bare surnames.
  init(_ a: PersonForm, _ b: PersonForm, _ names: NameRelation, _ weights: PersonWeights = .standard) {
    bodies = a.role.bodies(b.role)
    titles = a.role.titles(b.role)
    namesakes = names.namesakes
    shared = a.context.isEmpty || b.context.isEmpty ? [] : a.context.intersection(b.context)
    var terms: [(PersonWeights.Feature, Double)] = [(.namesakes, names.namesakes)]
    let field = a.role.affinity(b.role, bodies)
    let known = field ?? 0
    if titles == .same || bodies == .identical || bodies == .same {
      terms.append(field.map { (.toldField, min($0, Self.toldField)) } ?? (.unknownField, 1))
    } else {
      terms.append(field.map { ($0 < 0 ? .otherField : .field, $0) } ?? (.unknownField, 1))
    }
    switch bodies {
    case .identical: terms.append((.identicalBody, 1))
    case .same: terms.append((.sameBody, 1))
    case .sameKind: terms.append((.sameKindOfBody, 1))
    // Namesakes in one place have others' fields.
    case .near: terms.append((field == nil || known < 0 ? .placeInOtherField : .place, names.onePlace))
    case .other: terms.append((.otherBody, 1))
    case .unknown: break
    }
    switch titles {
    case .same: terms.append((a.role.sharesRareTitle(b.role) ? .rareTitle : .commonTitle, 1))
    // A word in common indicates the field as well.
    case .alike: terms.append((.alikeTitle, min(1, max(0, 1.4 - known))))
    case .near: terms.append((.nearTitle, min(1, max(0, 1.4 - known))))
    case .other: terms.append((.otherTitle, 1))
    case .unknown: break
    }
    if a.role.isOfficeElsewhere(b.role, bodies) { terms.append((.officeElsewhere, 1)) }
    if a.role.isOfOtherForce(b.role, bodies) { terms.append((.otherForce, 1)) }
    if bodies == .other, a.role.isOfPlace, b.role.isOfPlace { terms.append((.placesApart, 1)) }
    if bodies == .other, titles == .other, let days = a.daysApart(b), days < Self.fewDays { terms.append((.atOnce, 1)) }
    isConflict = Self.excludes(a, b, bodies)
    isSureName = names.isSure
    isStyledSurname = names.isStyledSurname
    if !names.hasSameSurname { terms.append((.otherSurname, 1)) }
    if !shared.isEmpty {
      let most = Double(max(1, min(a.context.count, b.context.count)))
      terms.append((.context, min(Self.mostContext, Double(shared.count)) * min(1, 3 * Double(shared.count) / most)))
    }
    // An article that names somebody once more, in another form and without a role.
    if a.daysApart(b) == 0, a.hasNoRole != b.hasNoRole { terms.append((.sameDay, 1)) }
    if let days = a.daysApart(b), days > Self.longDays { terms.append((.longGap, Double(days) / Double(Self.longDays))) }
    self.terms = terms
    weight = terms.reduce(0) { $0 + weights[$1.0] * $1.1 }
  }

  /// Whether the roles of two forms exclude that they are one person's: fields that are too far apart, or in the same years an office in one body and
  /// the same office in another.
  static func excludes(_ a: PersonForm, _ b: PersonForm) -> Bool { excludes(a, b, a.role.bodies(b.role)) }

  /// Whether one was two ranks higher before: a constable is not who was the chief constable.
  static func excludesByRank(_ a: PersonForm, _ b: PersonForm) -> Bool {
    (a.role.isFarBelow(b.role) && a.isAfter(b)) || (b.role.isFarBelow(a.role) && b.isAfter(a))
  }

  private static func excludes(_ a: PersonForm, _ b: PersonForm, _ bodies: PersonRole.Bodies) -> Bool {
    excludesByRank(a, b) || a.role.isFar(b.role, bodies)
      || (a.role.isOfficeElsewhere(b.role, bodies) && (a.daysApart(b) ?? 0) <= daysOfOffice)
  }

  /// More shared names than so many say no more.
  private static let mostContext = 3.2
  private static let longDays = 5_479
  private static let fewDays = 180

  /// What spoke for it, in a sentence.
  func reason(_ a: PersonForm, _ b: PersonForm) -> String {
    let names = a.written == b.written ? "both articles name \(a.written)" : "\(a.written) and \(b.written) are forms of one name"
    if isSameOffice { return "\(names), with the same office: \(a.titleText) and \(b.titleText) (\(a.bodyText), \(b.bodyText))" }
    var grounds: [String] = []
    if namesakes < -1 { grounds.append("a rare name") }
    switch bodies {
    case .identical, .same: grounds.append("one body: \(a.bodyText) and \(b.bodyText)")
    case .near: grounds.append("bodies of like names: \(a.bodyText) and \(b.bodyText)")
    case .sameKind, .other, .unknown: break
    }
    switch titles {
    case .same: grounds.append("one title: \(a.titleText)")
    case .alike, .near: grounds.append("like titles: \(a.titleText) and \(b.titleText)")
    case .other, .unknown: break
    }
    if !shared.isEmpty { grounds.append("both passages name \(shared.sorted().prefix(3).joined(separator: ", "))") }
    let chance = weight >= 3 ? "more than 1,000" : "\(Int(pow(10, weight)))"
    return ([names] + grounds).joined(separator: ", ") + ": \(chance) to 1"
  }
}

/// Mentions with the same name and role, which are one by themselves.
struct PersonForm {
  /// The number of the name among ``NameRelations``.
  var name: Int
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

  init(_ mention: PersonMention, _ name: Int, _ style: NameStyle?) {
    self.name = name
    written = mention.name
    role = PersonRole(title: mention.title, organization: mention.organization, sector: mention.sector, style: style)
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

  /// Whether neither a title nor a body is given.
  var hasNoRole: Bool { role.title.isEmpty && role.body.isEmpty }

  /// Whether the first mention of this form is later than the first of another.
  func isAfter(_ other: PersonForm) -> Bool {
    guard let days, let others = other.days else { return false }
    return days.lowerBound > others.lowerBound
  }

  /// Days between the times of two forms, 0 where they overlap.
  func daysApart(_ other: PersonForm) -> Int? {
    guard let days, let others = other.days else { return nil }
    return max(0, max(days.lowerBound, others.lowerBound) - min(days.upperBound, others.upperBound))
  }
}
