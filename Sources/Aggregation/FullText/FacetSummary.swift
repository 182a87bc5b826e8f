/// What the documents of one long list of a segment have in common, counted when the segment was written: for each attribution type how many
/// there are, and how many of each speaker, organization, outlet, unit, month and kind.
///
/// Of names only those that come most often are kept; of all others it says how often they come at most. Facets show the most frequent, so that
/// is mostly enough to know them exactly; where it is not, the list is walked through.
///
/// As stored, all numbers of variable length: the number of types; for each the type and the total, the four lists of names (how many, what others
/// have at most, and each with the gap to the key before), the months (how many, and each with the gap to the one before; that of
/// no date first, as month 0) and the kinds.
package struct FacetSummary: Equatable {
  /// Which lists are summarized, and how.
  package struct Limits: Sendable {
    /// Lists of fewer documents are walked through in less time than matters.
    package var fewest = 8_192
    /// Segments of fewer documents are soon merged, and soon walked through: theirs are not worth the writing.
    package var fewestInSegment = 131_072
    /// So many names of a column are kept.
    package var most = 256

    package init() {}
  }

  /// The most frequent names of a column.
  struct Names: Equatable {
    /// In the order of the keys.
    var counts: [NameCount] = []
    /// No other name has more documents than this; 0 where all are kept.
    var bound: Int32 = 0
  }

  /// The counts of one type.
  struct Part: Equatable {
    var type: UInt8 = 0
    var total = 0
    var speakers = Names()
    var organizations = Names()
    var outlets = Names()
    var units = Names()
    /// By ``PublicationTime/monthNumber(of:)``, the earliest first.
    var months: [(month: Int32, count: Int)] = []
    var kinds: [(kind: UInt8, count: Int)] = []

    static func == (a: Part, b: Part) -> Bool {
      a.type == b.type && a.total == b.total && a.speakers == b.speakers && a.organizations == b.organizations && a.outlets == b.outlets
        && a.units == b.units && a.months.elementsEqual(b.months, by: ==) && a.kinds.elementsEqual(b.kinds, by: ==)
    }
  }

  var parts: [Part] = []

  init() {}

  // MARK: Coding

  /// As stored.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(varint: UInt32(parts.count))
    for part in parts {
      bytes.append(part.type)
      bytes.append(varint: UInt32(part.total))
      for names in [part.speakers, part.organizations, part.outlets, part.units] {
        bytes.append(varint: UInt32(names.counts.count))
        bytes.append(varint: UInt32(names.bound))
        var last: UInt32 = 0
        for name in names.counts {
          bytes.append(varint: name.key - last)
          bytes.append(varint: UInt32(name.count))
          last = name.key
        }
      }
      bytes.append(varint: UInt32(part.months.count))
      var last = 0
      for (month, count) in part.months {
        let number = month == PublicationTime.noMonth ? 0 : Int(month) + Self.firstMonth
        bytes.append(varint: UInt32(number - last))
        bytes.append(varint: UInt32(count))
        last = number
      }
      bytes.append(varint: UInt32(part.kinds.count))
      for (kind, count) in part.kinds {
        bytes.append(kind)
        bytes.append(varint: UInt32(count))
      }
    }
    return bytes
  }
  /// Added to a month's number, so that none is negative.
  private static let firstMonth = 1 << 24

  /// Reads what was stored; `nil` if it is damaged.
  init?(_ bytes: [UInt8]) {
    var place = 0
    func byte() -> UInt8 {
      defer { place += 1 }
      return place < bytes.count ? bytes[place] : 0
    }
    /// A count of things that follow: never more than bytes.
    func size() -> Int? {
      let size = Int(bytes.varint(at: &place))
      return size <= bytes.count ? size : nil
    }
    func names() -> Names? {
      guard let size = size() else { return nil }
      var names = Names()
      names.bound = Int32(truncatingIfNeeded: bytes.varint(at: &place))
      var key: UInt32 = 0
      names.counts.reserveCapacity(size)
      for _ in 0..<size {
        key &+= bytes.varint(at: &place)
        names.counts.append(NameCount(key: key, count: Int32(truncatingIfNeeded: bytes.varint(at: &place))))
      }
      return names
    }
    guard let types = size() else { return nil }
    for _ in 0..<types {
      var part = Part()
      part.type = byte()
      part.total = Int(bytes.varint(at: &place))
      guard let speakers = names(), let organizations = names(), let outlets = names(), let units = names() else { return nil }
      part.speakers = speakers
      part.organizations = organizations
      part.outlets = outlets
      part.units = units
      guard let months = size() else { return nil }
      var number = 0
      for _ in 0..<months {
        number += Int(bytes.varint(at: &place))
        let month = number == 0 ? PublicationTime.noMonth : Int32(truncatingIfNeeded: number - Self.firstMonth)
        part.months.append((month, Int(bytes.varint(at: &place))))
      }
      guard let kinds = size() else { return nil }
      for _ in 0..<kinds {
        let kind = byte()
        part.kinds.append((kind, Int(bytes.varint(at: &place))))
      }
      parts.append(part)
    }
    guard place == bytes.count else { return nil }
  }
}
