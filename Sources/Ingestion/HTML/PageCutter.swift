internal import Platform

/// One pass over a page's UTF-8 bytes before the parse. It removes scripts, styles, drawings and comments (more than half of a page),
/// attributes that nobody reads, and everything that libxml2 is known to stumble over. The README of this folder says which states of the
/// HTML standard's tokenizer it has.
struct PageCutter {
  /// Limits that keep a hostile page cheap.
  struct Limits: Sendable {
    /// Bytes passed to the parser.
    var markupBytes = 24 << 20
    /// Bytes of one stretch of text without a tag.
    var textBytes = 1 << 20
    /// Elements passed to the parser; each takes about a kilobyte in all the structures made from it.
    var elements = 250_000
    /// Nesting depth of elements.
    var depth = 400
    /// Attributes of one element.
    var attributes = 48
    /// Bytes of one attribute's value.
    var attributeBytes = 1 << 16
    /// Bytes of the shortest script that may hold an article's text.
    var scriptBytes = 250
  }

  let bytes: [UInt8]
  let limits: Limits
  var cut: PageCut
  var position = 0
  /// Start of the bytes that have not been copied yet.
  private var pending = 0
  /// Start of the stretch of text to which the text limit applies.
  private var textStart = 0
  private var skipsText = false
  private var nesting = OpenElements()
  /// The elements that the end tag closes that is being read.
  private var ended: [Range<Int>] = []
  private let tagNames = HTMLTag.index
  let attributeNames = HTMLAttribute.index
  private var paragraphIsOpen = false
  /// Searches that are known to find nothing further on.
  var exhausted = ExhaustedSearches()
  /// Bytes that were read in vain for tags that do not end.
  private var lostBytes = 0
  /// Elements that were passed on.
  private var elements = 0
  /// The repairs, if they are to be recorded.
  var record: RepairRecord?

  private init(_ bytes: [UInt8], limits: Limits, record: RepairRecord? = nil) {
    self.bytes = bytes
    self.limits = limits
    self.record = record
    nesting.limit = limits.depth
    cut = PageCut(expectedBytes: min(bytes.count, limits.markupBytes))
  }

  /// The page, cut.
  static func cut(_ bytes: [UInt8], limits: Limits = Limits()) -> PageCut {
    var cutter = PageCutter(bytes, limits: limits)
    cutter.run()
    return cutter.cut
  }

  /// The page, cut, and what was repaired in it.
  static func recordingCut(_ bytes: [UInt8], limits: Limits = Limits()) -> (cut: PageCut, edits: [PageEdit]) {
    var cutter = PageCutter(bytes, limits: limits, record: RepairRecord())
    cutter.run()
    return (cutter.cut, cutter.record?.edits ?? [])
  }

  private mutating func run() {
    let end = bytes.count
    while true {
      position = ByteSearch.firstMarkup(bytes, from: position, to: end)
      if position == end { break }
      switch bytes[position] {
      case UInt8(ascii: "<"): readMarkup()
      case UInt8(ascii: "&"):
        if let (text, next) = CharacterReferences.replacement(in: bytes, at: position, end: end, inAttribute: false) {
          record?.note(.reference, position..<next, text: text)
          replace(upTo: next, with: text)
        } else {
          record?.note(.strayMark, position..<position + 1, text: [UInt8(ascii: "&")])
          position += 1
        }
      case 0:
        record?.note(.character, position..<position + 1)
        replace(upTo: position + 1, with: [])
      default: readLatin1Supplement()
      }
      if cut.size > limits.markupBytes {
        warn("page cut off after \(limits.markupBytes >> 20) MB of markup")
        break
      }
      if elements > limits.elements {
        warn("page cut off after \(limits.elements) elements")
        break
      }
    }
    if position == end { flush(to: end) }
    cut.endText()
  }

  // U+00AD (soft hyphen) is dropped; C1 controls become the windows-1252 characters in their place.
  private mutating func readLatin1Supplement() {
    guard position + 1 < bytes.count else {
      position += 1
      return
    }
    let next = bytes[position + 1]
    if next == 0xAD {
      record?.note(.character, position..<position + 2)
      replace(upTo: position + 2, with: [])
    } else if next < 0xA0, next >= 0x80 {
      let meant = Array(String(CharacterReferences.scalar(of: UInt32(next))).utf8)
      record?.note(.character, position..<position + 2, text: meant)
      replace(upTo: position + 2, with: meant)
    } else {
      position += 2
    }
  }

  private mutating func readMarkup() {
    let next = position + 1 < bytes.count ? bytes[position + 1] : 0
    if HTMLTag.isLetter(next) {
      readStartTag()
    } else if next == UInt8(ascii: "/") {
      readEndTag()
    } else if next == UInt8(ascii: "!") {
      skipDeclaration()
    } else if next == UInt8(ascii: "?"), let close = findTagEnd(from: position) {
      record?.note(.comment, position..<close, isOneElement: HTMLTag.isLetter(bytes[position + 2]))
      replace(upTo: close, with: [])
    } else {
      keepMark()
    }
  }

  /// Leaves a "<" that begins nothing as text.
  private mutating func keepMark() {
    record?.note(.strayMark, position..<position + 1, text: [UInt8(ascii: "<")])
    position += 1
  }

  private mutating func skipDeclaration() {
    let isComment = position + 3 < bytes.count && bytes[position + 2] == UInt8(ascii: "-") && bytes[position + 3] == UInt8(ascii: "-")
    if isComment, let close = findCommentEnd() {
      // libxml2 does not know `<!-->` and `<!--->`.
      record?.note(.comment, position..<close, isOneElement: close >= position + 7)
      return replace(upTo: close, with: [])
    }
    guard let close = findTagEnd(from: position) else { return keepMark() }
    record?.note(.comment, position..<close)
    replace(upTo: close, with: [])
  }

  private mutating func readEndTag() {
    let start = position
    guard start + 2 < bytes.count, HTMLTag.isLetter(bytes[start + 2]) else {
      guard let close = findTagEnd(from: start) else { return keepMark() }
      record?.note(.comment, start..<close)
      return replace(upTo: close, with: [])
    }
    var index = start + 2
    var hash = HTMLTag.hashSeed
    while index < bytes.count, !Self.endsName(bytes[index]) {
      hash = HTMLTag.extend(hash, bytes[index])
      index += 1
    }
    let name = start + 2..<index
    index = ByteSearch.first(UInt8(ascii: ">"), in: bytes, from: index, to: bytes.count) ?? bytes.count
    let tag = tag(named: name, hash)
    let key = OpenElements.key(tag, hash: hash, length: name.count)
    let next = min(index + 1, bytes.count)
    if TagSet.void.contains(tag) || TagSet.unread.contains(tag) || TagSet.removed.contains(tag) {
      // `</br>` shows as a line break.
      record?.note(.strayEnd, start..<next, tag == .br ? Self.lineBreak : [])
      replace(upTo: next, with: [])
      if tag == .br { write(Self.lineBreak[...]) }
      return
    }
    if TagSet.selfClosing.contains(tag) {
      if tag == .p { paragraphIsOpen = false }
      replace(upTo: next, with: [])
      cut.endText()
      writeEnd(name)
      return restartText()
    }
    // `<h1>…</h2>`: any heading's end tag ends the heading that is open.
    let isOtherHeading = TagSet.heading.contains(tag) && !nesting.isOpen(key)
    nesting.close(isOtherHeading ? Self.headingKeys.first { nesting.isOpen($0) } ?? key : key, &ended)
    record?.note(ends: ended.map { bytes[$0] }, of: name.isEmpty ? [] : bytes[name], start..<next)
    replace(upTo: next, with: [])
    // An end tag that closes nothing is left out: libxml2 would look through all open elements for it.
    if ended.isEmpty { return }
    cut.endText()
    for name in ended { writeEnd(name) }
    restartText()
  }

  /// Writes an end tag, after the text before it has ended.
  private mutating func writeEnd(_ name: Range<Int>) {
    cut.markup.append(UInt8(ascii: "<"))
    cut.markup.append(UInt8(ascii: "/"))
    for index in name { cut.markup.append(bytes[index]) }
    cut.markup.append(UInt8(ascii: ">"))
  }

  /// The element named by a stretch of the page.
  private func tag(named name: Range<Int>, _ hash: UInt32) -> HTMLTag { tagNames.value(of: hash, spelled: bytes, name) }

  private mutating func readStartTag() {
    let start = position
    // No tag ends from here on.
    if exhausted.contains(.tagEnd) { return keepMark() }
    var index = start + 1
    var hash = HTMLTag.hashSeed
    while index < bytes.count, !Self.endsName(bytes[index]) {
      hash = HTMLTag.extend(hash, bytes[index])
      index += 1
    }
    let nameEnd = index
    let tag = tag(named: start + 1..<nameEnd, hash)
    flush(to: start)
    var attributes = TagAttributes(tag)
    if lostBytes > bytes.count || !readAttributes(&index, &attributes) {
      // The tag never ends, because a quotation mark is left open. It is taken to end at its first ">". The bytes read in vain are counted,
      // so that a page full of such tags is not read again for each of them.
      lostBytes += index - start
      cut.dropAttributes()
      attributes = TagAttributes(tag)
      guard let close = findTagEnd(from: start) else { return keepMark() }
      index = close
      record?.note(.unclosedTag, start..<index, bytes[start..<nameEnd] + [UInt8(ascii: ">")])
    }
    position = index
    pending = index
    defer { restartText() }
    if TagSet.removed.contains(tag) {
      cut.dropAttributes()
      if !attributes.isSelfClosed || !TagSet.foreign.contains(tag) { skipContent(of: tag, isJSONLD: attributes.isJSONLD) }
      record?.note(removed: tag, start..<index, to: position, in: bytes)
      return
    }
    if TagSet.unread.contains(tag) || tag == .unknown && !isName(start + 1..<nameEnd) || tag == .link && !attributes.isUsefulLink {
      record?.note(unread: tag, start..<index)
      return cut.dropAttributes()
    }
    if TagSet.closesParagraph.contains(tag), paragraphIsOpen {
      record?.note(.paragraphEnd, start..<start, Self.paragraphEnd)
      write(Self.paragraphEnd[...])
      paragraphIsOpen = false
    }
    if tag == .p { paragraphIsOpen = true }
    if !TagSet.void.contains(tag), !TagSet.selfClosing.contains(tag) {
      let name = start + 1..<nameEnd
      let element = OpenElements.Element(
        key: OpenElements.key(tag, hash: hash, length: name.count), name: name, isSpecial: TagSet.special.contains(tag))
      guard nesting.open(element) else {
        cut.dropAttributes()
        return warn("elements more than \(limits.depth) deep were flattened")
      }
    }
    elements += 1
    cut.endText()
    for index in start..<nameEnd { cut.markup.append(bytes[index]) }
    cut.endAttributes()
    cut.markup.append(UInt8(ascii: ">"))
  }

  /// Removes a script, style or the like, up to its end tag.
  private mutating func skipContent(of tag: HTMLTag, isJSONLD: Bool) {
    let contentStart = position
    let found =
      switch tag {
      case .script: findScriptEnd()
      case .svg, .math, .template: findOuterEnd(of: tag)
      default: findEnd(of: tag)
      }
    guard let (close, next) = found else { return }
    if tag == .script, isJSONLD {
      cut.jsonLD.append(Array(bytes[contentStart..<close]))
    } else if tag == .script, close - contentStart >= limits.scriptBytes {
      cut.scripts.append(contentStart..<close)
    }
    position = next
    pending = next
  }

  mutating func warn(_ message: String) {
    if !cut.warnings.contains(message) { cut.warnings.append(message) }
  }

  /// Restarts the count for the text limit.
  private mutating func restartText() {
    textStart = cut.text.count
    skipsText = false
  }

  /// Writes a tag, after the text before it.
  private mutating func write(_ tag: ArraySlice<UInt8>) {
    cut.endText()
    cut.markup.append(contentsOf: tag)
  }

  /// Copies the pending text up to `end`, as far as the text limit allows.
  private mutating func flush(to end: Int) {
    if pending < end, !skipsText {
      let room = limits.textBytes - (cut.text.count - textStart)
      if end - pending > room {
        var stop = pending + max(0, room)
        while stop > pending, stop < bytes.count, bytes[stop] & 0xC0 == 0x80 { stop -= 1 }
        cut.add(text: bytes[pending..<stop])
        skipsText = true
        warn("a stretch of text longer than \(limits.textBytes >> 20) MB was cut off")
      } else {
        cut.add(text: bytes[pending..<end])
      }
    }
    pending = end
  }

  private mutating func replace(upTo next: Int, with text: [UInt8]) {
    flush(to: position)
    if !text.isEmpty, !skipsText { cut.add(text: text[...]) }
    position = next
    pending = next
  }

  private static let lineBreak = Array("<br>".utf8)
  private static let paragraphEnd = Array("</p>".utf8)

  private static let headingKeys = [HTMLTag.h1, .h2, .h3, .h4, .h5, .h6].map { UInt64($0.rawValue) }

  @inline(__always) static func endsName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ">") || byte <= 32 || byte == UInt8(ascii: "/")
  }

  /// Whether libxml2 reads the whole stretch as a name.
  func isName(_ range: Range<Int>) -> Bool {
    range.count < 64
      && bytes[range].allSatisfy { CharacterReferences.isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x3A || $0 == 0x5F }
  }
}
