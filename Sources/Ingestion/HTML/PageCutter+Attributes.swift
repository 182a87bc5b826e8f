internal import Platform

/// What is learned from a start tag's attributes while they are copied.
struct TagAttributes {
  let tag: HTMLTag
  var count = 0
  /// Attributes that have occurred already: of two with the same name, the first counts.
  private var seen: UInt64 = 0
  /// `type="application/ld+json"`.
  var isJSONLD = false
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
      while index < end, bytes[index] <= 32 || bytes[index] == UInt8(ascii: "/") { index += 1 }
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
      while index < end, bytes[index] <= 32 { index += 1 }
      var valueStart = index
      var valueEnd = index
      if index < end, bytes[index] == UInt8(ascii: "=") {
        index += 1
        while index < end, bytes[index] <= 32 { index += 1 }
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
      let attribute = HTMLAttribute.index.attribute(of: hash, spelled: bytes[nameStart..<nameEnd])
      if attribute != .unknown { keep(attribute, valueStart..<valueEnd, &attributes) }
    }
  }

  private mutating func keep(_ attribute: HTMLAttribute, _ value: Range<Int>, _ attributes: inout TagAttributes) {
    switch attribute {
    case .type:
      if attributes.tag == .script, contains(Self.jsonLD, in: value) { attributes.isJSONLD = true }
      return
    case .rel:
      if attributes.tag == .link, contains(Self.canonical, in: value) || contains(Self.amphtml, in: value) {
        attributes.isUsefulLink = true
      }
    case .itemprop:
      if attributes.tag == .link { attributes.isUsefulLink = true }
    case .style:
      if !contains(Self.none, in: value) { return }
    case .title:
      // In titles, only dates are of interest.
      guard value.count < 64, bytes[value].contains(where: { $0 &- 48 < 10 }) else { return }
    case .src, .value, .hreflang: return
    default: break
    }
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
    cut.add(attribute: attribute, valueStart: start)
  }

  private mutating func copyValue(_ range: Range<Int>) {
    var pending = range.lowerBound
    var index = pending
    while true {
      index = ByteSearch.firstMarkup(bytes, from: index, to: range.upperBound)
      if index == range.upperBound { break }
      guard let (text, next) = replacement(at: index, in: range) else {
        index += 1
        continue
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

  private static let jsonLD = Array("ld+json".utf8)
  private static let canonical = Array("canonical".utf8)
  private static let amphtml = Array("amphtml".utf8)
  private static let none = Array("none".utf8)
}

extension PageCutter {
  /// What can be searched for outside tags.
  enum Pattern: Int {
    case tagEnd, commentEnd, wrongCommentEnd

    var bytes: [UInt8] { Self.all[rawValue] }

    private static let all = [">", "-->", "--!>"].map { Array($0.utf8) }
  }

  /// Searches that found nothing up to the page's end and need not be repeated.
  struct ExhaustedSearches {
    private var patterns = 0
    private var quotes = 0
    private var ends: TagSet = []
    private(set) var containsEscapedScriptEnd = false

    mutating func insertEscapedScriptEnd() { containsEscapedScriptEnd = true }
    func contains(_ pattern: Pattern) -> Bool { patterns >> pattern.rawValue & 1 != 0 }
    func contains(quote: UInt8) -> Bool { quotes & (quote == UInt8(ascii: "\"") ? 1 : 2) != 0 }
    func contains(endOf tag: HTMLTag) -> Bool { ends.contains(tag) }
    mutating func insert(_ pattern: Pattern) { patterns |= 1 << pattern.rawValue }
    mutating func insert(quote: UInt8) { quotes |= quote == UInt8(ascii: "\"") ? 1 : 2 }
    mutating func insert(endOf tag: HTMLTag) { ends.insert(tag) }
  }

  /// Where the next `pattern` ends, searching from `start`.
  mutating func find(_ pattern: Pattern, from start: Int) -> Int? {
    if exhausted.contains(pattern) { return nil }
    let wanted = pattern.bytes
    let last = bytes.count - wanted.count
    var index = start
    while index <= last, let found = ByteSearch.first(wanted[0], in: bytes, from: index, to: last + 1) {
      var matched = 1
      while matched < wanted.count, bytes[found + matched] == wanted[matched] { matched += 1 }
      if matched == wanted.count { return found + wanted.count }
      index = found + 1
    }
    exhausted.insert(pattern)
    return nil
  }

  /// Where the next end tag of that element begins and ends.
  mutating func findEnd(of tag: HTMLTag) -> (start: Int, end: Int)? {
    if exhausted.contains(endOf: tag) { return nil }
    let wanted = tag.bytes
    let last = bytes.count - wanted.count - 2
    var index = position
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
    exhausted.insert(endOf: tag)
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

  /// Whether the bytes of `range` hold an ASCII word, ignoring letter case.
  func contains(_ wanted: [UInt8], in range: Range<Int>) -> Bool {
    guard range.count >= wanted.count else { return false }
    for start in range.lowerBound...(range.upperBound - wanted.count) where bytes[start] | 32 == wanted[0] {
      var matched = 1
      while matched < wanted.count, bytes[start + matched] | 32 == wanted[matched] { matched += 1 }
      if matched == wanted.count { return true }
    }
    return false
  }
}
