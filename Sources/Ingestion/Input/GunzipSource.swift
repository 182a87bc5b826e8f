/// The members of a gzip file, decompressed one after the other.
///
/// It remembers where members begin, so that a WARC record can be named by its offset in the file as stored. If a member is damaged, it
/// finds the next intact one.
final class GunzipSource: ByteSource {
  private let stored: BufferedInput
  private let name: String
  private let refusesGarbage: Bool
  private var reader = GzipReader()
  private var isInMember = false
  private var membersRead = 0
  private var pendingFailure: IngestionError?
  /// How many bytes have been given out.
  private(set) var given = 0
  /// The members that begin at or after the consumer's position: their offsets in the decompressed and in the stored bytes.
  private var starts: [(given: Int, stored: Int)] = []

  /// - Parameter refusesGarbage: whether bytes between members that are neither a member nor zeros are an error; gzip itself ignores them.
  init(_ stored: BufferedInput, name: String, refusesGarbage: Bool = false) {
    self.stored = stored
    self.name = name
    self.refusesGarbage = refusesGarbage
  }

  /// Whether bytes begin as a gzip member does.
  static func isMember(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B, 0x08]) }

  /// The first decompressed bytes of the member at the beginning of the window, as many as the window's bytes give; the window is not
  /// consumed.
  static func beginning(of stored: BufferedInput, count: Int) -> ArraySlice<UInt8> {
    var reader = GzipReader()
    var output = [UInt8](repeating: 0, count: count)
    let step = reader.step(stored.bytes, stored.head..<stored.tail, into: &output, from: 0)
    return output[..<step.produced]
  }

  func read(into buffer: inout [UInt8], from start: Int) throws(IngestionError) -> Int {
    try throwPending()
    while true {
      if !isInMember, !(try enterMember()) { return 0 }
      let hasInput = try stored.fill(1)
      let step = reader.step(stored.bytes, stored.head..<stored.tail, into: &buffer, from: start)
      stored.consume(step.consumed)
      given += step.produced
      switch step.progress {
      case .corrupt: pendingFailure = corrupt
      case .memberEnd: endMember()
      case .running:
        if !hasInput, step.produced == 0 { pendingFailure = truncated }
      }
      if step.produced > 0 { return step.produced }
      try throwPending()
    }
  }

  /// Reads the checksum of the member whose bytes have all been given out, and throws if it is wrong.
  func settle() throws(IngestionError) {
    // Without room for more output, the decompressor can only read on through the member's end.
    var none: [UInt8] = [0]
    while isInMember, pendingFailure == nil {
      try stored.fill(1)
      let step = reader.step(stored.bytes, stored.head..<stored.tail, into: &none, from: 1)
      stored.consume(step.consumed)
      switch step.progress {
      case .corrupt: pendingFailure = corrupt
      case .memberEnd: endMember()
      case .running: if step.consumed == 0 { return }
      }
    }
    try throwPending()
  }

  private func endMember() {
    isInMember = false
    membersRead += 1
  }

  private func throwPending() throws(IngestionError) {
    guard let failure = pendingFailure else { return }
    pendingFailure = nil
    throw failure
  }

  /// Prepares for the member that begins here. Zeros after a member are padding.
  private func enterMember() throws(IngestionError) -> Bool {
    while try stored.fill(1), stored.window.first == 0 { stored.consume(1) }
    try stored.fill(3)
    guard Self.isMember(stored.window) else {
      if membersRead == 0 || refusesGarbage && stored.available > 0 { throw stored.available < 3 ? truncated : corrupt }
      return false
    }
    reader.reset()
    isInMember = true
    if starts.last?.given == given { starts.removeLast() }
    starts.append((given, stored.offset))
    return true
  }

  /// The stored offset of the member whose first byte is at the decompressed `position`; `nil` if none begins there. Forgets all earlier
  /// members.
  func memberStart(at position: Int) -> Int? {
    if let first = starts.firstIndex(where: { $0.given >= position }) {
      starts.removeFirst(first)
    } else {
      starts.removeAll(keepingCapacity: true)
    }
    return starts.first?.given == position ? starts.first?.stored : nil
  }

  /// Continues at the next member that begins with `prefix`, giving out bytes from there.
  /// - Returns: whether there is one.
  func resynchronize(to prefix: [UInt8]) throws(IngestionError) -> Bool {
    pendingFailure = nil
    isInMember = false
    starts.removeAll()
    var trial = GzipReader()
    var output = [UInt8](repeating: 0, count: prefix.count)
    while try stored.skip(to: [0x1F, 0x8B, 0x08]) {
      try stored.fill(1024)
      trial.reset()
      let step = trial.step(stored.bytes, stored.head..<min(stored.tail, stored.head + 1024), into: &output, from: 0)
      if step.produced == prefix.count, output == prefix { return true }
      stored.consume(1)
    }
    return false
  }

  private var corrupt: IngestionError {
    IngestionError(.corrupt, source: name, place: "offset \(stored.offset)", message: "the gzip data is damaged; get the file again")
  }

  private var truncated: IngestionError {
    IngestionError(.truncated, source: name, message: "the gzip data ends in the middle; the file was cut, get it again")
  }
}
