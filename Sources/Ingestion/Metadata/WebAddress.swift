internal import Platform

/// The parts of an address with a scheme.
struct WebAddress {
  /// `https://`, as written.
  let scheme: ArraySlice<UInt8>
  /// Host and port, as written.
  let authority: ArraySlice<UInt8>

  /// `nil` if the text has no `://`.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let joint = bytes.place(of: Self.joint) else { return nil }
    let start = joint + Self.joint.count
    let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? bytes.count
    scheme = bytes[..<start]
    authority = bytes[start..<end]
  }

  /// Only the host.
  var host: ArraySlice<UInt8> { authority.prefix { $0 != UInt8(ascii: ":") } }

  private static let joint = Array("://".utf8)
}

extension RandomAccessCollection<UInt8> where Index == Int {
  /// The first position of some bytes. (The standard library's search of collections is a hundred times slower.)
  func place(of wanted: [UInt8]) -> Int? {
    guard let first = wanted.first, count >= wanted.count else { return nil }
    for start in startIndex...(endIndex - wanted.count) where self[start] == first {
      var length = 1
      while length < wanted.count, self[start + length] == wanted[length] { length += 1 }
      if length == wanted.count { return start }
    }
    return nil
  }
}

extension [UInt8] {
  /// The first position of some bytes.
  func place(of wanted: [UInt8]) -> Int? { place(of: wanted, in: startIndex..<endIndex) }

  /// The first position of some bytes within a range.
  func place(of wanted: [UInt8], in range: Range<Int>) -> Int? {
    guard let first = wanted.first else { return nil }
    let last = range.upperBound - wanted.count
    var start = range.lowerBound
    while start <= last, let found = ByteSearch.first(first, in: self, from: start, to: last + 1) {
      var length = 1
      while length < wanted.count, self[found + length] == wanted[length] { length += 1 }
      if length == wanted.count { return found }
      start = found + 1
    }
    return nil
  }
}
