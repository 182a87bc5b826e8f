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

  /// Makes a mention.
  public init(id: UInt64, name: String, title: String? = nil, organization: String? = nil) {
    self.id = id
    self.name = name
    self.title = title
    self.organization = organization
  }
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
/// Two names are joined where they are compatible *and* a role, body or place speaks for it; the strongest evidence goes first, and no link
/// joins groups in which two names or a decision exclude each other. The result depends on the set of mentions alone, not on their order.
public enum PersonLinker {
  /// Mentions with the same name and role, which are one by themselves.
  private struct Form {
    var name: PersonName
    var written: String
    var title: Set<String>
    var titleText: String?
    var body: Set<String>
    var bodyText: String?
    var mentions: [Int] = []
    /// The least id, for an order that depends on the content alone.
    var least = UInt64.max
  }

  private struct Link {
    var strength: Int
    var order: (UInt64, UInt64)
    var a: Int
    var b: Int
    var reason: String
  }

  /// The persons, in the order of their first mention in the list.
  public static func persons(_ mentions: [PersonMention], _ decisions: [PersonDecision] = []) -> [LinkedPerson] {
    let decided = Set(decisions.flatMap { [$0.first, $0.second] })
    var places: [[String]: Int] = [:]
    var forms: [Form] = []
    for (index, mention) in mentions.enumerated() {
      let name = PersonName(mention.name)
      var key = [FoldedTokens.words(mention.name).joined(separator: " "), mention.title ?? "", mention.organization ?? ""]
      // A bare surname, a name without any role, and a mention that was decided about stand alone unless linked.
      if name.isBare || (mention.title == nil && mention.organization == nil) || decided.contains(mention.id) {
        key.append(String(mention.id))
      }
      let place = places[key] ?? forms.count
      if place == forms.count {
        places[key] = place
        forms.append(
          Form(
            name: name, written: mention.name, title: RoleWords.title(mention.title), titleText: mention.title,
            body: RoleWords.body(mention.organization), bodyText: mention.organization))
      }
      forms[place].mentions.append(index)
      forms[place].least = min(forms[place].least, mention.id)
    }
    let formOf = Dictionary(forms.indices.flatMap { form in forms[form].mentions.map { (mentions[$0].id, form) } }) { first, _ in first }
    var links: [Link] = []
    for pair in candidates(forms) {
      let (a, b) = (pair.a, pair.b)
      guard let (strength, reason) = evidence(forms[a], forms[b]) else { continue }
      let (low, high) = forms[a].least < forms[b].least ? (a, b) : (b, a)
      links.append(Link(strength: strength, order: (forms[low].least, forms[high].least), a: a, b: b, reason: reason))
    }
    var excluded: Set<[Int]> = []
    for decision in decisions {
      guard let a = formOf[decision.first], let b = formOf[decision.second], a != b else { continue }
      switch decision.kind {
      case .merge: links.append(Link(strength: 100, order: (decision.first, decision.second), a: a, b: b, reason: "a decision joins them"))
      case .split: excluded.insert([min(a, b), max(a, b)])
      }
    }
    links.sort { ($1.strength, $0.order.0, $0.order.1) < ($0.strength, $1.order.0, $1.order.1) }
    var group = Array(forms.indices)
    var members = forms.indices.map { [$0] }
    // Of a group's names each is compared once, however many mentions have it.
    var names = forms.map { Set([$0.name]) }
    var reasons = [[String]](repeating: [], count: forms.count)
    for link in links {
      let (a, b) = (group[link.a], group[link.b])
      guard a != b else { continue }
      let isDecided =
        !excluded.isEmpty && members[a].contains { x in members[b].contains { y in excluded.contains([min(x, y), max(x, y)]) } }
      let isOther = link.strength < 100 && names[a].contains { x in names[b].contains { y in x != y && !x.isCompatible(with: y) } }
      guard !isDecided, !isOther else { continue }
      names[a].formUnion(names[b])
      names[b] = []
      for member in members[b] { group[member] = a }
      members[a] += members[b]
      members[b] = []
      reasons[a] += reasons[b] + [link.reason]
    }
    return members.indices.filter { !members[$0].isEmpty }.map { place in
      LinkedPerson(mentions: members[place].flatMap { forms[$0].mentions }.sorted(), reasons: reasons[place])
    }.sorted { $0.mentions[0] < $1.mentions[0] }
  }

  private struct Pair: Hashable {
    var a: Int
    var b: Int
  }

  /// The pairs that anything can speak for: those whose bodies share a word, and those of one title of which one names no body.
  private static func candidates(_ forms: [Form]) -> [Pair] {
    var byWord: [String: [Int]] = [:]
    var byTitle: [Set<String>: [Int]] = [:]
    for (index, form) in forms.enumerated() where !form.name.isBare {
      for word in form.body { byWord[word, default: []].append(index) }
      if !form.title.isEmpty { byTitle[form.title, default: []].append(index) }
    }
    var pairs: Set<Pair> = []
    for places in byWord.values {
      for (index, a) in places.enumerated() { for b in places[(index + 1)...] { pairs.insert(Pair(a: a, b: b)) } }
    }
    for places in byTitle.values {
      let bodiless = places.filter { forms[$0].body.isEmpty }
      for a in bodiless { for b in places where a != b { pairs.insert(Pair(a: min(a, b), b: max(a, b))) } }
    }
    return pairs.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
  }

  /// What speaks for two forms being one person; `nil` where too little does.
  private static func evidence(_ a: Form, _ b: Form) -> (strength: Int, reason: String)? {
    // A bare surname never links by itself.
    guard !a.name.isBare, !b.name.isBare, a.name.isCompatible(with: b.name) else { return nil }
    let sharesBody = RoleWords.overlap(a.body, b.body)
    let sharesTitle = !a.title.isEmpty && !b.title.isEmpty && !a.title.isDisjoint(with: b.title)
    let names = a.written == b.written ? "both articles name \(a.written)" : "\(a.written) and \(b.written) are forms of one name"
    if sharesBody, sharesTitle {
      return (4, "\(names), with the same office: \(a.titleText ?? "") and \(b.titleText ?? "") (\(a.bodyText ?? ""), \(b.bodyText ?? ""))")
    }
    guard a.name.isFull, b.name.isFull else { return nil }
    // Another office in a body of another name is no evidence, though one name holds the other's words.
    if a.body == b.body, sharesBody { return (3, "\(names), of one body: \(a.bodyText ?? "") and \(b.bodyText ?? "")") }
    if a.body.isEmpty != b.body.isEmpty, sharesTitle, a.title == b.title {
      return (2, "\(names), both \(a.titleText ?? ""); one article names no body")
    }
    if a.body.isEmpty, b.body.isEmpty, sharesTitle, a.title == b.title { return (1, "\(names), both \(a.titleText ?? "")") }
    return nil
  }
}

/// The words of titles and organizations that tell one from another.
enum RoleWords {
  static func title(_ text: String?) -> Set<String> {
    Set(text.map { FoldedTokens.words($0).filter { !light.contains($0) } } ?? [])
  }

  /// The words of a body's name; those that many bodies have are left out where others remain.
  static func body(_ text: String?) -> Set<String> {
    let words = text.map { FoldedTokens.words($0).filter { !light.contains($0) } } ?? []
    let own = words.filter { !generic.contains($0) }
    return Set(own.isEmpty ? words : own)
  }

  /// Whether all words of the shorter name stand in the longer one.
  static func overlap(_ a: Set<String>, _ b: Set<String>) -> Bool {
    !a.isEmpty && !b.isEmpty && (a.isSubset(of: b) || b.isSubset(of: a))
  }

  private static let light: Set<String> = ["of", "the", "for", "and", "in", "at", "a", "an", "to", "former", "then", "acting", "s"]
  private static let generic: Set<String> = [
    "council", "city", "county", "borough", "town", "district", "department", "ministry", "office", "police", "force", "government",
    "state",
    "province", "committee", "commission", "company", "group", "inc", "ltd", "limited", "plc", "corp", "corporation", "national", "federal",
    "university", "school", "hospital", "party", "service", "agency", "authority", "board", "republic", "kingdom",
  ]
}
