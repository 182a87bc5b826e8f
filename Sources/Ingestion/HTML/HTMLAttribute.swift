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
