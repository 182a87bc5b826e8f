/// The elements that are open at a position of the page, and which of them an end tag closes according to the HTML standard.
///
/// In libxml2, the end tag of a `<nav>` or `<button>` does not close a `<div>` that is open inside, so the rest of the page would belong to
/// the menu. Every end tag that the standard implies is therefore written out.
struct OpenElements {
  /// An open element.
  struct Element {
    /// Its tag and name as one number.
    var key: UInt64
    /// Where its name is in the page.
    var name: Range<Int>
    /// Whether it is special in the sense of the standard (``TagSet/special``).
    var isSpecial: Bool
    /// Its end tag came while a special element was open inside it; it closes together with that element.
    var isEnded = false
  }

  /// How deep elements may nest.
  var limit = 400
  private var stack: [Element] = []
  /// For each value of a key's low bits, how many open elements share it. If none does, an end tag needs no search.
  private var counts = [UInt16](repeating: 0, count: 256)

  /// The number that stands for a name: the tag's own number if it is known, else its hash and length.
  static func key(_ tag: HTMLTag, hash: UInt32, length: Int) -> UInt64 {
    tag == .unknown ? 1 << 63 | UInt64(length & 0xFFFF) << 32 | UInt64(hash) : UInt64(tag.rawValue)
  }

  /// Records a start tag; false if it would nest too deep.
  mutating func open(_ element: Element) -> Bool {
    guard stack.count < limit else { return false }
    stack.append(element)
    counts[Int(element.key & 255)] += 1
    return true
  }

  /// Whether such an element is open.
  func isOpen(_ key: UInt64) -> Bool { counts[Int(key & 255)] > 0 && stack.contains { $0.key == key } }

  /// Records an end tag. `ended` is set to the names of the elements that it closes, innermost first; to none if the tag is to be left out.
  mutating func close(_ key: UInt64, _ ended: inout [Range<Int>]) {
    ended.removeAll(keepingCapacity: true)
    guard counts[Int(key & 255)] > 0 else { return }
    // Nearly every end tag closes the innermost element.
    var found = stack.count - 1
    while found >= 0, stack[found].key != key { found -= 1 }
    if found < 0 { return }
    if found < stack.count - 1 {
      let inside = stack[(found + 1)...]
      if stack[found].isSpecial {
        // The end of an element around a table does not reach into the table.
        if stack[found].key != Self.table, inside.contains(where: { $0.key == Self.table }) { return }
      } else if inside.contains(where: \.isSpecial) {
        stack[found].isEnded = true
        return
      }
    }
    while stack.count > found || stack.last?.isEnded == true {
      guard let gone = stack.popLast() else { break }
      counts[Int(gone.key & 255)] -= 1
      ended.append(gone.name)
    }
  }

  private static let table = UInt64(HTMLTag.table.rawValue)
}
