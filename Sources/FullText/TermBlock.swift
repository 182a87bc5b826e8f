/// The stored entry of a word's list in a block of terms.
struct ListEntry {
  enum Place: UInt8 {
    /// In the block, without document blocks of its own (``EncodedPostings/few``).
    case few
    /// In the block, complete.
    case short
    /// In chunks from ``ListEntry/base`` on.
    case chunks
  }

  var place = Place.few
  /// The number of documents in the list, and how many of them have been deleted since.
  var documents: UInt32 = 0
  var dead: UInt32 = 0
  /// The range of its bytes in the block.
  var range = 0..<0
  var base: UInt32 = 0

  /// The number of documents that are not deleted.
  var live: Int { Int(documents - min(documents, dead)) }

  /// Appends the entry; `bytes` contains the list unless it is in chunks.
  @inline(__always)
  func append(list bytes: [UInt8], _ range: Range<Int>, to block: inout [UInt8]) {
    let isFew = place == .few
    block.append(place.rawValue | (dead > 0 ? 4 : 0) | (isFew ? UInt8(truncatingIfNeeded: documents) << 3 : 0))
    if dead > 0 { block.append(varint: dead) }
    if !isFew { block.append(varint: documents) }
    if place == .chunks {
      block.append(varint: base)
    } else {
      block.append(varint: UInt32(range.count))
      for index in range { block.append(bytes[index]) }
    }
  }

  /// Reads the entry at an offset and moves past it.
  @inline(__always)
  init(_ block: [UInt8], at index: inout Int) {
    let head = index < block.count ? block[index] : 0
    index += 1
    place = Place(rawValue: head & 3) ?? .few
    dead = head & 4 != 0 ? block.varint(at: &index) : 0
    documents = place == .few ? UInt32(head >> 3) : block.varint(at: &index)
    if place == .chunks {
      base = block.varint(at: &index)
    } else {
      let size = Int(block.varint(at: &index))
      let end = min(block.count, index + size)
      range = min(index, end)..<end
      index = end
    }
  }

  init() {}
}

/// Neighbouring groups of words in one run of bytes, with prefix-compressed keys: most words are rare, and a row for each would cost more
/// than the word's list.
///
/// A group contains the words of a field with one stem; its key is the field's byte and the stem. It is followed by the number of forms,
/// the combined list of all forms if it is long enough to be stored, and each form, written as what it removes from the end of the stem and
/// adds to it, with its list.
enum TermBlock {
  /// A block is closed when it reaches this size, small enough that pages are filled well and a word is found quickly.
  static let size = 900
  /// The combined list of several forms is stored from this many documents on; a shorter one is built on demand.
  static let longUnion = 1_024

  /// Appends two small numbers in one byte; a number of 15 or more continues in a variable-length number after it.
  @inline(__always)
  static func append(pair first: Int, _ second: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(min(first, 15) << 4 | min(second, 15)))
    if first >= 15 { bytes.append(varint: UInt32(first - 15)) }
    if second >= 15 { bytes.append(varint: UInt32(second - 15)) }
  }

  @inline(__always)
  static func pair(_ bytes: [UInt8], at index: inout Int) -> (Int, Int) {
    let head = index < bytes.count ? bytes[index] : 0
    index += 1
    var first = Int(head >> 4)
    var second = Int(head & 15)
    if first == 15 { first += Int(bytes.varint(at: &index)) }
    if second == 15 { second += Int(bytes.varint(at: &index)) }
    return (first, second)
  }

  /// Appends the beginning of a group.
  static func append(
    key: [UInt8], after last: [UInt8], forms: Int, hasUnion: Bool, isStemItself: Bool, to block: inout [UInt8]
  ) {
    var shared = 0
    let most = min(last.count, key.count)
    while shared < most, last[shared] == key[shared] { shared += 1 }
    append(pair: shared, key.count - shared, to: &block)
    for index in shared..<key.count { block.append(key[index]) }
    block.append(varint: UInt32(forms << 2 | (hasUnion ? 2 : 0) | (isStemItself ? 1 : 0)))
  }

  /// Appends a form; not used for a single form that is the stem itself.
  static func append(form: ArraySlice<UInt8>, ofKey key: [UInt8], to block: inout [UInt8]) {
    var shared = 0
    let start = form.startIndex
    while shared < form.count, shared + 1 < key.count, form[start + shared] == key[shared + 1] { shared += 1 }
    append(pair: key.count - 1 - shared, form.count - shared, to: &block)
    for index in start + shared..<form.endIndex { block.append(form[index]) }
  }
}

/// Reads a block's groups one after another.
struct TermBlockReader {
  private(set) var block: [UInt8]
  private var index = 0
  /// The group's key.
  private(set) var key: [UInt8] = []
  /// The combined list of all forms.
  private(set) var union: ListEntry?
  /// The words of the forms, one after another, and the end of each.
  private(set) var words: [UInt8] = []
  private(set) var ends: [Int] = []
  private(set) var lists: [ListEntry] = []

  init(_ block: [UInt8]) { self.block = block }

  /// The number of forms of the group.
  var forms: Int { lists.count }
  /// The word of a form.
  func word(_ form: Int) -> ArraySlice<UInt8> { words[(form == 0 ? 0 : ends[form - 1])..<ends[form]] }

  /// Continues with another block.
  mutating func take(_ block: [UInt8]) {
    self.block = block
    index = 0
    key.removeAll(keepingCapacity: true)
  }

  /// Moves to the next group; `false` after the last.
  mutating func next() -> Bool {
    guard index < block.count else { return false }
    let (shared, rest) = TermBlock.pair(block, at: &index)
    key.removeLast(max(0, key.count - shared))
    let end = min(block.count, index + rest)
    while index < end {
      key.append(block[index])
      index += 1
    }
    let shape = Int(block.varint(at: &index))
    union = shape & 2 != 0 ? ListEntry(block, at: &index) : nil
    words.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    lists.removeAll(keepingCapacity: true)
    for _ in 0..<min(shape >> 2, block.count) {
      var kept = key.count - 1
      var added = 0
      if shape & 1 == 0 {
        let (cut, new) = TermBlock.pair(block, at: &index)
        kept = max(0, kept - cut)
        added = new
      }
      if kept > 0 { for place in 1...kept { words.append(key[place]) } }
      let end = min(block.count, index + added)
      while index < end {
        words.append(block[index])
        index += 1
      }
      ends.append(words.count)
      lists.append(ListEntry(block, at: &index))
    }
    return true
  }
}
