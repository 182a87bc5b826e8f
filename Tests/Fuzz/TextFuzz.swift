import Extraction
import Record

/// Arbitrary text after a paragraph of English news: a record whose findings are in the text and have plausible values.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let opening =
    "The council of Harwick voted on Tuesday to close the old bridge, the mayor, Anna Velt, said. “We have waited for ten years,” she told reporters."
  let text = opening + "\n\n" + String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  var paragraphs: [Paragraph] = []
  var place = 0
  for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
    if !line.isEmpty { paragraphs.append(Paragraph(ByteRange(place, place + line.count), .paragraph)) }
    place += line.count + 1
  }
  let article = Article(
    id: "fuzz", published: "2017-02-27", text: text, paragraphs: paragraphs,
    provenance: Provenance(contentSHA256: String(repeating: "0", count: 64), mediaType: "text/plain", encoding: "utf-8"))
  let record = Extractor().record(of: article)
  let scalars = Array(text.unicodeScalars)
  func check(_ span: TextSpan?) {
    guard let span else { return }
    precondition(span.start >= 0 && span.start < span.end && span.end <= scalars.count, "a span lies outside of the text")
    precondition(
      String(String.UnicodeScalarView(scalars[span.start..<span.end])).utf8.elementsEqual(span.text.utf8), "a span has other words")
  }
  for quote in record.quotes { for span in [quote.span, quote.speakerMention, quote.cue] { check(span) } }
  for official in record.officials { for span in official.mentions + [official.titleSpan].compactMap({ $0 }) { check(span) } }
  for figure in record.figures {
    check(figure.span)
    precondition(figure.value.isFinite, "a value is no number")
    if let high = figure.valueHigh { precondition(high.isFinite && high >= figure.value, "a range has its ends reversed") }
    for period in [figure.period, figure.comparedTo?.period] { if let period { precondition(isPeriod(period), "no period: \(period)") } }
  }
  return 0
}

/// Digits and marks of EDTF, at most one interval, and no year of more than four digits.
private func isPeriod(_ text: String) -> Bool {
  let ends = text.split(separator: "/", omittingEmptySubsequences: false)
  return ends.count <= 2
    && ends.allSatisfy { end in
      end.isEmpty || end == ".."
        || end.utf8.allSatisfy { "0123456789-WXTZ:+~?%".utf8.contains($0) } && (end.split(separator: "-").first?.count ?? 0) <= 4
    }
}
