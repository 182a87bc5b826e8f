import Foundation
import Record

/// How often the status of a figure is chosen as it is marked.
struct FigureStatusMeasure {
  private var counts: [FigureStatus: [FigureStatus: Int]] = [:]

  mutating func add(marked: FigureStatus, found: FigureStatus) { counts[marked, default: [:]][found, default: 0] += 1 }

  /// A line for each status: how many are marked, how many of those found are right and how many of those marked are found, and what the
  /// others are taken for.
  var lines: [String] {
    let all = FigureStatus.allCases
    func number(_ marked: FigureStatus, _ found: FigureStatus) -> Int { counts[marked]?[found] ?? 0 }
    let total = all.reduce(0) { sum, marked in sum + all.reduce(0) { $0 + number(marked, $1) } }
    let right = all.reduce(0) { $0 + number($1, $1) }
    let told = all.filter { $0 != .actual }
    let marked = told.reduce(0) { sum, one in sum + all.reduce(0) { $0 + number(one, $1) } }
    let found = told.reduce(0) { sum, one in sum + all.reduce(0) { $0 + number($1, one) } }
    let hits = told.reduce(0) { $0 + number($1, $1) }
    var lines = [
      String(
        format: "status: %d of %d as marked; other than actual: precision %.3f, recall %.3f, F1 %.3f", right, total,
        Self.share(hits, found), Self.share(hits, marked), Self.share(2 * hits, marked + found))
    ]
    for status in all {
      let (marked, found) = (all.reduce(0) { $0 + number(status, $1) }, all.reduce(0) { $0 + number($1, status) })
      let (precision, recall) = (Self.share(number(status, status), found), Self.share(number(status, status), marked))
      let others = all.filter { $0 != status && number(status, $0) > 0 }.map { "\($0.rawValue) \(number(status, $0))" }
      lines.append(
        "  \(status.rawValue.padding(toLength: 13, withPad: " ", startingAt: 0))"
          + String(format: "%5d marked, precision %.3f, recall %.3f", marked, precision, recall)
          + (others.isEmpty ? "" : "; taken for " + others.joined(separator: ", ")))
    }
    return lines
  }

  private static func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
}
