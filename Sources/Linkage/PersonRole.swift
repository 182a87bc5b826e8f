internal import Knowledge
internal import Record

/// The words of a title and a body that tell one role from another.
struct PersonRole: Hashable, Sendable {
  /// How two bodies' names stand to each other.
  enum Bodies {
    /// The same words.
    case identical
    /// The same words, of kinds alone: two parliaments may be two countries'.
    case sameKind
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
    case same
    /// Two words or more in common.
    case alike
    /// A word in common.
    case near
    case other, unknown
  }

  /// The title's words; man, woman and person at their ends left out.
  let title: Set<String>
  /// The title's letters alone: "head teacher" and "headteacher" are one.
  private let titleLetters: String
  /// The trades that title and body name.
  private let fields: Set<String>
  /// Words that only a name of a place or a body has, in the title: "MP for Tarn North".
  private let places: Set<String>
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
  /// Whether it is a seat in a chamber, which goes by the chamber's name and by the place's.
  private let isOfChamber: Bool
  private let rank: RoleWords.Rank?

  init(title: String?, organization: String?, sector: Sector?, style: NameStyle?) {
    var (title, body) = (title, organization.map(RoleWords.body) ?? [])
    if title?.isEmpty ?? true, let style, !style.title.isEmpty { title = style.title }
    var places: [String] = []
    if let whole = title, let parted = RoleWords.partedPlace(whole) {
      places = RoleWords.body(parted.place).filter { !RoleWords.kinds.contains($0) }
      if !places.isEmpty, body.isEmpty { (title, body) = (parted.title, RoleWords.body(parted.place)) }
    }
    let words = title.map(RoleWords.title) ?? []
    self.title = Set(words)
    self.body = body
    self.places = Set(places)
    titleLetters = words.joined()
    let named = body.enumerated().filter { $0.offset == body.count - 1 || !Self.makers.contains($0.element) }.map(\.element)
    fields = Set((words + named + (style.map { RoleWords.title($0.title) } ?? [])).compactMap(RoleWords.trade))
    // Of the Department of Labour the task is no more its own than of a ministry of it.
    let isOffice = !Self.offices.isDisjoint(with: body)
    func isKind(_ word: String) -> Bool { RoleWords.kinds.contains(word) || (isOffice && RoleWords.trade(word) != nil) }
    ownBody = body.filter { !isKind($0) }
    kindBody = body.filter(isKind)
    letters = String(body.compactMap(\.first))
    let titleSectors = RoleWords.sectors(ofTitle: title ?? "")
    // A captain has a ship, a team or a company.
    var sectors = self.title == ["captain"] || self.title == ["manager"] ? [] : titleSectors
    // What a chairman's or an officer's field is, the body tells.
    if titleSectors.isSubset(of: [.other, .business]) || !self.title.isDisjoint(with: Self.ofAnyField) {
      let told = RoleWords.sectors(ofBody: body)
      let isOpen = words.count == 1 && sectors.isSubset(of: [.government, .politics, .international])
      // A president of letters may be one of anything.
      let isOfLetters = body.count == 1 && organization.map { $0.utf8.count > 2 && $0 == $0.uppercased() } == true
      sectors = isOpen && (!told.isEmpty || isOfLetters) ? told : sectors.union(told)
    }
    sectors.remove(.other)
    if sectors.isEmpty, let sector, sector != .other { sectors = [sector] }
    self.sectors = sectors
    isExclusive =
      !titleSectors.isDisjoint(with: [.government, .legislature]) || !self.title.isDisjoint(with: Self.exclusive)
      || self.title == ["police", "chief"] || self.title == ["fire", "chief"]
    rank = RoleWords.rank(words)
    isOfChamber = titleSectors == [.legislature]
    isCommonTitle = self.title.count == 1 && self.title.isSubset(of: Self.common)
  }

  /// How the names of two bodies stand to each other, with the places that titles name.
  func bodies(_ other: PersonRole) -> Bodies {
    let bodies = bodiesAlone(other)
    guard bodies == .other || bodies == .unknown else { return bodies }
    // The place that a title names is another's body: "MP for Tarn North" and the council of Tarn.
    let isShared =
      !places.isDisjoint(with: other.places) || other.ownBody.contains(where: places.contains)
      || ownBody.contains(where: other.places.contains)
    return isShared ? .near : bodies
  }

  private func bodiesAlone(_ other: PersonRole) -> Bodies {
    guard !body.isEmpty, !other.body.isEmpty else { return .unknown }
    if body == other.body {
      if body.count > (ownBody.isEmpty ? 2 : 1) { return .identical }
      if ownBody.isEmpty { return .sameKind }
    }
    if isShort(for: other) || other.isShort(for: self) { return .same }
    guard !ownBody.isEmpty, !other.ownBody.isEmpty else {
      return endsWith(other) || other.endsWith(self) || begins(other) || other.begins(self) ? .near : .unknown
    }
    if kinds(differFrom: other) { return sharesOwn(with: other) ? .near : .other }
    if (ownBody.count == other.ownBody.count && Set(ownBody) == Set(other.ownBody)) || endsWith(other) || other.endsWith(self) {
      return .same
    }
    let (short, long) = ownBody.count < other.ownBody.count ? (ownBody, other.ownBody) : (other.ownBody, ownBody)
    if long.starts(with: short) { return .same }
    return sharesOwn(with: other) ? .near : .other
  }

  /// Whether a word of one name is a word of the other's, or made from it: Dranovia and Dranovian; not Puerto Alba and Alba.
  private func sharesOwn(with other: PersonRole) -> Bool {
    body.indices.contains { a in
      ownBody.contains(body[a])
        && other.body.indices.contains { b in
          other.ownBody.contains(other.body[b]) && Self.isMade(body[a], other.body[b]) && Self.maker(body, a) == Self.maker(other.body, b)
        }
    }
  }

  private static func isMade(_ a: String, _ b: String) -> Bool {
    a == b || (min(a.utf8.count, b.utf8.count) >= 6 && abs(a.utf8.count - b.utf8.count) < 4 && (a.hasPrefix(b) || b.hasPrefix(a)))
  }

  /// The word before a place's name that makes another place of it.
  private static func maker(_ body: [String], _ place: Int) -> String? {
    place > 0 && makers.contains(body[place - 1]) ? body[place - 1] : nil
  }

  /// Whether this name of two words or more begins the other: a department that was given one more task.
  private func begins(_ other: PersonRole) -> Bool { body.count > 1 && other.body.count > body.count && other.body.starts(with: body) }

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
  /// Words that make another place of a place's name, and those that tell a part of it.
  private static let makers: Set<String> = [
    "new", "great", "greater", "little", "saint", "st", "san", "santa", "santo", "los", "las", "puerto", "port", "fort", "mount",
  ]
  private static let parts = makers.union([
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper", "lower",
  ])

  func titles(_ other: PersonRole) -> Titles {
    guard !title.isEmpty, !other.title.isEmpty else { return .unknown }
    if title == other.title || titleLetters == other.titleLetters { return .same }
    let shared = title.count { word in !Self.grades.contains(word) && other.title.contains { RoleWords.areKin(word, $0) } }
    return shared > 1 ? .alike : shared == 1 ? .near : .other
  }
  /// Words of titles that tell a step of any ladder.
  private static let grades: Set<String> = [
    "deputy", "vice", "assistant", "associate", "senior", "junior", "chief", "head", "lead", "first", "second",
  ]

  /// Whether both have one title that few people have.
  func sharesRareTitle(_ other: PersonRole) -> Bool { titles(other) == .same && !isCommonTitle }

  /// How well the fields of both roles go together in one life, as a decimal logarithm; that of the best pair where a role has two.
  func affinity(_ other: PersonRole, _ bodies: Bodies) -> Double {
    var shared: Double?
    let trades = fields.intersection(other.fields)
    if !trades.isEmpty {
      let isPower = sectors.contains(where: CareerFields.isPower) || other.sectors.contains(where: CareerFields.isPower)
      shared = isPower ? Self.sharedField : trades.map { CareerFields.affinity(ofTradeWith: RoleWords.share(ofTrade: $0)) }.max()
    } else if bodies == .identical {
      shared = 0
    } else if !fields.isEmpty, !other.fields.isEmpty, !(sectors.union(other.sectors)).contains(where: CareerFields.isPower) {
      return min(Self.otherTrade, affinity(ofSectorsWith: other) ?? 0)
    }
    let sectors = affinity(ofSectorsWith: other)
    guard let shared else {
      return sectors ?? (isTradeAlone(beside: other) || other.isTradeAlone(beside: self) ? Self.tradeBesidePower : Self.unknownAffinity)
    }
    return max(shared, sectors ?? shared)
  }

  private func affinity(ofSectorsWith other: PersonRole) -> Double? {
    guard !sectors.isEmpty, !other.sectors.isEmpty else { return nil }
    var best = -Double.infinity
    for a in sectors { for b in other.sectors { best = max(best, CareerFields.affinity(a, b)) } }
    return best
  }
  private static let otherTrade = -1.0

  /// Whether this role is known by its trade alone, and the other by an office.
  private func isTradeAlone(beside other: PersonRole) -> Bool {
    !fields.isEmpty && sectors.isEmpty && other.sectors.contains(where: CareerFields.isPower)
  }
  private static let tradeBesidePower = -0.75
  /// An affinity from which on two roles of different bodies are not one person's.
  private static let farAffinity = -2.0
  private static let unknownAffinity = -0.4
  private static let sharedField = 0.5

  /// Whether both roles are an office of which each body has one, in two bodies.
  func isOfficeElsewhere(_ other: PersonRole, _ bodies: Bodies) -> Bool {
    isExclusive && bodies == .other && titles(other) == .same && !(isOfChamber && kindBody.isEmpty != other.kindBody.isEmpty)
  }

  /// Whether this role stands two rungs or more below the other on one ladder.
  func isFarBelow(_ other: PersonRole) -> Bool {
    guard let rank, let high = other.rank, rank.ladder == high.ladder else { return false }
    return rank.rung + 1 < high.rung
  }

  /// Whether the fields are so far apart that hardly anyone has both; in one body they are not.
  func isFar(_ other: PersonRole, _ bodies: Bodies) -> Bool {
    bodies != .identical && bodies != .same && affinity(other, bodies) <= Self.farAffinity
  }

  private static let common: Set<String> = [
    "spokes", "president", "minister", "director", "chair", "officer", "professor", "manager", "secretary", "member", "official", "leader",
    "head", "chief", "analyst", "judge", "lawyer", "attorney", "nurse", "doctor", "teacher", "sergeant", "detective", "coach", "captain",
    "engineer", "farmer", "scientist", "researcher", "consultant", "activist", "artist", "author", "owner", "founder", "council",
    "candidate",
  ]
  private static let ofAnyField: Set<String> = [
    "president", "chair", "director", "head", "leader", "officer", "secretary", "manager", "member", "superintendent", "inspector",
    "captain", "chief", "commissioner", "governor", "official", "spokes", "executive", "founder", "adviser", "advisor",
  ]
  private static let offices: Set<String> = ["department", "dept", "ministry", "secretariat"]
  private static let exclusive: Set<String> = ["sheriff", "constable", "bishop", "archbishop", "mayor", "governor", "clerk", "prosecutor"]
}
