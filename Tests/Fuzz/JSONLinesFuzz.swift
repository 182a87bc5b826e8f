import Ingestion
import Record

/// Arbitrary bytes as JSON Lines or as an array of objects: no more results than lines and objects, and articles whose paragraphs lie inside their text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let pages = PageSource(bytes: bytes, format: .jsonl)
  var results = 0
  while let result = pages.next() {
    results += 1
    guard case .success(let page) = result, case .text = page.content, let article = try? PageReader().article(of: page) else { continue }
    var end = 0
    for paragraph in article.paragraphs {
      precondition(paragraph.range.start >= end && paragraph.range.end > paragraph.range.start, "paragraphs overlap")
      end = paragraph.range.end
    }
    precondition(end <= article.text.utf8.count, "a paragraph lies outside of the text")
  }
  precondition(results <= bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "{") } + 1, "more results than lines and objects")
  return 0
}
