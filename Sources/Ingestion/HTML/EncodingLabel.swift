internal import Knowledge

/// A character encoding of the web, as in the WHATWG Encoding Standard.
struct WebEncoding: Sendable, Hashable {
  /// Its name, lowercase.
  var name: String
  /// The name that iconv uses.
  var iconvName: String
  /// How many bytes to skip at once when they are not valid in the encoding.
  var unit = 1

  static let utf8 = WebEncoding(name: "utf-8", iconvName: "UTF-8")
  static let utf16LE = WebEncoding(name: "utf-16le", iconvName: "UTF-16LE", unit: 2)
  static let utf16BE = WebEncoding(name: "utf-16be", iconvName: "UTF-16BE", unit: 2)
  static let windows1252 = WebEncoding(name: "windows-1252", iconvName: "CP1252")

  /// Whether a character may take two or more bytes, so that UTF-8 and the encoding could be mistaken for each other.
  var isMultibyte: Bool { ["gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr"].contains(name) }

  /// The encoding that a label means; `nil` for an unknown label.
  init?(label: some Sequence<UInt8>) {
    let trimmed = label.filter { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
    let lowered = String(decoding: trimmed.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }, as: UTF8.self)
    guard let encoding = Self.byLabel[lowered] else { return nil }
    self = encoding
  }

  private init(name: String, iconvName: String, unit: Int = 1) {
    self.name = name
    self.iconvName = iconvName
    self.unit = unit
  }

  private static let byLabel: [String: WebEncoding] = {
    var labels: [String: WebEncoding] = [:]
    let lexicon = Lexicon(named: "encoding-labels.tsv")
    let (name, iconv, others) = (lexicon.column("name"), lexicon.column("iconv"), lexicon.column("labels"))
    for row in lexicon.rows {
      let encoding = WebEncoding(name: row[name], iconvName: row[iconv], unit: row[name].hasPrefix("utf-16") ? 2 : 1)
      labels[row[name]] = encoding
      for label in row[others].blankParted { labels[String(label)] = encoding }
    }
    return labels
  }()
}
