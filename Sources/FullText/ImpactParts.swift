/// The documents of a long list with the highest possible scores, in impact order. Ranked search reads them instead of the whole list.
///
/// Documents with the same count of the word and the same length class have the same score; they form a group. Groups are sorted by their
/// ``BM25`` score, the documents of a group in ascending order. The order uses the average length at the time of writing. Since each group
/// states its count and length class, and each part states bounds for what follows it, a search knows the exact score of each group and an
/// exact bound for everything not yet read, whatever the average length is now. (Impact-ordered lists: Anh and Moffat, "Pruned query
/// evaluation using pre-computed impacts", SIGIR 2006; the stopping rule is that of Fagin's threshold algorithm.)
///
/// A part consists of: the number of groups; the number of pairs of count and length class that bound what follows the part, and the pairs;
/// then for each group the count, the length class, the number of documents, and the documents in runs of up to 128 (the width, the
/// bit-packed differences).
package struct ImpactParts {
  /// Which lists are stored in impact order, and when a search uses it.
  package struct Limits: Sendable {
    /// Shorter lists are scanned as fast as they are sorted.
    package var fewest = 2_048
    /// Where the words with one prefix occur in fewer documents, their lists are combined on demand.
    package var fewestOfPrefix = 32_768
    /// Smaller segments will soon be merged and are scanned quickly, so impact parts are not worth writing.
    package var fewestInSegment = 131_072
    /// The limit on the total list length of a query's prefix words (see ``PrefixWork``): about half a second of work.
    package var mostOfPrefixes = 20_000_000

    package init() {}
  }

  /// The approximate number of documents in the first part; each further part has four times as many as the one before.
  private static let firstPart = 1_024
  /// One in this many of a list's documents is stored in impact order. A search that needs more is served as well by the list itself.
  private static let share = 5

  /// More parts than any list has: the last one would hold more than a million million documents.
  static let mostParts = 16

  private(set) var parts: [[UInt8]] = []
  private let ranking: BM25

  private struct Group {
    var count: UInt32
    var length: UInt8
    var documents = 0
    var start = 0
  }

  /// `ranking` provides the average length.
  init(ranking: BM25) { self.ranking = ranking }

  /// Makes the parts of a list, with at most about `most` documents.
  mutating func make(_ documents: [UInt32], _ counts: [UInt32], _ lengths: [UInt8], most: Int = .max) {
    parts.removeAll(keepingCapacity: true)
    var (groups, numbers) = Self.groups(documents, counts, lengths)
    let order = groups.indices.sorted {
      let (a, b) = (groups[$0], groups[$1])
      let (first, second) = (score(a), score(b))
      return first != second ? first > second : a.count != b.count ? a.count > b.count : a.length < b.length
    }
    let most = min(most, max(Self.firstPart, documents.count / Self.share))
    var kept = 0
    var used = 0
    while used < order.count, kept < most {
      groups[order[used]].start = kept
      kept += groups[order[used]].documents
      used += 1
    }
    var sorted = [UInt32](repeating: 0, count: kept)
    var next = [Int](repeating: -1, count: groups.count)
    for place in order[..<used] { next[place] = groups[place].start }
    for index in documents.indices {
      let group = Int(numbers[index])
      guard next[group] >= 0 else { continue }
      sorted[next[group]] = documents[index]
      next[group] += 1
    }
    var first = 0
    var wanted = Self.firstPart
    while first < used, parts.count < Self.mostParts {
      var end = first
      var size = 0
      while end < used, size < wanted {
        size += groups[order[end]].documents
        end += 1
      }
      write(order[first..<end].map { groups[$0] }, rest: order[end...].map { groups[$0] }, sorted)
      first = end
      wanted *= 4
    }
  }

  private func score(_ group: Group) -> Float { ranking.score(1, count: group.count, length: group.length) }

  /// The groups, and the group number of each document.
  private static func groups(_ documents: [UInt32], _ counts: [UInt32], _ lengths: [UInt8]) -> ([Group], [UInt32]) {
    var groups: [Group] = []
    var known = [UInt32](repeating: 0, count: 64 << 8)
    var more: [UInt64: UInt32] = [:]
    var numbers: [UInt32] = []
    numbers.reserveCapacity(documents.count)
    for index in documents.indices {
      let count = counts[index]
      let length = lengths[Int(documents[index])]
      let key = UInt64(count) << 8 | UInt64(length)
      var number = count < 64 ? known[Int(key)] : more[key] ?? 0
      if number == 0 {
        groups.append(Group(count: count, length: length))
        number = UInt32(groups.count)
        if count < 64 { known[Int(key)] = number } else { more[key] = number }
      }
      groups[Int(number) - 1].documents += 1
      numbers.append(number - 1)
    }
    return (groups, numbers)
  }

  private mutating func write(_ groups: [Group], rest: [Group], _ documents: [UInt32]) {
    var bytes: [UInt8] = []
    bytes.append(varint: UInt32(groups.count))
    let pairs = Self.best(rest)
    bytes.append(varint: UInt32(pairs.count))
    for pair in pairs {
      bytes.append(varint: pair.count)
      bytes.append(pair.length)
    }
    var gaps: [UInt32] = []
    for group in groups {
      bytes.append(varint: group.count)
      bytes.append(group.length)
      bytes.append(varint: UInt32(group.documents))
      var last = UInt32.max
      var index = group.start
      while index < group.start + group.documents {
        let end = min(index + PostingsEncoder.block, group.start + group.documents)
        gaps.removeAll(keepingCapacity: true)
        while index < end {
          gaps.append(documents[index] &- last &- 1)
          last = documents[index]
          index += 1
        }
        let width = BitPacking.width(gaps[...])
        bytes.append(UInt8(width))
        BitPacking.pack(gaps[...], width: width, into: &bytes)
      }
    }
    parts.append(bytes)
  }

  /// The pairs that no other pair beats in both count and shortness (the Pareto front). One of them scores best, whatever the average
  /// length is.
  private static func best(_ groups: [Group]) -> [Group] {
    var pairs: [Group] = []
    for group in groups.sorted(by: { $0.count != $1.count ? $0.count > $1.count : $0.length < $1.length }) {
      if let last = pairs.last, last.length <= group.length { continue }
      pairs.append(group)
    }
    return pairs
  }
}
