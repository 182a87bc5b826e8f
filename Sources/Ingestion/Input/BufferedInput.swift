internal import Platform

/// A window on a ``ByteSource``: for looking ahead, taking lines and stretches, and knowing the offset.
final class BufferedInput {
  private let source: any ByteSource
  /// The window's storage; only `bytes[head ..< tail]` is valid.
  private(set) var bytes: [UInt8]
  private(set) var head = 0
  private(set) var tail = 0
  /// The offset of `head` in the source.
  private(set) var offset: Int
  private var ended = false

  init(_ source: any ByteSource, offset: Int = 0, capacity: Int = 1 << 18) {
    self.source = source
    self.offset = offset
    bytes = [UInt8](repeating: 0, count: capacity)
  }

  /// The number of bytes in the window.
  var available: Int { tail - head }

  /// The bytes of the window.
  var window: ArraySlice<UInt8> { bytes[head..<tail] }

  /// Reads until the window holds `count` bytes or the source ends.
  /// - Returns: whether it holds that many.
  @discardableResult func fill(_ count: Int) throws(IngestionError) -> Bool {
    while available < count, !ended { try readMore(for: count) }
    return available >= count
  }

  /// Reads once into the window, which is moved or doubled if there is no room.
  private func readMore(for count: Int) throws(IngestionError) {
    if tail == bytes.count || bytes.count - head < count { makeRoom(for: count) }
    let read = try source.read(into: &bytes, from: tail)
    if read == 0 { ended = true }
    tail += read
  }

  private func makeRoom(for count: Int) {
    if head > 0, available <= bytes.count / 2 {
      bytes.replaceSubrange(0..<available, with: Array(bytes[head..<tail]))
      tail -= head
      head = 0
    }
    let wanted = max(count, available + 1)
    if bytes.count - head < wanted || tail == bytes.count {
      bytes.append(contentsOf: repeatElement(0, count: max(bytes.count, wanted)))
    }
  }

  /// Drops `count` bytes of the window.
  func consume(_ count: Int) {
    precondition(count <= available, "more consumed than read")
    head += count
    offset += count
    if head == tail { (head, tail) = (0, 0) }
  }

  /// The range of the next line in ``bytes``, without its line feed, and how many bytes to ``consume(_:)`` for it; `nil` at the end. For a
  /// line longer than `limit`, only its beginning is returned, with `isWhole` false.
  func nextLine(limit: Int) throws(IngestionError) -> (range: Range<Int>, length: Int, isWhole: Bool)? {
    var searched = 0
    while true {
      if let feed = ByteSearch.first(0x0A, in: bytes, from: head + searched, to: tail) {
        return (head..<feed, feed + 1 - head, feed - head <= limit)
      }
      searched = available
      if searched > limit { return (head..<tail, searched, false) }
      if !(try fill(searched + 1)) {
        return available == 0 ? nil : (head..<tail, available, true)
      }
    }
  }

  /// Drops everything up to and including the next line feed.
  func skipLine() throws(IngestionError) {
    while try fill(1) {
      if let feed = ByteSearch.first(0x0A, in: bytes, from: head, to: tail) {
        consume(feed + 1 - head)
        return
      }
      consume(available)
    }
  }

  /// Drops `count` bytes of the source.
  /// - Returns: whether there were that many.
  func skip(_ count: Int) throws(IngestionError) -> Bool {
    var left = count
    while left > 0, try fill(1) {
      let step = min(left, available)
      consume(step)
      left -= step
    }
    return left == 0
  }

  /// Appends the next `count` bytes to `target` and consumes them.
  /// - Returns: whether there were that many.
  func take(_ count: Int, into target: inout [UInt8]) throws(IngestionError) -> Bool {
    var left = count
    while left > 0, try fill(1) {
      let step = min(left, available)
      target.append(contentsOf: bytes[head..<head + step])
      consume(step)
      left -= step
    }
    return left == 0
  }

  /// The rest of the source, or `nil` if it is longer than `limit`.
  func takeAll(limit: Int) throws(IngestionError) -> [UInt8]? {
    var all: [UInt8] = []
    while try fill(1) {
      if all.count + available > limit { return nil }
      all.append(contentsOf: window)
      consume(available)
    }
    return all
  }

  /// Drops everything before the next `pattern`, if it begins within `reach` bytes.
  /// - Returns: whether it does; if not, `reach` bytes are dropped.
  func skip(to pattern: [UInt8], within reach: Int = .max) throws(IngestionError) -> Bool {
    guard let first = pattern.first else { return true }
    let start = offset
    while offset - start < reach, try fill(pattern.count) {
      let found = ByteSearch.first(first, in: bytes, from: head, to: tail)
      consume((found ?? tail) - head)
      if found != nil, try fill(pattern.count) {
        if window.starts(with: pattern) { return true }
        consume(1)
      }
    }
    if offset - start < reach { consume(available) }
    return false
  }

  /// Clears the window and continues with whatever the source gives next.
  func restart(offset: Int) {
    (head, tail, ended) = (0, 0, false)
    self.offset = offset
  }
}
