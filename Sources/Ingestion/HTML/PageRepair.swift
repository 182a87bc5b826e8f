/// What the cutter changes in a page because libxml2, given the page as it is, would read it otherwise than the HTML standard, or because
/// nobody reads it. Apart from these repairs, both give the same tree (``ParserComparison``).
package enum PageRepair: String, CaseIterable, Sendable {
  /// A character reference with a name of HTML 5, without its semicolon, or with a number that means a character of windows-1252.
  case reference
  /// NULs and, in text, soft hyphens go; C1 control codes become the characters of windows-1252 that were meant.
  case character
  /// A "<" or "&" that begins nothing is text.
  case strayMark
  /// What the standard calls a bogus comment, and a comment without end, go up to the next ">".
  case comment
  /// A tag in which a quotation mark is left open ends at its first ">", without attributes.
  case unclosedTag
  /// libxml2 ends a tag too early at an attribute whose name has other characters than letters, digits and ".:_-".
  case attribute
  /// A "/", a form feed or a control character in a tag is only white space: for libxml2, `<div/>` is a whole element, and the attribute after
  /// such a character is lost.
  case separator
  /// Scripts, styles, drawings and others that hold no text of the page.
  case removedElement
  /// A tag that nobody reads, or whose name libxml2 would not read to its end.
  case unreadTag
  /// `</p>` before a block element that closes a paragraph in HTML 5.
  case paragraphEnd
  /// Further end tags before one that closes them in the standard, or another heading's end tag.
  case impliedEnd
  /// An end tag that closes nothing goes; one that may close its element only later moves; `</br>` is a line break.
  case strayEnd
}

/// A change of a page's bytes.
struct PageEdit: Sendable {
  var repair: PageRepair
  var range: Range<Int>
  var replacement: [UInt8]
  /// Changes inside a stretch that is removed.
  var inner: [PageEdit] = []
  /// The removed stretch, with the changes inside, is to be for libxml2 exactly one element, one tag or one comment that is not read.
  var isOneElement = false

  /// The page with all changes made.
  static func apply(_ edits: [PageEdit], to bytes: ArraySlice<UInt8>) -> [UInt8] {
    var page: [UInt8] = []
    page.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    // Of two at one place, that which only inserts comes first.
    for edit in edits.sorted(by: { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }) {
      page += bytes[index..<edit.range.lowerBound]
      page += edit.replacement
      index = edit.range.upperBound
    }
    return page + bytes[index...]
  }
}

/// The repairs of a page, written down while it is cut.
struct RepairRecord {
  private(set) var edits: [PageEdit] = []

  mutating func note(_ repair: PageRepair, _ range: Range<Int>, _ replacement: [UInt8] = [], isOneElement: Bool = false) {
    var edit = PageEdit(repair: repair, range: range, replacement: replacement, isOneElement: isOneElement)
    // What was noted inside does not count any more.
    if !range.isEmpty {
      while let last = edits.last, last.range.lowerBound >= range.lowerBound { edit.inner.append(edits.removeLast()) }
    }
    edits.append(edit)
  }

  /// Notes that a stretch stands for some text.
  mutating func note(_ repair: PageRepair, _ range: Range<Int>, text: [UInt8], inAttribute: Bool = false) {
    var markup: [UInt8] = []
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: "<"): markup += Array("&#\(byte);".utf8)
      case ...0x40 where inAttribute: markup += Array("&#\(byte);".utf8)
      default: markup.append(byte)
      }
    }
    note(repair, range, markup)
  }

  /// Notes an "&" in an attribute that begins no reference, if libxml2 takes it for the beginning of one.
  mutating func note(ampersand place: Int, in bytes: [UInt8]) {
    guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "&"), bytes[place + 1] == UInt8(ascii: "#") else { return }
    note(.strayMark, place..<place + 1, Array("&amp;".utf8))
  }

  /// Notes the end tags written for one end tag.
  mutating func note(ends names: [ArraySlice<UInt8>], of name: ArraySlice<UInt8>, _ range: Range<Int>) {
    if names.count == 1, names[0].elementsEqual(name) { return }
    note(names.isEmpty ? .strayEnd : .impliedEnd, range, names.flatMap { Array("</".utf8) + $0 + Array(">".utf8) })
  }

  /// Notes a byte between the parts of a tag: a slash, or what is white space only for the cutter.
  mutating func note(between tag: HTMLTag, _ place: Int, in bytes: [UInt8]) {
    let byte = bytes[place]
    if byte == 9 || byte == 10 || byte == 13 || byte == 32 { return }
    let isEnd = byte == UInt8(ascii: "/") && place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: ">")
    if !isEnd || !TagSet.void.contains(tag) { note(.separator, place..<place + 1, [UInt8(ascii: " ")]) }
  }

  /// Notes an element that was removed with its content. libxml2 is to see the same end of scripts and styles, but for those that open a
  /// comment, have no end tag or hold what looks like one.
  mutating func note(removed tag: HTMLTag, _ range: Range<Int>, to end: Int, in bytes: [UInt8]) {
    var isOneElement = (tag == .script || tag == .style) && end > range.upperBound && bytes[end - 1] == UInt8(ascii: ">")
    if isOneElement {
      let content = bytes[range.upperBound..<end]
      let marks = content.indices.filter { content[$0] == UInt8(ascii: "<") }.map { content[$0...].prefix(4) }
      isOneElement = marks.count { $0.starts(with: "</".utf8) } == 1 && !marks.contains { $0.elementsEqual("<!--".utf8) }
    }
    note(.removedElement, range.lowerBound..<end, isOneElement: isOneElement)
  }

  /// Notes a tag that was left out. libxml2 is to see the same end of the tags of pictures and form fields.
  mutating func note(unread tag: HTMLTag, _ range: Range<Int>) { note(.unreadTag, range, isOneElement: tag == .img || tag == .input) }
}
