/// The pages of the web archives of one run, for the revisits that refer to them. It holds their locations or, for an input that cannot be
/// read twice, the pages themselves. Its size is limited; the oldest are dropped.
final class RevisitIndex {
  /// What is known of an earlier page.
  enum Earlier {
    /// The offset of its record in a file that can be opened there again.
    case record(at: Int, in: Archive)
    /// The page.
    case page(WARCPayload)
  }

  /// A file that holds records.
  struct Archive {
    var name: String
    var open: (Int) throws(IngestionError) -> any ByteSource
  }

  private static let keyCapacity = 1 << 18
  private static let waitingCapacity = 1 << 14
  private static let byteCapacity = 16 << 20

  /// An earlier page, with the hashes of everything that it can be referred to by.
  private struct Entry {
    var earlier: Earlier
    var keys: [Int]
    var size: Int
  }

  private var numbers: [Int: Int] = [:]
  private var entries: [Int: Entry] = [:]
  private var oldest = 0
  private var next = 0
  private var size = 0
  /// Revisits of pages that may still be read later.
  private var waiting: [Revisit] = []
  private let waits: Bool

  /// - Parameter waits: whether somebody asks for the waiting revisits at the end.
  init(waits: Bool = false) { self.waits = waits }

  /// Postpones a revisit to the end of the run; `false` if nobody asks for it then, or too many wait already.
  func wait(_ revisit: Revisit) -> Bool {
    guard waits, waiting.count < Self.waitingCapacity else { return false }
    waiting.append(revisit)
    return true
  }

  /// The postponed revisits, in order. They no longer wait after this call.
  func takeWaiting() -> [Revisit] {
    defer { waiting = [] }
    return waiting
  }

  /// Records a page.
  func add(_ header: WARCHeader, _ earlier: Earlier) {
    var entry = Entry(earlier: earlier, keys: Self.keys(header), size: 0)
    if case .page(let payload) = earlier { entry.size = payload.bytes.count }
    guard entry.size <= Self.byteCapacity / 4 else { return }
    for key in entry.keys { numbers[key] = next }
    entries[next] = entry
    next += 1
    size += entry.size
    while size > Self.byteCapacity || numbers.count > Self.keyCapacity { forgetOldest() }
  }

  /// The page that a revisit refers to.
  func earlier(for revisit: WARCHeader) -> Earlier? {
    var keys: [Int] = []
    if let id = revisit.refersTo { keys.append(Self.key("id", id)) }
    if let target = revisit.refersToTarget { keys.append(Self.key(target.uri, target.date)) }
    if let digest = revisit.payloadDigest { keys.append(Self.key("digest", digest)) }
    for key in keys { if let number = numbers[key], let entry = entries[number] { return entry.earlier } }
    return nil
  }

  private func forgetOldest() {
    if let entry = entries.removeValue(forKey: oldest) {
      size -= entry.size
      for key in entry.keys where numbers[key] == oldest { numbers[key] = nil }
    }
    oldest += 1
  }

  private static func keys(_ header: WARCHeader) -> [Int] {
    var keys: [Int] = []
    if let id = header.recordID { keys.append(key("id", id)) }
    if let digest = header.payloadDigest { keys.append(key("digest", digest)) }
    if let uri = header.targetURI, let date = header.date { keys.append(key(uri, date)) }
    return keys
  }

  private static func key(_ kind: String, _ value: String) -> Int {
    var hasher = Hasher()
    hasher.combine(kind)
    hasher.combine(value)
    return hasher.finalize()
  }
}
