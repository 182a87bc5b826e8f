internal import Knowledge
public import Record

/// A named person with a role, as one article has them.
public struct PersonMention: Hashable, Sendable {
  /// The stable id of the finding.
  public var id: UInt64
  /// The name as the article gives it.
  public var name: String
  /// The title.
  public var title: String?
  /// The organization.
  public var organization: String?
  /// The field of the role, for titles and organizations that no list knows.
  public var sector: Sector?
  /// The day of publication, counted from 1970-01-01.
  public var day: Int?
  /// Other names in the passage, see ``names(in:besides:)``.
  public var context: Set<String>

  /// Makes a mention.
  public init(
    id: UInt64, name: String, title: String? = nil, organization: String? = nil, sector: Sector? = nil, day: Int? = nil,
    context: Set<String> = []
  ) {
    self.id = id
    self.name = name
    self.title = title
    self.organization = organization
    self.sector = sector
    self.day = day
    self.context = context
  }

  /// The words with a capital letter inside the sentences of a passage, folded, without those of some texts.
  public static func names(in passage: String, besides texts: [String?]) -> Set<String> {
    var names: Set<String> = []
    var isStart = true
    for piece in passage.split(whereSeparator: \.isWhitespace) {
      if !isStart, let first = piece.unicodeScalars.first(where: \.properties.isAlphabetic), first.properties.isUppercase {
        for word in FoldedTokens.words(String(piece)) where word.utf8.count > 2 { names.insert(word) }
      }
      isStart = piece.unicodeScalars.last.map { ".!?:\u{201C}\u{201D}\"".unicodeScalars.contains($0) } ?? true
    }
    for text in texts { if let text { names.subtract(FoldedTokens.words(text)) } }
    return names.subtracting(Self.calendar)
  }
  private static let calendar: Set<String> = Set(WordSets.words("PersonLinker.calendar"))
}

/// A person's correction of the links between mentions.
public struct PersonDecision: Hashable, Sendable {
  /// What was decided.
  public enum Kind: String, Sendable, CaseIterable {
    /// Two mentions are of one person.
    case merge
    /// Two mentions are of two persons.
    case split
  }
  /// What was decided.
  public var kind: Kind
  /// One mention's id.
  public var first: UInt64
  /// The other's.
  public var second: UInt64

  /// Makes a decision.
  public init(_ kind: Kind, _ first: UInt64, _ second: UInt64) {
    self.kind = kind
    self.first = first
    self.second = second
  }
}

/// Mentions that are taken to be of one person.
public struct LinkedPerson: Hashable, Sendable {
  /// The mentions, by their places in the list that was given, rising.
  public var mentions: [Int]
  /// Why they are one, in sentences: one for each link that joined two groups.
  public var reasons: [String]
}

/// Tells which mentions are of one person.
///
/// Two mentions are linked where their names are compatible and the evidence (``PersonEvidence``) is enough; the strongest goes first, and no
/// link joins groups in which two names, two roles or a decision exclude each other. The result depends on the set of mentions alone, not on
/// their order.
public enum PersonLinker {
  private struct Link {
    var strength: Double
    var order: (UInt64, UInt64)
    var a: Int
    var b: Int
    var evidence: PersonEvidence?
  }

  /// The persons, in the order of their first mention in the list.
  public static func persons(_ mentions: [PersonMention], _ decisions: [PersonDecision] = []) -> [LinkedPerson] {
    persons(mentions, decisions, .standard)
  }

  /// The persons by some weights.
  static func persons(_ mentions: [PersonMention], _ decisions: [PersonDecision], _ weights: PersonWeights) -> [LinkedPerson] {
    let names = NameRelations()
    let forms = forms(mentions, Set(decisions.flatMap { [$0.first, $0.second] }), names)
    let formOf = Dictionary(forms.indices.flatMap { form in forms[form].mentions.map { (mentions[$0].id, form) } }) { first, _ in first }
    var links: [Link] = []
    for pair in candidates(forms, names.names) {
      let (a, b) = forms[pair.a].least < forms[pair.b].least ? (pair.a, pair.b) : (pair.b, pair.a)
      let relation = names.relation(forms[a].name, forms[b].name)
      guard relation.isCompatible else { continue }
      let evidence = PersonEvidence(forms[a], forms[b], relation, weights)
      guard evidence.isEnough else { continue }
      links.append(
        Link(
          strength: evidence.weight + (evidence.isSameOffice ? 50 : 0), order: (forms[a].least, forms[b].least), a: a, b: b,
          evidence: evidence
        ))
    }
    var excluded: Set<Pair> = []
    for decision in decisions {
      guard let a = formOf[decision.first], let b = formOf[decision.second], a != b else { continue }
      switch decision.kind {
      case .merge: links.append(Link(strength: 100, order: (decision.first, decision.second), a: a, b: b, evidence: nil))
      case .split: excluded.insert(Pair(a: min(a, b), b: max(a, b)))
      }
    }
    links.sort { ($1.strength, $0.order.0, $0.order.1) < ($0.strength, $1.order.0, $1.order.1) }
    var groups = Groups(forms, names, excluded)
    for link in links { groups.join(link.a, link.b, link.evidence) }
    return groups.persons
  }

  /// Mentions of one name and role together, where name and role are enough by themselves; the others, bare surnames, and those that were decided
  /// about stand alone.
  private static func forms(_ mentions: [PersonMention], _ decided: Set<UInt64>, _ names: NameRelations) -> [PersonForm] {
    var places: [[String]: Int] = [:]
    var forms: [PersonForm] = []
    for (index, mention) in mentions.enumerated() {
      var key = [FoldedTokens.words(mention.name).joined(separator: " "), mention.title ?? "", mention.organization ?? ""]
      if decided.contains(mention.id) { key.append(String(mention.id)) }
      if let place = places[key] {
        forms[place].add(mention, at: index)
        continue
      }
      let number = names.number(of: mention.name)
      var form = PersonForm(mention, number, names.names[number].style)
      form.add(mention, at: index)
      let isOneByItself = !names.names[number].isBare && PersonEvidence(form, form, names.relation(number, number)).isEnough
      if isOneByItself { places[key] = forms.count }
      forms.append(form)
    }
    return forms
  }

  private struct Pair: Hashable {
    var a: Int
    var b: Int
  }

  /// The pairs whose names can be one: of each part of a surname with a form of a given name. Where very many forms have one name, only those that
  /// share a word of their bodies are compared.
  private static func candidates(_ forms: [PersonForm], _ names: [PersonName]) -> [Pair] {
    var formsOf = [[Int]](repeating: [], count: names.count)
    for (index, form) in forms.enumerated() { formsOf[form.name].append(index) }
    var pairs: Set<Pair> = []
    func add(_ places: [Int]) {
      for (index, a) in places.enumerated() {
        for b in places[(index + 1)...] where a != b { pairs.insert(Pair(a: min(a, b), b: max(a, b))) }
      }
    }
    // Names have many keys in common; each set of forms is looked at once.
    for places in Set(buckets(names).values.map { $0.flatMap { formsOf[$0] } }) {
      if places.count <= mostOfOneGiven {
        add(places)
        continue
      }
      var byWord: [String: [Int]] = [:]
      for place in places { for word in Set(forms[place].role.body) { byWord[word, default: []].append(place) } }
      for places in byWord.values where places.count <= mostOfOneGiven { add(places) }
    }
    return pairs.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
  }
  private static let mostOfOneGiven = 250

  /// The places of names under the keys that they may share; bare surnames stand under none.
  private static func buckets(_ names: [PersonName]) -> [String: [Int]] {
    var buckets: [String: [Int]] = [:]
    for (index, name) in names.enumerated() {
      for key in name.isStyledSurname ? name.openKeys : name.keys { buckets[key, default: []].append(index) }
    }
    // Initials and lone surnames are few; they meet every name that they can stand for.
    for (index, name) in names.enumerated() where name.isFull {
      for key in name.openKeys where buckets[key] != nil { buckets[key, default: []].append(index) }
    }
    return buckets
  }

  /// The names in parts of which no two names of different parts are ever linked but by a decision, by their places, rising; each bare surname alone.
  package static func parted(_ names: [PersonName]) -> [[Int]] {
    var parent = Array(names.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while parent[index] != index {
        parent[index] = parent[parent[index]]
        index = parent[index]
      }
      return index
    }
    for places in buckets(names).values {
      for place in places.dropFirst() {
        let (a, b) = (root(places[0]), root(place))
        parent[max(a, b)] = min(a, b)
      }
    }
    var parts: [Int: [Int]] = [:]
    for index in names.indices { parts[root(index), default: []].append(index) }
    return parts.keys.sorted().map { parts[$0, default: []] }
  }

  /// Forms joined so far.
  private struct Groups {
    private let forms: [PersonForm]
    private let relations: NameRelations
    private let excluded: Set<Pair>
    private var group: [Int]
    private var members: [[Int]]
    /// Of a group's names each is compared once, however many mentions have it.
    private var names: [Set<Int>]
    private var reasons: [[String]]

    init(_ forms: [PersonForm], _ relations: NameRelations, _ excluded: Set<Pair>) {
      self.forms = forms
      self.relations = relations
      self.excluded = excluded
      group = Array(forms.indices)
      members = forms.indices.map { [$0] }
      names = forms.map { [$0.name] }
      reasons = [[String]](repeating: [], count: forms.count)
    }

    /// Of the roles of a group so many are compared, those that were joined first: on the strongest evidence.
    private static let mostCompared = 8

    /// Joins the groups of two forms, for a decision or on evidence.
    mutating func join(_ x: Int, _ y: Int, _ evidence: PersonEvidence?) {
      let (a, b) = (group[x], group[y])
      guard a != b, !isDecided(a, b), evidence.map({ !isExcluded(a, b, $0) }) ?? true else { return }
      names[a].formUnion(names[b])
      names[b] = []
      for member in members[b] { group[member] = a }
      members[a] += members[b]
      members[b] = []
      reasons[a] += reasons[b] + [evidence?.reason(forms[x], forms[y]) ?? "a decision joins them"]
    }

    private func isDecided(_ a: Int, _ b: Int) -> Bool {
      !excluded.isEmpty && members[a].contains { x in members[b].contains { y in excluded.contains(Pair(a: min(x, y), b: max(x, y))) } }
    }

    /// Whether names or roles of two groups exclude each other. Whoever has the very office that one of the group has, is of it whatever the others are.
    private func isExcluded(_ a: Int, _ b: Int, _ evidence: PersonEvidence) -> Bool {
      if hasOtherNames(a, b) { return true }
      let excludes = evidence.isSameOffice ? PersonEvidence.excludesByRank : PersonEvidence.excludes
      return members[a].prefix(Self.mostCompared).contains { x in
        members[b].prefix(Self.mostCompared).contains { y in excludes(forms[x], forms[y]) }
      }
    }

    /// Whether a name of one group is none of the other's. A group that holds names of two surnames already, by marriage or by a decision, takes
    /// whoever has one of them.
    private func hasOtherNames(_ a: Int, _ b: Int) -> Bool {
      if !areApart(names[a], names[b]) { return false }
      if isMixed(names[a]) { return !names[b].allSatisfy { y in names[a].contains { isCompatible($0, y) } } }
      if isMixed(names[b]) { return !names[a].allSatisfy { y in names[b].contains { isCompatible($0, y) } } }
      return true
    }

    private func areApart(_ a: Set<Int>, _ b: Set<Int>) -> Bool {
      a.contains { x in
        b.contains { y in
          !isCompatible(x, y) && !a.contains { relations.bridges($0, x, y) } && !b.contains { relations.bridges($0, x, y) }
        }
      }
    }

    private func isMixed(_ names: Set<Int>) -> Bool { names.contains { x in names.contains { y in !isCompatible(x, y) } } }

    private func isCompatible(_ a: Int, _ b: Int) -> Bool { a == b || relations.relation(a, b).isCompatible }

    /// The persons, in the order of their first mention.
    var persons: [LinkedPerson] {
      members.indices.filter { !members[$0].isEmpty }.map { place in
        LinkedPerson(mentions: members[place].flatMap { forms[$0].mentions }.sorted(), reasons: reasons[place])
      }.sorted { $0.mentions[0] < $1.mentions[0] }
    }
  }
}
