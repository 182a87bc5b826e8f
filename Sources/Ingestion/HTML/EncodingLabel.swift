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
    for line in table {
      let fields = line.split(separator: " ").map(String.init)
      let encoding = WebEncoding(name: fields[0], iconvName: fields[1], unit: fields[0].hasPrefix("utf-16") ? 2 : 1)
      labels[fields[0]] = encoding
      for label in fields.dropFirst(2) { labels[label] = encoding }
    }
    return labels
  }()

  /// Name, iconv's name, further labels.
  private static let table = [
    "utf-8 UTF-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "utf-16le UTF-16LE utf-16 unicode ucs-2 csunicode iso-10646-ucs-2 unicodefeff",
    "utf-16be UTF-16BE unicodefffe",
    "windows-1252 CP1252 ascii us-ascii ansi_x3.4-1968 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 latin1 l1 cp1252 cp819 "
      + "ibm819 csisolatin1 x-cp1252 latin-1",
    "ibm866 IBM866 866 cp866 csibm866",
    "iso-8859-2 ISO-8859-2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso-8859-3 ISO-8859-3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso-8859-4 ISO-8859-4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso-8859-5 ISO-8859-5 csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
    "iso-8859-6 ISO-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 "
      + "iso_8859-6 iso_8859-6:1987",
    "iso-8859-7 ISO-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek",
    "iso-8859-8 ISO-8859-8 csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-8859-8-i csiso88598i logical visual iso-ir-138 iso8859-8 iso88598 "
      + "iso_8859-8 iso_8859-8:1988",
    "iso-8859-10 ISO-8859-10 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso-8859-13 ISO-8859-13 iso8859-13 iso885913",
    "iso-8859-14 ISO-8859-14 iso8859-14 iso885914",
    "iso-8859-15 ISO-8859-15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9",
    "iso-8859-16 ISO-8859-16",
    "koi8-r KOI8-R cskoi8r koi koi8 koi8_r",
    "koi8-u KOI8-U koi8-ru",
    "macintosh MACINTOSH csmacintosh mac x-mac-roman",
    "x-mac-cyrillic MAC-CYRILLIC x-mac-ukrainian",
    "windows-874 CP874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
    "windows-1250 CP1250 cp1250 x-cp1250",
    "windows-1251 CP1251 cp1251 x-cp1251",
    "windows-1253 CP1253 cp1253 x-cp1253",
    "windows-1254 CP1254 cp1254 x-cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5",
    "windows-1255 CP1255 cp1255 x-cp1255",
    "windows-1256 CP1256 cp1256 x-cp1256",
    "windows-1257 CP1257 cp1257 x-cp1257",
    "windows-1258 CP1258 cp1258 x-cp1258",
    "gbk GB18030 chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk",
    "gb18030 GB18030",
    "big5 BIG5-HKSCS big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc-jp EUC-JP-MS cseucpkdfmtjapanese x-euc-jp",
    "iso-2022-jp ISO-2022-JP csiso2022jp",
    "shift_jis CP932 csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis",
    "euc-kr UHC cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
  ]
}
