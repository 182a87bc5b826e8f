/// A term as a block keeps it.
struct TermEntry {
  var term: [UInt8]
  /// Documents of the list, and how many of them have been deleted since.
  var documents: UInt32
  var dead: UInt32
  /// The whole list, where it is short.
  var list: [UInt8]?
  /// Whether that list is one without blocks.
  var isFew = false
  /// The first chunk of the list, where it is long.
  var base: UInt32?
  /// A stem's forms, parted by NUL.
  var forms: [UInt8]
}

/// Neighbouring terms in one run of bytes, each without what it shares with the one before: most terms are rare, and a row of its own would
/// cost more than its list.
enum TermBlock {
  /// A block is closed when it has grown to this.
  static let size = 3_700

  /// Appends a term; `last` is the one before in the block, empty for the first.
  static func append(_ entry: TermEntry, after last: [UInt8], to bytes: inout [UInt8]) {
    var shared = 0
    while shared < last.count, shared < entry.term.count, last[shared] == entry.term[shared] { shared += 1 }
    bytes.append(varint: UInt32(shared))
    bytes.append(varint: UInt32(entry.term.count - shared))
    bytes.append(contentsOf: entry.term[shared...])
    let isOwnForm = !entry.forms.isEmpty && entry.term.dropFirst().elementsEqual(entry.forms)
    var flags: UInt8 = (entry.list == nil ? 0 : 1) | (entry.base == nil ? 0 : 2) | (isOwnForm ? 8 : entry.forms.isEmpty ? 0 : 4)
    flags |= (entry.isFew ? 16 : 0) | (entry.dead > 0 ? 32 : 0)
    bytes.append(flags)
    if flags & 3 != 0 { bytes.append(varint: entry.documents) }
    if entry.dead > 0 { bytes.append(varint: entry.dead) }
    if let list = entry.list {
      bytes.append(varint: UInt32(list.count))
      bytes.append(contentsOf: list)
    }
    if let base = entry.base { bytes.append(varint: base) }
    if !entry.forms.isEmpty, !isOwnForm {
      bytes.append(varint: UInt32(entry.forms.count))
      bytes.append(contentsOf: entry.forms)
    }
  }

  /// Reads the terms one after the other until the body returns `false`. Only the lists of terms that are `wanted` are read.
  static func read(_ bytes: [UInt8], wanted: ([UInt8]) -> Bool = { _ in true }, _ body: (TermEntry) -> Bool) {
    var place = 0
    var term: [UInt8] = []
    func run(_ count: Int) -> [UInt8] {
      let end = min(bytes.count, place + count)
      defer { place = end }
      return Array(bytes[place..<end])
    }
    while place < bytes.count {
      let shared = Int(bytes.varint(at: &place))
      let rest = Int(bytes.varint(at: &place))
      term.removeLast(max(0, term.count - shared))
      term.append(contentsOf: bytes[place..<min(bytes.count, place + rest)])
      place = min(bytes.count, place + rest)
      let flags = place < bytes.count ? bytes[place] : 0
      place += 1
      var entry = TermEntry(term: [], documents: 0, dead: 0, list: nil, isFew: flags & 16 != 0, base: nil, forms: [])
      if flags & 3 != 0 { entry.documents = bytes.varint(at: &place) }
      if flags & 32 != 0 { entry.dead = bytes.varint(at: &place) }
      let isWanted = wanted(term)
      if flags & 1 != 0 {
        let count = Int(bytes.varint(at: &place))
        if isWanted { entry.list = run(count) } else { place += count }
      }
      if flags & 2 != 0 { entry.base = bytes.varint(at: &place) }
      if flags & 4 != 0 {
        let count = Int(bytes.varint(at: &place))
        if isWanted { entry.forms = run(count) } else { place += count }
      }
      if isWanted {
        if flags & 8 != 0 { entry.forms = Array(term.dropFirst()) }
        entry.term = term
        if !body(entry) { return }
      }
    }
  }
}
