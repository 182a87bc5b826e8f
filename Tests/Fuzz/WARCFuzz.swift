import Ingestion

/// Arbitrary bytes as a WARC file: it gives pages and errors, and it ends.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let pages = PageSource(bytes: bytes, format: .warc)
  var results = 0
  while pages.next() != nil {
    results += 1
    // Each result uses up at least one byte of the input, except for a limited number within one compressed member.
    precondition(results <= 16 * count + 1_000_000, "the reader does not come to an end")
  }
  return 0
}
