internal import Aggregation
internal import Record

/// An article's paragraphs with its findings as marks. Marks may be nested, cross one another, and span several paragraphs. Each piece of a
/// mark is an element of its own, and the first has the finding's id, so that a link leads to it.
struct MarkedText {
  private struct Mark {
    var range: ByteRange
    var kind: FindingKind
    /// The id of the mark, and its id in the record (`q1`).
    var id: String?
    var number: String?
    var label: String
  }

  private let stored: StoredArticle
  private let marks: [Mark]
  private let bytes: [UInt8]
  /// The bytes of the text's code points, computed as far as they are needed.
  private let places: CodePointPlaces

  init(_ stored: StoredArticle, range: (Int, Int)? = nil) {
    self.stored = stored
    let record = stored.record
    bytes = Array(record.article.text.utf8)
    var marks: [(span: (start: Int, end: Int), mark: Mark)] = []
    for (quote, id) in zip(record.quotes, stored.quoteIDs) {
      let who = quote.speaker ?? quote.speakerMention?.text ?? "speaker not named"
      let mark = Mark(range: ByteRange(0, 0), kind: .quote, id: Place.anchor(.quote, id), number: quote.id, label: "Quote: \(who)")
      marks.append(((quote.span.start, quote.span.end), mark))
    }
    for (figure, id) in zip(record.figures, stored.figureIDs) {
      let label = "Figure: " + Wording.amount(figure)
      let mark = Mark(range: ByteRange(0, 0), kind: .figure, id: Place.anchor(.figure, id), number: figure.id, label: label)
      marks.append(((figure.span.start, figure.span.end), mark))
    }
    for (official, id) in zip(record.officials, stored.officialIDs) {
      let label = "Official: " + [official.name, official.title, official.organization].compactMap { $0 }.joined(separator: ", ")
      for (index, mention) in official.mentions.enumerated() {
        let mark = Mark(
          range: ByteRange(0, 0), kind: .official, id: index == 0 ? Place.anchor(.official, id) : nil,
          number: index == 0 ? official.id : nil,
          label: label)
        marks.append(((mention.start, mention.end), mark))
      }
    }
    if let range {
      marks.append((range, Mark(range: ByteRange(0, 0), kind: .article, id: "char", number: nil, label: "The characters asked for")))
    }
    places = CodePointPlaces(bytes)
    let found = places
    self.marks = marks.map { span, mark in
      var mark = mark
      mark.range = ByteRange(found.byte(of: span.start), found.byte(of: span.end))
      return mark
    }.filter { !$0.range.isEmpty }.sorted { ($0.range.start, -$0.range.end) < ($1.range.start, -$1.range.end) }
  }

  func write(_ html: inout HTML) {
    var isListOpen = false
    var named: Set<String> = []
    for paragraph in stored.record.article.paragraphs {
      let isItem = paragraph.kind == .listItem
      if isItem != isListOpen {
        if isItem { html.begin("ul", []) } else { html.end("ul") }
        isListOpen = isItem
      }
      let start = HTML.Attribute.words("data-start", String(places.codePoint(of: paragraph.range.start)))
      switch paragraph.kind {
      case .paragraph: html("p", start) { words(paragraph.range, &$0, &named) }
      case .heading: html("h2", start) { words(paragraph.range, &$0, &named) }
      case .listItem: html("li", start) { words(paragraph.range, &$0, &named) }
      case .blockquote: html("blockquote", start) { words(paragraph.range, &$0, &named) }
      case .table: html("p", .class("table-row"), start) { words(paragraph.range, &$0, &named) }
      case .correction: html("p", .class("correction"), start) { words(paragraph.range, &$0, &named) }
      }
    }
    if isListOpen { html.end("ul") }
  }

  /// The words of a paragraph, in pieces between the beginnings and ends of marks.
  private func words(_ paragraph: ByteRange, _ html: inout HTML, _ named: inout Set<String>) {
    let here = marks.filter { $0.range.start < paragraph.end && $0.range.end > paragraph.start }
    var open: [Mark] = []
    var at = paragraph.start
    func write(to end: Int, _ html: inout HTML) {
      if end > at { html.text(bytes[at..<end]) }
      at = max(at, end)
    }
    func start(_ mark: Mark, _ html: inout HTML) {
      var attributes: [HTML.Attribute] = [.set("class", Self.names(mark.kind)), .words("title", mark.label)]
      if let id = mark.id, named.insert(id).inserted {
        attributes.append(.id(id))
        if let number = mark.number { html("span", .id(number)) }
      }
      html.begin("mark", attributes)
      open.append(mark)
    }
    /// Closes the marks that end before an offset. Marks around them are closed too and opened again.
    func end(before offset: Int, _ html: inout HTML) {
      while let next = open.map(\.range.end).min(), next <= offset {
        write(to: min(next, paragraph.end), &html)
        guard let outermost = open.firstIndex(where: { $0.range.end == next }) else { return }
        let inside = Array(open[outermost...])
        for _ in inside { html.end("mark") }
        open.removeSubrange(outermost...)
        for mark in inside where mark.range.end > next { start(mark, &html) }
      }
    }
    for mark in here {
      let from = max(mark.range.start, paragraph.start)
      end(before: from, &html)
      write(to: from, &html)
      start(mark, &html)
    }
    end(before: paragraph.end, &html)
    write(to: paragraph.end, &html)
    for _ in open { html.end("mark") }
  }

  private static func names(_ kind: FindingKind) -> HTML.Literal {
    switch kind {
    case .quote: "q"
    case .figure: "f"
    case .official: "o"
    case .article: "asked"
    }
  }
}

/// Converts between code points and bytes of one text, with the help of an entry for each 64th code point.
struct CodePointPlaces {
  private let bytes: [UInt8]
  private let checkpoints: [Int]
  private let count: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var checkpoints: [Int] = []
    var seen = 0
    for index in bytes.indices where bytes[index] & 0xC0 != 0x80 {
      if seen & 63 == 0 { checkpoints.append(index) }
      seen += 1
    }
    self.checkpoints = checkpoints
    count = seen
  }

  /// Where a code point begins; the text's end for one after it.
  func byte(of codePoint: Int) -> Int {
    guard codePoint >= 0, codePoint < count else { return codePoint < 0 ? 0 : bytes.count }
    var index = checkpoints[codePoint >> 6]
    var left = codePoint & 63
    while left > 0 {
      index += 1
      if bytes[index] & 0xC0 != 0x80 { left -= 1 }
    }
    return index
  }

  /// How many code points begin before a byte.
  func codePoint(of byte: Int) -> Int {
    var low = 0
    var high = checkpoints.count
    while low < high {
      let middle = (low + high) / 2
      if checkpoints[middle] <= byte { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    var number = (low - 1) << 6
    var index = checkpoints[low - 1]
    while index < min(byte, bytes.count) {
      if bytes[index] & 0xC0 != 0x80 { number += 1 }
      index += 1
    }
    return number
  }
}
