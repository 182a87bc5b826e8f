internal import Charts

/// Builds a page's markup. Words are escaped as they are added, and only literals of the program's own source become markup, so no text of
/// an article or a query can.
struct HTML: Sendable {
  /// The bytes so far.
  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(16 << 10) }

  /// A piece of the program's own markup. It can only be written as a literal.
  struct Literal: ExpressibleByStringLiteral, Sendable {
    fileprivate let text: String
    init(stringLiteral text: String) { self.text = text }
  }

  /// An attribute of an element. Attributes that hold addresses take an ``Address`` or a ``WebLink``, never a text.
  struct Attribute: Sendable {
    fileprivate enum Value: Sendable {
      case flag, literal(String), words(String)
    }
    fileprivate let name: String
    fileprivate let value: Value

    static func `class`(_ names: Literal) -> Attribute { Attribute(name: "class", value: .literal(names.text)) }
    static func id(_ id: String) -> Attribute { Attribute(name: "id", value: .words(id)) }
    static func href(_ address: Address) -> Attribute { Attribute(name: "href", value: .words(address.text)) }
    static func href(_ address: AddressSeries.Member) -> Attribute { Attribute(name: "href", value: .words(address.text)) }
    static func href(_ link: WebLink) -> Attribute { Attribute(name: "href", value: .words(link.text)) }
    static func href(_ link: WebLink, quoting words: String) -> Attribute {
      Attribute(name: "href", value: .words(link.text(quoting: words)))
    }
    static func src(_ address: Address) -> Attribute { Attribute(name: "src", value: .words(address.text)) }
    static func action(_ address: Address) -> Attribute { Attribute(name: "action", value: .words(address.text)) }
    /// A link within the page.
    static func anchor(_ id: String) -> Attribute { Attribute(name: "href", value: .words("#" + PercentCoding.encoded(id))) }
    /// An attribute whose value is a literal.
    static func set(_ name: Literal, _ value: Literal) -> Attribute { Attribute(name: name.text, value: .literal(value.text)) }
    /// An attribute without a value.
    static func flag(_ name: Literal) -> Attribute { Attribute(name: name.text, value: .flag) }
    /// An attribute whose value is words. Not for attributes that hold an address, a style or a script.
    static func words(_ name: Literal, _ value: String) -> Attribute {
      let isSafe = name.text.hasPrefix("data-") || name.text.hasPrefix("aria-") || harmless.contains(name.text)
      precondition(isSafe, "\(name.text) is no attribute for words")
      return Attribute(name: name.text, value: .words(value))
    }

    private static let harmless: Set<String> = [
      "value", "title", "datetime", "lang", "name", "for", "template",
    ]
  }

  /// Elements that have no end tag.
  private static let void: Set<String> = ["meta", "link", "input", "br", "hr", "img", "col"]

  /// Adds an element with its content.
  mutating func callAsFunction(_ name: Literal, _ attributes: Attribute..., inside: (inout HTML) -> Void = { _ in }) {
    open(name.text, attributes)
    inside(&self)
    if !Self.void.contains(name.text) { close(name.text) }
  }

  /// Adds an element with words in it.
  mutating func callAsFunction(_ name: Literal, _ attributes: Attribute..., text: String) {
    open(name.text, attributes)
    self.text(text)
    close(name.text)
  }

  /// Opens an element that ``end(_:)`` closes. Needed for marks that cross one another.
  mutating func begin(_ name: Literal, _ attributes: [Attribute]) { open(name.text, attributes) }
  mutating func end(_ name: Literal) { close(name.text) }

  /// Wording.
  mutating func text(_ words: String) { escape(words) }
  /// Words, as UTF-8.
  mutating func text(_ words: ArraySlice<UInt8>) { escape(words) }
  /// Adds the program's own markup.
  mutating func raw(_ markup: Literal) { bytes.append(contentsOf: markup.text.utf8) }
  /// Adds a drawing, which has escaped its own words.
  mutating func drawing(_ drawing: SVG) { bytes.append(contentsOf: drawing.text.utf8) }
  /// Other markup.
  mutating func append(_ other: HTML) { bytes.append(contentsOf: other.bytes) }

  private mutating func open(_ name: String, _ attributes: [Attribute]) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: name.utf8)
    for attribute in attributes {
      bytes.append(0x20)
      bytes.append(contentsOf: attribute.name.utf8)
      switch attribute.value {
      case .flag: continue
      case .literal(let text), .words(let text):
        bytes.append(contentsOf: "=\"".utf8)
        escape(text)
        bytes.append(UInt8(ascii: "\""))
      }
    }
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func close(_ name: String) {
    bytes.append(contentsOf: "</".utf8)
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: ">"))
  }

  /// Most words have nothing to escape and are copied in one go.
  private mutating func escape(_ words: String) {
    let utf8 = words.utf8.span
    for index in utf8.indices where Self.isSpecial(utf8[index]) { return escape(words.utf8) }
    bytes.append(contentsOf: words.utf8)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"")
      || byte == UInt8(ascii: "'") || byte == 0x7F
  }

  private mutating func escape(_ words: some Sequence<UInt8>) {
    for byte in words {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
      // HTML does not allow these control characters.
      case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: bytes.append(contentsOf: "\u{FFFD}".utf8)
      default: bytes.append(byte)
      }
    }
  }
}
