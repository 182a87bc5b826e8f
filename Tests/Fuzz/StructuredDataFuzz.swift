import Record

/// Arbitrary bytes as the JSON of a page's script: valid JSON is read alike by both readers, and reading anything else ends.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let lenient = JSONValue.lenient(bytes)
  if let strict = try? JSONValue(parsing: bytes) { precondition(lenient == [strict], "JSON is read in two ways") }
  return 0
}
