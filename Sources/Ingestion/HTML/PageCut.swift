internal import Platform

/// A tokenized page: a skeleton of tags for libxml2, with text and attributes kept separately.
///
/// In the skeleton, a private-use character stands for each stretch of text, and a single attribute for all attributes of a tag, so that
/// the parser neither copies nor limits nor changes them.
struct PageCut: Sendable {
  /// The markup to parse.
  var markup: [UInt8] = []
  /// The stretches of text in a row, with character references decoded.
  private(set) var text: [UInt8] = []
  /// Where each stretch of text ends.
  private(set) var textEnds: [Int32] = []
  /// The values of the attributes that ingestion reads, with character references decoded.
  private(set) var values: [UInt8] = []
  /// The attributes, tag by tag.
  private(set) var attributes: [HTMLTree.Attribute] = []
  /// For each tag with attributes, where they end.
  private(set) var attributeEnds: [Int32] = []
  /// The contents of the `application/ld+json` scripts, in order.
  var jsonLD: [[UInt8]] = []
  /// Where other scripts of some length are in the page, in order. They are read only if the page shows no text.
  var scripts: [Range<Int>] = []
  /// What was left out because of its size, in words for a person.
  var warnings: [String] = []

  /// Makes an empty cut with room for a page of that many bytes.
  init(expectedBytes: Int) {
    markup.reserveCapacity(expectedBytes / 4 + 64)
    text.reserveCapacity(expectedBytes / 3 + 64)
    values.reserveCapacity(expectedBytes / 4 + 64)
    attributes.reserveCapacity(expectedBytes / 64 + 16)
    attributeEnds.reserveCapacity(expectedBytes / 64 + 16)
    textEnds.reserveCapacity(expectedBytes / 64 + 16)
  }

  /// Bytes of markup and text together.
  var size: Int { markup.count + text.count }

  /// Adds to the stretch of text.
  mutating func add(text more: ArraySlice<UInt8>) { text.append(contentsOf: more) }

  /// Ends the stretch of text. If it is only white space, it goes to the parser as it is.
  mutating func endText() {
    let start = Int(textEnds.last ?? 0)
    guard text.count > start else { return }
    var ink = start
    while ink < text.count, text[ink] <= 32, Self.isSpace(text[ink]) { ink += 1 }
    if ink == text.count {
      for index in start..<ink { markup.append(text[index]) }
      text.removeLast(ink - start)
      return
    }
    if ByteSearch.firstControl(text, from: ink, to: text.count) < text.count {
      dropControls(from: start)
      if text.count == start { return }
    }
    TwiceEncoded.decodeReferences(&text, from: start)
    TwiceEncoded.repair(&text, from: start)
    // One of the 4,096 private-use characters from U+E000.
    let number = textEnds.count
    markup.append(0xEE)
    markup.append(0x80 | UInt8(number >> 6 & 0x3F))
    markup.append(0x80 | UInt8(number & 0x3F))
    textEnds.append(Int32(text.count))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 13 || byte == 9 }

  /// Removes control characters, and U+FFFE and U+FFFF, which are not characters.
  private mutating func dropControls(from start: Int) {
    var kept: [UInt8] = []
    var index = start
    while index < text.count {
      let byte = text[index]
      if byte == 0xEF, index + 2 < text.count, text[index + 1] == 0xBF, text[index + 2] >= 0xBE {
        index += 3
        continue
      }
      if byte >= 32 || Self.isSpace(byte) { kept.append(byte) }
      index += 1
    }
    text.replaceSubrange(start..., with: kept)
  }

  /// The stretch of text that a character stands for, searching from the one that is expected next; `nil` if it stands for none.
  func textRange(second: UInt8, third: UInt8, from next: Int) -> (range: Range<Int>, next: Int)? {
    let number = Int(second & 0x3F) << 6 | Int(third & 0x3F)
    let index = next + (number - next) & 0xFFF
    guard index < textEnds.count else { return nil }
    return ((index == 0 ? 0 : Int(textEnds[index - 1]))..<Int(textEnds[index]), index + 1)
  }

  /// Adds an attribute of the tag that is being read.
  mutating func add(attribute name: HTMLAttribute, valueStart: Int) {
    if name == .content || name == .title {
      TwiceEncoded.decodeReferences(&values, from: valueStart)
      TwiceEncoded.repair(&values, from: valueStart)
    }
    attributes.append(.init(name: name, start: Int32(valueStart), end: Int32(values.count)))
  }

  /// Adds to the value that is being read.
  mutating func add(value more: ArraySlice<UInt8>) { values.append(contentsOf: more) }

  /// Drops the value that was being read.
  mutating func dropValue(from start: Int) { values.removeSubrange(start...) }

  /// Ends a tag's attributes: writes their number as the tag's only attribute, if there are any.
  mutating func endAttributes() {
    guard attributes.count > Int(attributeEnds.last ?? 0) else { return }
    // ` n=` and the number.
    markup.append(32)
    markup.append(UInt8(ascii: "n"))
    markup.append(UInt8(ascii: "="))
    let number = attributeEnds.count
    var unit = 1
    while number / unit >= 10 { unit *= 10 }
    while unit > 0 {
      markup.append(UInt8(ascii: "0") + UInt8(number / unit % 10))
      unit /= 10
    }
    attributeEnds.append(Int32(attributes.count))
  }

  /// Drops the attributes of a tag that is being removed.
  mutating func dropAttributes() {
    let start = Int(attributeEnds.last ?? 0)
    if let first = attributes.indices.contains(start) ? attributes[start] : nil {
      values.removeSubrange(Int(first.start)...)
      attributes.removeSubrange(start...)
    }
  }

  /// The attributes of a tag by their number.
  func attributes(of number: Int) -> Range<Int>? {
    guard number < attributeEnds.count else { return nil }
    return (number == 0 ? 0 : Int(attributeEnds[number - 1]))..<Int(attributeEnds[number])
  }
}
