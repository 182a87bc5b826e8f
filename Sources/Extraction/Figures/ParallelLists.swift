import Linguistics
import Record

/// Lists in parallel. "Turnout was 61%, 58% and 44% in Leeds, York and Hull": each figure has its item. "9 mm in January, 14 in February":
/// each figure has its complement, and the later ones leave out the unit.
struct ParallelLists {
  /// The figures of a list, with what each of them is about or when it held.
  struct List: Sendable {
    /// The figures' indices in their sentence.
    var figures: Range<Int>
    /// For each figure its item; empty where the figures differ in their times.
    var items: [Range<Int>] = []
    /// The noun that all items share: "wheat, maize and soy | prices".
    var tail: Range<Int>?
    /// For each figure its time.
    var times: [TimeExpression] = []
  }

  private let sentence: PieceSentence
  private let candidates: [FigureCandidate]
  private let times: [TimeExpression]
  private(set) var lists: [List] = []

  init(_ sentence: FigureSentence) { self.init(sentence.pieces, sentence.candidates, sentence.times) }

  init(_ sentence: PieceSentence, _ candidates: [FigureCandidate], _ times: [TimeExpression]) {
    (self.sentence, self.candidates, self.times) = (sentence, candidates, times)
    guard candidates.count > 1 else { return }
    let isTold = sentence.bounds.contains { sentence.holds($0, "respectively") }
    for run in runs {
      if let list = timed(run, isTold: isTold) ?? itemized(run, isTold: isTold) { lists.append(list) }
    }
    for run in complementedRuns {
      let own = run.compactMap { index in times.first { $0.kind != .clock && isAt($0, candidates[index]) } }
      if own.count == run.count { lists.append(List(figures: run, times: own)) }
    }
    for run in maximal({ isLed($0) }) {
      let own = run.compactMap { leading($0) }
      if own.count == run.count { lists.append(List(figures: run, times: own)) }
    }
  }

  /// The list that holds a figure, and the figure's place in it.
  func place(of figure: Int) -> (list: List, place: Int)? {
    lists.first { $0.figures.contains(figure) }.map { ($0, figure - $0.figures.lowerBound) }
  }

  // MARK: Runs of figures

  private static let separators = Words.set(", and or &")
  private static let gathering = Words.set("between both each together combined total")

  private func start(_ index: Int) -> Int {
    let candidate = candidates[index]
    return candidate.bound?.pieces.lowerBound ?? BoundReader(sentence).before(candidate.pieces.lowerBound, duration: false)?.pieces
      .lowerBound
      ?? candidate.pieces.lowerBound
  }

  private func gap(before index: Int) -> Range<Int> {
    let end = candidates[index - 1].pieces.upperBound
    return end..<max(end, start(index))
  }

  /// Whether two figures count the same, as far as that is known.
  private func isLike(_ a: FigureCandidate, _ b: FigureCandidate) -> Bool {
    guard a.high == nil, b.high == nil, !a.numeral.vague, !b.numeral.vague else { return false }
    return a.isBare || b.isBare ? a.isBare == b.isBare || a.kind == .count || b.kind == .count : a.kind == b.kind && a.code == b.code
  }

  /// The maximal runs that fulfil a condition on neighbours.
  private func maximal(_ joins: (Int) -> Bool) -> [Range<Int>] {
    var (found, first): ([Range<Int>], Int) = ([], 0)
    for index in 1...candidates.count where index == candidates.count || !joins(index) {
      if index - first > 1 { found.append(first..<index) }
      first = index
    }
    return found
  }

  /// "$4m, $5m and $7m": like figures with nothing but separators between them, the last one behind "and".
  private var runs: [Range<Int>] {
    maximal { index in
      let gap = gap(before: index)
      return !gap.isEmpty && gap.count <= 2 && gap.allSatisfy { sentence.holds($0, Self.separators) }
        && isLike(candidates[index - 1], candidates[index])
    }.filter { run in
      gap(before: run.upperBound - 1).contains { sentence.holds($0, "and") || sentence.holds($0, "&") }
        && !sentence.holds(start(run.lowerBound) - 1, Self.gathering)
    }
  }

  // MARK: Figures with a complement each

  private static let complementing = Words.set("in on at for among during")

  /// "9 mm in January, | 14 in February": whether a figure continues the statement of the one before, each with a complement of its own.
  private func continues(_ index: Int) -> Bool {
    let gap = gap(before: index)
    guard gap.count >= 3, gap.count <= 9, sentence.holds(gap.lowerBound, Self.complementing),
      sentence.key(candidates[index].pieces.upperBound) == sentence.key(gap.lowerBound), isLike(candidates[index - 1], candidates[index])
    else { return false }
    var end = gap.upperBound
    while end > gap.lowerBound + 1, sentence.holds(end - 1, Self.separators) || sentence.holds(end - 1, ";") { end -= 1 }
    guard end < gap.upperBound, end > gap.lowerBound + 1 else { return false }
    return (gap.lowerBound + 1..<end).allSatisfy { k in
      sentence.isNumber(k) || sentence.isHyphen(k)
        || sentence.isWord(k) && !Clause.finite.contains(sentence[k].tag) && !sentence.holds(k, "from") && !sentence.holds(k, "to")
    }
  }

  private var complementedRuns: [Range<Int>] { maximal { continues($0) } }

  private func isAt(_ time: TimeExpression, _ candidate: FigureCandidate) -> Bool {
    let gap = time.pieces.lowerBound - candidate.pieces.upperBound
    return gap == 0 || gap == 1 && sentence.holds(candidate.pieces.upperBound, Self.complementing)
  }

  // MARK: Figures behind a time each

  /// "In May, 40 ships docked; | in June, 52": whether a figure behind a time of its own continues the statement of the one before, which
  /// stands behind a time in the same form.
  private func isLed(_ index: Int) -> Bool {
    guard let time = leading(index), let before = leading(index - 1), time.pieces.lowerBound >= candidates[index - 1].pieces.upperBound,
      isLike(candidates[index - 1], candidates[index]), !candidates[index].isBare || sentence.endsCount(candidates[index].pieces.upperBound)
    else { return false }
    let (own, other) = (opening(of: time), opening(of: before))
    return sentence.key(own) == sentence.key(other)
  }

  /// Where the words of a time begin, with its preposition.
  private func opening(of time: TimeExpression) -> Int {
    sentence.holds(time.pieces.lowerBound - 1, Self.complementing) ? time.pieces.lowerBound - 1 : time.pieces.lowerBound
  }

  /// The time that opens a figure's clause and stands directly before the figure: "; in June, | 52".
  private func leading(_ index: Int) -> TimeExpression? {
    let first = start(index)
    return times.first { time in
      guard time.kind != .clock, time.span != nil, time.pieces.upperBound <= first, first - time.pieces.upperBound <= 1,
        first == time.pieces.upperBound || sentence.holds(time.pieces.upperBound, ",")
      else { return false }
      let opening = opening(of: time)
      return opening <= sentence.start + 1 && sentence.capitalized(opening) || sentence.holds(opening - 1, Self.separators)
        || sentence.holds(opening - 1, ";")
    }
  }

  /// Gives the later numbers of "9 mm in January, 14 in February and 3 in March" the unit of the first.
  static func shareUnits(_ candidates: inout [FigureCandidate], in sentence: PieceSentence) {
    guard candidates.count > 1 else { return }
    for index in 1..<candidates.count where candidates[index].isBare && candidates[index].rate == nil {
      let before = candidates[index - 1]
      guard !before.isBare, !before.isAge, [.count, .measure, .percent].contains(before.kind ?? .index),
        before.unit?.code != "{time}",
        before.numeral.form != .fraction, candidates[index].numeral.isBareLike(before.numeral)
      else { continue }
      // Compared as if the unit were there.
      var taken = candidates
      taken[index].impliedUnit = before.unit?.code ?? before.noun?.unit ?? before.impliedUnit
      taken[index].impliedKind = before.kind
      taken[index].rate = before.rate
      guard ParallelLists(sentence, taken).continues(index) else { continue }
      candidates[index] = taken[index]
      candidates[index].value *= before.unit?.factor ?? 1
      candidates[index].plainDollar = before.plainDollar
      candidates[index].rule = "unit of the number beside"
    }
  }

  /// Without looking for lists.
  private init(_ sentence: PieceSentence, _ candidates: [FigureCandidate]) {
    (self.sentence, self.candidates, times) = (sentence, candidates, [])
  }

  /// Gives the later figures of a list what the first one has: that it is a figure, what it counts, and its change.
  /// - Parameter isKept: which of the candidates are figures.
  static func shareHeads(_ candidates: inout [FigureCandidate], isKept: inout [Bool], in sentence: PieceSentence, _ times: [TimeExpression])
  {
    guard candidates.count > 1 else { return }
    let lists = ParallelLists(sentence, candidates, times)
    let runs = lists.lists.map(\.figures) + lists.complementedRuns
    for run in runs where isKept[run.lowerBound] {
      let first = candidates[run.lowerBound]
      for index in run.dropFirst() {
        if candidates[index].isBare, !first.isBare {
          candidates[index].impliedUnit = first.unit?.code ?? first.noun?.unit ?? first.impliedUnit
          candidates[index].impliedKind = first.kind
          candidates[index].rule = "noun of the number before"
          isKept[index] = true
        }
        if candidates[index].change == nil, candidates[index].kind == first.kind { candidates[index].change = first.change }
      }
    }
  }

  // MARK: Lists of times

  /// "Revenue in 2023, 2024 and 2025 was $4m, $5m and $7m".
  private func timed(_ run: Range<Int>, isTold: Bool) -> List? {
    let usable = times.filter { $0.kind == .calendar && $0.span != nil }
    guard usable.count >= run.count else { return nil }
    for first in 0...(usable.count - run.count) {
      let part = Array(usable[first..<first + run.count])
      let isList = zip(part, part.dropFirst()).allSatisfy { a, b in
        let gap = a.pieces.upperBound..<max(a.pieces.upperBound, b.pieces.lowerBound)
        return !gap.isEmpty && gap.count <= 3
          && gap.allSatisfy { sentence.holds($0, Self.separators) || sentence.holds($0, Self.complementing) }
      }
      guard isList, let whole = part.last.map({ part[0].pieces.lowerBound..<$0.pieces.upperBound }),
        isTold || governs(whole, run) || adjoins(whole, run)
      else { continue }
      return List(figures: run, times: part)
    }
    return nil
  }

  /// Whether a list of times follows the figures directly: "$4m and $5m in 2023 and 2024".
  private func adjoins(_ whole: Range<Int>, _ run: Range<Int>) -> Bool {
    let end = candidates[run.upperBound - 1].pieces.upperBound
    return whole.lowerBound >= end && whole.lowerBound - end <= 1
  }

  // MARK: Lists of items

  private func isNominal(_ k: Int) -> Bool {
    guard sentence.isWord(k) else { return sentence.isHyphen(k) }
    switch sentence[k].tag {
    case .NN, .NNS, .NNP, .NNPS, .JJ, .DT, .POS, .PRPS: return !sentence.holds(k, Self.gathering)
    default: return false
    }
  }

  private static let nouns: Set<PartOfSpeech> = [.NN, .NNS, .NNP, .NNPS]

  /// The items around each "and", as far as commas continue the list.
  private func itemized(_ run: Range<Int>, isTold: Bool) -> List? {
    let own = candidates[run.lowerBound].pieces.lowerBound..<candidates[run.upperBound - 1].pieces.upperBound
    var best: List?
    for k in sentence.bounds where (sentence.holds(k, "and") || sentence.holds(k, "&")) && !own.contains(k) {
      guard let items = items(around: k), items.count == run.count, let first = items.first, let last = items.last else { continue }
      let whole = first.lowerBound..<last.upperBound
      if whole.overlaps(own) || candidates.contains(where: { $0.pieces.overlaps(whole) }) { continue }
      guard isTold || governs(whole, run) else { continue }
      best = List(figures: run, items: items, tail: tail(of: items))
    }
    return best
  }

  private func items(around k: Int) -> [Range<Int>]? {
    func begin(_ end: Int) -> Int {
      var first = end
      while isNominal(first - 1), end - first < 6 { first -= 1 }
      return first
    }
    var last = k + 1
    while isNominal(last), last - k < 7 { last += 1 }
    var items = [k + 1..<last]
    var end = sentence.holds(k - 1, ",") ? k - 1 : k
    while true {
      let first = begin(end)
      guard first < end else { break }
      items.insert(first..<end, at: 0)
      guard sentence.holds(first - 1, ",") else { break }
      end = first - 1
    }
    return items.allSatisfy { item in !item.isEmpty && item.contains { Self.nouns.contains(sentence.tag($0) ?? .UH) } } ? items : nil
  }

  /// The noun behind the last item that the others share: "Ford and GM | shares".
  private func tail(of items: [Range<Int>]) -> Range<Int>? {
    guard let last = items.last, last.count > 1, !sentence.capitalized(last.upperBound - 1),
      Self.nouns.contains(sentence.tag(last.upperBound - 1) ?? .UH),
      items.dropLast().allSatisfy({ $0.count < last.count && sentence.tag($0.upperBound - 1) != .NNS })
    else { return nil }
    return last.upperBound - 1..<last.upperBound
  }

  /// Whether a list before the figures belongs to the subject of their verb: "Deaths in Peru and Chile rose to 1,200 and 900".
  private func governs(_ whole: Range<Int>, _ run: Range<Int>) -> Bool {
    let first = start(run.lowerBound)
    guard whole.upperBound < first, first - whole.upperBound <= 8 else { return false }
    let gap = whole.upperBound..<first
    var verbs = 0
    for k in gap {
      if sentence.isSymbol(k), !sentence.isHyphen(k) || sentence.holds(k, ",") {
        guard CurrencyTable.shared.standsBefore(sentence, k + 1) != nil || sentence.holds(k, ",") && sentence.holds(k + 1, "aged") else {
          return false
        }
      }
      if sentence.holds(k, Self.gathering) || Clause.relatives.contains(sentence.key(k)) || sentence.holds(k, "that")
        || sentence.isNumber(k)
      {
        return false
      }
      if Clause.finite.contains(sentence.tag(k) ?? .UH) || sentence.holds(k, "aged") { verbs += 1 }
    }
    return verbs > 0
      && (Clause.finite.contains(sentence.tag(gap.lowerBound) ?? .UH) || sentence.tag(gap.lowerBound) == .RB
        || sentence.holds(gap.lowerBound, ","))
  }

  // MARK: Concepts

  /// The pieces that belong to the other figures of the list: their items, and the words that join them.
  func others(of figure: Int) -> [Range<Int>] {
    guard let (list, place) = place(of: figure) else { return [] }
    guard let first = list.items.first, let last = list.items.last else {
      // The words between the times of a list.
      return zip(list.times, list.times.dropFirst()).compactMap { a, b in
        let gap = a.pieces.upperBound..<max(a.pieces.upperBound, b.pieces.lowerBound)
        return gap.count <= 3 && gap.allSatisfy { sentence.holds($0, Self.separators) || sentence.holds($0, Self.complementing) }
          ? gap : nil
      }
    }
    let own = list.items[place]
    var runs: [Range<Int>] = []
    func add(_ from: Int, _ to: Int) { if from < to { runs.append(from..<to) } }
    let end = list.tail?.lowerBound ?? last.upperBound
    add(first.lowerBound, own.lowerBound)
    add(min(own.upperBound, end), end)
    if own == last { runs.removeAll { $0.lowerBound >= own.lowerBound } }
    for k in sentence.bounds where sentence.holds(k, "respectively") { add(k, k + 1) }
    return runs
  }

  /// A concept with the words of the figure's own item.
  func concept(_ text: String?, of figure: Int) -> String? {
    guard let (list, place) = place(of: figure), !list.items.isEmpty else { return text }
    let named = list.items[place]
    let item = sentence.string(
      named.count > 1 && sentence.holds(named.lowerBound, Words.determiners) ? named.lowerBound + 1..<named.upperBound : named)
    guard let text else { return item }
    if text.contains(item) { return text }
    return list.items[place].lowerBound < candidates[figure].pieces.lowerBound ? "\(item) \(text)" : "\(text) \(item)"
  }
}
