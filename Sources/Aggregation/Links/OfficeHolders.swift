internal import FullText
internal import Linkage
internal import Record

/// Somebody who held an office.
public struct OfficeHolder: Sendable {
  /// The person.
  public var person: PersonProfile
  /// The office, with the articles that mention it until the day asked for.
  public var role: PersonProfile.Role
}

extension SearchIndex {
  /// Those who held the offices that a query names on a day or at the end of a month or year, by the articles until then: for each office and
  /// body, whoever the latest article names. Dates are understood as in ``QueryOptions/since``.
  ///
  /// The query finds persons by anything that articles say of them; only a role whose own title, body or holder it names is an answer.
  public func holders(_ search: Search, asOf date: String) throws -> [OfficeHolder] {
    guard !date.isEmpty, let range = DateRange(since: nil, until: date) else {
      throw QueryError(column: 0, problem: "as-of takes a date that names one day, month or year: \(DateWords.forms)")
    }
    let day = CalendarDay.text(Int(range.end / 86400) - 1)
    let test = OfficeTest(try SearchNarrowing(search, kind: .official).node)
    var holders: [String: OfficeHolder] = [:]
    for person in try profiles(search) {
      guard let role = person.role(asOf: day, where: { test.admits($0, of: person) }) else { continue }
      let office = [role.title, role.organization].map { $0.map { FoldedTokens.words($0).joined(separator: " ") } ?? "" }
      // If no body is named, several people may hold an office of that name.
      let key = office[1].isEmpty ? person.id : office.joined(separator: "|")
      if let other = holders[key], (other.role.last ?? "", other.person.id) > (role.last ?? "", person.id) { continue }
      holders[key] = OfficeHolder(person: person, role: role)
    }
    return holders.values.sorted { ($0.person.name, $0.person.id) < ($1.person.name, $1.person.id) }
  }
}

/// Whether a query names an office.
private struct OfficeTest {
  private let node: QueryNode
  /// All words of the query.
  private let words: Set<[UInt8]>

  init(_ node: QueryNode) {
    self.node = node
    words = Set(Self.patterns(node).flatMap(\.words))
  }

  /// Words of a title whose bearer is not who has the office that the other words name: a deputy mayor is not the mayor, nor is a mayor-elect.
  private static let lesser: Set<[UInt8]> = Set(
    [
      "deputy", "vice", "assistant", "shadow", "elect", "designate", "incoming", "candidate", "nominee", "hopeful", "spokesman",
      "spokeswoman", "spokesperson", "aide", "adviser", "advisor",
    ].map { Array($0.utf8) })

  func admits(_ role: PersonProfile.Role, of person: PersonProfile) -> Bool {
    guard holds(node, role, person) ?? true else { return false }
    return words.isEmpty || FoldedWords(role.title ?? "").all.allSatisfy { !Self.lesser.contains($0) || words.contains($0) }
  }

  private static func patterns(_ node: QueryNode) -> [WordPattern] {
    switch node {
    case .words(let pattern), .field(.title, let pattern): [pattern]
    case .near(let patterns, _): patterns
    case .and(let nodes), .or(let nodes): nodes.flatMap(patterns)
    default: []
    }
  }

  /// Whether a role is as a part of the query says; `nil` where it says nothing of roles.
  private func holds(_ node: QueryNode, _ role: PersonProfile.Role, _ person: PersonProfile) -> Bool? {
    func stand(_ pattern: WordPattern, _ texts: [String?]) -> Bool {
      let finder = Highlighter([pattern])
      return texts.contains { $0.map { !finder.ranges(in: $0).isEmpty } ?? false }
    }
    switch node {
    case .words(let pattern): return stand(pattern, [role.title, role.organization] + person.variants)
    case .near(let patterns, _): return patterns.allSatisfy { stand($0, [role.title, role.organization] + person.variants) }
    case .field(.title, let pattern): return stand(pattern, [role.title])
    case .field(.organization, let pattern): return stand(pattern, [role.organization])
    case .field(.official, let pattern), .field(.speaker, let pattern): return stand(pattern, person.variants)
    case .not(let node): return holds(node, role, person).map { !$0 }
    case .and(let nodes):
      let answers = nodes.compactMap { holds($0, role, person) }
      return answers.isEmpty ? nil : answers.allSatisfy { $0 }
    case .or(let nodes):
      let answers = nodes.map { holds($0, role, person) }
      return answers.contains(true) ? true : answers.contains(nil) ? nil : false
    default: return nil
    }
  }
}

extension PersonProfile {
  /// The role that the last article until a day, month or year gives the person, among those that a test admits; `nil` if there is none that
  /// early, or if an article until then says that the role has ended or gives the person another public office since.
  public func role(asOf date: String, where isAdmitted: (Role) -> Bool = { _ in true }) -> Role? {
    let known = roles.map { $0.until(date) }
    var best: Role?
    for role in known where isAdmitted(role) {
      guard let last = role.lastHeld, best?.lastHeld.map({ $0 <= last }) ?? true else { continue }
      if known.contains(where: { $0.closes(role, heldOn: last) }) { continue }
      best = role
    }
    return best
  }
}

extension PersonProfile.Role {
  /// The role as described by articles until a day, month or year.
  fileprivate func until(_ date: String) -> Self {
    var role = self
    let places = articles.indices.filter { articles[$0].published.map { $0.prefix(date.utf8.count) <= date } ?? false }
    (role.articles, role.mentions) = (places.map { articles[$0] }, places.map { mentions[$0] })
    role.ended = places.map { ended[$0] }
    role.last = role.articles.last?.published
    return role
  }

  /// The date of the last article that gives the role as held.
  fileprivate var lastHeld: String? { zip(articles, ended).reversed().first { !$0.1 }?.0.published }
  private var firstHeld: String? { zip(articles, ended).first { !$0.1 }?.0.published }

  /// Whether this role, of the same person, implies that another is over, which was held on a day.
  fileprivate func closes(_ other: Self, heldOn day: String) -> Bool {
    if isOffice(of: other) { return zip(articles, ended).contains { $0.1 && ($0.0.published ?? "") >= day } }
    // Public offices follow one another; two that are mentioned alternately are held together.
    guard let sector, let others = other.sector, Self.isPublic(sector), Self.isPublic(others) else { return false }
    return firstHeld.map { $0 > day } ?? false
  }

  private static func isPublic(_ sector: Sector) -> Bool {
    [.government, .legislature, .judiciary, .lawEnforcement, .military, .diplomacy].contains(sector)
  }

  /// Whether both are one office, in full or in short.
  private func isOffice(of other: Self) -> Bool {
    func words(_ text: String?) -> Set<String> { Set(FoldedTokens.words(text ?? "")) }
    let titles = [words(title), words(other.title)].map { $0.subtracting(["former", "ex", "then", "acting", "outgoing", "the", "of"]) }
    let bodies = [words(organization), words(other.organization)]
    return (titles[0].isSubset(of: titles[1]) || titles[1].isSubset(of: titles[0]))
      && (bodies[0].isSubset(of: bodies[1]) || bodies[1].isSubset(of: bodies[0]))
  }
}
