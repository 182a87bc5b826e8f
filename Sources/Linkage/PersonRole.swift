internal import Knowledge
internal import Record

/// The words of a title and a body that distinguish one role from another.
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
    /// Two words or more in common, or one a narrower trade than the other.
    case alike
    /// A word in common.
    case near
    case other, unknown
  }

  /// The title's words; man, woman and person at their ends left out.
  let title: Set<String>
  /// Whether what stands for the body may be a party's or a nation's name, and so proves no other body: "Labour MP", "Tarnian scientist".
  private let isBodyLoose: Bool
  /// The words of each of the titles that it joins.
  private let parts: [Set<String>]
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
  /// The trades that the body's name indicates.
  private let tasks: Set<String>
  private let sectors: Set<Sector>
  /// Whether one person at a time has this office in a body, so that whoever has it in another body is another person.
  let isExclusive: Bool
  /// Whether so many people have the title that sharing it says little.
  private let isCommonTitle: Bool
  /// Whether it is a seat in a chamber, which goes by the chamber's name and by the place's.
  private let isOfChamber: Bool
  private let rank: RoleTerms.Rank?

  init(title: String?, organization: String?, sector: Sector?, style: NameStyle?) {
    var (title, body) = (title, organization.map(RoleTerms.body) ?? [])
    if title?.isEmpty ?? true, let style, !style.title.isEmpty { title = style.title }
    var places: [String] = []
    var isLoose = false
    var titles = title.map(RoleTerms.parts) ?? []
    for (number, whole) in titles.enumerated() {
      var found: [String] = []
      if let parted = RoleTerms.partedPlace(whole) {
        found = RoleTerms.body(parted.place).filter { !RoleTerms.kinds.contains($0) }
        if !found.isEmpty, body.isEmpty { (titles[number], body, isLoose) = (parted.title, RoleTerms.body(parted.place), titles.count > 1) }
      } else if let parted = RoleTerms.partedBody(whole) {
        found = RoleTerms.body(parted.body).filter { !RoleTerms.kinds.contains($0) }
        titles[number] = parted.title
        if body.isEmpty { (body, isLoose) = (RoleTerms.body(parted.body), true) }
      }
      places += found
    }
    title = titles.joined(separator: " ")
    isBodyLoose = isLoose
    parts = titles.map { Set(RoleTerms.title($0)) }
    let words = RoleTerms.title(title ?? "")
    self.title = Set(words)
    self.body = body
    self.places = Set(places)
    titleLetters = words.joined()
    let named = body.enumerated().filter { $0.offset == body.count - 1 || !Self.makers.contains($0.element) }.map(\.element)
    var fields = Set((words + named + (style.map { RoleTerms.title($0.title) } ?? [])).compactMap(RoleTerms.trade))
    tasks = Set(named.compactMap(RoleTerms.trade))
    // Of the Department of Labour the task is no more its own than of a ministry of it.
    let isOffice = !Self.offices.isDisjoint(with: body)
    func isKind(_ word: String) -> Bool { RoleTerms.kinds.contains(word) || (isOffice && RoleTerms.trade(word) != nil) }
    ownBody = body.filter { !isKind($0) }
    kindBody = body.filter(isKind)
    letters = String(body.compactMap(\.first))
    let titleSectors = RoleTerms.sectors(ofTitle: title ?? "")
    // A captain has a ship, a team or a company.
    var sectors = self.title == ["captain"] || self.title == ["manager"] ? [] : titleSectors
    // The field of a chairman or an officer is that of the body.
    if titleSectors.isSubset(of: [.other, .business]) || !self.title.isDisjoint(with: Self.ofAnyField) {
      let told = RoleTerms.sectors(ofBody: body)
      let isOpen = words.count == 1 && sectors.isSubset(of: [.government, .politics, .international])
      // A president of letters may be one of anything.
      let isOfLetters = body.count == 1 && organization.map { $0.utf8.count > 2 && $0 == $0.uppercased() } == true
      // A commissioner of police and a director of operations in the army govern nothing.
      let isToldAlone = !told.isEmpty && told.isSubset(of: Self.ownFields) && sectors.isSubset(of: Self.anyFields)
      sectors = isToldAlone || (isOpen && (!told.isEmpty || isOfLetters)) ? told : sectors.union(told)
    }
    sectors.remove(.other)
    // An inspector general of police is no general.
    if self.title.contains("police") {
      sectors = [.lawEnforcement]
      fields.remove("defence")
    }
    if sectors.isEmpty, let sector, sector != .other { sectors = [sector] }
    self.sectors = sectors
    self.fields = fields
    isExclusive =
      !titleSectors.isDisjoint(with: [.government, .legislature]) || !self.title.isDisjoint(with: Self.exclusive)
      || self.title == ["police", "chief"] || self.title == ["fire", "chief"]
    rank = RoleTerms.rank(words)
    isOfChamber = titleSectors == [.legislature]
    isCommonTitle = Self.isCommon(self.title)
  }

  /// How the names of two bodies stand to each other, with the places that titles name.
  func bodies(_ other: PersonRole) -> Bodies {
    let bodies = bodiesAlone(other)
    guard bodies == .other || bodies == .unknown else { return bodies }
    // The place that a title names is another's body: "MP for Tarn North" and the council of Tarn.
    let isShared =
      !places.isDisjoint(with: other.places) || other.ownBody.contains(where: places.contains)
      || ownBody.contains(where: other.places.contains)
    return isShared ? .near : isBodyLoose || other.isBodyLoose ? .unknown : bodies
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
    if kinds(differFrom: other) || tasks(differFrom: other) { return sharesOwn(with: other) ? .near : .other }
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

  /// Whether both names state a kind and no word of the kinds is the same: a town's police and its hospital.
  private func kinds(differFrom other: PersonRole) -> Bool {
    !kindBody.isEmpty && !other.kindBody.isEmpty && !kindBody.contains { other.kindBody.contains($0) }
  }

  /// Whether the names state trades and none is the same: one county's farmers and its footballers.
  private func tasks(differFrom other: PersonRole) -> Bool {
    !tasks.isEmpty && !other.tasks.isEmpty && tasks.isDisjoint(with: other.tasks)
  }

  /// Whether the other body's name is the end of this one's, of two words or more: an article leaves out the town that all its readers know.
  private func endsWith(_ other: PersonRole) -> Bool {
    guard other.body.count > 1, body.count > other.body.count, body.suffix(other.body.count).elementsEqual(other.body) else { return false }
    return !Self.parts.contains(body[body.count - other.body.count - 1])
  }
  /// Words that make another place of a place's name, and those that name a part of it.
  private static let makers: Set<String> = Set(WordSets.words("PersonRole.makers"))
  private static let parts = makers.union([
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper", "lower",
  ])

  func titles(_ other: PersonRole) -> Titles {
    guard !title.isEmpty, !other.title.isEmpty else { return .unknown }
    if title == other.title || titleLetters == other.titleLetters || samePart(other) != nil { return .same }
    let shared = title.count { word in !Self.grades.contains(word) && other.title.contains { RoleTerms.areKin(word, $0) } }
    return shared > 1 || isNarrower(than: other) || other.isNarrower(than: self) ? .alike : shared == 1 ? .near : .other
  }

  /// Whether this title is the other's trade and more of it: a dairy farmer is a farmer.
  private func isNarrower(than other: PersonRole) -> Bool {
    other.title.count == 1 && title.count > 1 && title.isSuperset(of: other.title) && other.title.contains { RoleTerms.trade($0) != nil }
      && title.isDisjoint(with: Self.grades)
  }

  /// The title that is one of both's where one of them has several.
  private func samePart(_ other: PersonRole) -> Set<String>? {
    guard parts.count > 1 || other.parts.count > 1 else { return nil }
    return parts.first { !$0.isEmpty && other.parts.contains($0) }
  }

  /// Words of titles that name a rank in any hierarchy.
  private static let grades: Set<String> = Set(WordSets.words("PersonRole.grades"))

  /// Whether both have one title that few people have.
  func sharesRareTitle(_ other: PersonRole) -> Bool {
    if let part = samePart(other) { return !Self.isCommon(part) }
    return titles(other) == .same && !isCommonTitle
  }

  private static func isCommon(_ title: Set<String>) -> Bool { title.count == 1 && title.isSubset(of: common) }

  /// How well the fields of both roles go together in one life, as a decimal logarithm; that of the best pair where a role has two; `nil` where one
  /// is not known.
  func affinity(_ other: PersonRole, _ bodies: Bodies) -> Double? {
    var shared: Double?
    let trades = fields.intersection(other.fields)
    if !trades.isEmpty {
      let isPower = sectors.contains(where: CareerFields.isPower) || other.sectors.contains(where: CareerFields.isPower)
      shared = isPower ? Self.sharedField : trades.map { CareerFields.affinity(ofTradeWith: RoleTerms.share(ofTrade: $0)) }.max()
    } else if bodies == .identical {
      shared = 0
    } else if !fields.isEmpty, !other.fields.isEmpty, !(sectors.union(other.sectors)).contains(where: CareerFields.isPower) {
      return min(Self.otherTrade, affinity(ofSectorsWith: other) ?? 0)
    }
    let sectors = affinity(ofSectorsWith: other)
    if shared == nil, isUnionist(beside: other) || other.isUnionist(beside: self) { return Self.unionAndPower }
    guard let shared else {
      return sectors ?? (isTradeAlone(beside: other) || other.isTradeAlone(beside: self) ? Self.tradeBesidePower : nil)
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

  /// Whether this role is in a union of workers, and the other an office of politics: unions send their leaders there.
  private func isUnionist(beside other: PersonRole) -> Bool {
    fields.contains("labour") && !fields.contains("farming") && !sectors.contains(where: CareerFields.isPower)
      && other.sectors.contains(where: CareerFields.isPower)
  }
  private static let unionAndPower = 0.0
  /// An affinity from which on two roles of different bodies are not one person's.
  private static let farAffinity = -2.0
  private static let sharedField = 0.5

  /// Whether both roles are an office of which each body has one, in two bodies.
  func isOfficeElsewhere(_ other: PersonRole, _ bodies: Bodies) -> Bool {
    isExclusive && bodies == .other && title == other.title && !(isOfChamber && kindBody.isEmpty != other.kindBody.isEmpty)
  }

  /// Whether this role stands two rungs or more below the other on one ladder.
  func isFarBelow(_ other: PersonRole) -> Bool {
    guard let rank, let high = other.rank, rank.ladder == high.ladder else { return false }
    return rank.rung + 1 < high.rung
  }

  /// Whether it is an office of government in a body that says of which place.
  var isOfPlace: Bool { isExclusive && !isOfChamber && !ownBody.isEmpty && sectors == [.government] }

  /// Whether both have a rank of one ladder, in two bodies: below the highest hardly anybody changes the force.
  func isOfOtherForce(_ other: PersonRole, _ bodies: Bodies) -> Bool {
    guard bodies == .other, let rank, let others = other.rank, rank.ladder == others.ladder, Self.forces.contains(rank.ladder) else {
      return false
    }
    return min(rank.rung, others.rung) < Self.highestRung
  }
  private static let forces: Set<String> = ["police", "fire"]
  private static let highestRung = 6

  /// Whether the fields are so far apart that hardly anyone has both; in one body they are not.
  func isFar(_ other: PersonRole, _ bodies: Bodies) -> Bool {
    bodies != .identical && bodies != .same && (affinity(other, bodies) ?? 0) <= Self.farAffinity
  }

  private static let common: Set<String> = Set(WordSets.words("PersonRole.common"))
  private static let ofAnyField: Set<String> = Set(WordSets.words("PersonRole.ofAnyField"))
  /// Fields that follow from the body for everybody in it, and those that a title of any field seems to be of.
  private static let ownFields: Set<Sector> = [.lawEnforcement, .military, .judiciary]
  private static let anyFields: Set<Sector> = [.government, .politics, .international, .business, .nonprofit, .legislature, .other]
  private static let offices: Set<String> = ["department", "dept", "ministry", "secretariat"]
  private static let exclusive: Set<String> = Set(WordSets.words("PersonRole.exclusive"))
}
