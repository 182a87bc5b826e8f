import Linguistics
import Record

/// Chooses the time expression that tells when a figure holds.
struct PeriodChooser {
  let reference: CalendarDate?

  private static let strong = Words.set("; : — –")
  private static let joins = Words.set("and but while as although whereas because")
  private static let relatives = Words.set("which who that whose when where")

  /// The expression of a figure's own clause.
  func own(_ pieces: Range<Int>, in s: PieceSentence, times: [TimeExpression]) -> TimeExpression? {
    var best: (time: TimeExpression, cost: Int)?
    for (index, time) in times.enumerated()
    where time.kind != .clock && time.period(reference) != nil && !s.holds(time.pieces.upperBound - 1, "now") {
      // "in 2008 and 2012": two times are none.
      if time.isBareYear,
        [index - 1, index + 1].contains(where: { times.indices.contains($0) && times[$0].isBareYear && joined(times[$0], time, s) })
      {
        continue
      }
      if time.pieces.overlaps(pieces) || isReportDay(time, s) || placesAnother(time, s) || belongsToComparand(pieces, time, s) { continue }
      let before = time.pieces.upperBound <= pieces.lowerBound
      let gap = before ? time.pieces.upperBound..<pieces.lowerBound : pieces.upperBound..<max(pieces.upperBound, time.pieces.lowerBound)
      var barriers = barriers(gap, s, before: before)
      if before, isFronted(time, s) { barriers = min(barriers, 1) }
      if !before, s.holds(pieces.upperBound, ","), s.holds(pieces.upperBound + 1, Self.relatives), barriers <= 2 { barriers = 0 }
      if barriers > 1 { continue }
      let cost = barriers * 40 + gap.count + (before ? 2 : 0)
      if best == nil || cost < best?.cost ?? 0 { best = (time, cost) }
    }
    return best?.time
  }

  private func joined(_ a: TimeExpression, _ b: TimeExpression, _ s: PieceSentence) -> Bool {
    let gap =
      a.pieces.upperBound <= b.pieces.lowerBound ? a.pieces.upperBound..<b.pieces.lowerBound : b.pieces.upperBound..<a.pieces.lowerBound
    return gap.count <= 2 && gap.contains { s.holds($0, "and") }
  }

  private func barriers(_ gap: Range<Int>, _ s: PieceSentence, before: Bool) -> Int {
    var count = 0
    for k in gap {
      if s.holds(k, Self.strong) { count += 2 }
      if s.holds(k, ",") {
        if s.holds(k + 1, Self.joins), startsClause(k + 2, gap, s) {
          count += 2
        } else if s.holds(k + 1, Self.relatives) {
          count += 2
        } else {
          count += 1
        }
      } else if s.holds(k, Self.joins), !s.holds(k - 1, ","), startsClause(k + 1, gap, s) {
        count += 2
      } else if s.holds(k, "\"") {
        count += 1
      }
    }
    return count
  }

  /// A verb follows before the next noun phrase ends: a clause of its own.
  private func startsClause(_ k: Int, _ gap: Range<Int>, _ s: PieceSentence) -> Bool {
    for i in k..<(k + 6) where s.has(i) {
      if s.isSymbol(i), !s.isHyphen(i) { return false }
      if let tag = s.tag(i), [.VBD, .VBZ, .VBP, .MD].contains(tag) { return true }
    }
    return false
  }

  /// At the sentence's start, where it sets the time for all that follows.
  func isFronted(_ time: TimeExpression, _ s: PieceSentence) -> Bool {
    var k = s.start
    while s.holds(k, "\"") || s.holds(k, "but") || s.holds(k, "and") || s.holds(k, "so") || s.holds(k, "yet") || s.holds(k, "in")
      || s.holds(k, "on") || s.holds(k, "the")
    { k += 1 }
    return time.pieces.lowerBound <= k
  }

  private static let reporting = FigureAttributor.reports.union(
    Words.set("released published issued statement interview speech posted spoke speaking told report"))

  /// "said on Tuesday", "reported Monday", "released last week": the day of the report.
  func isReportDay(_ time: TimeExpression, _ s: PieceSentence) -> Bool {
    guard time.lead == .plain else { return false }
    var k = time.pieces.lowerBound - 1
    for step in 0..<5 where s.has(k) {
      if s.isSymbol(k) || s.isNumber(k) { break }
      let noun = s.tag(k) == .NN || s.tag(k) == .NNS
      if s.holds(k, Self.reporting), !noun || step < 2 {
        return !s.holds(k, "expects") && !s.holds(k, "forecast") && !s.holds(k, "expected") && !s.holds(k, "found")
      }
      k -= 1
    }
    // "Last month, the agency announced …"
    if isFronted(time, s), time.span?.text.utf8.count ?? 0 != 4 {
      for i in time.pieces.upperBound..<(time.pieces.upperBound + 9) where s.has(i) {
        if s.holds(i, Self.announcing) { return true }
        if let tag = s.tag(i), [.VBD, .VBZ, .VBP].contains(tag) { return false }
      }
    }
    return false
  }

  private static let announcing = Words.set("announced said reported told warned released published")

  /// "rose to 99 from 95 a year earlier": the time of the number that is compared, not of the first.
  private func belongsToComparand(_ pieces: Range<Int>, _ time: TimeExpression, _ s: PieceSentence) -> Bool {
    guard time.pieces.lowerBound > pieces.upperBound else { return false }
    let gap = pieces.upperBound..<time.pieces.lowerBound
    return gap.contains { k in
      guard s.holds(k, "from") || (s.holds(k, "with") || s.holds(k, "to")) && s.holds(k - 1, "compared") else { return false }
      return (k + 1..<k + 5).contains { gap.contains($0) && (s.isNumber($0) || NumberWords.table[s.key($0)] != nil) }
    }
  }

  /// "than in 2001", "compared with last year": the time of the other number.
  private func placesAnother(_ time: TimeExpression, _ s: PieceSentence) -> Bool {
    for k in (time.pieces.lowerBound - 3)..<time.pieces.lowerBound
    where s.holds(k, "than") || s.holds(k, "compared") || s.holds(k, "forecast") && s.tag(k) != .NN { return true }
    return false
  }
}
