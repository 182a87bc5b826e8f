/// The elements that ingestion distinguishes; every other one is `unknown`.
enum HTMLTag: UInt8, CaseIterable, Sendable {
  case unknown, text
  case a, abbr, address, article, aside, audio, b, base, big, blockquote, body, br, button, canvas, caption, center, cite, code, col
  case colgroup, dd, del, details, dialog, div, dl, dt, em, embed, fieldset, figcaption, figure, font, footer, form, frame, frameset
  case h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, img, input, ins, kbd, label, legend, li, link, main, mark
  case math, menu, meta, nav, nobr, noframes, noscript, object, ol, optgroup, option, p, param, picture, pre, q, s, samp, script, section
  case select, small, source, span, strike, strong, style, sub, summary, sup, svg, table, tbody, td, template, textarea, tfoot, th, thead
  case time, title, tr, track, tt, u, ul, video, wbr

  /// The element's name as written in HTML.
  var name: String { String(decoding: bytes, as: UTF8.self) }

  /// The element's name in UTF-8.
  var bytes: [UInt8] { Self.names[Int(rawValue)] }

  /// In the order of the cases. Asking each case for its own name would cost half a millisecond at every start.
  private static let names: [[UInt8]] = spelled.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) }

  private static let spelled =
    "unknown text a abbr address article aside audio b base big blockquote body br button canvas caption center cite code col colgroup dd "
    + "del details dialog div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header "
    + "hgroup hr html i iframe img input ins kbd label legend li link main mark math menu meta nav nobr noframes noscript object ol "
    + "optgroup option p param picture pre q s samp script section select small source span strike strong style sub summary sup svg table "
    + "tbody td template textarea tfoot th thead time title tr track tt u ul video wbr"

  /// The element of a name, ignoring letter case.
  init(name: String) {
    let bytes = Array(name.utf8)
    self = Self.index.value(of: Self.hash(bytes), spelled: bytes, bytes.indices)
  }

  /// FNV-1a over a name's bytes, folded to lower case.
  @inline(__always) static func hash(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var hash = hashSeed
    for byte in bytes { hash = extend(hash, byte) }
    return hash
  }

  static let hashSeed: UInt32 = 2_166_136_261

  /// Adds one more byte of a name to the hash.
  @inline(__always) static func extend(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(lowercased(byte))) &* 16_777_619 }

  /// An ASCII letter in lower case; any other byte as it is.
  @inline(__always) static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 32 : byte }

  /// Whether the byte is an ASCII letter.
  @inline(__always) static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 }

  /// Whether the bytes spell a lower-case name, ignoring letter case.
  @inline(__always) static func spells(_ name: [UInt8], _ bytes: ArraySlice<UInt8>) -> Bool {
    guard name.count == bytes.count else { return false }
    var index = bytes.startIndex
    for byte in name {
      if lowercased(bytes[index]) != byte { return false }
      index += 1
    }
    return true
  }

  /// Finds elements by their name.
  static let index = NameTable(allCases.filter { $0 != .unknown && $0 != .text }.map { ($0.bytes, $0) }, none: .unknown)
}

/// A set of elements, as two words of bits.
struct TagSet: Sendable, ExpressibleByArrayLiteral {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(arrayLiteral elements: HTMLTag...) {
    for tag in elements { insert(tag) }
  }

  mutating func insert(_ tag: HTMLTag) {
    if tag.rawValue < 64 { low |= 1 << UInt64(tag.rawValue) } else { high |= 1 << UInt64(tag.rawValue - 64) }
  }

  @inline(__always) func contains(_ tag: HTMLTag) -> Bool {
    let bit = UInt64(tag.rawValue & 63)
    return (tag.rawValue < 64 ? low : high) >> bit & 1 != 0
  }
}

extension TagSet {
  /// Elements without content or end tag.
  static let void: TagSet = [
    .base, .br, .col, .embed, .frame, .hr, .img, .input, .link, .meta, .param, .source, .track, .wbr,
  ]
  /// Elements whose end tag is usually omitted; they close themselves and never nest in each other.
  static let selfClosing: TagSet = [
    .p, .li, .td, .th, .tr, .tbody, .thead, .tfoot, .option, .dd, .dt, .html, .head, .body, .colgroup, .optgroup,
  ]
  /// Elements that begin a new line when displayed.
  static let block: TagSet = [
    .address, .article, .aside, .blockquote, .body, .caption, .center, .dd, .details, .dialog, .div, .dl, .dt, .fieldset, .figcaption,
    .figure, .footer, .form, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .html, .legend, .li, .main, .menu, .nav, .ol,
    .p, .pre, .section, .summary, .table, .tbody, .td, .tfoot, .th, .thead, .tr, .ul, .video, .audio, .canvas, .iframe, .object,
  ]
  /// Elements whose end tag closes everything that is open inside them, and that the end tag of an inline element does not cross.
  static let special: TagSet = [
    .address, .article, .aside, .blockquote, .button, .center, .details, .dialog, .div, .dl, .fieldset, .figcaption, .figure, .footer,
    .form,
    .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .legend, .main, .menu, .nav, .ol, .pre, .section, .summary, .table, .ul, .video, .audio,
    .object, .caption,
  ]
  /// Subheadings and the headline.
  static let heading: TagSet = [.h1, .h2, .h3, .h4, .h5, .h6]
  /// Block elements that close an open `<p>` in HTML 5 but not in libxml2.
  static let closesParagraph: TagSet = [
    .article, .aside, .details, .dialog, .figcaption, .figure, .footer, .header, .hgroup, .main, .nav, .section, .summary, .address,
    .blockquote, .center, .div, .dl, .fieldset, .form, .h1, .h2, .h3, .h4, .h5, .h6, .hr, .menu, .ol, .pre, .table, .ul,
  ]
  /// Elements that are removed with everything in them.
  static let removed: TagSet = [.script, .style, .svg, .template, .noscript, .iframe, .textarea, .math, .select, .canvas]
  /// Drawings and formulas: of theirs, `<svg/>` is a whole element.
  static let foreign: TagSet = [.svg, .math]
  /// Elements of which only the tags are removed, because libxml2 mistakes what follows for their content, or because nobody reads them.
  static let unread: TagSet = [
    .source, .track, .wbr, .embed, .nobr, .img, .input, .param, .col, .colgroup, .base, .frame, .noframes, .frameset,
  ]
}
