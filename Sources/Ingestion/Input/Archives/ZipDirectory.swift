internal import Platform

/// The directory of a ZIP file, read from its end (APPNOTE 4.3). Nothing else of the file is read.
struct ZipDirectory {
  /// A file in the archive.
  struct Entry {
    var name: String
    /// 0 stored, 8 deflated.
    var method: Int
    var storedSize: Int
    var size: Int
    /// Where its local header begins.
    var offset: Int
    var isEncrypted: Bool
  }

  let entries: [Entry]

  private static let most = 100_000

  /// Reads the directory of a file of the given size; `read` returns a number of bytes at an offset.
  init(size: Int, name: String, read: (Int, Int) throws(IngestionError) -> [UInt8]) throws(IngestionError) {
    func damaged(_ message: String) -> IngestionError { IngestionError(.corrupt, source: name, message: message) }
    let tailSize = min(size, 65_557)
    let tail = try read(size - tailSize, tailSize)
    guard let end = (0...max(0, tail.count - 22)).reversed().first(where: { tail.count >= 22 && tail.number(at: $0, 4) == 0x0605_4B50 })
    else {
      throw damaged("the ZIP archive ends in the middle: its table of contents is missing; get the file again")
    }
    var count = tail.number(at: end + 10, 2), length = tail.number(at: end + 12, 4), start = tail.number(at: end + 16, 4)
    if count == 0xFFFF || length == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
      // ZIP64: a locator before the record leads to a longer one.
      guard end >= 20, tail.number(at: end - 20, 4) == 0x0706_4B50 else { throw damaged("the ZIP archive's table of contents is damaged") }
      let place = tail.number(at: end - 12, 8)
      guard place >= 0, place <= size - 56 else { throw damaged("the ZIP archive's table of contents is damaged") }
      let record = try read(place, 56)
      guard record.count == 56, record.number(at: 0, 4) == 0x0606_4B50 else {
        throw damaged("the ZIP archive's table of contents is damaged")
      }
      (count, length, start) = (record.number(at: 32, 8), record.number(at: 40, 8), record.number(at: 48, 8))
    }
    guard count >= 0, count <= Self.most, length >= 0, length <= 64 << 20, start >= 0, start <= size - length else {
      throw damaged("the ZIP archive's table of contents is damaged or too large")
    }
    let table = try read(start, length)
    var entries: [Entry] = []
    var place = 0
    for _ in 0..<count {
      guard place + 46 <= table.count, table.number(at: place, 4) == 0x0201_4B50 else {
        throw damaged("the ZIP archive's table of contents is damaged")
      }
      let nameLength = table.number(at: place + 28, 2), extraLength = table.number(at: place + 30, 2)
      let next = place + 46 + nameLength + extraLength + table.number(at: place + 32, 2)
      guard next <= table.count else { throw damaged("the ZIP archive's table of contents is damaged") }
      var entry = Entry(
        name: String(decoding: table[place + 46..<place + 46 + nameLength], as: UTF8.self), method: table.number(at: place + 10, 2),
        storedSize: table.number(at: place + 20, 4), size: table.number(at: place + 24, 4), offset: table.number(at: place + 42, 4),
        isEncrypted: table.number(at: place + 8, 2) & 1 != 0)
      Self.readLongSizes(&entry, table[place + 46 + nameLength..<place + 46 + nameLength + extraLength])
      guard entry.storedSize >= 0, entry.size >= 0, entry.offset >= 0, entry.offset <= size - 30, entry.storedSize <= size - entry.offset
      else {
        throw damaged("the ZIP archive's table of contents leads out of the file")
      }
      entries.append(entry)
      place = next
    }
    self.entries = entries
  }

  /// Reads ZIP64 sizes from the extra field, where they are in the order of the header fields that overflowed.
  private static func readLongSizes(_ entry: inout Entry, _ extra: ArraySlice<UInt8>) {
    let bytes = Array(extra)
    var place = 0
    while place + 4 <= bytes.count {
      let length = bytes.number(at: place + 2, 2)
      guard place + 4 + length <= bytes.count else { return }
      if bytes.number(at: place, 2) == 1 {
        var value = place + 4
        func next() -> Int? {
          guard value + 8 <= place + 4 + length else { return nil }
          defer { value += 8 }
          return bytes.number(at: value, 8)
        }
        if entry.size == 0xFFFF_FFFF, let long = next() { entry.size = long }
        if entry.storedSize == 0xFFFF_FFFF, let long = next() { entry.storedSize = long }
        if entry.offset == 0xFFFF_FFFF, let long = next() { entry.offset = long }
        return
      }
      place += 4 + length
    }
  }
}

extension [UInt8] {
  /// A little-endian number of `length` bytes; -1 if it lies outside the bytes or is larger than an integer can hold.
  func number(at place: Int, _ length: Int) -> Int {
    guard place >= 0, place <= count - length else { return -1 }
    var value: UInt64 = 0
    for index in 0..<length { value |= UInt64(self[place + index]) << UInt64(8 * index) }
    return value > UInt64(Int.max) ? -1 : Int(value)
  }
}
