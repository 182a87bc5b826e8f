/// Writes structures in Thrift's compact protocol, which Parquet uses for its headers and footer.
struct ThriftWriter {
  private(set) var bytes: [UInt8] = []
  /// For each open structure, the number of its last field.
  private var last: [Int] = [0]

  /// Types of fields and elements.
  enum Kind: UInt8 {
    case yes = 1, no = 2, int32 = 5, int64 = 6, binary = 8, list = 9, structure = 12
  }

  mutating func field(_ number: Int, _ value: Int32) {
    header(number, .int32)
    zigzag(Int64(value))
  }

  mutating func field(_ number: Int, long value: Int64) {
    header(number, .int64)
    zigzag(value)
  }

  mutating func field(_ number: Int, _ value: Bool) { header(number, value ? .yes : .no) }

  mutating func field(_ number: Int, _ text: String) {
    header(number, .binary)
    binary(text)
  }

  mutating func field(_ number: Int, _ members: (inout ThriftWriter) -> Void) {
    header(number, .structure)
    structure(members)
  }

  mutating func list<Element>(
    _ number: Int, _ kind: Kind, _ elements: [Element], _ write: (inout ThriftWriter, Element) -> Void
  ) {
    header(number, .list)
    if elements.count < 15 {
      bytes.append(UInt8(elements.count) << 4 | kind.rawValue)
    } else {
      bytes.append(0xF0 | kind.rawValue)
      varint(UInt64(elements.count))
    }
    for element in elements { write(&self, element) }
  }

  /// A structure as an element of a list, or the outermost one.
  mutating func structure(_ members: (inout ThriftWriter) -> Void) {
    last.append(0)
    members(&self)
    last.removeLast()
    bytes.append(0)
  }

  mutating func zigzag(_ value: Int64) { varint(UInt64(bitPattern: value << 1 ^ value >> 63)) }

  mutating func binary(_ text: String) {
    varint(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func header(_ number: Int, _ kind: Kind) {
    let delta = number - last[last.count - 1]
    if delta > 0, delta <= 15 {
      bytes.append(UInt8(delta) << 4 | kind.rawValue)
    } else {
      bytes.append(kind.rawValue)
      zigzag(Int64(number))
    }
    last[last.count - 1] = number
  }
}
