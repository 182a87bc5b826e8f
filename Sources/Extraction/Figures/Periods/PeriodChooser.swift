import Linguistics
import Record

/// Chooses the time expression that tells when a figure holds.
struct PeriodChooser {
  let reference: CalendarDate?

  private static let strong = Words.set("; : — –")
  private static let joins = Words.set("and but while as although whereas because")
  private static let relatives = Words.set("which who that whose when where")

  /// The expression of a figure's own clause.
  /// - Parameter changes: the figure is the amount of a change.
  func own(_ pieces: Range<Int>, in s: PieceSentence, times: [TimeExpression], changes: Bool = false) -> TimeExpression? {
    var best: (time: TimeExpression, cost: Int)?
    for (index, time) in times.enumerated()
    where time.kind != .clock && time.period(reference) != nil && !s.holds(time.pieces.upperBound - 1, "now") {
      // "in 2008 and 2012": two times are none.
      if time.isBareYear,
        [index - 1, index + 1].contains(where: { times.indices.contains($0) && times[$0].isBareYear && joined(times[$0], time, s) })
      {
        continue
      }
      if time.pieces.overlaps(pieces) || isReportDay(time, s) || placesAnother(time, s) || belongsToComparand(pieces, time, s)
        || modifies(time, s) || isSetApart(time, from: pieces, s) || changes && isBase(time, s)
      {
        continue
      }
      let before = time.pieces.upperBound <= pieces.lowerBound
      let gap = before ? time.pieces.upperBound..<pieces.lowerBound : pieces.upperBound..<max(pieces.upperBound, time.pieces.lowerBound)
      var barriers = barriers(gap, s, before: before)
      if before, isFronted(time, s) || s.holds(time.pieces.upperBound, ",") && s.holds(time.pieces.upperBound + 1, "when") {
        // "closed in March, when an anchor stranded 64 boats": the clause tells what was then.
        barriers = min(barriers, 1)
      }
      if !before, s.holds(pieces.upperBound, ","), s.holds(pieces.upperBound + 1, Self.relatives), barriers <= 2 { barriers = 0 }
      if barriers > 1 { continue }
      let cost = barriers * 40 + gap.count + (before ? 2 : 0)
      if best == nil || cost < best?.cost ?? 0 { best = (time, cost) }
    }
    return best?.time
  }

  /// "the Saturday market", "a Tuesday meeting": a day that names a kind.
  private func modifies(_ time: TimeExpression, _ s: PieceSentence) -> Bool {
    guard time.pieces.count == 1, time.lead == .plain, TimeWords.table[s.key(time.pieces.lowerBound)]?.kind == .weekday else {
      return false
    }
    return [.NN, .NNS].contains(s.tag(time.pieces.upperBound) ?? .UH)
  }

  /// "The storm, the fifth since June, has killed 118", "under a law that came in 2022, firms must pay $40": a time inside an aside or a
  /// relative clause that ends before the figure.
  private func isSetApart(_ time: TimeExpression, from pieces: Range<Int>, _ s: PieceSentence) -> Bool {
    guard time.pieces.upperBound <= pieces.lowerBound, s.holds(time.pieces.upperBound, ",") else { return false }
    var k = time.pieces.lowerBound - 1
    var verb = false
    while s.has(k), k > time.pieces.lowerBound - 16, !s.holds(k, Self.strong), !s.holds(k, "\"") {
      if s.holds(k, ",") {
        // Only what stands between a subject and its verb: ", the fifth since June, has".
        let aside = time.pieces.lowerBound - k > 2 && !verb && k > s.start && [.NN, .NNS, .NNP, .NNPS].contains(s.tag(k - 1) ?? .UH)
        return aside && [.VBD, .VBZ, .VBP, .MD].contains(s.tag(time.pieces.upperBound + 1) ?? .UH)
      }
      if let tag = s.tag(k), [.VBD, .VBZ, .VBP].contains(tag) { verb = true }
      if s.holds(k, Self.relatives), verb, s.isWord(k - 1) || s.holds(k - 1, ",") { return true }
      k -= 1
    }
    return false
  }

  /// "up 9 percent on the previous year", "from last year": what a change is counted from.
  private func isBase(_ time: TimeExpression, _ s: PieceSentence) -> Bool {
    guard time.span?.text.utf8.count == 4 else { return false }
    let at = time.pieces.lowerBound
    let first = s.holds(at, "on") || s.holds(at, "from") || s.holds(at, "over") ? at : at - 1
    guard s.holds(first, "on") || s.holds(first, "from") || s.holds(first, "over") else { return false }
    return time.pieces.contains { s.holds($0, Self.earlierWords) }
  }

  private static let earlierWords = Words.set("previous last ago earlier prior preceding")

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
        // "in Tucson, Arizona, and El Paso, Texas, in 2021": the commas of places.
        if s.capitalized(k - 1),
          s.capitalized(k + 1) || s.holds(k + 1, "and") && s.capitalized(k + 2) || s.capitalized(k - 3) && s.holds(k - 2, ",")
        {
          continue
        }
        if s.holds(k + 1, Self.joins), startsClause(k + 2, gap, s) {
          count += 2
        } else if s.holds(k + 1, Self.relatives) {
          count += 2
        } else {
          count += 1
        }
      } else if s.isNumber(k - 1), s.isNumber(k + 1), s.holds(k, "and") {
        // "aged 19 and 23 were arrested"
        continue
      } else if s.holds(k, Self.joins), !s.holds(k - 1, ","), startsClause(k + 1, gap, s) {
        // "overran the runway on Friday and burned, killing nine": one subject, one clause.
        let shared = s.holds(k, "and") && before && [.VBD, .VBZ, .VBP].contains(s.tag(k + 1) ?? .UH)
        count += shared ? 0 : 2
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
      // "said Thursday that third-quarter profit rose": what was said.
      if s.isSymbol(k) || s.isNumber(k) || s.holds(k, "that") { break }
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
      guard s.holds(k, "from") || s.holds(k, "against") || (s.holds(k, "with") || s.holds(k, "to")) && s.holds(k - 1, "compared") else {
        return false
      }
      return (k + 1..<k + 5).contains { gap.contains($0) && (s.isNumber($0) || NumberWords.table[s.key($0)] != nil) }
    }
  }

  /// "than in 2001", "compared with last year": the time of the other number.
  private func placesAnother(_ time: TimeExpression, _ s: PieceSentence) -> Bool {
    // "three times as many as in 2015"
    if s.holds(time.pieces.lowerBound - 1, "as") { return true }
    for k in (time.pieces.lowerBound - 3)..<time.pieces.lowerBound
    where s.holds(k, "than") || s.holds(k, "compared") || s.holds(k, "forecast") && s.tag(k) != .NN { return true }
    return false
  }
}
