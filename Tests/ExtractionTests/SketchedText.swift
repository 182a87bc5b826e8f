import Linguistics
import Record

@testable import Extraction

/// A text in which the parts of reports are marked: `{s Ann Roe} {c said} {t that it was late}`. `s` is a source, `c` a cue, `d` a content
/// inside quotation marks, `t` a content with a clause, `x` words that a stage asks for. With several reports a number follows the letter:
/// `{c2 added}`. `¶` ends a paragraph, `> ` begins one of a block quote.
struct SketchedText {
  struct Mark {
    var label: String
    var number: Int
    var tokens: Range<Int>
  }

  let text: AnalyzedText
  /// In text order, the outer before the inner.
  let marks: [Mark]

  init(_ sketch: String) {
    var plain: [UInt8] = []
    var open: [(label: String, start: Int)] = []
    var found: [(label: String, range: ByteRange)] = []
    var paragraphs: [Paragraph] = []
    for (number, line) in sketch.split(separator: "¶", omittingEmptySubsequences: false).enumerated() {
      if number > 0 { plain.append(UInt8(ascii: "\n")) }
      let start = plain.count
      var bytes = Array(line.utf8)[...]
      let isBlock = bytes.starts(with: Array("> ".utf8))
      if isBlock { bytes = bytes.dropFirst(2) }
      while let byte = bytes.popFirst() {
        if byte == UInt8(ascii: "{") {
          let label = bytes.prefix { $0 != UInt8(ascii: " ") }
          bytes = bytes.dropFirst(label.count + 1)
          open.append((String(decoding: label, as: UTF8.self), plain.count))
        } else if byte == UInt8(ascii: "}"), let (label, start) = open.popLast() {
          found.append((label, ByteRange(start, plain.count)))
        } else {
          plain.append(byte)
        }
      }
      if plain.count > start { paragraphs.append(Paragraph(ByteRange(start, plain.count), isBlock ? .blockquote : .paragraph)) }
    }
    let text = Analyzer().analyze(String(decoding: plain, as: UTF8.self), paragraphs: paragraphs)
    self.text = text
    marks = found.compactMap { label, range in
      let inside = text.tokens.indices.filter { text.tokens[$0].range.start >= range.start && text.tokens[$0].range.end <= range.end }
      guard let first = inside.first, let last = inside.last else { return nil }
      return Mark(label: String(label.prefix(1)), number: Int(label.dropFirst()) ?? 1, tokens: first..<last + 1)
    }
    .sorted { ($0.tokens.lowerBound, -$0.tokens.count) < ($1.tokens.lowerBound, -$1.tokens.count) }
  }

  /// The marked parts of reports.
  var parts: [QuotePart] { marks.compactMap(part) }

  /// The words marked with `x`.
  var asked: [Range<Int>] { marks.filter { $0.label == "x" }.map(\.tokens) }

  /// The reports that have contents, by their numbers.
  var reports: [Attribution] {
    Set(marks.map(\.number)).sorted().compactMap { number in
      let own = marks.filter { $0.number == number }
      let contents = own.filter { $0.label == "d" || $0.label == "t" }.compactMap(part)
      guard let first = contents.first, let last = contents.last else { return nil }
      var report = Attribution(
        contents: contents, cue: own.first { $0.label == "c" }.flatMap(part), source: own.first { $0.label == "s" }.flatMap(part),
        paragraph: text.paragraph(of: first.tokens.lowerBound), rule: "test")
      report.lastParagraph = text.paragraph(of: last.tokens.lowerBound)
      return report
    }
  }

  /// The reports of each paragraph.
  var paragraphs: [[Attribution]] { text.paragraphs.indices.map { number in reports.filter { $0.paragraph == number } } }

  private func part(_ mark: Mark) -> QuotePart? {
    let kinds: [String: QuoteLabel.Part] = ["s": .source, "c": .cue, "d": .direct, "t": .clause]
    // The first reports are the surest.
    return kinds[mark.label].map { QuotePart(part: $0, tokens: mark.tokens, certainty: 1 - 0.1 * Float(mark.number)) }
  }

  // MARK: Results

  func words(_ run: Range<Int>) -> String { text.words(text.range(run)) }

  /// The paragraphs of a report with its parts marked.
  func sketch(_ report: Attribution) -> String {
    let letters: [QuoteLabel.Part: String] = [.source: "s", .cue: "c", .direct: "d", .clause: "t"]
    let parts = report.contents + [report.cue, report.source].compactMap(\.self)
    var out = ""
    for token in text.paragraphTokens[report.paragraph].lowerBound..<text.paragraphTokens[report.lastParagraph].upperBound {
      let start = text.tokens[token].range.start
      let isFirst = token == text.paragraphTokens[report.paragraph].lowerBound
      if !isFirst { out += text.words(ByteRange(text.tokens[token - 1].range.end, start)).replacing("\n", with: "¶") }
      for part in parts.sorted(by: { $0.tokens.upperBound > $1.tokens.upperBound }) where part.tokens.lowerBound == token {
        out += "{\(letters[part.part] ?? "?") "
      }
      out += text.word(token)
      for part in parts where part.tokens.upperBound == token + 1 && !part.tokens.isEmpty { out += "}" }
    }
    return out
  }

  /// A report with its speaker.
  func sketchWithSpeaker(_ report: Attribution) -> String {
    guard let speaker = report.speaker else { return sketch(report) }
    return sketch(report) + " = " + (speaker.name ?? "?")
  }
}
