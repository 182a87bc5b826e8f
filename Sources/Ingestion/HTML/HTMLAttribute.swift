/// The attributes that ingestion reads; all others are removed before the parse.
enum HTMLAttribute: UInt8, CaseIterable, Sendable {
  case unknown
  case classes, id, itemprop, itemtype, property, name, content, href, datetime, rel, lang, type, role, style, hidden, ariaHidden
  case title, xmlLang, dataTestID, dataComponent, pubdate, dataModule, dataType, src, value, hreflang, dataBlock, size, dataName, dataGUName
  case dataDate, dataDateTime, dataTime, dataTimestamp, dataPublished
  case colspan, rowspan

  /// The attribute's name as written in HTML.
  var name: String { String(decoding: Self.names[Int(rawValue)], as: UTF8.self) }

  /// In the order of the cases, as ``HTMLTag`` has them.
  private static let names: [[UInt8]] = spelled.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) }

  private static let spelled =
    "unknown class id itemprop itemtype property name content href datetime rel lang type role style hidden aria-hidden title xml:lang "
    + "data-testid data-component pubdate data-module data-type src value hreflang data-block size data-name data-gu-name data-date "
    + "data-datetime data-time data-timestamp data-published colspan rowspan"

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

  /// Finds attributes by their name.
  static let index = NameTable(allCases.filter { $0 != .unknown }.map { (names[Int($0.rawValue)], $0) }, none: .unknown)
}
