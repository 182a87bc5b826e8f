/// How two names stand to each other.
struct NameRelation {
  /// Whether they can be one person's.
  let isCompatible: Bool
  /// Whether the given names are sure to be one: an initial or a part of a name proves none.
  let isSure: Bool
  /// Whether the whole surname is one, and not a part of it alone.
  let hasSameSurname: Bool
  /// Whether one is a surname alone with a style that makes a full form of it.
  let isStyledSurname: Bool
  /// How little the shared name says, see ``NameShares/namesakes(_:)``.
  let namesakes: Double
  /// What one place says of two who bear it, see ``NameShares/onePlace(_:)``.
  let onePlace: Double

  init(_ a: PersonName, _ b: PersonName) {
    isCompatible = a.isCompatible(with: b)
    isStyledSurname = a.isStyledSurname || b.isStyledSurname
    let pairings = isCompatible ? a.pairings(with: b) : []
    isSure = pairings.contains { $0.isSure(with: $1) }
    hasSameSurname = pairings.contains { $0.surnameSkeletons.count == $1.surnameSkeletons.count }
    namesakes = NameShares.namesakes(pairings)
    onePlace = NameShares.onePlace(pairings)
  }
}

/// The names of some mentions, each once, and how they stand to each other: thousands of mentions bear one name, and comparing two takes long.
final class NameRelations {
  /// The names, as parted.
  private(set) var names: [PersonName] = []
  private var places: [String: Int] = [:]
  private var relations: [Int: NameRelation] = [:]
  private var bridges: [Int: [Int: Bool]] = [:]

  /// The number of a name as written.
  func number(of written: String) -> Int {
    if let place = places[written] { return place }
    places[written] = names.count
    names.append(PersonName(written))
    return names.count - 1
  }

  /// How two of the names stand to each other.
  func relation(_ a: Int, _ b: Int) -> NameRelation {
    let key = min(a, b) << 32 | max(a, b)
    if let relation = relations[key] { return relation }
    let relation = NameRelation(names[min(a, b)], names[max(a, b)])
    relations[key] = relation
    return relation
  }

  /// Whether a name holds the surnames of two others, see ``PersonName/bridges(_:_:)``.
  func bridges(_ name: Int, _ a: Int, _ b: Int) -> Bool {
    let key = min(a, b) << 32 | max(a, b)
    if let bridges = bridges[name]?[key] { return bridges }
    let isBridge = names[name].bridges(names[a], names[b])
    bridges[name, default: [:]][key] = isBridge
    return isBridge
  }
}
