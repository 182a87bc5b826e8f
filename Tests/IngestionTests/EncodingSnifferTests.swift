import Testing

@testable import Ingestion

@Suite struct EncodingSnifferTests {
  private func meta(_ label: String) -> [UInt8] { Array("<html><head><meta charset=\"\(label)\"></head><p>".utf8) }

  private func decode(_ bytes: [UInt8], _ contentType: String? = nil) -> (text: String, encoding: String) {
    let decoded = EncodingSniffer.decode(bytes, contentType: contentType)
    return (String(decoding: decoded.utf8, as: UTF8.self), decoded.encoding)
  }

  /// “Café” — 5 € in windows-1252.
  static let quoted: [UInt8] = [0x93, 0x43, 0x61, 0x66, 0xE9, 0x94, 0x20, 0x97, 0x20, 0x35, 0x20, 0x80]
  static let words = "“Café” — 5 €"

  @Test(arguments: [nil, "windows-1252", "iso-8859-1", "ISO-8859-1", "us-ascii", "latin1", "utf-8", "UTF-8", "utf-16", "nonsense"])
  func `windows-1252 is read whatever is declared`(label: String?) {
    let page = (label.map(meta) ?? Array("<p>".utf8)) + Self.quoted
    #expect(decode(page).text.hasSuffix("<p>" + Self.words))
    #expect(decode(page).encoding == "windows-1252")
  }

  @Test(arguments: [nil, "utf-8", "windows-1252", "iso-8859-1", "windows-1251", "utf-16"])
  func `UTF-8 is read whatever is declared`(label: String?) {
    let page = (label.map(meta) ?? Array("<p>".utf8)) + Array(Self.words.utf8)
    #expect(decode(page).text.hasSuffix("<p>" + Self.words))
    #expect(decode(page).encoding == "utf-8")
  }

  @Test(arguments: [
    ("windows-1251", [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2] as [UInt8], "Привет"),
    ("koi8-r", [0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4], "Привет"),
    ("shift_jis", [0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA], "日本語"), ("euc-jp", [0xC6, 0xFC, 0xCB, 0xDC, 0xB8, 0xEC], "日本語"),
    ("gb2312", [0xD6, 0xD0, 0xCE, 0xC4], "中文"), ("gbk", [0xD6, 0xD0, 0xCE, 0xC4], "中文"), ("big5", [0xA4, 0xA4, 0xA4, 0xE5], "中文"),
    ("euc-kr", [0xC7, 0xD1, 0xB1, 0xDB], "한글"), ("iso-8859-2", [0xB9, 0xE8], "šč"), ("iso-8859-15", [0xA4, 0xBD], "€œ"),
    ("windows-1254", [0xFE, 0x93], "ş“"), ("iso-8859-9", [0xFE, 0x93], "ş“"), ("macintosh", [0x8E], "é"),
    ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42], "日"),
  ])
  func `other encodings are read as declared`(label: String, bytes: [UInt8], text: String) {
    #expect(decode(meta(label) + bytes).text.hasSuffix("<p>" + text))
    #expect(decode(Array("<p>".utf8) + bytes, "text/html; charset=\(label)").text == "<p>" + text)
  }

  @Test(arguments: [
    ([0xEF, 0xBB, 0xBF, 0x61] as [UInt8], "a", "utf-8"), ([0xFF, 0xFE, 0x61, 0x00, 0x1C, 0x20], "a“", "utf-16le"),
    ([0xFE, 0xFF, 0x00, 0x61, 0x20, 0x1C], "a“", "utf-16be"), ([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8, 0x62, 0x00], "a\u{FFFD}b", "utf-16le"),
    ([0xFF, 0xFE, 0x61, 0x00, 0x62], "a\u{FFFD}", "utf-16le"), ([0xFF, 0xFE, 0x3D, 0xD8, 0x42, 0xDE], "🙂", "utf-16le"),
  ])
  func `a byte-order mark decides`(bytes: [UInt8], text: String, encoding: String) {
    #expect(decode(bytes, "text/html; charset=iso-8859-1") == (text, encoding))
    #expect(String(decoding: EncodingSniffer.decodeText(bytes).utf8, as: UTF8.self) == text)
  }

  @Test(arguments: [
    ([0x3C, 0x00, 0x70, 0x00, 0x3E, 0x00, 0x1C, 0x20] as [UInt8], "<p>“"), ([0x00, 0x3C, 0x00, 0x70, 0x00, 0x3E, 0x20, 0x1C], "<p>“"),
  ])
  func `UTF-16 without a mark is told by its first tag`(bytes: [UInt8], text: String) { #expect(decode(bytes).text == text) }

  @Test(arguments: [
    ("<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"), ("<META CHARSET = \"KOI8-R\" />", "koi8-r"),
    ("<!-- <meta charset=big5> --><meta charset=koi8-r>", "koi8-r"), ("<?xml version=\"1.0\" encoding=\"koi8-r\"?><html>", "koi8-r"),
    ("<meta name=x content=y><meta charset='utf-16'>", "utf-8"), ("<p>charset=koi8-r</p>", nil), ("<meta charset=>", nil),
    ("<meta charset", nil),
    ("<!-- <meta charset=koi8-r>", nil),
  ])
  func `a meta element is found`(head: String, name: String?) { #expect(MetaPrescan.encoding(Array(head.utf8))?.name == name) }

  @Test(arguments: [
    ([0xC3, 0xA9, 0xC3, 0xA9, 0x93, 0x61, 0x94] as [UInt8], "éé“a”"), ([0xC3, 0xA9, 0xC3, 0xA9, 0xC3], "éé\u{FFFD}"),
    ([0xC3, 0xA9, 0xC3, 0xA9, 0xC3, 0xA9, 0xE2, 0x80, 0x3C], "ééé\u{FFFD}<"), ([0x61, 0x00, 0x62, 0xEF, 0xBB, 0xBF, 0x63], "abc"),
    ([0xC2, 0x93, 0x61, 0xC2, 0x94], "“a”"), ([0x61, 0x81], "a\u{FFFD}"), ([], ""),
  ])
  func `damage is repaired`(bytes: [UInt8], text: String) { #expect(decode(bytes).text == text) }

  @Test func `nothing that comes out is other than UTF-8`() {
    var state: UInt64 = 7
    for length in 0..<400 {
      let bytes = (0..<length).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 40)
      }
      for label in ["utf-8", "shift_jis", "gb18030", "big5", "iso-2022-jp", "euc-kr", "windows-1255", "utf-16be"] {
        #expect(String(validating: EncodingSniffer.decode(bytes, contentType: "text/html; charset=\(label)").utf8, as: UTF8.self) != nil)
      }
      #expect(String(validating: EncodingSniffer.decodeText(bytes).utf8, as: UTF8.self) != nil)
    }
  }

  @Test func `a mark decides for text and the rest is told by validity`() {
    #expect(EncodingSniffer.decodeText(Self.quoted).encoding == "windows-1252")
    #expect(String(decoding: EncodingSniffer.decodeText(Self.quoted).utf8, as: UTF8.self) == Self.words)
    #expect(EncodingSniffer.decodeText([0x61, 0x00, 0x62]).utf8 == [0x61, 0x00, 0x62])
  }
}
