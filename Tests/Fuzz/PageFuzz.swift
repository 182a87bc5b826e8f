import Ingestion
import Record

/// Arbitrary bytes as an HTML page: an article whose paragraphs lie inside its text, or an error.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let article = try? PageReader().article(of: RawPage(.html(bytes))) else { return 0 }
  var end = 0
  for paragraph in article.paragraphs {
    precondition(paragraph.range.start >= end && paragraph.range.end >= paragraph.range.start, "paragraphs overlap")
    end = paragraph.range.end
  }
  precondition(end <= article.text.utf8.count, "a paragraph lies outside of the text")
  precondition(!article.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }, "control characters in the text")
  return 0
}
