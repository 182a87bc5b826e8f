/// Where earlier pages of a WARC file stand, for the revisits that refer to them. Holds a fixed number, the oldest go.
struct RevisitIndex {
  /// What a page can be referred to by.
  enum Key: Hashable {
    case id(String)
    case digest(String)
    case visit(uri: String, date: String)
  }

  private static let capacity = 1 << 16

  private var offsets: [Int: Int] = [:]
  private var order: [Int] = []
  private var oldest = 0

  /// Remembers a page's record.
  mutating func add(_ header: WARCHeader, at offset: Int) {
    var keys: [Key] = []
    if let id = header.recordID { keys.append(.id(id)) }
    if let digest = header.payloadDigest { keys.append(.digest(digest)) }
    if let uri = header.targetURI, let date = header.date { keys.append(.visit(uri: uri, date: date)) }
    for key in keys { insert(key.hashValue, offset) }
  }

  /// The offset of the record that a revisit refers to.
  func offset(for revisit: WARCHeader) -> Int? {
    var keys: [Key] = []
    if let id = revisit.refersTo { keys.append(.id(id)) }
    if let target = revisit.refersToTarget { keys.append(.visit(uri: target.uri, date: target.date)) }
    if let digest = revisit.payloadDigest { keys.append(.digest(digest)) }
    for key in keys { if let offset = offsets[key.hashValue] { return offset } }
    return nil
  }

  private mutating func insert(_ key: Int, _ offset: Int) {
    if offsets.updateValue(offset, forKey: key) != nil { return }
    if order.count < Self.capacity {
      order.append(key)
    } else {
      offsets[order[oldest]] = nil
      order[oldest] = key
      oldest = (oldest + 1) % Self.capacity
    }
  }
}
