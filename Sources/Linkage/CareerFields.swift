internal import Glibc
internal import Record

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

  /// Whether a field is one of offices, whose holders change their portfolios and keep no trade.
  static func isPower(_ sector: Sector) -> Bool { world(sector) == .power }

  /// Of all who are named with a role so many are of a field (estimates).
  private static func share(_ sector: Sector) -> Double {
    switch sector {
    case .business: 0.2
    case .government, .sport: 0.12
    case .legislature, .other: 0.1
    case .academia: 0.09
    case .lawEnforcement, .nonprofit, .culture: 0.08
    case .legal, .media: 0.05
    case .politics, .military: 0.04
    case .judiciary, .international: 0.03
    case .diplomacy, .religion: 0.02
    }
  }
  /// Of all roles of one person so many are of the field of another of them.
  private static let staying = 0.6

  /// The decimal logarithm of how much oftener two roles of one person are of these fields than two roles of two namesakes.
  ///
  /// Who stays in a field of few people is known by it. Officials move between governments, parliaments and parties, lawyers to the bench and into
  /// politics; hardly anyone from a pitch, a stage or a pulpit into an office: those who do are joined by a decision.
  static func affinity(_ a: Sector, _ b: Sector) -> Double {
    if a == b { return log10(staying / share(a)) }
    if Set([a, b]) == [.lawEnforcement, .military] { return -1.1 }
    switch (world(a), world(b)) {
    case (.power, .power): return 0.5
    case (.power, .order), (.order, .power): return a == .legal || b == .legal ? 0 : -0.3
    case (.power, .trade), (.trade, .power):
      return a == .nonprofit || b == .nonprofit ? -0.5 : a == .business || b == .business ? -0.75 : -1.5
    case (.order, .order): return a == .legal || b == .legal ? 0.5 : -0.5
    case (.trade, .trade): return -0.4
    case (.order, .trade), (.trade, .order): return a == .legal || b == .legal ? -0.4 : -1.1
    case (.culture, .trade), (.trade, .culture): return a == .academia || b == .academia || a == .media || b == .media ? -0.8 : -2
    case (.sport, .trade), (.trade, .sport), (.religion, .trade), (.trade, .religion): return -1.8
    default: return farthest
    }
  }
  /// What nobody is taken to do.
  static let farthest = -2.6

  /// The same of two roles in one trade that so many of a thousand have.
  static func affinity(ofTradeWith share: Double) -> Double { log10(staying / share * 1000) }
}
