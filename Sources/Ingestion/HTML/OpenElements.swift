/// The elements that are open at a place of the page, by the hash of their name; bounds how deep they nest.
struct OpenElements {
  var limit = 400
  private var stack: [UInt32] = []
  /// How many open elements share a hash's low bits: an end tag of none of them needs no search.
  private var counts = [UInt16](repeating: 0, count: 256)

  /// Notes a start tag; false where it would nest too deep.
  mutating func open(_ name: UInt32) -> Bool {
    guard stack.count < limit else { return false }
    stack.append(name)
    counts[Int(name & 255)] += 1
    return true
  }

  /// Whether such an element is open.
  func isOpen(_ name: UInt32) -> Bool { counts[Int(name & 255)] > 0 && stack.contains(name) }

  /// Notes an end tag; false where no such element is open.
  mutating func close(_ name: UInt32) -> Bool {
    guard counts[Int(name & 255)] > 0, let found = stack.lastIndex(of: name) else { return false }
    while stack.count > found {
      let gone = stack.removeLast()
      counts[Int(gone & 255)] -= 1
    }
    return true
  }
}
