/// What a start tag's attributes tell while they are copied.
struct TagAttributes {
  let tag: HTMLTag
  var count = 0
  /// `type="application/ld+json"`.
  var isJSONLD = false
  /// A `link` that names the page's own address or its site.
  var isUsefulLink = false

  init(_ tag: HTMLTag) { self.tag = tag }
}

extension PageCutter {
  /// Copies the attributes that ingestion reads, up to behind the tag's ">". False where the tag does not end.
  mutating func readAttributes(_ index: inout Int, _ attributes: inout TagAttributes) -> Bool {
    let end = bytes.count
    while true {
      while index < end, bytes[index] <= 32 || bytes[index] == UInt8(ascii: "/") { index += 1 }
      guard index < end else { return false }
      if bytes[index] == UInt8(ascii: ">") {
        index += 1
        return true
      }
      let nameStart = index
      var hash = HTMLTag.hashSeed
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
          if vain.contains([quote]) { return false }
          valueStart = index + 1
          valueEnd = valueStart
          while valueEnd < end, bytes[valueEnd] != quote { valueEnd += 1 }
          guard valueEnd < end else {
            vain.insert([quote])
            return false
          }
          index = valueEnd + 1
        } else {
          valueStart = index
          while index < end, bytes[index] > 32, bytes[index] != UInt8(ascii: ">") { index += 1 }
          valueEnd = index
        }
      }
      let attribute = HTMLAttribute.index.attribute(of: hash)
      if attribute != .unknown { keep(attribute, name: nameStart..<nameEnd, value: valueStart..<valueEnd, &attributes) }
    }
  }

  private mutating func keep(_ attribute: HTMLAttribute, name: Range<Int>, value: Range<Int>, _ attributes: inout TagAttributes) {
    switch attribute {
    case .type:
      if attributes.tag == .script, contains("ld+json", in: value) { attributes.isJSONLD = true }
      return
    case .rel:
      if attributes.tag == .link, contains("canonical", in: value) || contains("amphtml", in: value) { attributes.isUsefulLink = true }
    case .itemprop:
      if attributes.tag == .link { attributes.isUsefulLink = true }
    case .style:
      if !contains("none", in: value) { return }
    case .src, .title, .value, .hreflang: return
    default: break
    }
    attributes.count += 1
    if attributes.count > limits.attributes {
      warn("attributes beyond the \(limits.attributes)th of an element were left out")
      return
    }
    cut.markup.append(UInt8(ascii: " "))
    cut.markup.append(contentsOf: bytes[name])
    cut.markup.append(UInt8(ascii: "="))
    cut.markup.append(UInt8(ascii: "\""))
    var range = value
    if range.count > limits.attributeBytes {
      warn("an attribute longer than \(limits.attributeBytes >> 10) kB was cut off")
      range = range.lowerBound..<range.lowerBound + limits.attributeBytes
    }
    copyValue(range)
    cut.markup.append(UInt8(ascii: "\""))
  }

  private mutating func copyValue(_ range: Range<Int>) {
    var pending = range.lowerBound
    var index = pending
    while index < range.upperBound {
      let byte = bytes[index]
      var text: [UInt8] = []
      var next = index + 1
      switch byte {
      case UInt8(ascii: "\""): text = Array("&quot;".utf8)
      case UInt8(ascii: "<"): text = Array("&lt;".utf8)
      case UInt8(ascii: "&"):
        guard let (replacement, end) = CharacterReferences.replacement(in: bytes, at: index, end: range.upperBound, inAttribute: true)
        else {
          index += 1
          continue
        }
        text = replacement
        next = end
      case 0: break
      case 0xC2:
        guard next < range.upperBound, bytes[next] < 0xA0 || bytes[next] == 0xAD else {
          index += 2
          continue
        }
        if bytes[next] != 0xAD { text = Array(String(CharacterReferences.scalar(of: UInt32(bytes[next]))).utf8) }
        next += 1
      default:
        index += 1
        continue
      }
      cut.markup.append(contentsOf: bytes[pending..<index])
      cut.markup.append(contentsOf: text)
      index = next
      pending = next
    }
    if pending < range.upperBound { cut.markup.append(contentsOf: bytes[pending..<range.upperBound]) }
  }
}

extension PageCutter {
  /// Where the next `pattern` ends, searching from `start`.
  mutating func find(_ pattern: StaticString, from start: Int) -> Int? {
    let wanted = Array("\(pattern)".utf8)
    if vain.contains(wanted) { return nil }
    let first = wanted[0]
    var index = start
    let last = bytes.count - wanted.count
    while index <= last {
      if bytes[index] == first {
        var matched = 1
        while matched < wanted.count, bytes[index + matched] == wanted[matched] { matched += 1 }
        if matched == wanted.count { return index + wanted.count }
      }
      index += 1
    }
    vain.insert(wanted)
    return nil
  }

  /// Where the next end tag of that name begins and ends.
  mutating func findEnd(of name: String) -> (start: Int, end: Int)? {
    let wanted = Array(name.utf8)
    if vain.contains(wanted) { return nil }
    var index = position
    let last = bytes.count - wanted.count - 2
    while index <= last {
      if bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "/") {
        var matched = 0
        while matched < wanted.count, bytes[index + 2 + matched] | 32 == wanted[matched] { matched += 1 }
        let after = index + 2 + wanted.count
        if matched == wanted.count, after >= bytes.count || Self.endsName(bytes[after]) {
          var end = after
          while end < bytes.count, bytes[end] != UInt8(ascii: ">") { end += 1 }
          return (index, min(end + 1, bytes.count))
        }
      }
      index += 1
    }
    vain.insert(wanted)
    return nil
  }

  /// Whether the bytes of `range` hold an ASCII word, letter case aside.
  func contains(_ word: StaticString, in range: Range<Int>) -> Bool {
    let wanted = Array("\(word)".utf8)
    guard range.count >= wanted.count else { return false }
    for start in range.lowerBound...(range.upperBound - wanted.count) {
      var matched = 0
      while matched < wanted.count, bytes[start + matched] | 32 == wanted[matched] { matched += 1 }
      if matched == wanted.count { return true }
    }
    return false
  }
}
