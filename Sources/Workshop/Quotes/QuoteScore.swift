import Extraction
import Foundation
import Linguistics
import Record
import Training

/// Counts of what was found against what was marked, by kind of quote. Marks join the parts of an utterance and have no ids, types or
/// confidence, so `CorpusScore`, which compares whole records, cannot read them.
struct QuoteScore {
  private(set) var marked: [String: Int] = [:]
  private(set) var found: [String: Int] = [:]
  private var matchedMarked: [String: Int] = [:]
  private var matchedFound: [String: Int] = [:]
  private var rightMarked: [String: Int] = [:]
  private var rightFound: [String: Int] = [:]
  private var words = (found: 0, marked: 0, common: 0)
  private var cues = (found: 0, marked: 0, common: 0)
  private var sources = (found: 0, marked: 0, common: 0)
  private var named = 0
  private var names = 0
  /// For each utterance, its confidence, whether it is direct, and whether its contents, and also its speaker, are right.
  private var chances: [(chance: Double, isDirect: Bool, isMatched: Bool, isRight: Bool)] = []

  /// Counts a text's quotes; returns what is wrong with them, one line each.
  mutating func count(_ findings: [QuoteFinding], _ example: QuoteExample, _ text: AnalyzedText) -> [String] {
    let matcher = QuoteMatcher(text: example.text, quotes: example.quotes)
    let units = matcher.units(findings)
    let partners = matcher.partners(units)
    var errors: [String] = []
    for quote in matcher.markedIndices { add(1, Self.kind(example.quotes[quote].content, text), &marked) }
    for (unit, partner) in zip(units, partners) {
      let kind = Self.kind(unit.findings.map(\.range), text)
      let isRight = partner >= 0 && matcher.isSpeakerRight(unit, partner)
      add(1, kind, &found)
      chances.append((unit.findings[0].confidence, kind == "direct", partner >= 0, isRight))
      if partner < 0 {
        errors.append("no quote: \(words(of: unit.findings.map(\.range), text))")
        continue
      }
      let quote = example.quotes[partner]
      add(1, kind, &matchedFound)
      add(1, Self.kind(quote.content, text), &matchedMarked)
      if isRight {
        add(1, kind, &rightFound)
        add(1, Self.kind(quote.content, text), &rightMarked)
      }
      guard let name = quote.speaker else { continue }
      names += 1
      if unit.findings.contains(where: { SpeakerName($0.speaker ?? "") == SpeakerName(name) }) {
        named += 1
      } else {
        errors.append("speaker \(unit.findings[0].speaker ?? "nobody"), not \(name): \(words(of: unit.findings.map(\.range), text))")
      }
    }
    for quote in matcher.markedIndices where !partners.contains(quote) {
      errors.append("missed: \(words(of: example.quotes[quote].content, text))")
    }
    let shares = matcher.shares(units)
    words = (words.found + shares.found, words.marked + shares.marked, words.common + shares.common)
    count(
      Set(findings.compactMap(\.cue)), example.quotes.map(\.cue), &cues,
      agree: { cue, quote in example.quotes[quote].cue.contains(where: cue.overlaps) })
    count(
      Set(findings.compactMap(\.mention)), example.quotes.map(\.source), &sources,
      agree: { mention, quote in matcher.names(mention, example.quotes[quote]) })
    return errors
  }

  /// Counts distinct cues or sources, paired one to one in order of position.
  private func count(
    _ found: Set<ByteRange>, _ marked: [[ByteRange]], _ counts: inout (found: Int, marked: Int, common: Int),
    agree: (ByteRange, Int) -> Bool
  ) {
    var seen = Set<[ByteRange]>()
    var free = marked.indices.filter { !marked[$0].isEmpty && seen.insert(marked[$0]).inserted }.sorted { marked[$0][0] < marked[$1][0] }
    counts.found += found.count
    counts.marked += free.count
    for range in found.sorted() {
      guard let place = free.firstIndex(where: { agree(range, $0) }) else { continue }
      free.remove(at: place)
      counts.common += 1
    }
  }

  /// How many marked quotes were found, how many of them with the right speaker, and how many findings are no marked quote.
  var totals: (found: Int, withSpeaker: Int, wrong: Int) {
    (matchedMarked["all", default: 0], rightMarked["all", default: 0], found["all", default: 0] - matchedFound["all", default: 0])
  }

  private func add(_ count: Int, _ kind: String, _ counts: inout [String: Int]) {
    counts[kind, default: 0] += count
    counts["all", default: 0] += count
  }

  private func words(of ranges: [ByteRange], _ text: AnalyzedText) -> String { ranges.map(text.words).joined(separator: " … ") }

  /// Direct, mixed or indirect, depending on the words inside quotation marks.
  private static func kind(_ ranges: [ByteRange], _ text: AnalyzedText) -> String {
    var inside = 0
    var outside = 0
    for range in ranges {
      var low = text.tokens.partitioningIndex { $0.range.end > range.start }
      while low < text.tokens.count, text.tokens[low].range.start < range.end {
        switch text.tokens[low].kind {
        case .punctuation, .openingMark, .closingMark, .dash, .symbol: break
        default: if text.tokens[low].quotation >= 0 { inside += 1 } else { outside += 1 }
        }
        low += 1
      }
    }
    return outside == 0 ? "direct" : inside == 0 ? "indirect" : "mixed"
  }

  /// The scores, in percent.
  var table: String {
    func percent(_ hits: Int, _ of: Int) -> String { of == 0 ? "   -" : String(format: "%5.1f", 100 * Double(hits) / Double(of)) }
    func harmonic(_ found: Int, _ marked: Int, _ hitsFound: Int, _ hitsMarked: Int) -> String {
      let precision = Double(hitsFound) / Double(max(1, found))
      let recall = Double(hitsMarked) / Double(max(1, marked))
      return String(format: "%5.1f", 200 * precision * recall / max(precision + recall, 1e-9))
    }
    var lines = ["                 all  direct  mixed  indirect"]
    let kinds = ["all", "direct", "mixed", "indirect"]
    func row(_ name: String, _ hitsFound: [String: Int], _ hitsMarked: [String: Int]) {
      let cells = kinds.map {
        harmonic(found[$0, default: 0], marked[$0, default: 0], hitsFound[$0, default: 0], hitsMarked[$0, default: 0])
      }
      lines.append(name.padding(toLength: 14, withPad: " ", startingAt: 0) + " " + cells.joined(separator: "  "))
    }
    row("contents", matchedFound, matchedMarked)
    row("with speaker", rightFound, rightMarked)
    for (name, counts) in [("words", words), ("cues", cues), ("sources", sources)] {
      lines.append(
        name.padding(toLength: 14, withPad: " ", startingAt: 0) + " " + harmonic(counts.found, counts.marked, counts.common, counts.common))
    }
    lines.append("names right    \(percent(named, names)) of \(names)")
    let sure = chances.filter { $0.chance >= 0.9 }
    let direct = chances.filter(\.isDirect)
    lines.append(
      "confidence of 0.9 and more: \(percent(sure.count, chances.count)) of all, \(percent(sure.count(where: \.isDirect), direct.count)) of the direct;"
        + " contents right \(percent(sure.count(where: \.isMatched), sure.count)), speaker too \(percent(sure.count(where: \.isRight), sure.count))"
    )
    return lines.joined(separator: "\n")
  }
}

extension [Token] {
  /// The first index from which on all elements have the property.
  fileprivate func partitioningIndex(where hasProperty: (Token) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if hasProperty(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
