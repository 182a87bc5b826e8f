internal import Platform

/// What is learned from a start tag's attributes while they are copied.
struct TagAttributes {
  let tag: HTMLTag
  var count = 0
  /// Attributes that have occurred already: of two with the same name, the first counts.
  private var seen: UInt64 = 0
  /// `type="application/ld+json"`.
  var isJSONLD = false
  /// `<svg/>`
  var isSelfClosed = false
  /// A `link` that names the page's own address or its site.
  var isUsefulLink = false

  init(_ tag: HTMLTag) { self.tag = tag }

  mutating func isNew(_ attribute: HTMLAttribute) -> Bool {
    let bit: UInt64 = 1 << UInt64(attribute.rawValue)
    defer { seen |= bit }
    return seen & bit == 0
  }
}

extension PageCutter {
  /// Copies the attributes that ingestion reads and moves past the tag's ">". Returns false if the tag does not end.
  mutating func readAttributes(_ index: inout Int, _ attributes: inout TagAttributes) -> Bool {
    let end = bytes.count
    while true {
      attributes.isSelfClosed = false
      while index < end, bytes[index] <= 32 || bytes[index] == UInt8(ascii: "/") {
        attributes.isSelfClosed = bytes[index] == UInt8(ascii: "/")
        record?.note(between: attributes.tag, index, in: bytes)
        index += 1
      }
      guard index < end else { return false }
      if bytes[index] == UInt8(ascii: ">") {
        index += 1
        return true
      }
      var hash = HTMLTag.hashSeed
      let nameStart = index
      repeat {
        hash = HTMLTag.extend(hash, bytes[index])
        index += 1
      } while index < end && bytes[index] != UInt8(ascii: "=") && !Self.endsName(bytes[index])
      let nameEnd = index
      skipBlanks(&index)
      var valueStart = index
      var valueEnd = index
      if index < end, bytes[index] == UInt8(ascii: "=") {
        index += 1
        skipBlanks(&index)
        guard index < end else { return false }
        let quote = bytes[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
          if exhausted.contains(quote: quote) { return false }
          valueStart = index + 1
          guard valueStart < end, let close = ByteSearch.first(quote, in: bytes, from: valueStart, to: end) else {
            exhausted.insert(quote: quote)
            return false
          }
          valueEnd = close
          index = valueEnd + 1
        } else {
          valueStart = index
          while index < end, bytes[index] > 32, bytes[index] != UInt8(ascii: ">") { index += 1 }
          valueEnd = index
        }
      }
      let attribute = attributeNames.value(of: hash, spelled: bytes, nameStart..<nameEnd)
      if record != nil, !isName(nameStart..<nameEnd) || !HTMLTag.isLetter(bytes[nameStart]) { record?.note(.attribute, nameStart..<index) }
      if attribute != .unknown { keep(attribute, valueStart..<valueEnd, &attributes) }
    }
  }

  /// Moves past white space, which control characters count as.
  @inline(__always) private mutating func skipBlanks(_ index: inout Int) {
    while index < bytes.count, bytes[index] <= 32 {
      record?.note(between: .unknown, index, in: bytes)
      index += 1
    }
  }

  private mutating func keep(_ attribute: HTMLAttribute, _ value: Range<Int>, _ attributes: inout TagAttributes) {
    switch attribute {
    case .type: attributes.isJSONLD = attributes.isJSONLD || attributes.tag == .script && HTMLAttribute.namesJSONLD(bytes[value])
    case .rel, .itemprop: attributes.isUsefulLink = attributes.isUsefulLink || attribute.namesAddress(bytes[value])
    default: break
    }
    // A title is judged when its references are read: their numbers are no dates.
    guard attribute == .title ? value.count < 512 : attribute.isRead(bytes[value]) else { return }
    attributes.count += 1
    if attributes.count > limits.attributes {
      warn("attributes beyond the \(limits.attributes)th of an element were left out")
      return
    }
    guard attributes.isNew(attribute) else { return }
    var range = value
    if range.count > limits.attributeBytes {
      warn("an attribute longer than \(limits.attributeBytes >> 10) kB was cut off")
      range = range.lowerBound..<range.lowerBound + limits.attributeBytes
    }
    let start = cut.values.count
    copyValue(range)
    if attribute == .title, !attribute.isRead(cut.values[start...]) { return cut.dropValue(from: start) }
    cut.add(attribute: attribute, valueStart: start)
  }

  private mutating func copyValue(_ range: Range<Int>) {
    var pending = range.lowerBound
    var index = pending
    while true {
      index = ByteSearch.firstMarkup(bytes, from: index, to: range.upperBound)
      if index == range.upperBound { break }
      guard let (text, next) = replacement(at: index, in: range) else {
        record?.note(ampersand: index, in: bytes)
        index += 1
        continue
      }
      if record != nil, bytes[index] == UInt8(ascii: "&") || !text.isEmpty {
        // Without the soft hyphen of `href=&shy;"x"`, the quotation mark would open the value.
        let opens = text.isEmpty && next < range.upperBound && (bytes[next] == UInt8(ascii: "\"") || bytes[next] == UInt8(ascii: "'"))
        record?.note(
          bytes[index] == UInt8(ascii: "&") ? .reference : .character, index..<(opens ? next + 1 : next),
          text: opens ? [bytes[next]] : text,
          inAttribute: true)
      }
      cut.add(value: bytes[pending..<index])
      cut.add(value: text[...])
      index = next
      pending = next
    }
    cut.add(value: bytes[pending..<range.upperBound])
  }

  /// What the byte at `index` of a value is to be replaced by, and where reading continues; `nil` if it stays.
  private func replacement(at index: Int, in range: Range<Int>) -> (text: [UInt8], end: Int)? {
    let next = index + 1
    switch bytes[index] {
    case UInt8(ascii: "&"): return CharacterReferences.replacement(in: bytes, at: index, end: range.upperBound, inAttribute: true)
    case 0: return ([], next)
    case 0xC2:
      guard next < range.upperBound, bytes[next] < 0xA0 || bytes[next] == 0xAD else { return nil }
      if bytes[next] == 0xAD { return ([], next + 1) }
      return (Array(String(CharacterReferences.scalar(of: UInt32(bytes[next]))).utf8), next + 1)
    default: return nil
    }
  }
}

extension PageCutter {
  /// What can be searched for outside tags.
  enum Pattern: Int {
    case tagEnd, commentEnd
  }

  /// Searches that found nothing up to the page's end and need not be repeated.
  struct ExhaustedSearches {
    private var patterns = 0
    private var quotes = 0
    private var ends: TagSet = []
    private var balancedEnds: TagSet = []
    private(set) var containsEscapedScriptEnd = false

    mutating func insertEscapedScriptEnd() { containsEscapedScriptEnd = true }
    func contains(_ pattern: Pattern) -> Bool { patterns >> pattern.rawValue & 1 != 0 }
    func contains(quote: UInt8) -> Bool { quotes & (quote == UInt8(ascii: "\"") ? 1 : 2) != 0 }
    func contains(endOf tag: HTMLTag) -> Bool { ends.contains(tag) }
    func contains(balancedEndOf tag: HTMLTag) -> Bool { balancedEnds.contains(tag) }
    mutating func insert(balancedEndOf tag: HTMLTag) { balancedEnds.insert(tag) }
    mutating func insert(_ pattern: Pattern) { patterns |= 1 << pattern.rawValue }
    mutating func insert(quote: UInt8) { quotes |= quote == UInt8(ascii: "\"") ? 1 : 2 }
    mutating func insert(endOf tag: HTMLTag) { ends.insert(tag) }
  }

  /// The position after the next ">", searching from `start`.
  mutating func findTagEnd(from start: Int) -> Int? {
    if exhausted.contains(.tagEnd) { return nil }
    if start < bytes.count, let found = ByteSearch.first(UInt8(ascii: ">"), in: bytes, from: start, to: bytes.count) { return found + 1 }
    exhausted.insert(.tagEnd)
    return nil
  }

  /// The position after the comment that begins at ``position``: after `-->`, whose hyphens may be those of `<!--`, or after `--!>`.
  mutating func findCommentEnd() -> Int? {
    if exhausted.contains(.commentEnd) { return nil }
    let content = position + 4
    var index = content
    while index < bytes.count, let found = ByteSearch.first(UInt8(ascii: ">"), in: bytes, from: index, to: bytes.count) {
      index = found + 1
      let isWrong = bytes[found - 1] == UInt8(ascii: "!")
      let hyphens = isWrong ? found - 3 : found - 2
      if hyphens >= (isWrong ? content : content - 2), bytes[hyphens] == UInt8(ascii: "-"), bytes[hyphens + 1] == UInt8(ascii: "-") {
        return index
      }
    }
    exhausted.insert(.commentEnd)
    return nil
  }

  /// Where the element ends that began before ``position``, counting those of its kind inside it. If these do not balance, it ends at the
  /// first end tag.
  mutating func findOuterEnd(of tag: HTMLTag) -> (start: Int, end: Int)? {
    guard let first = findEnd(of: tag) else { return nil }
    var close = first
    var start = position
    var inside = 0
    while !exhausted.contains(balancedEndOf: tag) {
      inside += starts(of: tag, in: start..<close.start)
      if inside == 0 { return close }
      inside -= 1
      start = close.end
      guard let next = end(of: tag, from: start) else {
        exhausted.insert(balancedEndOf: tag)
        break
      }
      close = next
    }
    return first
  }

  /// How many elements of that kind begin in a stretch and have content.
  private func starts(of tag: HTMLTag, in range: Range<Int>) -> Int {
    var count = 0
    var index = range.lowerBound
    while let found = ByteSearch.first(UInt8(ascii: "<"), in: bytes, from: index, to: range.upperBound) {
      index = found + 1
      let after = index + tag.bytes.count
      guard after < range.upperBound, Self.endsName(bytes[after]), HTMLTag.spells(tag.bytes, bytes[index..<after]) else { continue }
      guard let close = ByteSearch.first(UInt8(ascii: ">"), in: bytes, from: after, to: range.upperBound) else { break }
      if bytes[close - 1] != UInt8(ascii: "/") || tag == .template { count += 1 }
      index = close + 1
    }
    return count
  }

  /// Where the next end tag of that element begins and ends.
  mutating func findEnd(of tag: HTMLTag) -> (start: Int, end: Int)? {
    if exhausted.contains(endOf: tag) { return nil }
    if let found = end(of: tag, from: position) { return found }
    exhausted.insert(endOf: tag)
    return nil
  }

  private func end(of tag: HTMLTag, from start: Int) -> (start: Int, end: Int)? {
    let wanted = tag.bytes
    let last = bytes.count - wanted.count - 2
    var index = start
    while index <= last, let found = ByteSearch.first(UInt8(ascii: "<"), in: bytes, from: index, to: last + 1) {
      index = found + 1
      guard bytes[index] == UInt8(ascii: "/") else { continue }
      var matched = 0
      while matched < wanted.count, bytes[found + 2 + matched] | 32 == wanted[matched] { matched += 1 }
      let after = found + 2 + wanted.count
      if matched == wanted.count, after >= bytes.count || Self.endsName(bytes[after]) {
        let end = ByteSearch.first(UInt8(ascii: ">"), in: bytes, from: after, to: bytes.count) ?? bytes.count
        return (found, min(end + 1, bytes.count))
      }
    }
    return nil
  }

  /// Where the end tag of the script that begins at ``position`` begins and ends.
  ///
  /// In a script that opens a comment, `<script` … `</script>` inside the comment are not tags (the standard's "script data escaped" and
  /// "double escaped" states).
  mutating func findScriptEnd() -> (start: Int, end: Int)? {
    guard let plain = findEnd(of: .script) else { return nil }
    guard !exhausted.containsEscapedScriptEnd, let open = place(of: Self.commentStart, in: position..<plain.start) else { return plain }
    var index = open + 2
    var isEscaped = true, isDouble = false
    while let found = bytes[index...].firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "-") }) {
      index = found + 1
      if bytes[found] == UInt8(ascii: "-") {
        if isEscaped, stands(Self.commentEnd, at: found) { (isEscaped, isDouble) = (false, false) }
      } else if !isEscaped, stands(Self.commentStart, at: found) {
        isEscaped = true
        index = found + 2
      } else if isEscaped, !isDouble, startsScript(at: found + 1) {
        isDouble = true
      } else if bytes.indices.contains(found + 1), bytes[found + 1] == UInt8(ascii: "/"), startsScript(at: found + 2) {
        if isDouble {
          isDouble = false
        } else {
          let end = ByteSearch.first(UInt8(ascii: ">"), in: bytes, from: found, to: bytes.count) ?? bytes.count
          return (found, min(end + 1, bytes.count))
        }
      }
    }
    // The comment never ends, so the script ends where it would end without it.
    exhausted.insertEscapedScriptEnd()
    return plain
  }

  private func startsScript(at start: Int) -> Bool {
    let end = start + 6
    return end <= bytes.count && HTMLTag.spells(HTMLTag.script.bytes, bytes[start..<end])
      && (end == bytes.count || Self.endsName(bytes[end]))
  }

  private func stands(_ wanted: [UInt8], at start: Int) -> Bool { bytes[start...].starts(with: wanted) }

  private func place(of wanted: [UInt8], in range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while let found = ByteSearch.first(wanted[0], in: bytes, from: index, to: range.upperBound) {
      if stands(wanted, at: found) { return found }
      index = found + 1
    }
    return nil
  }

  private static let commentStart = Array("<!--".utf8)
  private static let commentEnd = Array("-->".utf8)
}
