internal import Record

/// The findings of a record as marks in its text: `[q1 …]` around quotes, `[f1 …]` around figures, `[o1 …]` around mentions.
struct FindingMarks {
  private struct Mark {
    var range: ByteRange
    var label: String
    var emphasis: Emphasis
  }

  private let marks: [Mark]

  /// Finds the marks of a record.
  init(_ record: ArticleRecord) {
    let offsets = BytePlaces(record.article.text)
    func mark(_ span: TextSpan, _ label: String, _ emphasis: Emphasis) -> Mark {
      Mark(range: offsets.range(span), label: label, emphasis: emphasis)
    }
    var marks = record.quotes.map { mark($0.span, $0.id, .quote) }
    marks += record.figures.map { mark($0.span, $0.id, .figure) }
    for official in record.officials { marks += official.mentions.map { mark($0, official.id, .official) } }
    // Outer marks first: the earlier start, then the later end.
    self.marks = marks.sorted { ($0.range.start, -$0.range.end) < ($1.range.start, -$1.range.end) }
  }

  /// A paragraph's words with the marks that begin in it. A mark that runs past the paragraph or crosses another is cut off there.
  func styled(_ bytes: [UInt8], _ paragraph: ByteRange) -> StyledText {
    var text = StyledText()
    var open: [Mark] = []
    var at = paragraph.start
    func write(to end: Int) {
      guard end > at else { return }
      text.append(String(decoding: bytes[at..<end], as: UTF8.self), open.last?.emphasis ?? .plain)
      at = end
    }
    func close(before offset: Int) {
      while let last = open.last, last.range.end <= offset {
        write(to: last.range.end)
        text.append("]", last.emphasis)
        open.removeLast()
      }
    }
    for var mark in marks where mark.range.start < paragraph.end && mark.range.end > paragraph.start {
      mark.range = ByteRange(max(mark.range.start, paragraph.start), min(mark.range.end, paragraph.end))
      close(before: mark.range.start)
      write(to: mark.range.start)
      if let last = open.last { mark.range.end = min(mark.range.end, last.range.end) }
      text.append("[\(mark.label)\u{A0}", mark.emphasis)
      open.append(mark)
    }
    close(before: paragraph.end)
    write(to: paragraph.end)
    return text
  }
}

/// Converts code-point offsets of one text back to bytes.
struct BytePlaces {
  private let starts: [Int]

  /// Reads the text once.
  init(_ text: String) {
    var starts: [Int] = []
    var offset = 0
    for scalar in text.unicodeScalars {
      starts.append(offset)
      offset += UTF8.width(scalar)
    }
    starts.append(offset)
    self.starts = starts
  }

  /// The bytes of a span.
  func range(_ span: TextSpan) -> ByteRange { ByteRange(starts[span.start], starts[span.end]) }
}
