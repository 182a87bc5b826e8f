/// Hands out a list's documents group by group; within each length class, documents with the highest count of the word come first.
final class ImpactStream {
  /// Documents with one score.
  private struct Group {
    var count: UInt32
    var documents: Int
    /// Their position in a part.
    var part: Int
    var place: Int
  }

  private let read: (Int) -> PackedBits?
  private var parts: [PackedBits] = []
  /// For each length class its groups, the best one last.
  private var groups = [[Group]](repeating: [], count: 256)
  /// For each length class the highest count of a document beyond the parts opened so far.
  private var rest = [UInt32](repeating: 0, count: 256)
  private var isAtEnd = false
  /// For each length class the highest count of a document not yet handed out; 0 if none is left.
  private(set) var most = [UInt32](repeating: 0, count: 256)

  /// `read` reads a part of the list by its number and returns `nil` after the last. The initializer fails if the list is not stored in
  /// impact order.
  init?(_ read: @escaping (Int) -> PackedBits?) {
    self.read = read
    guard open() else { return nil }
  }

  /// The number of parts read so far.
  var partCount: Int { parts.count }
  /// The length classes that may have documents left.
  var lengths: [UInt8] { most.indices.filter { most[$0] > 0 }.map { UInt8($0) } }

  /// How many documents ``take(_:into:)`` would hand out; 0 if it must open another part first, `nil` if nothing is left.
  func size(_ length: UInt8) -> Int? {
    let length = Int(length)
    if let group = groups[length].last, group.count >= rest[length] { return group.documents }
    return isAtEnd ? nil : 0
  }

  /// Appends the documents of a length class with the highest count, in ascending order, or opens another part.
  func take(_ length: UInt8, into documents: inout [Int32]) {
    let length = Int(length)
    guard let group = groups[length].last, group.count >= rest[length] else {
      if !open() { isAtEnd = true }
      return
    }
    groups[length].removeLast()
    most[length] = max(rest[length], groups[length].last?.count ?? 0)
    let bits = parts[group.part]
    var place = group.place
    var last: Int32 = -1
    var left = group.documents
    documents.reserveCapacity(max(documents.capacity, documents.count + min(left, bits.count * 128)))
    while left > 0, place < bits.count {
      let width = min(32, Int(bits.byte(place)))
      let count = min(left, PostingsEncoder.block)
      bits.numbers(at: (place + 1) * 8, width: width, count: count) { _, gap in
        last = last &+ Int32(bitPattern: gap) &+ 1
        documents.append(last)
      }
      place += 1 + (count * width + 7) / 8
      left -= count
    }
  }

  private func open() -> Bool {
    guard let bits = read(parts.count) else { return false }
    var place = 0
    let count = Int(bits.varint(at: &place))
    for length in rest.indices { rest[length] = 0 }
    for _ in 0..<min(bits.count, Int(bits.varint(at: &place))) {
      let count = bits.varint(at: &place)
      // The pair bounds documents of its own length class and longer ones.
      for length in Int(bits.byte(place))..<256 { rest[length] = max(rest[length], count) }
      place += 1
    }
    for _ in 0..<min(bits.count, count) {
      let count = bits.varint(at: &place)
      let length = Int(bits.byte(place))
      place += 1
      let documents = Int(bits.varint(at: &place))
      groups[length].append(Group(count: count, documents: documents, part: parts.count, place: place))
      var left = documents
      while left > 0, place < bits.count {
        place += 1 + (min(left, PostingsEncoder.block) * min(32, Int(bits.byte(place))) + 7) / 8
        left -= PostingsEncoder.block
      }
    }
    parts.append(bits)
    for length in most.indices {
      if groups[length].count > 1 { groups[length].sort { $0.count < $1.count } }
      most[length] = max(rest[length], groups[length].last?.count ?? 0)
    }
    return true
  }
}

/// The origin of a stream: the part of the query and, if the part has several lists, the list.
struct ImpactOrigin {
  var part: Matcher
  var list: SiftedList?
}

/// Upper bounds on the score of a document of one length class that no stream has handed out: the structure of a query, with the streams of
/// its words as leaves.
///
/// Words in one document share its length. That makes the bound for several words much tighter than the sum of their separate maxima.
indirect enum ImpactBound {
  /// Every word must occur, and counts as often as the rarest of them: a single word or a phrase.
  case words([(stream: ImpactStream, origin: ImpactOrigin)], weight: Float)
  case all([ImpactBound])
  case any([ImpactBound])

  /// The best possible score; `nil` if no document of the length class is left.
  func score(_ length: UInt8, _ ranking: BM25) -> Float? {
    switch self {
    case .words(let streams, let weight):
      var least = UInt32.max
      for entry in streams { least = min(least, entry.stream.most[Int(length)]) }
      return least == 0 ? nil : ranking.score(weight, count: least, length: length)
    case .all(let bounds):
      var sum: Float = 0
      for bound in bounds {
        guard let score = bound.score(length, ranking) else { return nil }
        sum += score
      }
      return sum
    case .any(let bounds):
      var sum: Float?
      for bound in bounds { if let score = bound.score(length, ranking) { sum = (sum ?? 0) + score } }
      return sum
    }
  }

  /// The streams with their origins.
  var streams: [(stream: ImpactStream, origin: ImpactOrigin)] {
    switch self {
    case .words(let streams, _): streams
    case .all(let bounds), .any(let bounds): bounds.flatMap(\.streams)
    }
  }
}
