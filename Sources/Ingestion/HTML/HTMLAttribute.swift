/// The attributes that ingestion reads; all others are removed before the parse.
enum HTMLAttribute: UInt8, CaseIterable, Sendable {
  case unknown
  case classes, id, itemprop, itemtype, property, name, content, href, datetime, rel, lang, type, role, style, hidden, ariaHidden
  case title, xmlLang, dataTestID, dataComponent, pubdate, dataModule, dataType, src, value, hreflang, dataBlock, size, dataName, dataGUName
  case dataDate, dataDateTime, dataTime, dataTimestamp, dataPublished
  case colspan, rowspan

  /// The attribute's name as written in HTML.
  var name: String {
    switch self {
    case .classes: "class"
    case .ariaHidden: "aria-hidden"
    case .xmlLang: "xml:lang"
    case .dataTestID: "data-testid"
    case .dataComponent: "data-component"
    case .dataModule: "data-module"
    case .dataType: "data-type"
    case .dataBlock: "data-block"
    case .dataName: "data-name"
    case .dataGUName: "data-gu-name"
    case .dataDate: "data-date"
    case .dataDateTime: "data-datetime"
    case .dataTime: "data-time"
    case .dataTimestamp: "data-timestamp"
    case .dataPublished: "data-published"
    default: "\(self)"
    }
  }

  /// Whether ingestion reads the attribute with that value.
  func isRead(_ value: ArraySlice<UInt8>) -> Bool {
    switch self {
    case .unknown, .type, .src, .value, .hreflang: false
    case .style: Self.contains(Self.none, in: value)
    // In titles, only dates are of interest.
    case .title: value.count < 64 && value.contains { $0 &- 48 < 10 }
    default: true
    }
  }

  /// Whether a `link` with that attribute names the page's own address or its site.
  func namesAddress(_ value: ArraySlice<UInt8>) -> Bool {
    self == .itemprop || self == .rel && (Self.contains(Self.canonical, in: value) || Self.contains(Self.amphtml, in: value))
  }

  /// Whether a script of that type is `application/ld+json`.
  static func namesJSONLD(_ type: ArraySlice<UInt8>) -> Bool { contains(jsonLD, in: type) }

  /// Whether the bytes hold an ASCII word, ignoring letter case.
  private static func contains(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= wanted.count else { return false }
    for start in bytes.startIndex...(bytes.endIndex - wanted.count) where bytes[start] | 32 == wanted[0] {
      var matched = 1
      while matched < wanted.count, bytes[start + matched] | 32 == wanted[matched] { matched += 1 }
      if matched == wanted.count { return true }
    }
    return false
  }

  private static let jsonLD = Array("ld+json".utf8)
  private static let canonical = Array("canonical".utf8)
  private static let amphtml = Array("amphtml".utf8)
  private static let none = Array("none".utf8)

  /// Finds attributes by the hash of their name (``HTMLTag/hash(_:)``).
  static let index = HashTable()

  /// An open hash table from name hash to attribute.
  struct HashTable: Sendable {
    private var hashes = [UInt32](repeating: 0, count: 128)
    private var attributes = [HTMLAttribute](repeating: .unknown, count: 128)
    private var names = [[UInt8]](repeating: [], count: 128)

    init() {
      for attribute in HTMLAttribute.allCases where attribute != .unknown {
        let hash = HTMLTag.hash(attribute.name.utf8)
        var slot = Int(hash & 127)
        while hashes[slot] != 0 { slot = (slot + 1) & 127 }
        hashes[slot] = hash
        attributes[slot] = attribute
        names[slot] = Array(attribute.name.utf8)
      }
    }

    /// The attribute with that hash whose name the bytes spell.
    @inline(__always) func attribute(of hash: UInt32, spelled bytes: ArraySlice<UInt8>) -> HTMLAttribute {
      var slot = Int(hash & 127)
      while hashes[slot] != 0 {
        if hashes[slot] == hash, HTMLTag.spells(names[slot], bytes) { return attributes[slot] }
        slot = (slot + 1) & 127
      }
      return .unknown
    }
  }
}
