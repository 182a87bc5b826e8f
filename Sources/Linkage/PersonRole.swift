internal import Knowledge
internal import Record

/// The words of a title and a body that tell one role from another.
struct PersonRole: Hashable, Sendable {
  /// How two bodies' names stand to each other.
  enum Bodies {
    /// The same words.
    case identical
    /// The same words but for what many bodies have ("Police", "Ministry of"), one name beginning the other, or the letters that one is short for.
    case same
    /// Some words in common.
    case near
    /// Both names say which body it is, and no word is shared.
    case other
    /// One names no body, or only a kind of body ("the Senate").
    case unknown
  }
  /// How two titles stand to each other.
  enum Titles {
    case same, near, other, unknown
  }

  /// The title's words; man, woman and person at their ends left out.
  let title: Set<String>
  /// The title's letters alone: "head teacher" and "headteacher" are one.
  private let titleLetters: String
  /// The trades that title and body name.
  private let fields: Set<String>
  /// All words of the body's name in order.
  let body: [String]
  /// Those of them that few bodies have; none where it only names a kind of body.
  let ownBody: [String]
  /// The others.
  private let kindBody: [String]
  private let letters: String
  private let sectors: Set<Sector>
  /// Whether one person at a time has this office in a body, so that whoever has it in another body is another person.
  let isExclusive: Bool
  /// Whether so many people have the title that sharing it says little.
  private let isCommonTitle: Bool

  init(title: String?, organization: String?, sector: Sector?) {
    let words = title.map { FoldedTokens.words($0).filter { !Self.light.contains($0) } } ?? []
    self.title = Set(words.map(Self.neuter))
    body = organization.map(Self.bodyWords) ?? []
    titleLetters = words.map(Self.neuter).joined()
    fields = Set((words + body).compactMap { Self.fields[$0] ?? ($0.hasSuffix("s") ? Self.fields[String($0.dropLast())] : nil) })
    ownBody = body.filter { !Self.kinds.contains($0) }
    kindBody = body.filter(Self.kinds.contains)
    letters = String(body.compactMap(\.first))
    let titleSectors = Self.sector(of: words)
    // A captain has a ship, a team or a company.
    var sectors = self.title == ["captain"] || self.title == ["manager"] ? [] : titleSectors
    // What a chairman's or an officer's field is, the body tells.
    if titleSectors.isSubset(of: [.other, .business]) || !self.title.isDisjoint(with: Self.ofAnyField) {
      sectors.formUnion(Self.sectors(ofBody: body))
    }
    sectors.remove(.other)
    if sectors.isEmpty, let sector, sector != .other { sectors = [sector] }
    self.sectors = sectors
    isExclusive =
      !titleSectors.isDisjoint(with: [.government, .legislature]) || !self.title.isDisjoint(with: Self.exclusive)
      || self.title == ["police", "chief"] || self.title == ["fire", "chief"]
    isCommonTitle = self.title.count == 1 && self.title.isSubset(of: Self.common)
  }

  func bodies(_ other: PersonRole) -> Bodies {
    guard !body.isEmpty, !other.body.isEmpty else { return .unknown }
    if body == other.body, body.count > (ownBody.isEmpty ? 2 : 1) { return .identical }
    if isShort(for: other) || other.isShort(for: self) { return .same }
    guard !ownBody.isEmpty, !other.ownBody.isEmpty else { return endsWith(other) || other.endsWith(self) ? .near : .unknown }
    if kinds(differFrom: other) { return ownBody.contains { other.ownBody.contains($0) } ? .near : .other }
    if (ownBody.count == other.ownBody.count && Set(ownBody) == Set(other.ownBody)) || endsWith(other) || other.endsWith(self) {
      return .same
    }
    let (short, long) = ownBody.count < other.ownBody.count ? (ownBody, other.ownBody) : (other.ownBody, ownBody)
    if long.starts(with: short) { return .same }
    return short.contains { long.contains($0) } ? .near : .other
  }

  /// Whether the body's name is one word made of the first letters of the other's.
  private func isShort(for other: PersonRole) -> Bool {
    body.count == 1 && other.body.count > 2 && body[0].utf8.count > 2 && body[0] == other.letters
  }

  /// Whether both names tell a kind and no word of the kinds is the same: a town's police and its hospital.
  private func kinds(differFrom other: PersonRole) -> Bool {
    !kindBody.isEmpty && !other.kindBody.isEmpty && !kindBody.contains { other.kindBody.contains($0) }
  }

  /// Whether the other body's name is the end of this one's, of two words or more: an article leaves out the town that all its readers know.
  private func endsWith(_ other: PersonRole) -> Bool {
    guard other.body.count > 1, body.count > other.body.count, body.suffix(other.body.count).elementsEqual(other.body) else { return false }
    return !Self.parts.contains(body[body.count - other.body.count - 1])
  }
  /// Words that make another place of a place's name.
  private static let parts: Set<String> = [
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "new", "upper", "lower", "great", "greater", "little",
    "saint", "st", "san", "santa", "santo", "los", "las", "puerto", "port", "fort", "mount",
  ]

  func titles(_ other: PersonRole) -> Titles {
    guard !title.isEmpty, !other.title.isEmpty else { return .unknown }
    if title == other.title || titleLetters == other.titleLetters { return .same }
    return title.contains { word in other.title.contains { Self.areKin(word, $0) } } ? .near : .other
  }

  /// Whether both have one title that few people have.
  func sharesRareTitle(_ other: PersonRole) -> Bool { titles(other) == .same && !isCommonTitle }

  /// How well the fields of both roles go together in one life, as a decimal logarithm; that of the best pair where a role has two.
  func affinity(_ other: PersonRole, _ bodies: Bodies) -> Double {
    let shared = fields.isDisjoint(with: other.fields) ? (bodies == .identical ? 0 : nil) : Self.sharedField
    guard !sectors.isEmpty, !other.sectors.isEmpty else { return shared ?? Self.unknownAffinity }
    var best = shared ?? -Double.infinity
    for a in sectors { for b in other.sectors { best = max(best, CareerFields.affinity(a, b)) } }
    return best
  }
  /// An affinity from which on two roles of different bodies are not one person's.
  private static let farAffinity = -2.0
  private static let unknownAffinity = -0.4
  private static let sharedField = 0.5

  /// Whether both roles are an office of which each body has one, in two bodies.
  func isOfficeElsewhere(_ other: PersonRole, _ bodies: Bodies) -> Bool { isExclusive && bodies == .other && titles(other) == .same }

  /// Whether the fields are so far apart that hardly anyone has both; in one body they are not.
  func isFar(_ other: PersonRole, _ bodies: Bodies) -> Bool {
    bodies != .identical && bodies != .same && affinity(other, bodies) <= Self.farAffinity
  }

  // MARK: Words

  /// Whether one of two words is made from the other: hydrology and hydrologist.
  private static func areKin(_ a: String, _ b: String) -> Bool {
    a == b
      || (a.utf8.count >= kinLetters && b.utf8.count >= kinLetters && a.utf8.prefix(kinLetters).elementsEqual(b.utf8.prefix(kinLetters)))
  }
  private static let kinLetters = 7

  private static func neuter(_ word: String) -> String {
    for (ending, rest) in [("persons", 4), ("person", 4), ("woman", 4), ("women", 4), ("men", 4), ("man", 4)]
    where word.hasSuffix(ending) && word.utf8.count >= ending.utf8.count + rest { return String(word.dropLast(ending.utf8.count)) }
    return word == "councilor" || word == "councillor" ? "council" : word
  }

  private static let light: Set<String> = [
    "of", "the", "for", "and", "in", "at", "a", "an", "to", "former", "then", "acting", "s", "de", "da", "do", "du", "la", "inc", "ltd",
    "limited", "plc", "corp",
  ]
  private static let common: Set<String> = [
    "spokes", "president", "minister", "director", "chair", "officer", "professor", "manager", "secretary", "member", "official", "leader",
    "head", "chief", "analyst", "judge", "lawyer", "attorney", "nurse", "doctor", "teacher", "sergeant", "detective", "coach", "captain",
  ]
  private static let ofAnyField: Set<String> = [
    "president", "chair", "director", "head", "leader", "officer", "secretary", "manager", "member", "superintendent", "inspector",
    "captain", "chief", "commissioner", "governor", "official", "spokes", "executive", "founder", "adviser", "advisor",
  ]
  private static let exclusive: Set<String> = ["sheriff", "constable", "bishop", "archbishop", "mayor", "governor", "clerk", "prosecutor"]

  /// Words of bodies' names that tell the kind alone.
  private static let kinds: Set<String> = {
    var kinds: Set<String> = [
      "city", "county", "borough", "town", "district", "state", "province", "national", "federal", "regional", "republic",
      "group",
      "house", "white", "senate", "parliament", "government", "ministry", "health", "foreign", "interior", "affairs", "trust",
      "association",
      "union", "school", "primary", "high", "royal", "general", "central", "local", "international", "force",
    ]
    let lexicon = Lexicon(named: "bodies.tsv")
    let (name, kind) = (lexicon.column("name"), lexicon.column("kind"))
    for row in lexicon.rows where row[kind] != "name" {
      let words = FoldedTokens.words(row[name])
      if words.count == 1 { kinds.insert(words[0]) }
    }
    return kinds
  }()

  /// The words of a body's name; countries and states by their full names, whether the text has "US", "U.S.", "American", "Calif." or "Scottish".
  private static func bodyWords(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).flatMap { piece -> [String] in
      let word = piece.last == "," || piece.last == ";" ? String(piece.dropLast()) : String(piece)
      if let full = abbreviations[word] { return full }
      return FoldedTokens.words(word).flatMap { countries[$0] ?? [$0] }
    }.filter { !light.contains($0) }
  }

  /// For the adjective of a country its name.
  private static let countries: [String: [String]] = {
    let lexicon = Lexicon(named: "nationalities.tsv")
    let (adjective, place) = (lexicon.column("adjective"), lexicon.column("place"))
    var countries = ["britain": ["united", "kingdom"]]
    for row in lexicon.rows where !row[place].isEmpty {
      let words = FoldedTokens.words(row[place])
      countries[FoldedTokens.fold(row[adjective])] = countries[words.joined(separator: " ")] ?? words
    }
    return countries
  }()

  /// For the short form of a country or state its name.
  private static let abbreviations: [String: [String]] = {
    let lexicon = Lexicon(named: "places.tsv")
    let (name, full) = (lexicon.column("name"), lexicon.column("full"))
    var places: [String: [String]] = [:]
    for row in lexicon.rows where !row[full].isEmpty { places[row[name]] = FoldedTokens.words(row[full]) }
    return places
  }()

  // MARK: Fields

  /// For each word of a trade the trade.
  private static let fields: [String: String] = {
    let lexicon = Lexicon(named: "role-fields.tsv")
    let (field, words) = (lexicon.column("field"), lexicon.column("words"))
    var fields: [String: String] = [:]
    for row in lexicon.rows { for word in row[words].split(separator: " ") { fields[String(word)] = row[field] } }
    return fields
  }()
  /// Fields by title, the words joined by spaces.
  private static let titleSectors: [String: Sector] = {
    let lexicon = Lexicon(named: "titles.tsv")
    let (title, sector) = (lexicon.column("title"), lexicon.column("sector"))
    var sectors: [String: Sector] = [:]
    for row in lexicon.rows { sectors[FoldedTokens.words(row[title]).joined(separator: " ")] = Sector(rawValue: row[sector]) }
    return sectors
  }()
  private static let bodySectors: (names: [String: Sector], heads: [String: Sector]) = {
    let lexicon = Lexicon(named: "bodies.tsv")
    let (name, kind, sector) = (lexicon.column("name"), lexicon.column("kind"), lexicon.column("sector"))
    var names: [String: Sector] = [:]
    var heads: [String: Sector] = [:]
    for row in lexicon.rows {
      let key = FoldedTokens.words(row[name]).filter { !light.contains($0) }.joined(separator: " ")
      if row[kind] == "name" {
        names[key] = Sector(rawValue: row[sector])
      } else {
        heads[key] = heads[key] ?? Sector(rawValue: row[sector])
      }
    }
    return (names, heads)
  }()

  /// The field of the longest title among some words, of two of one length the later.
  private static func sector(of words: [String]) -> Set<Sector> {
    for length in stride(from: min(words.count, 4), to: 0, by: -1) {
      for start in stride(from: words.count - length, through: 0, by: -1) {
        if let sector = titleSectors[words[start..<start + length].joined(separator: " ")] { return [sector] }
      }
    }
    return []
  }

  private static func sectors(ofBody words: [String]) -> Set<Sector> {
    if let sector = bodySectors.names[words.joined(separator: " ")] { return [sector] }
    for length in stride(from: min(words.count, 3), to: 0, by: -1) {
      for start in stride(from: words.count - length, through: 0, by: -1) {
        if let sector = bodySectors.heads[words[start..<start + length].joined(separator: " ")] { return [sector] }
      }
    }
    return []
  }
}

/// Which fields of public life one person passes between.
enum CareerFields {
  private enum World { case power, order, trade, religion, culture, sport }

  private static func world(_ sector: Sector) -> World {
    switch sector {
    case .government, .legislature, .politics, .diplomacy, .international: .power
    case .lawEnforcement, .judiciary, .legal, .military: .order
    case .business, .nonprofit, .academia, .media, .other: .trade
    case .religion: .religion
    case .culture: .culture
    case .sport: .sport
    }
  }

  /// The decimal logarithm of how much oftener two roles of one person are of these fields than two roles of two namesakes.
  ///
  /// Officials move between governments, parliaments and parties, lawyers to the bench and into politics; hardly anyone from a pitch, a stage or a
  /// pulpit into an office: those who do are joined by a decision.
  static func affinity(_ a: Sector, _ b: Sector) -> Double {
    if a == b { return 0.4 }
    switch (world(a), world(b)) {
    case (.power, .power): return 0.2
    case (.power, .order), (.order, .power): return a == .legal || b == .legal ? 0 : -0.3
    case (.power, .trade), (.trade, .power):
      return a == .nonprofit || b == .nonprofit ? -0.2 : a == .business || b == .business ? -0.4 : -1.5
    case (.order, .order): return a == .legal || b == .legal ? 0 : -0.5
    case (.trade, .trade): return -0.4
    case (.order, .trade), (.trade, .order): return a == .legal || b == .legal ? -0.4 : -0.9
    case (.culture, .trade), (.trade, .culture): return a == .academia || b == .academia || a == .media || b == .media ? -0.8 : -2
    case (.sport, .trade), (.trade, .sport), (.religion, .trade), (.trade, .religion): return -1.8
    default: return farthest
    }
  }
  /// What nobody is taken to do.
  static let farthest = -2.6
}
