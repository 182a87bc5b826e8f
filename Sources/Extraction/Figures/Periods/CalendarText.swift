/// Parses the texts that calendar spans are written as.
extension CalendarSpan {
  /// The span that a period's text names, without open ends: "/2016-09-30" gives its last day.
  init?(text: String) {
    let ends = text.split(separator: "/").filter { $0 != ".." }
    guard let first = ends.first.flatMap({ Self.part(String($0)) }), ends.count <= 2 else { return nil }
    guard ends.count == 2 else { self = first; return }
    guard let last = Self.part(String(ends[1])) else { return nil }
    self = .interval(first, last)
  }

  private static func part(_ text: String) -> CalendarSpan? {
    let parts = text.split(separator: "-")
    guard let year = parts.first.flatMap({ Int($0) }), (1...9999).contains(year) else { return nil }
    switch parts.count {
    case 1: return .year(year)
    case 2:
      if parts[1].hasPrefix("W"), let week = Int(parts[1].dropFirst()), (1...53).contains(week) { return .week(.monday(of: week, year)) }
      guard let month = Int(parts[1]) else { return nil }
      return (1...12).contains(month) ? .month(year, month) : (21...24).contains(month) ? .season(year, month) : nil
    default: return CalendarDate(published: text).map { .day($0) }
    }
  }
}
